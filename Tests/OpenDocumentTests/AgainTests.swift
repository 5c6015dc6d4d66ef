import Files
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

/// A whole edit done again on its own result: the proof that nothing is doubled.
@Suite("The same edit again in OpenDocument") struct AgainTests {
    /// Columns with drop-downs, colours, formulas and prompts, and two sheets, all of them marked.
    private func marked() -> WorkbookEdit {
        var change = sampleEdit()
        let block = change.blocks[0]
        var columns = block.columns
        for number in columns.indices {
            columns[number].mark = Mark(.column, owner: "budget-vert", key: "c\(number)")
        }
        columns[1].prompt = "Le montant retenu"
        change.blocks[0] = ColumnBlock(
            sheet: block.sheet, headerRow: block.headerRow, body: block.body, positions: block.positions,
            columns: columns)
        var charts = chartSheet([chart(.stackedBars(isHorizontal: true), at: 6), chart(.doughnut, at: 22)])
        charts.notes = [(CellReference(row: 0, column: 0), "Une note")]
        change.sheets.append(charts)
        for number in change.sheets.indices {
            change.sheets[number].mark = Mark(.sheet, owner: "budget-vert", key: "s\(number)")
        }
        return change
    }

    /// The same edit of a workbook that has it already, as `Marks` finds it.
    private func again(_ change: WorkbookEdit, on archive: ZipArchive) throws -> WorkbookEdit {
        let marks = Marks(in: try OpenDocumentWorkbook(archive, file: "a.ods"))
        var change = change
        let block = change.blocks[0]
        let (positions, owned) = marks.places(
            of: block.columns.compactMap(\.mark), owner: "budget-vert", onSheet: block.sheet, from: 100)
        change.blocks[0] = ColumnBlock(
            sheet: block.sheet, headerRow: block.headerRow, body: block.body, positions: positions, owned: owned,
            columns: block.columns)
        for number in change.sheets.indices {
            change.sheets[number].replaces = change.sheets[number].mark.flatMap(marks.sheet)
        }
        return change
    }

    @Test func givesTheSameBytes() throws {
        let once = try bytes(try fixture("budget.ods"), marked())
        var last = once
        for _ in 0..<2 {
            let archive = try ZipArchive(Bytes(last))
            last = try bytes(archive, try again(marked(), on: archive))
            #expect(last == once)
        }
        try keep(try ZipArchive(Bytes(last)), "again.ods")
    }

    @Test func withFewerColumnsLeavesNothingOfTheOthers() throws {
        let once = try edit(try fixture("budget.ods"), marked(), "a.ods")
        var fewer = try again(marked(), on: once)
        let block = fewer.blocks[0]
        fewer.blocks[0] = ColumnBlock(
            sheet: 0, headerRow: block.headerRow, body: block.body, positions: [block.positions[1]],
            owned: block.owned, columns: [block.columns[1]])
        let result = try edit(once, fewer, "a.ods")
        let dump = try Dump(try OpenDocumentWorkbook(result, file: "a.ods"))
        #expect((dump.cells["E3"], dump.cells["F3"], dump.cells["G3"]) == (nil, "text Montant retenu", nil))
        let content = try tree(result, "content.xml")
        let own = content.every("content-validation").filter { $0["name"]?.hasPrefix("mesVal") == true }
        #expect(own.map { $0["base-cell-address"] } == ["Exécution.F4"])
        let formats = content.every("table")[0].every("conditional-format")
        #expect(formats.map { $0["target-range-address"] } == ["Exécution.D4:Exécution.D43"])
        let names = content.every("named-range").compactMap { $0["name"] }
        #expect(
            names
                == ["colonne.budget_vert.c1", "feuille.budget_vert.s0", "feuille.budget_vert.s1"].map {
                    "_mesures.\($0)"
                })
    }
}
