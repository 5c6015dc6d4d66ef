import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// Figures of several inputs, internal flows apart.
@Suite struct ConsolidationTests {
    /// A measure that splits every line 40/60 on its first axis and says nothing on the others.
    private static func result(_ lines: Lines, exercice: Int) throws -> MeasureResult {
        let reading = MeasureReader.read(path: AnnotatedSheet.root + "pipelines/measures/budget-vert.yaml")
        let definition = try #require(reading.definition)
        var pack = Pack()
        pack.id = "essai"
        pack.measure = definition.id
        pack.axis = definition.axes[0].id
        pack.rules = [
            Rule(
                id: "partage", when: .all([]),
                verdict: .shares([
                    Outcome.CategoryShare("favorable", try #require(Share(text: "40 %"))),
                    Outcome.CategoryShare("neutre", try #require(Share(text: "60 %"))),
                ]), because: "", source: "", confidence: .verified)
        ]
        return try Measure(definition, packs: [pack]).compute(lines, exercice: exercice)
    }

    private static func input(
        _ id: String, _ amounts: [Int64], exercice: Int = 2025, sides: [UInt32],
        change: (inout Lines) -> Void = { _ in }
    ) throws -> ConsolidatedInput {
        var lines = AnnotatedSheet.lines(amounts)
        change(&lines)
        return ConsolidatedInput(
            id: id, label: id, budget: id, type: "principal", exercice: exercice, file: id, source: lines.total,
            lines: lines, result: try result(lines, exercice: exercice), sides: sides)
    }

    private static func flow(_ label: String, exercice: Int = 2025) -> ConsolidatedFlow {
        ConsolidatedFlow(
            label: label, exercice: exercice, from: ("v", "x"), to: ("e", "y"), because: "", source: "", certainty: "",
            isInside: true)
    }

    /// The second line of `e` is revenue.
    private static func revenue(_ lines: inout Lines) {
        lines[.sens].values.append("recette")
        lines[.sens].codes[1] = 2
    }

    @Test func aSplitLineOfAFlowLeavesEachOfItsRatings() throws {
        let city = try Self.input("v", [1_001, 333], sides: [0, 1])
        let water = try Self.input("e", [500, 300], sides: [0, 2], change: Self.revenue)
        let consolidation = try Consolidation([city, water], flows: [Self.flow("f")])
        #expect(consolidation.sides[0].from == Consolidation.Sum(amount: Cents(333), lines: 1))
        #expect(consolidation.sides[0].to == Consolidation.Sum(amount: Cents(300), lines: 1))
        let axis = consolidation.tables[Consolidation.views]
        func amounts(_ input: Int, _ id: String) throws -> [Int64] {
            let row = try #require(axis.rows.firstIndex { $0.id == id })
            let figure = try #require(axis.figures[input]?[row])
            return [figure.external.amount.value, figure.internal.amount.value]
        }
        // 1001 × 40 % = 400.4, 333 × 40 % = 133.2: the largest remainder takes the cent.
        #expect(try amounts(0, "favorable") == [400, 133])
        #expect(try amounts(0, "neutre") == [601, 200])
        #expect(try amounts(1, "favorable") == [200, 0])
        #expect(try amounts(1, "neutre") == [300, 0])
        // Revenue is out of the perimeter, and taken out of there.
        let perimeter = consolidation.tables[Consolidation.perimeter]
        #expect(perimeter.figures[0]?[0].internal.amount == Cents(333))
        #expect(perimeter.figures[1]?[0].internal.amount == .zero)
        let outside = try #require(perimeter.figures[1]).dropFirst()
        #expect(outside.map(\.internal.amount).reduce(Cents.zero, +) == Cents(300))
        #expect(consolidation.controls.count > 3)
        #expect(consolidation.controls.allSatisfy { $0.holds })
        #expect(consolidation.controls.contains { $0.expected == Cents(2_134) })
    }

    @Test func exercicesAreNeverTogether() throws {
        let now = try Self.input("a", [100], sides: [0])
        let before = try Self.input("b", [10, 5], exercice: 2024, sides: [0, 0]) { lines in
            lines[.exercice].values.append("2024")
            lines[.exercice].codes[0] = 2
        }
        let consolidation = try Consolidation([now, before], flows: [])
        #expect(consolidation.exercices.map(\.exercice) == [2024, 2025])
        #expect(consolidation.exercices.map(\.inputs) == [[1], [0]])
        let accounts = consolidation.tables[Consolidation.accounts]
        #expect(accounts.rows.map(\.label) == ["Dépenses, investissement, réelles", "Lignes d'un autre exercice"])
        #expect(accounts.figures[1]?.map(\.external.amount.value) == [10, 5])
        #expect(accounts.figures[0]?.map(\.external.amount.value) == [100, 0])
        for (_, places) in consolidation.exercices {
            #expect(accounts.figure(0, of: places)?.external.amount != Cents(110))
        }
    }

    @Test func amountsBeyondSixtyFourBitsTogetherAreAFinding() throws {
        let large = Int64.max / 6
        let one = try Self.input("a", [large], sides: [0])
        let two = try Self.input("b", [-large], sides: [0])
        let finding = #expect(throws: Finding.self) { try Consolidation([one, two], flows: []) }
        #expect(finding?.kind == .totalTooLarge)
    }

    @Test func sheetsSayTheFiguresAndHaveEqualBytesForEqualInputs() throws {
        let city = try Self.input("v", [1_001, 333], sides: [0, 1])
        let water = try Self.input("e", [500, 300], sides: [0, 2], change: Self.revenue)
        let consolidation = try Consolidation([city, water], flows: [Self.flow("f")])
        let sheets = ConsolidationBook.sheets(consolidation, title: "T", subtitle: "S")
        #expect(sheets.map(\.name) == ["Consolidation", "Flux internes", "Contrôles", "Chiffres"])
        // Every input, table and row once for what is counted and once for what is internal, then the flow's two sides.
        let figures = sheets[3].rows.dropFirst()
        let keys = figures.map { row in [1, 3, 5, 7].map { String(describing: row[$0]?.value) } }
        #expect(Set(keys).count == keys.count)
        #expect(figures.count { $0[3]?.value == .integer(0) } == 2)
        let again = ConsolidationBook.sheets(consolidation, title: "T", subtitle: "S")
        #expect(zip(sheets, again).allSatisfy { $0.rows == $1.rows })
        let flow = sheets[1].rows[3]
        #expect(sheets[1].shown(at: CellReference(row: 3, column: 10)) == .amount(Cents(33)))
        #expect(flow.count == 15)
    }
}
