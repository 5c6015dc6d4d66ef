import Findings
import Tabular
import Testing

@testable import OpenXML

@Suite("Cells written as usual")
struct ReadingUsualCellsTests {
    /// What follows a cell's reference: attributes, content, end.
    static let cells: [String] =
        [
            "0", "-0", "7", "-12.5", "1234567.89", "0012", "5.", ".5", "0.1", "123456789012345", "9007199254740992",
            "9007199254740993", "12345678901234567890", "0.30000000000000004", "1E3", "-2.5e-3", " 4 ",
            "1234567890.123456789", "0.0000000000000000001",
        ].flatMap { ["><v>\($0)</v></c>", " s=\"1\"><v>\($0)</v></c>", " s=\"2\"><v>\($0)</v></c>"] }
        + [
            " t=\"s\"><v>0</v></c>", " s=\"1\" t=\"s\"><v>1</v></c>", " t=\"s\"><v>2</v></c>", " t=\"s\"><v>03</v></c>",
            "/>", " s=\"1\"/>", "></c>", "><v></v></c>", "><f>A1</f><v>3</v></c>", " t=\"n\"><v>3</v></c>",
            " t=\"b\"><v>1</v></c>", " t=\"str\"><v>x</v></c>", " t=\"e\"><v>#N/A</v></c>", " s=\"9\"><v>3</v></c>",
        ]
        + [
            "a", "Régie", "œuvre de l’été", "fils &amp; fils", "_x0041_", "a_b", "un\tdeux", "ligne\nune", "😀 fin",
            "exactly eight bytes and a few more", "12345678", "1234567", "123456789",
        ].map { " t=\"inlineStr\"><is><t>\($0)</t></is></c>" }

    /// `cell` at four places; empty cells keep it away from the end of the part, where the quick way does not go.
    private func sheet(_ cell: String, gap: String) throws -> ListedSheet {
        let strings = ["<si><t>zéro</t></si>", "<si><t>un</t></si>", "<si/>", "<si><t>trois</t></si>"]
        var rows = ""
        for (column, row) in [("A", 1), ("Z", 9), ("AA", 10), ("XFD", 100_000)] {
            rows += "<row r=\"\(row)\"><c\(gap)r=\"\(column)\(row)\"\(cell)</row>"
        }
        rows += String(repeating: "<row/>", count: 40)
        return try HandMade(rows: rows, strings: strings, formats: ["dd/mm/yyyy", "[h]:mm"]).list()
    }

    @Test("each cell reads as it does when it is written unusually", arguments: cells)
    func same(_ cell: String) throws {
        let usual = try sheet(cell, gap: " ")
        let unusual = try sheet(cell, gap: "  ")
        #expect(usual.cells.map(\.reference) == unusual.cells.map(\.reference))
        #expect(usual.cells.map(\.kind) == unusual.cells.map(\.kind))
        #expect(usual.cells.map(\.text) == unusual.cells.map(\.text))
        #expect(usual.cells.map(\.number.bitPattern) == unusual.cells.map(\.number.bitPattern))
        #expect(usual.summary.used == unusual.summary.used)
        #expect(usual.summary.lastColumn == unusual.summary.lastColumn)
        #expect(usual.summary.findings.map(\.kind.code) == unusual.summary.findings.map(\.kind.code))
    }

    @Test(
        "what is refused is refused either way",
        arguments: [
            "r=\"A2\"><v>1</v></c>", "r=\"XFE1\"><v>1</v></c>", "r=\"AAAA1\"><v>1</v></c>", "r=\"1\"><v>1</v></c>",
            "r=\"A1\" t=\"s\"><v>9</v></c>", "r=\"A1\"><v>1,5</v></c>", "r=\"A1\"><v>1</v><c>",
            "r=\"A1\" t=\"inlineStr\"><is><t>\u{1}</t></is></c>",
            "r=\"A1\" t=\"inlineStr\"><is><t>&eacute;</t></is></c>",
        ])
    func refused(_ cell: String) {
        let padding = String(repeating: "<row/>", count: 40)
        let usual = HandMade(rows: "<row r=\"1\"><c \(cell)</row>\(padding)").refusal()
        let unusual = HandMade(rows: "<row r=\"1\"><c  \(cell)</row>\(padding)").refusal()
        #expect(usual != nil)
        #expect(usual?.kind.code == unusual?.kind.code)
        #expect(usual?.place.cell == unusual?.place.cell)
    }

    @Test("rows of all lengths of number, at any column, one after the other")
    func references() throws {
        var rows = ""
        var expected: [String] = []
        for row in [1, 9, 10, 99, 100, 12_345, 999_999, 1_048_576] {
            rows += "<row r=\"\(row)\">"
            for column in ["A", "Z", "AA", "ZZ", "AAA", "XFD"] {
                rows += "<c r=\"\(column)\(row)\"><v>\(row)</v></c>"
                expected.append("\(column)\(row)")
            }
            rows += "</row>"
        }
        let sheet = try HandMade(rows: rows, after: "<!-- \(String(repeating: "padding ", count: 20))-->").list()
        #expect(sheet.cells.map(\.reference) == expected)
        #expect(sheet.cells.allSatisfy { $0.reference.hasSuffix($0.text) && Double($0.text) == $0.number })
    }
}
