import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingColumnsTests {
    let sheet = "xl/worksheets/sheet1.xml"

    @Test func appendsCellsToTheRowsAndLeavesEveryOtherPartAlone() throws {
        let edit = Editing.block(
            header: 1, body: 2..<5, column: 4, [Editing.texts("Cotation", ["Favorable", nil, "Neutre"])])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        #expect(
            try outcome.changed().sorted() == ["xl/styles.xml", "xl/workbook.xml", sheet], "the workbook for its names")
        #expect(outcome.added.isEmpty)
        #expect(outcome.after.entries.map(\.name) == outcome.before.entries.map(\.name))
        let header = try outcome.piece(sheet, from: "<c r=\"E2\"", to: "</c>")
        #expect(header == "<c r=\"E2\" s=\"1\" t=\"inlineStr\"><is><t>Cotation</t></is></c>")
        #expect(try outcome.piece(sheet, from: "<c r=\"E3\"", to: "</c>").contains("<t>Favorable</t>"))
        #expect(try outcome.piece(sheet, from: "<c r=\"E5\"", to: "</c>").contains("<t>Neutre</t>"))
        #expect(try outcome.piece(sheet, from: "<dimension", to: "/>") == "<dimension ref=\"A1:E8\"/>")
    }

    @Test func keepsAnEmptyStyledCellForAValueThatIsLeftOut() throws {
        let edit = Editing.block(header: 1, body: 2..<5, column: 4, [Editing.texts("X", ["a", nil, "b"])])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        let text = try outcome.text(sheet)
        // The grid has an empty bordered cell E4 of its own, which ours replaces.
        #expect(text.components(of: "r=\"E4\"") == 1)
        #expect(try outcome.piece(sheet, from: "<c r=\"E4\"", to: ">").hasSuffix("/>"))
    }

    @Test func clonesTheLookOfEachRowsNeighbour() throws {
        let edit = Editing.block(header: 1, body: 2..<5, column: 4, [Editing.texts("X", ["a", "b", "c"])])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        func style(_ cell: String) throws -> String { try outcome.piece(sheet, from: "<c r=\"\(cell)\" s=", to: " t") }
        #expect(try style("E3").dropFirst(10) == style("E5").dropFirst(10))
        #expect(try style("E3").dropFirst(10) != style("E4").dropFirst(10))
    }

    @Test func createsRowsThatAreMissing() throws {
        let edit = Editing.block(
            header: 1, body: 2..<10, column: 4, [Editing.texts("X", ["a", "b", "c", "d", nil, "f", "g", "h"])])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        let text = try outcome.text(sheet)
        let rows = (1...10).map { text.range(of: "<row r=\"\($0)\"") }
        #expect(rows[6] == nil, "a row without a value is not created")
        let found = rows.compactMap { $0?.lowerBound }
        #expect(found.count == 9)
        #expect(found == found.sorted())
        #expect(text.range(of: "<row r=\"10\"><c r=\"E10\"") != nil)
    }

    @Test func extendsTheFilterItsNameAndThePrintAreaWhenTheColumnsContinueThem() throws {
        var edit = Editing.block(header: 1, body: 2..<8, column: 4, [Editing.texts("X", ["a", "b", "c"])])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        #expect(
            try outcome.piece(sheet, from: "<autoFilter", to: ">") == "<autoFilter ref=\"A2:E8\"/>"
                || outcome.piece(sheet, from: "<autoFilter", to: ">") == "<autoFilter ref=\"A2:E8\">")
        let workbook = try outcome.text("xl/workbook.xml")
        #expect(workbook.contains("'Budget'!$A$2:$E$8"))
        #expect(workbook.contains("'Budget'!$A$1:$E$8"))
        edit.blocks[0].body = 2..<9
        #expect(try Editing.write(edit, of: "editing-grid.xlsx").text(sheet).contains("ref=\"A2:D8\""))
    }

    @Test func splitsAColumnRunAroundTheNewColumns() throws {
        let edit = Editing.block(
            header: 2, body: 3..<6, column: 4, [Editing.texts("X", ["a"]), Editing.texts("Y", ["b"])])
        let columns = try Editing.write(edit, of: "editing-report.xlsx").piece(sheet, from: "<cols>", to: "</cols>")
        #expect(columns.contains("<col min=\"4\" max=\"4\" width=\"11.7109375\" customWidth=\"1\"/>"))
        #expect(columns.contains("<col min=\"5\" max=\"5\" width=\"12.7109375\" customWidth=\"1\"/>"))
        #expect(columns.contains("<col min=\"7\" max=\"16384\" width=\"11.7109375\" customWidth=\"1\"/>"))
        #expect(columns.contains("hidden=\"1\""), "the hidden column stays hidden")
    }

    @Test func usesThePrefixOfTheSheetAndCountsRowsAndCellsWithoutReferences() throws {
        for name in ["editing-odd.xlsx", "editing-strict.xlsx"] {
            let edit = Editing.block(header: 0, body: 1..<3, column: 2, [Editing.texts("Coté", ["a", "b"])])
            let outcome = try Editing.write(edit, of: name)
            let text = try outcome.text(sheet)
            #expect(text.contains("<s:c r=\"C1\" t=\"inlineStr\"><s:is><s:t>Coté</s:t></s:is></s:c></s:row>"))
            #expect(text.contains("<s:row><s:c r=\"C2\""))
            #expect(text.contains("<s:cols>"))
            #expect(text.contains("<s:f>A3&lt;1</s:f><s:v>0</s:v></s:c><s:c r=\"C3\""))
            #expect(!text.contains("<s:v/>"))
        }
    }

    @Test func writesASheetInAnotherEncodingAsUTF8() throws {
        let edit = Editing.block(header: 0, body: 1..<3, column: 2, [Editing.texts("Coté", ["a", "é"])])
        let text = try Editing.write(edit, of: "editing-utf16.xlsx").text(sheet)
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
        #expect(text.contains("<s:t>é</s:t>"))
    }

    @Test func fillsASheetWithoutRows() throws {
        let edit = Editing.block(header: 0, body: 1..<3, column: 0, [Editing.texts("X", ["a", "b"])])
        let outcome = try Editing.write(edit, of: "editing-empty.xlsx")
        #expect(try outcome.piece(sheet, from: "<sheetData>", to: "</row>").contains("<row r=\"1\"><c r=\"A1\""))
        #expect(outcome.added == ["xl/styles.xml"], "a workbook without styles gets some")
    }

    @Test func addsDropDownsAndColoursInTheirPlace() throws {
        var column = Editing.texts("Cotation", ["Favorable", "Neutre", "x"])
        column.choices = .list(["Favorable", "Neutre"])
        column.colours = [ValueColour(text: "Favorable", fill: "C6EFCE", ink: "006100")]
        var other = Editing.texts("Autre", ["a"])
        other.choices = .range(sheet: "L'annexe", try #require(CellRange("A1:A3")))
        let edit = Editing.block(header: 2, body: 3..<6, column: 4, [column, other])
        let outcome = try Editing.write(edit, of: "editing-report.xlsx")
        let rules = try outcome.piece(sheet, from: "</sheetData>", to: "<pageMargins")
        #expect(
            rules.contains("sqref=\"E4:E6\"><cfRule type=\"cellIs\" dxfId=\"3\" priority=\"2\" operator=\"equal\">"))
        #expect(rules.contains("<dataValidations count=\"3\">"))
        #expect(rules.contains("<formula1>\"Favorable,Neutre\"</formula1>"))
        #expect(rules.contains("<formula1>'L''annexe'!$A$1:$A$3</formula1>"))
        #expect(try outcome.piece("xl/styles.xml", from: "<dxfs", to: ">") == "<dxfs count=\"4\">")
    }

    @Test func writesFormulasWithTheirResultsAndAsksForRecalculation() throws {
        var column = NewColumn(header: "Net", width: 10, format: .amount, data: .amounts([Cents(-150), nil, Cents(7)]))
        column.formula = .binary(.sameRow(column: 2), .times, .number("2"))
        let edit = Editing.block(header: 1, body: 2..<5, column: 4, [column])
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        #expect(try outcome.piece(sheet, from: "<c r=\"E3\"", to: "</c>").hasSuffix("><f>C3*2</f><v>-1.5</v></c>"))
        #expect(try outcome.piece(sheet, from: "<c r=\"E5\"", to: "</c>").hasSuffix("><f>C5*2</f><v>0.07</v></c>"))
        #expect(try outcome.piece("xl/workbook.xml", from: "<calcPr", to: ">").contains("fullCalcOnLoad=\"1\""))
    }

    @Test func givesTheSameBytesHoweverTheSheetArrives() throws {
        let archive = try Editing.open("editing-report.xlsx")
        let contents = try archive.contents(of: #require(archive.entry(sheet)))
        let block = ColumnBlock(
            sheet: 0, headerRow: 2, body: 3..<6, firstColumn: 4, columns: [Editing.texts("X", ["a", "b", nil])])
        func spliced(by step: Int) throws -> [UInt8] {
            let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
            var splicer = SheetSplicer(block, at: Place(part: sheet), table: nil, uses1904: false, styles: styles)
            var output: [UInt8] = []
            var position = 0
            try splicer.run { buffer, limit in
                let count = min(step, limit, contents.count - position)
                buffer += contents[position..<(position + count)]
                position += count
                return count
            } to: { piece, _ in
                output += piece
            }
            return output
        }
        let whole = try spliced(by: contents.count)
        for step in [1, 2, 3, 7, 64, 1000] { #expect(try spliced(by: step) == whole) }
    }

    @Test func givesTheSameBytesTwice() throws {
        let edit = Editing.block(header: 1, body: 2..<5, column: 4, [Editing.texts("X", ["a", "b", "c"])])
        #expect(
            try Editing.write(edit, of: "editing-grid.xlsx").bytes == Editing.write(edit, of: "editing-grid.xlsx").bytes
        )
    }
}

extension String {
    /// How often `piece` occurs.
    func components(of piece: String) -> Int {
        var count = 0
        var rest = self[...]
        while let found = rest.range(of: piece) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
