import Findings
import Tabular
import Testing

@testable import Publishing

/// The synthesis sheet as people see it: what is where, and that charts and notes point at it.
@Suite struct SummarySheetTests {
    private func sheets(_ amounts: [Int64]) throws -> [NewSheet] {
        let provenance = Provenance(facts: [], files: [], controls: [], findings: [])
        let total = Cents(amounts.reduce(0, +))
        return try AnnotatedSheet().annotation(amounts).edit(source: total, subtitle: "s", provenance: provenance)
            .sheets
    }

    private func sheet(_ amounts: [Int64]) throws -> NewSheet { try #require(sheets(amounts).first) }

    private func text(_ sheet: NewSheet, _ row: Int, _ column: Int) -> String {
        guard case .text(let text)? = sheet.shown(at: CellReference(row: row, column: column)) else { return "" }
        return text
    }

    private func rows(_ sheet: NewSheet, starting title: String) -> [Int] {
        sheet.rows.indices.filter { text(sheet, $0, 0).hasPrefix(title) }
    }

    private func cells(_ range: CellRange) -> [CellReference] {
        (range.first.row...range.last.row).flatMap { row in
            (range.first.column...range.last.column).map { CellReference(row: row, column: $0) }
        }
    }

    @Test func chartsShowNamedValuesOfTheTableAndCoverNoCell() throws {
        let sheet = try sheet([100, 250])
        #expect(sheet.charts.map(\.kind) == [.stackedShares(isHorizontal: true), .doughnut])
        for chart in sheet.charts {
            let names = cells(chart.categories)
            #expect(names.allSatisfy { !text(sheet, $0.row, $0.column).isEmpty })
            for series in chart.series {
                #expect(cells(series.values).count == names.count)
                #expect(!text(sheet, series.name.row, series.name.column).isEmpty)
                #expect(series.fills.isEmpty || series.fills.count == names.count)
            }
            #expect(cells(chart.place).allSatisfy { sheet.shown(at: $0) == nil })
            #expect(chart.place.last.column < sheet.widths.count)
            #expect(chart.alternative.contains("Non renseigné 100"))
        }
        // Side by side, each within its columns.
        #expect(sheet.charts[0].place.last.column < sheet.charts[1].place.first.column)
        // The six ratings, what is unresolved last; shares of all views.
        #expect(
            sheet.charts[0].series.map { text(sheet, $0.name.row, $0.name.column) } == [
                "Favorable", "Mixte", "Défavorable", "Neutre", "Non coté", "Non renseigné",
            ])
        #expect(sheet.shown(at: sheet.charts[0].series[5].values.first) == .decimal("1"))
    }

    @Test func aNegativePartIsNoRingAndNothingIsNoChart() throws {
        #expect(
            try sheet([-100, 50]).charts.map(\.kind) == [.stackedShares(isHorizontal: true), .bars(isHorizontal: true)])
        #expect(try sheet([-100, 100]).charts.isEmpty)
    }

    @Test func notesStandOnCellsThatSaySomethingInOrder() throws {
        let sheet = try sheet([100])
        #expect(sheet.notes.count > 8)
        #expect(sheet.notes.map(\.cell) == sheet.notes.map(\.cell).sorted())
        #expect(Set(sheet.notes.map(\.cell)).count == sheet.notes.count)
        for note in sheet.notes { #expect(!text(sheet, note.cell.row, note.cell.column).isEmpty, "\(note)") }
        let unrated = try #require(sheet.notes.first { text(sheet, $0.cell.row, $0.cell.column) == "Non renseigné" })
        #expect(unrated.text.contains("à analyser"))
    }

    @Test func theLargestLinesToAnalyseComeFirstWithALinkAndLiveCells() throws {
        let amounts = (1...25).map { Int64($0 * ($0 % 2 == 0 ? 1 : -1)) }
        let sheet = try sheet(amounts)
        let tables = rows(sheet, starting: "Ligne")
        #expect(tables.count == 2)
        let first = try #require(tables.first)
        #expect(
            text(sheet, first - 1, 0) == "Axe 1 – Atténuation du changement climatique : 25 lignes à analyser, "
                + "dont les plus gros montants")
        for (offset, amount) in [-25, 24, -23, 22, -21, 20, -19, 18, -17, 16].enumerated() {
            let row = first + 1 + offset
            #expect(sheet.shown(at: CellReference(row: row, column: 1)) == .amount(Cents(Int64(amount))))
            guard case .link(let label, "Mandats", let place)? = sheet.rows[row][0]?.value else {
                Issue.record("no link in row \(row)")
                continue
            }
            #expect(label == "2151")
            #expect(place == CellReference(row: 2 + abs(amount), column: 5))
            #expect(
                sheet.rows[row][1]?.value
                    == .formula(
                        .cell(sheet: "Mandats", CellReference(row: 2 + abs(amount), column: 3)),
                        .amount(Cents(Int64(amount)))))
        }
        #expect(text(sheet, first + 11, 0) == "Ces 10 lignes")
    }

    @Test func titlesAreFrozenAndRepeatedAndPagesAreWide() throws {
        for sheet in try sheets([100]) {
            #expect(sheet.frozenRows > 0)
            #expect(sheet.printTitleRows == 0..<sheet.frozenRows)
            #expect(sheet.isLandscape)
        }
        #expect(try sheets([100]).map(\.isHidden) == [false, false, false, true, true])
    }

    @Test func theListHoldsWhatMayBeWrittenAndWhatItMeans() throws {
        let list = try sheets([100])[3]
        #expect(list.rows.map { $0.count } == [2, 2, 2, 2, 2, 2])
        #expect(
            (1...5).map { text(list, $0, 0) } == ["Favorable", "Défavorable", "Neutre", "Non coté", "Non renseigné"])
        #expect((1...5).allSatisfy { !text(list, $0, 1).isEmpty })
    }
}
