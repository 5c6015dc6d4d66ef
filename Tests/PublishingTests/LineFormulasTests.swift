import Measures
import Rules
import Tabular
import Testing

@testable import Publishing

/// The live formulas of a line, computed for every pair of ratings, against the rule of the synthesis written out plainly.
@Suite struct LineFormulasTests {
    private static let ratings = ["Favorable", "Défavorable", "Neutre", "Non coté", "Non renseigné", ""]

    private let plan = ColumnPlan(
        sheet: "S", body: 1..<2, positions: Array(0..<19), axisCount: 2, hasSynthesis: true)

    private func words(_ option: SynthesisWords.NeutralAndUnrated, ignoresMissing: Bool = true) -> SynthesisWords {
        SynthesisWords(
            positive: ["Favorable"], negative: ["Défavorable"], neutral: ["Neutre"], unrated: ["Non coté"],
            mixed: "Mixte",
            absent: "Non renseigné", neutralAndUnrated: option, ignoresMissing: ignoresMissing)
    }

    private func row(_ ratings: [String], parts: [Double] = [1, 1], others: [String] = ["", ""], amount: Double = 100)
        -> FormulaEvaluator
    {
        var cells: [Int: FormulaEvaluator.Value] = [plan.amount: .number(amount), plan.perimeter: .text("Oui")]
        for (index, axis) in plan.axes.enumerated() {
            cells[axis.rating] = ratings[index].isEmpty ? .blank : .text(ratings[index])
            cells[axis.part] = .number(parts[index])
            cells[axis.other] = others[index].isEmpty ? .blank : .text(others[index])
        }
        return FormulaEvaluator(row: cells)
    }

    /// Green-budget reference, 1.5: S the sum of signs, A of magnitudes.
    private func expected(_ ratings: [String], neutralWins: Bool, ignoresMissing: Bool) -> String {
        let known = ratings.filter { !$0.isEmpty && $0 != "Non renseigné" }
        if known.isEmpty || (!ignoresMissing && known.count < ratings.count) { return "Non renseigné" }
        let signs = known.map { $0 == "Favorable" ? 1 : $0 == "Défavorable" ? -1 : 0 }
        let sum = signs.reduce(0, +)
        let magnitude = signs.reduce(0) { $0 + abs($1) }
        if magnitude > 0 { return sum == magnitude ? "Favorable" : sum == -magnitude ? "Défavorable" : "Mixte" }
        if known.allSatisfy({ $0 == "Non coté" }) { return "Non coté" }
        if known.allSatisfy({ $0 == "Neutre" }) { return "Neutre" }
        return neutralWins ? "Neutre" : "Non coté"
    }

    @Test(arguments: [true, false], [true, false])
    func everyPairOfRatings(_ neutralWins: Bool, _ ignoresMissing: Bool) {
        let formulas = LineFormulas(
            plan: plan, words: words(neutralWins ? .neutral : .unrated, ignoresMissing: ignoresMissing))
        for first in Self.ratings {
            for second in Self.ratings {
                let cells = row([first, second])
                let wanted = expected([first, second], neutralWins: neutralWins, ignoresMissing: ignoresMissing)
                #expect(cells.value(of: formulas.synthesisRating) == .text(wanted), "\(first) + \(second)")
                #expect(cells.value(of: formulas.synthesisOther) == .text(""))
            }
        }
    }

    @Test func aSplitAxisGivesTwoSyntheses() {
        let formulas = LineFormulas(plan: plan, words: words(.neutral))
        let cells = row(["Favorable", "Neutre"], parts: [0.4, 1], others: ["Défavorable", ""], amount: 0.05)
        #expect(cells.value(of: formulas.synthesisRating) == .text("Favorable"))
        #expect(cells.value(of: formulas.synthesisOther) == .text("Défavorable"))
        #expect(cells.value(of: formulas.synthesisAmount) == .number(0.02))
        #expect(cells.value(of: formulas.ratedAmount(plan.axes[0])) == .number(0.02))
        #expect(cells.value(of: formulas.ratedAmount(plan.axes[1])) == .number(0.05))
    }

    @Test func axesSplitAtDifferentPartsWaitForAPerson() {
        let formulas = LineFormulas(plan: plan, words: words(.neutral))
        let cells = row(["Favorable", "Neutre"], parts: [0.4, 0.5], others: ["Neutre", "Favorable"])
        #expect(cells.value(of: formulas.synthesisRating) == .text("Non renseigné"))
        #expect(cells.value(of: formulas.synthesisOther) == .text("Non renseigné"))
        let alike = row(["Favorable", "Neutre"], parts: [0.5, 0.5], others: ["Neutre", "Neutre"])
        #expect(alike.value(of: formulas.synthesisRating) == .text("Favorable"))
        #expect(alike.value(of: formulas.synthesisOther) == .text("Neutre"))
    }

    /// The rounding of the workbook is the program's own split of a line in two, to the cent.
    @Test func roundingAmountTimesPartIsTheLargestRemainderSplit() {
        let formulas = LineFormulas(plan: plan, words: words(.neutral))
        for (numerator, denominator) in [(1, 2), (2, 5), (1, 3), (2, 3), (13, 20), (1, 7), (99, 100)]
            as [(Int64, Int64)]
        {
            let share = Share(numerator, denominator)
            let rest = Share(denominator - numerator, denominator)
            for cents in [-1234567, -101, -5, -1, 0, 1, 5, 99, 115, 12345, 123456789] as [Int64] {
                let parts = Allocation.split(Cents(cents), into: [share, rest])
                #expect(parts[0] + parts[1] == Cents(cents))
                let cells = row(
                    ["Favorable", "Neutre"], parts: [Double(numerator) / Double(denominator), 1],
                    others: ["Neutre", ""], amount: Double(cents) / 100)
                let rounded = cells.value(of: formulas.ratedAmount(plan.axes[0]))
                #expect(rounded == .number(Double(parts[0].value) / 100), "\(cents) × \(numerator)/\(denominator)")
            }
        }
    }
}
