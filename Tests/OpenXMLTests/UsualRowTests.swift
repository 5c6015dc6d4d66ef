import Testing

@testable import OpenXML

@Suite struct UsualRowTests {
    private func row(_ cells: String, before limit: Int = 5) -> UsualRow? {
        let bytes = Array("<row r=\"1\">\(cells)</row><row r=\"2\"/>".utf8)
        return UsualRow(in: bytes.span, from: 11, before: limit)
    }

    @Test func itsLastCellAndItsEndAreFound() throws {
        let cells = #"<c r="A1" s="4" t="s"><v>12</v></c><c r="C1" t="inlineStr"><is><r><t>a</t></r></is></c>"#
        let found = try #require(row(cells))
        #expect(found.lastColumn == 2)
        #expect(found.lastCell == 11 + 35)
        #expect(found.end == 11 + cells.utf8.count)
    }

    @Test func aRowWithoutCellsHasNoLastColumn() throws {
        let found = try #require(row("  "))
        #expect(found.lastColumn == nil)
        #expect(found.end == 13)
    }

    /// What is written otherwise is left to the general way: comments and CDATA may hold what looks like an end tag.
    @Test(
        arguments: [
            "<c r=\"A1\"/><!-- </row> -->", "<c r=\"A1\" t=\"str\"><v><![CDATA[</row>]]></v></c>", "<?pi </row>?>",
            "<c><v>1</v></c>", "<c/>", "<c s=\"1\"/>", "<c r=\"B1\"/><c r=\"A1\"/>", "<c r=\"B1\"/><c r=\"B1\"/>",
            "<c r=\"F1\"/>", "<c r=\"1\"/>", "<c r=\"AAAA1\"/>",
        ])
    func anythingElseIsLeft(_ cells: String) { #expect(row(cells) == nil) }

    @Test func aRowThatIsNotAllThereIsLeft() {
        let bytes = Array("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>".utf8)
        for count in 11..<bytes.count {
            let row = UsualRow(in: bytes.span.extracting(0..<count), from: 11, before: 5)
            #expect(row == nil)
        }
    }
}
