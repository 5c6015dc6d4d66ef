import Findings
import Tabular
import Testing

@Suite("Marks of what the program wrote")
struct MarksTests {
    /// A workbook of two sheets with names and no rows.
    private struct Names: WorkbookReader {
        var names: [WorkbookName]
        var format: WorkbookFormat { .openXML }
        var sheets: [SheetInfo] { [SheetInfo(name: "Mandats"), SheetInfo(name: "Synthèse")] }
        var findings: [Finding] { [] }

        func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
            -> SheetSummary
        { SheetSummary() }
    }

    private func name(_ mark: Mark, _ sheet: String, _ cell: String, own: String? = nil) throws -> WorkbookName {
        WorkbookName(
            name: mark.name, text: "", sheet: own,
            cells: SheetCells(sheet: sheet, range: try #require(CellRange(cell))))
    }

    @Test("a mark is a name that spreadsheet programs take, and reads back")
    func names() {
        let mark = Mark(.column, owner: "budget-vert", key: "atténuation.À vérifier")
        #expect(mark.name == "_mesures.colonne.budget_vert.attenuation.a_verifier")
        #expect(Mark(name: mark.name) == mark)
        #expect(Mark(name: "_xlnm.Print_Area") == nil)
        #expect(Mark(name: "_mesures.colonne.budget_vert.") == nil)
        #expect(Mark(name: "_mesures.autre.budget_vert.x") == nil)
    }

    @Test("columns are written where they are, new ones on the right; a copied sheet's names mark nothing")
    func places() throws {
        let rating = Mark(.column, owner: "a-b", key: "cotation")
        let part = Mark(.column, owner: "a-b", key: "part")
        let gone = Mark(.column, owner: "a-b", key: "ancienne")
        let other = Mark(.column, owner: "c", key: "cotation")
        let sheet = Mark(.sheet, owner: "a-b", key: "synthese")
        let marks = Marks(
            in: Names(names: [
                try name(rating, "Mandats", "G4"), try name(gone, "Mandats", "E4"), try name(other, "Mandats", "F4"),
                try name(part, "Mandats", "H4", own: "Mandats"), try name(sheet, "Synthèse", "A1"),
                WorkbookName(name: part.name, text: "#REF!"),
            ]))
        let places = marks.places(of: [part, rating], owner: "a-b", onSheet: 0, from: 9)
        #expect(places.positions == [9, 6])
        #expect(places.owned == [4, 6])
        #expect(marks.written(onSheet: 0) == [4, 5, 6])
        #expect(marks.sheet(sheet) == 1)
        #expect(marks.writtenSheets == [1])
        #expect(marks.columns(ofSheet: 1).isEmpty)
    }

    @Test("marks of one owner differ, in the same way each time")
    func distinct() {
        let keys = [
            "Avis", "avis ", "AVIS", "%", "€", String(repeating: "é", count: 200), String(repeating: "e", count: 150),
        ]
        let marks = Mark.distinct(.column, owner: "annotate", keys: keys)
        #expect(Set(marks).count == keys.count)
        #expect(marks.prefix(5).map(\.key) == ["avis", "avis.2", "avis.3", "sans_nom", "sans_nom.2"])
        #expect(marks.allSatisfy { Mark(name: $0.name) == $0 })
        #expect(Mark.distinct(.column, owner: "annotate", keys: keys) == marks)
    }

    @Test("a block holds its columns from left to right, whatever the order they are given in")
    func order() {
        func column(_ header: String) -> NewColumn {
            NewColumn(header: header, width: 10, format: .general, data: .amounts([]))
        }
        let block = ColumnBlock(
            sheet: 0, headerRow: 0, body: 1..<1, positions: [7, 4], owned: [4], columns: [column("b"), column("a")])
        #expect(block.columns.map(\.header) == ["a", "b"])
        #expect(block.positions == [4, 7])
        #expect(block.firstColumn == 4)
        #expect(!block.isAppended)
        #expect(ColumnBlock(sheet: 0, headerRow: 0, body: 1..<1, firstColumn: 3, columns: [column("a")]).isAppended)
    }
}
