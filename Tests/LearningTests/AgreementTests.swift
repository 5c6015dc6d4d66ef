import Learning
import Testing

@Suite struct AgreementTests {
    /// Two examiners, 50 proposals: yes-yes 20, yes-no 5, no-yes 10, no-no 15: observed 0.7, chance 0.5, kappa 0.4 (the example
    /// of many textbooks).
    @Test func cohensKappaOfTwoRaters() {
        let table = [(0, 0, 20), (0, 1, 5), (1, 0, 10), (1, 1, 15)]
        let lines = table.flatMap { cell in
            Array(repeating: (first: cell.0, second: cell.1, weight: 1.0), count: cell.2)
        }
        let agreement = Agreement.cohen(lines, classes: 2)
        #expect(agreement.observed == 0.7)
        #expect(abs(agreement.expected - 0.5) < 1e-12)
        #expect(abs((agreement.kappa ?? 0) - 0.4) < 1e-12)
        // The same by weights: one line for each cell, weighing as many.
        let weighed = Agreement.cohen(
            table.map { (first: $0.0, second: $0.1, weight: Double($0.2)) }, classes: 2)
        #expect(abs((weighed.kappa ?? 0) - 0.4) < 1e-12)
    }

    /// The worked example of Fleiss' kappa that Wikipedia gives: ten subjects, fourteen raters, five classes: 0.210.
    @Test func fleissKappaOfManyRaters() {
        let table = [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ]
        let lines = table.map { row in
            (ratings: row.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }, weight: 1.0)
        }
        let agreement = Agreement.fleiss(lines, classes: 5)
        #expect(abs((agreement.observed ?? 0) - 0.378) < 0.001)
        #expect(abs((agreement.kappa ?? 0) - 0.210) < 0.001)
    }

    @Test func nothingOrOneClassHasNoKappa() {
        #expect(Agreement.cohen([], classes: 2).kappa == nil)
        #expect(Agreement.cohen([(first: 0, second: 0, weight: 1)], classes: 1).kappa == nil)
        #expect(Agreement.cohen([(first: 0, second: 0, weight: 1)], classes: 1).observed == 1)
    }
}
