import Measures
import PublicAccounts
import Tabular
import Testing

@testable import Publishing

/// The tables of the synthesis sheet on what is open: where they are and what they say. LibreOffice recalculates them in the
/// acceptance tests.
@Suite struct OpenTotalsTableTests {
    private func sheet(_ amounts: [Int64], threshold: Cents? = nil) throws -> NewSheet {
        let lines = AnnotatedSheet.lines(amounts)
        let open = try #require(try OpenTotals(lines, AnnotatedSheet.result(lines), threshold: threshold))
        let provenance = Provenance(facts: [], files: [], controls: [], findings: [])
        let edit = try AnnotatedSheet().annotation(amounts).edit(
            source: Cents(amounts.reduce(0, +)), subtitle: "s", provenance: provenance, open: open)
        return try #require(edit.sheets.first)
    }

    private func text(_ sheet: NewSheet, _ row: Int, _ column: Int) -> String {
        guard case .text(let text)? = sheet.shown(at: CellReference(row: row, column: column)) else { return "" }
        return text
    }

    private func row(_ sheet: NewSheet, _ title: String) throws -> Int {
        try #require(sheet.rows.indices.first { text(sheet, $0, 0) == title })
    }

    @Test func whatIsUnresolvedComesBeforeAnyRating() throws {
        let sheet = try sheet([100_00, 300_00])
        let first = try row(sheet, "Vue")
        #expect(first < (try row(sheet, "Cotation")))
        #expect(text(sheet, first, 1) == "À analyser")
        func shown(_ row: Int, _ column: Int) -> CellValue? { sheet.shown(at: CellReference(row: row, column: column)) }
        for view in 1...3 {
            #expect(shown(first + view, 1) == .amount(Cents(400_00)))
            #expect(shown(first + view, 2) == .amount(.zero))
            #expect(shown(first + view, 3) == .amount(Cents(400_00)))
            #expect(shown(first + view, 4) == .decimal("1"))
            #expect(shown(first + view, 5) == .decimal("0"))
            #expect(shown(first + view, 6) == .decimal("1"))
            #expect(shown(first + view, 7) == .integer(2))
            for column in 1...7 {
                guard case .formula? = sheet.rows[first + view][column]?.value else {
                    Issue.record("no formula in column \(column)")
                    continue
                }
            }
        }
        #expect(text(sheet, first + 4, 0).hasPrefix("Synthèse : favorable, mais"))
        #expect(shown(first + 5, 1) == .amount(Cents(400_00)))
    }

    @Test func thresholdsAreCellsThatFormulasRead() throws {
        let sheet = try sheet([900_00, -20_000_00, 8_000_00], threshold: Cents(7_999_99))
        let first = try row(sheet, "Lignes de plus de")
        func shown(_ row: Int, _ column: Int) -> CellValue? { sheet.shown(at: CellReference(row: row, column: column)) }
        let amounts = (1...7).map { shown(first + $0, 0) }
        #expect(
            amounts
                == [1_000_00, 5_000_00, 7_999_99, 8_000_00, 10_000_00, 50_000_00, 100_000_00].map { .amount(Cents($0)) }
        )
        #expect((1...7).map { shown(first + $0, 3) } == [2, 2, 2, 1, 1, 0, 0].map { .integer($0) })
        #expect(shown(first + 3, 1) == .amount(Cents(28_000_00)))
        #expect(shown(first + 8, 1) == .amount(Cents(28_900_00)) && shown(first + 8, 5) == .integer(3))
        #expect(sheet.rows[first + 3][0]?.look == .total, "the pipeline's own threshold stands out")
        let threshold = Formula.cell(sheet: nil, CellReference(row: first + 3, column: 0))
        guard case .formula(let formula, _)? = sheet.rows[first + 3][3]?.value else {
            Issue.record("no formula")
            return
        }
        #expect("\(formula)".contains("\(threshold)"))
    }

    /// Six axes on a sheet of the longest name: no formula is longer than Excel takes, 8192 characters.
    @Test func formulasOfSixAxesFitInACell() throws {
        let name = String(repeating: "x", count: 31)
        let plan = ColumnPlan(
            sheet: name, body: 10..<1_048_576, positions: Array(100..<147), axisCount: 6, hasSynthesis: true)
        let definition = try #require(
            MeasureReader.read(path: AnnotatedSheet.root + "pipelines/measures/budget-vert.yaml").definition)
        let formulas = try #require(BoundFormulas(plan, SynthesisWords(definition)))
        for formula in [formulas.lost, formulas.gained] { #expect(length(formula) < 8_000, "\(length(formula))") }
    }

    /// How long a formula is in a workbook, at most.
    private func length(_ formula: Formula) -> Int {
        switch formula {
        case .text(let text): text.count + 2
        case .number(let text): text.count
        case .cell(let sheet, _): (sheet.map { $0.count + 3 } ?? 0) + 12
        case .sameRow: 12
        case .range(let sheet, _): (sheet.map { $0.count + 3 } ?? 0) + 25
        case .call(let name, let arguments): name.count + 2 + arguments.reduce(0) { $0 + length($1) + 1 }
        case .binary(let left, let sign, let right): length(left) + length(right) + sign.rawValue.count + 4
        }
    }
}
