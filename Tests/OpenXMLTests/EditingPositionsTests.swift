import Findings
import Tabular
import Testing

@testable import OpenXML

/// Columns that go between others, and those that an earlier run wrote.
@Suite struct EditingPositionsTests {
    /// The rows of a sheet of `rows` with the block, the sheet arriving by `step` bytes.
    private func spliced(
        _ rows: String, _ block: ColumnBlock, totalsRow: Int? = nil, columns: String = "", step: Int = .max
    ) throws -> String {
        let sheet = Array(
            ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + columns + "<sheetData>"
                + rows + "</sheetData></worksheet>").utf8)
        let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
        var splicer = SheetSplicer(block, at: Place(), totalsRow: totalsRow, uses1904: false, styles: styles)
        var output: [UInt8] = []
        var position = 0
        try splicer.run { buffer, limit in
            let count = min(step, limit, sheet.count - position)
            buffer += sheet[position..<(position + count)]
            position += count
            return count
        } to: { piece, _ in
            output += piece
        }
        let text = String(decoding: output, as: UTF8.self)
        guard let start = text.range(of: "<sheetData>"), let end = text.range(of: "</sheetData>") else { return text }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The same, whole and byte by byte: rows are then read in the usual and in the general way.
    private func splicedBothWays(_ rows: String, _ block: ColumnBlock, totalsRow: Int? = nil) throws -> String {
        let usual = try spliced(rows, block, totalsRow: totalsRow)
        for step in [1, 5, 100] { #expect(try spliced(rows, block, totalsRow: totalsRow, step: step) == usual) }
        return usual
    }

    /// A block under the header in row 1, body row 2, with the columns `x`, `y`, … at `positions`.
    private func block(_ positions: [Int], owned: Set<Int> = [], body: Range<Int> = 1..<2) -> ColumnBlock {
        let names = ["x", "y", "z"]
        return ColumnBlock(
            sheet: 0, headerRow: 0, body: body, positions: positions, owned: owned,
            columns: positions.indices.map { index in
                Editing.texts(
                    names[index].uppercased(), body.map { _ in names[index] }, format: .general)
            })
    }

    private func text(_ cell: String, _ text: String, style: Int? = nil) -> String {
        "<c r=\"\(cell)\"\(style.map { " s=\"\($0)\"" } ?? "") t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    @Test func putsNewCellsInColumnOrderAmongTheOthers() throws {
        let rows =
            "<row r=\"1\" spans=\"1:6\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"/><c r=\"F1\"><v>6</v></c></row>"
            + "<row r=\"2\"><c r=\"B2\"/><c r=\"D2\"><v>4</v></c></row>"
        let found = try splicedBothWays(rows, block([1, 4, 6]))
        #expect(
            found
                == "<row r=\"1\" spans=\"1:7\"><c r=\"A1\"><v>1</v></c>" + text("B1", "X") + "<c r=\"C1\"/>"
                + text("E1", "Y") + "<c r=\"F1\"><v>6</v></c>" + text("G1", "Z") + "</row><row r=\"2\">"
                + text("B2", "x") + "<c r=\"D2\"><v>4</v></c>" + text("E2", "y") + text("G2", "z") + "</row>")
    }

    @Test func dropsWhatAnEarlierRunWrote() throws {
        let rows =
            "<row r=\"1\"><c r=\"A1\"/>" + text("B1", "old") + "<c r=\"C1\"><v>3</v></c>"
            + "<c r=\"D1\"><f>A1</f><v>2</v></c><c r=\"E1\"/></row><row r=\"2\"><c r=\"D2\"><extLst><ext><y:c xmlns:y=\"y\"><y:v/></y:c></ext></extLst>"
            + "</c></row>"
        let found = try splicedBothWays(rows, block([3], owned: [1, 3, 4]))
        #expect(
            found
                == "<row r=\"1\"><c r=\"A1\"/><c r=\"C1\"><v>3</v></c>" + text("D1", "X") + "</row><row r=\"2\">"
                + text("D2", "x") + "</row>")
    }

    @Test func dropsColumnsWithoutWritingAny() throws {
        let rows = "<row r=\"1\" spans=\"1:2\"><c r=\"A1\"/>" + text("B1", "old") + "</row><row r=\"3\"/>"
        let kept = "<row r=\"1\" spans=\"1:2\"><c r=\"A1\"/></row><row r=\"3\"/>"
        #expect(try splicedBothWays(rows, block([], owned: [1], body: 1..<4)) == kept)
        #expect(try splicedBothWays("", block([], owned: [1])) == "")
    }

    @Test func touchesNothingOutsideItsRows() throws {
        let rows =
            "<row r=\"1\">" + text("A1", "title") + text("B1", "title") + "</row><row r=\"2\"/><row r=\"3\"/>"
            + "<row r=\"4\">" + text("B4", "total") + "</row>"
        var below = block([1], owned: [1], body: 2..<3)
        below.headerRow = 1
        let found = try splicedBothWays(rows, below)
        #expect(found.hasPrefix("<row r=\"1\">" + text("A1", "title") + text("B1", "title") + "</row>"))
        #expect(found.hasSuffix("<row r=\"4\">" + text("B4", "total") + "</row>"))
    }

    @Test func putsNewCellsBeforeTheExtensionsOfARow() throws {
        let rows = "<row r=\"1\"><c r=\"A1\"/><extLst><ext uri=\"x\"/></extLst></row><row r=\"2\"><extLst/></row>"
        #expect(
            try splicedBothWays(rows, block([2]))
                == "<row r=\"1\"><c r=\"A1\"/>" + text("C1", "X") + "<extLst><ext uri=\"x\"/></extLst></row>"
                + "<row r=\"2\">" + text("C2", "x") + "<extLst/></row>")
    }

    @Test func refusesAPositionThatIsTakenAndNotItsOwn() throws {
        let rows = "<row r=\"1\">" + text("A1", "a") + text("B1", "mine") + "<c r=\"C1\"><v>1</v></c></row>"
        for step in [1, Int.max] {
            let finding = #expect(throws: Finding.self) {
                try spliced(rows, block([1, 2], owned: [1]), step: step)
            }
            #expect(finding?.kind.code == "XLE001")
            #expect(finding?.place.cell == "C1")
        }
    }

    @Test func lendsTheLookOfTheColumnLeftOfTheFirst() throws {
        let rows =
            "<row r=\"1\"><c r=\"A1\" s=\"7\"/><c r=\"B1\" s=\"8\"/>" + text("C1", "old", style: 9) + "</row>"
        #expect(
            try splicedBothWays(rows, block([2, 4], owned: [2], body: 1..<1)).hasSuffix(
                "<c r=\"B1\" s=\"8\"/>" + text("C1", "X", style: 8) + text("E1", "Y", style: 8) + "</row>"))
        // What goes away lends nothing: it will not be there the next time.
        #expect(
            try splicedBothWays(rows, block([3], owned: [2], body: 1..<1))
                == "<row r=\"1\"><c r=\"A1\" s=\"7\"/><c r=\"B1\" s=\"8\"/>" + text("D1", "X") + "</row>")
    }

    @Test func keepsWhatPeoplePutInATablesTotals() throws {
        let total = "<c r=\"B3\"><f>SUM(B2:B2)</f><v>1</v></c>"
        let rows = "<row r=\"1\"/><row r=\"2\"/><row r=\"3\"><c r=\"A3\"/>" + total + "</row>"
        let found = try splicedBothWays(rows, block([1, 2], owned: [1]), totalsRow: 2)
        #expect(found.hasSuffix("<c r=\"A3\"/>" + total + "</row>"))
        #expect(try splicedBothWays(found, block([1, 2], owned: [1, 2]), totalsRow: 2) == found)
        for step in [1, Int.max] {
            #expect(throws: Finding.self) { try spliced(rows, block([1, 2]), totalsRow: 2, step: step) }
        }
    }

    @Test func leavesOutCellsThatSayNothing() throws {
        let empty = ColumnBlock(
            sheet: 0, headerRow: 0, body: 1..<4, positions: [1, 2], owned: [1, 2],
            columns: [
                Editing.texts("X", ["x", nil, ""], format: .general),
                Editing.texts("Y", [nil, nil, "y"], format: .general),
            ])
        // What an earlier run wrote goes away, even its empty cells; a row without a cell stays as it was.
        let rows =
            "<row r=\"1\"><c r=\"A1\"/></row><row r=\"2\"><c r=\"A2\"/>" + text("B2", "old") + "<c r=\"C2\"/></row>"
            + "<row r=\"3\"/><row r=\"4\"><c r=\"A4\"/><c r=\"B4\"/></row>"
        let found = try splicedBothWays(rows, empty)
        #expect(
            found
                == "<row r=\"1\"><c r=\"A1\"/>" + text("B1", "X") + text("C1", "Y") + "</row><row r=\"2\"><c r=\"A2\"/>"
                + text("B2", "x") + "</row><row r=\"3\"/><row r=\"4\"><c r=\"A4\"/>" + text("C4", "y") + "</row>")
        #expect(try splicedBothWays(found, empty) == found)
    }

    @Test func writesEmptyCellsThatHideTheFormatOfTheirRowOrColumn() throws {
        let empty = ColumnBlock(
            sheet: 0, headerRow: 0, body: 1..<2, positions: [1, 2],
            columns: [Editing.texts("X", [nil], format: .general), Editing.texts("Y", [nil], format: .general)])
        let header = "<row r=\"1\"><c r=\"A1\"/>" + text("B1", "X") + text("C1", "Y") + "</row>"
        let row = "<row r=\"2\" s=\"0\" customFormat=\"1\"><c r=\"A2\"/></row>"
        #expect(try splicedBothWays("<row r=\"1\"><c r=\"A1\"/></row>" + row, empty) == header + row)
        let shown = row.replacing("s=\"0\"", with: "s=\"1\"")
        let hidden = shown.replacing("</row>", with: "<c r=\"B2\"/><c r=\"C2\"/></row>")
        #expect(try splicedBothWays("<row r=\"1\"><c r=\"A1\"/></row>" + shown, empty) == header + hidden)
        let columns = "<cols><col min=\"3\" max=\"3\" style=\"1\"/></cols>"
        let plain = "<row r=\"2\"><c r=\"A2\"/></row>"
        #expect(
            try spliced("<row r=\"1\"><c r=\"A1\"/></row>" + plain, empty, columns: columns)
                == header + plain.replacing("</row>", with: "<c r=\"C2\"/></row>"))
    }

    /// Rows as different producers write them: with spaces between cells, without references, with extensions.
    private static let layouts = [
        "<row r=\"1\" spans=\"1:2\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\"/></row><row r=\"2\" spans=\"1:2\"/>",
        "<row r=\"1\">\n  <c r=\"A1\"/>\n  <c r=\"B1\"/>\n</row>\n<row r=\"2\">\n<c r=\"A2\" s=\"2\"/>\n</row>\n",
        "<row><c/><c><v>1</v></c></row><row><c/></row>",
        "<row r=\"1\"><c r=\"A1\"/><extLst><ext uri=\"x\"/></extLst></row><row r=\"3\"/>",
        "<row r=\"1\"><c r=\"A1\"/><!-- <c r=\"B1\"> --></row><row r=\"2\"><c r=\"A2\"/></row>", "",
    ]

    @Test(arguments: layouts, [[2, 3], [1, 4], [2, 5, 6]])
    func givesTheSameBytesWhenItIsAppliedAgain(_ rows: String, _ positions: [Int]) throws {
        guard !(positions.contains(1) && rows.contains("<v>1</v></c></row>")) else { return }
        let once = try splicedBothWays(rows, block(positions, body: 1..<4))
        #expect(try splicedBothWays(once, block(positions, owned: Set(positions), body: 1..<4)) == once)
        // Also when someone has written to the right of it since.
        let others = once.replacing("</row>", with: "<c r=\"XFD9\"/></row>")
        #expect(try splicedBothWays(others, block(positions, owned: Set(positions), body: 1..<4)) == others)
    }
}
