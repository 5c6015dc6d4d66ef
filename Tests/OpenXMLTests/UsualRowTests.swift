import Testing

@testable import OpenXML

@Suite struct UsualRowTests {
    private func row(_ cells: String, before limit: Int = 5, owned: Range<Int> = 5..<5) -> UsualRow? {
        let bytes = Array("<row r=\"1\">\(cells)</row><row r=\"2\"/>".utf8)
        return UsualRow(in: bytes.span, from: 11, before: limit, owned: owned)
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

    @Test func theCellsThatGoAwayAreItsTail() throws {
        let kept = #"<c r="A1"/><c r="C1"><v>1</v></c> "#
        let tail = #"<c r="D1" s="1"/><c r="E1" t="inlineStr"><is><t>a</t></is></c><c r="F1"><f>A1</f><v/></c>"#
        let found = try #require(row(kept + tail, before: 3, owned: 3..<6))
        #expect(found.lastColumn == 2)
        #expect(found.tail == 11 + kept.utf8.count)
        #expect(found.end == found.tail + tail.utf8.count)
    }

    /// Where anything but the cells that go away would go with them, the general way decides.
    @Test(
        arguments: [
            #"<c r="D1"/> <c r="E1"/>"#, #"<c r="D1"/> "#, #"<c r="D1"><v>1</v></c> "#, #"<c r="D1"/><extLst/>"#,
            #"<c r="D1"><v>1</v></c><extLst/>"#, #"<c r="D1"/><c r="G1"/>"#, #"<c r="E1"/><c r="D1"/>"#,
            #"<c r="D1">/></c>"#, #"<c r="D1">/><v>1</v></c>"#, #"<c r="D1"><c r="E1"/></c>"#,
            #"<c r="D1"><c><v/></c></c>"#, #"<c r="D1"/><!-- --><c r="E1"/>"#, #"<c r="D1"><v>"#,
        ])
    func aTailWithAnythingElseIsLeft(_ cells: String) { #expect(row(cells, before: 3, owned: 3..<6) == nil) }

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
            let row = UsualRow(in: bytes.span.extracting(0..<count), from: 11, before: 5, owned: 5..<5)
            #expect(row == nil)
        }
    }
}
