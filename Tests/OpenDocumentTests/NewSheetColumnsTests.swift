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

    /// Columns that people fill: a drop-down, a prompt, a hidden column.
    @Test func columnsOfANewSheetOfferAndHide() throws {
        var answer = NewColumn(
            header: "Réponse", width: 12, format: .general, data: .coded(values: [], codes: [Codes.none, Codes.none]))
        answer.choices = .list(["Neutre", "Favorable"])
        answer.prompt = "Choisir"
        var mark = NewColumn(
            header: "Repère", width: 10, format: .general, data: .coded(values: [.text("a")], codes: [0, 0]))
        mark.isHidden = true
        var sheet = NewSheet(name: "Questions", widths: [12, 10], rows: [])
        sheet.columns = [answer, mark]
        sheet.columnLook = .tableBody
        var change = WorkbookEdit()
        change.sheets = [sheet]
        let content = try tree(edit(try fixture("budget.ods"), change, "a.ods"), "content.xml")
        let table = try #require(content.every("table").last)
        #expect(table.every("table-column").map { $0["visibility"] } == [nil, "collapse"])
        let validation = try #require(content.every("content-validation").last)
        #expect(validation["condition"] == "of:cell-content-is-in-list(\"Neutre\";\"Favorable\")")
        #expect(validation["base-cell-address"] == "Questions.A2")
        let name = try #require(validation["name"])
        let cells = table.every("table-cell").filter { $0["content-validation-name"] == name }
        #expect(cells.count == 2)
        #expect(cells.allSatisfy { $0["style-name"] != nil })
    }
}
