import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// Long columns of a new sheet, and the cells that it prints.
@Suite struct NewSheetColumnsTests {
    static func sheet() -> NewSheet {
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
        return sheet
    }

    /// The cells of a new workbook of that sheet, through the reader.
    static func cells(_ sheets: [NewSheet]) throws -> [String] {
        let sink = MemorySink()
        try OpenXMLNew.write(sheets: sheets, to: sink)
        let workbook = try OpenXMLWorkbook(ZipArchive(Bytes(sink.bytes)), file: "a.xlsx")
        var cells: [String] = []
        _ = try workbook.readSheet(0) { batch in
            for row in batch.rows {
                for cell in batch.cells[row.cells] where !batch.text(of: cell).isEmpty {
                    cells.append("\(CellReference(row: row.index, column: Int(cell.column))) \(batch.text(of: cell))")
                }
            }
            return .next
        }
        return cells
    }

    @Test func columnsStandBelowTheRowsWithTheirHeaders() throws {
        #expect(
            try Self.cells([Self.sheet()]) == [
                "A1 Titre", "A2 Axe", "B2 Montant", "C2 Double", "A3 Neutre", "B3 1.5", "C3 3", "B5 -5.25", "C5 -10.5",
            ])
    }

    @Test func theSheetSaysWhatItHoldsAndWhatItPrints() throws {
        let sink = MemorySink()
        try OpenXMLNew.write(sheets: [Self.sheet()], to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        func text(_ part: String) throws -> String {
            String(decoding: try archive.contents(of: try #require(archive.entry(part))), as: UTF8.self)
        }
        let sheet = try text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("<dimension ref=\"A1:C5\"/>"))
        #expect(sheet.contains("<f>B3*2</f>"))
        let workbook = try text("xl/workbook.xml")
        #expect(workbook.contains("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Matrice!$A$1:$B$5<"))
        #expect(workbook.contains("fullCalcOnLoad"))
    }

    /// Columns that people fill: a drop-down, a prompt, a hidden column, borders, heights.
    @Test func columnsOfANewSheetOfferAndHide() throws {
        var sheet = Self.sheet()
        sheet.columns[0].choices = .list(["Neutre", "Favorable"])
        sheet.columns[1].prompt = "Un montant"
        sheet.columns[2].isHidden = true
        sheet.columnLook = .tableBody
        sheet.heights[3] = 45
        let sink = MemorySink()
        try OpenXMLNew.write(sheets: [sheet], to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        let entry = try #require(archive.entry("xl/worksheets/sheet1.xml"))
        let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
        #expect(text.contains("<dataValidations count=\"2\"><dataValidation type=\"list\""))
        #expect(text.contains(" sqref=\"A3:A5\"><formula1>\"Neutre,Favorable\"</formula1>"))
        #expect(text.contains(" prompt=\"Un montant\" sqref=\"B3:B5\"/>"))
        #expect(text.contains("<col min=\"3\" max=\"3\" width=\"12.7109375\" hidden=\"1\" customWidth=\"1\"/>"))
        #expect(text.contains("<row r=\"4\" ht=\"45.0\" customHeight=\"1\">"))
        let order = try ["</sheetData>", "<dataValidations", "<pageMargins"].map {
            try #require(text.firstRange(of: $0)).lowerBound
        }
        #expect(order == order.sorted(), "ECMA-376 part 1, section 18.3.1.99")
        // An empty body cell has its border too.
        #expect(text.contains(try Regex("<c r=\"A4\" s=\"[1-9][0-9]*\"/>")))
        sheet.columns[0].choices = .list([String(repeating: "x", count: 256)])
        #expect(throws: Finding.self) { try OpenXMLNew.write(sheets: [sheet], to: MemorySink()) }
    }

    @Test func aSheetOfAnotherRunKeepsOnePrintArea() throws {
        var edit = WorkbookEdit()
        edit.sheets = [Self.sheet()]
        let once = try Editing.write(edit, of: "editing-grid.xlsx")
        edit.sheets[0].replaces = 2
        edit.sheets[0].printRange?.last.row = 9
        let twice = try Editing.write(edit, after: once)
        let workbook = try twice.text("xl/workbook.xml")
        #expect(workbook.components("_xlnm.Print_Area\" localSheetId=\"2\"") == 1)
        #expect(workbook.contains("localSheetId=\"2\">Matrice!$A$1:$B$10<"))
    }

    @Test func moreRowsThanASheetHasAreRefused() {
        var sheet = NewSheet(name: "Longue", widths: [], rows: [])
        let codes = Codes(empty: SheetLimits.rows, upTo: 0)
        sheet.columns = [NewColumn(header: "A", width: 9, format: .text, data: .coded(values: [], codes: codes))]
        #expect { try OpenXMLNew.write(sheets: [sheet], to: MemorySink()) } throws: {
            ($0 as? Finding)?.kind == .gridExceeded
        }
    }
}

extension String {
    /// How often `text` is in it.
    fileprivate func components(_ text: String) -> Int { indices.count { self[$0...].hasPrefix(text) } }
}
