import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingMarkupTests {
    @Test(arguments: [
        (Formula.binary(.binary(.number("1"), .plus, .number("2")), .times, .sameRow(column: 27)), "(1+2)*AB8"),
        (.binary(.number("1"), .minus, .binary(.number("2"), .minus, .number("3"))), "1-(2-3)"),
        (.binary(.binary(.number("1"), .plus, .number("2")), .equal, .number("3")), "1+2=3"),
        (
            .call(
                "IF",
                [
                    .binary(.cell(sheet: nil, CellReference(row: 0, column: 0)), .unequal, .text("dit \"oui\"")),
                    .number("1"), .number("0"),
                ]),
            "IF($A$1<>\"dit \"\"oui\"\"\",1,0)"
        ),
        (.cell(sheet: "L'été", CellReference(row: 1, column: 1)), "'L''été'!$B$2"),
        (.cell(sheet: "ABC", CellReference(row: 1, column: 1)), "'ABC'!$B$2"),
        (.cell(sheet: "Mandats", CellReference(row: 1, column: 1)), "Mandats!$B$2"),
    ])
    func writesFormulas(_ formula: Formula, _ expected: String) {
        #expect(FormulaText(formula).text(inRow: 7) == expected)
    }

    @Test func cutsTextConstantsThatAFormulaDoesNotAdmit() {
        let text = FormulaText(.text(String(repeating: "a", count: 300))).text(inRow: 0)
        #expect(text == "\"" + String(repeating: "a", count: 255) + "\"&\"" + String(repeating: "a", count: 45) + "\"")
    }

    @Test(arguments: [
        ("a&b<c>", "a&amp;b&lt;c&gt;"), ("_x0041_", "_x005F_x0041_"), ("_x00_", "_x00_"), ("a\u{1}b", "a_x0001_b"),
        ("a\r\nb", "a_x000D_\nb"), ("\u{FFFE}", "_xFFFE_"), ("é€😀", "é€😀"), ("_", "_"),
    ])
    func escapesText(_ text: String, _ expected: String) { #expect(CellMarkup.escaped(text) == expected) }

    @Test func keepsSpacesThatMatter() throws {
        let markup = CellMarkup(prefix: "", startsIn1904: false)
        #expect(try markup.rendered(.text(" a")).content == "<is><t xml:space=\"preserve\"> a</t></is>")
        #expect(try markup.rendered(.text("=1")).content == "<is><t>=1</t></is>")
        #expect(try markup.rendered(.text("")).content.isEmpty)
    }

    @Test func countsDatesFromTheWorkbooksOwnEpoch() {
        let old = CellMarkup(prefix: "", startsIn1904: true)
        let new = CellMarkup(prefix: "", startsIn1904: false)
        #expect(new.serial(0) == 25_569)
        #expect(old.serial(0) == 24_107)
        #expect(new.serial(-25_508) == 61, "1 March 1900")
        #expect(new.serial(-25_509) == 59, "28 February 1900: the 29th never was")
    }

    @Test func writesAmountsByHand() {
        for value: Int64 in [0, 1, -1, 10, 99, 100, 12_345, 12_340, -100_000, .max, .min] {
            var bytes: [UInt8] = []
            bytes.append(euros: Cents(value))
            #expect(String(decoding: bytes, as: UTF8.self) == Cents(value).shortDecimal)
        }
    }

    @Test func appendsStylesWithoutRenumbering() throws {
        let source =
            "<x:styleSheet xmlns:x=\"m\"><x:cellXfs count=\"2\"><x:xf fontId=\"0\"/>"
            + "<x:xf numFmtId=\"4\" fontId=\"7\" quotePrefix=\"1\"><x:alignment horizontal=\"right\" vertical=\"top\"/>"
            + "<x:protection locked=\"0\"/></x:xf></x:cellXfs><x:extLst/></x:styleSheet>"
        let styles = try StyleBook(Array(source.utf8), part: "")
        #expect(try styles.body(neighbour: 1, .wrapped) == 2)
        #expect(try styles.body(neighbour: 1, .wrapped) == 2)
        #expect(try styles.body(neighbour: 99, .integer) == 3, "a style that does not exist counts as none")
        #expect(try styles.differential(fill: "C6EFCE", ink: "006100") == 0)
        _ = try styles.body(neighbour: 1, .amount)
        let text = String(decoding: try styles.finished(), as: UTF8.self)
        #expect(
            text.contains(
                "<x:xf numFmtId=\"0\" fontId=\"7\" applyAlignment=\"1\"><x:alignment vertical=\"top\" wrapText=\"1\"/>"
                    + "<x:protection locked=\"0\"/></x:xf>"))
        #expect(text.contains("<x:cellXfs count=\"5\"><x:xf fontId=\"0\"/>"))
        #expect(text.hasPrefix("<x:styleSheet xmlns:x=\"m\"><x:numFmts count=\"1\"><x:numFmt numFmtId=\"164\""))
        #expect(text.contains("</x:cellXfs><x:dxfs count=\"1\">"))
        #expect(text.hasSuffix("</x:dxfs><x:extLst/></x:styleSheet>"))
    }

    @Test func reusesTheNeighboursFormatWhenItSaysTheSame() throws {
        let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
        #expect(try styles.body(neighbour: 0, .general) == 0)
        #expect(!styles.isChanged)
    }

    @Test("a row without number takes that of its first cell, as it does when it is read")
    func rowNumberedByItsCell() throws {
        let rows =
            "<row><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c></row><row><c><v>3</v></c></row>"
        let archive = try HandMade(rows: rows).open().package.archive
        let edit = Editing.block(header: 0, body: 1..<4, column: 1, [Editing.texts("X", ["a", "b", "c"])])
        let sink = MemorySink()
        _ = try OpenXMLEditor(archive, file: "a.xlsx").write(edit, to: sink)
        let listed = try OpenXMLWorkbook(ZipArchive(Bytes(sink.bytes)), file: "b.xlsx").list(0)
        #expect(
            listed.cells.map { "\($0.reference) \($0.text)" } == [
                "B1 X", "A2 1", "B2 a", "A3 2", "B3 b", "A4 3", "B4 c",
            ])
    }
}
