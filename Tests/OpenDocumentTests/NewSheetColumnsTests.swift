import Files
import Tabular
import Testing
import ZipArchive

@testable import OpenDocument

/// Long columns of a new sheet, and the cells that it prints.
@Suite("Long columns of new sheets in OpenDocument") struct NewSheetColumnsTests {
    @Test func columnsStandBelowTheRowsWithTheirHeaders() throws {
        var sheet = NewSheet(
            name: "Matrice", widths: [10, 12, 12], rows: [[NewCell(.text("Titre"), .general, .title)]])
        var double = NewColumn(
            header: "Double", width: 12, format: .amount, data: .amounts([Cents(300), nil, Cents(-1050)]))
        double.formula = .binary(.sameRow(column: 1), .times, .number("2"))
        sheet.columns = [
            NewColumn(
                header: "Axe", width: 10, format: .text,
                data: .coded(values: [.text("Neutre")], codes: [0, Codes.none])),
            NewColumn(header: "Montant", width: 12, format: .amount, data: .amounts([Cents(150), nil, Cents(-525)])),
            double,
        ]
        sheet.printRange = CellRange(CellReference(row: 0, column: 0), CellReference(row: 4, column: 1))
        var change = WorkbookEdit()
        change.sheets = [sheet]
        let archive = try edit(try fixture("budget.ods"), change, "a.ods")
        let workbook = try OpenDocumentWorkbook(archive, file: "a.ods")
        let index = workbook.sheets.count - 1
        let dump = try Dump(workbook, index)
        #expect(
            dump.cells == [
                "A1": "text Titre", "A2": "text Axe", "B2": "text Montant", "C2": "text Double", "A3": "text Neutre",
                "B3": "number 1.5", "C3": "number 3", "B5": "number -5.25", "C5": "number -10.5",
            ])
        let table = try #require(try tree(archive, "content.xml").every("table").last)
        #expect(table["print-ranges"] == "Matrice.A1:Matrice.B5")
        let formulas = table.every("table-cell").compactMap { $0["formula"] }
        #expect(formulas == ["of:=[.$B3]*2", "of:=[.$B5]*2"])
    }
}
