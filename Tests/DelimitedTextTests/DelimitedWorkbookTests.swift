import Files
import Findings
import Tabular
import Testing

@testable import DelimitedText

/// The rows of a text as strings, blank rows and empty fields as they are in the grid.
func rows(_ bytes: [UInt8], name: String = "essai.csv") throws -> [[String]] {
    let workbook = try DelimitedWorkbook(Bytes(bytes), fileName: name)
    var grid: [[String]] = []
    _ = try workbook.readSheet(0) { batch in
        for row in batch.rows {
            while grid.count < row.index { grid.append([]) }
            var fields: [String] = []
            for cell in batch.cells[row.cells] {
                while fields.count < Int(cell.column) { fields.append("") }
                fields.append(batch.text(of: cell))
            }
            grid.append(fields)
        }
        return .next
    }
    return grid
}

func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

@Suite struct DelimitedWorkbookTests {
    private func dialect(_ text: String) throws -> DelimitedDialect {
        try DelimitedWorkbook(Bytes(Array(text.utf8)), fileName: "a").dialect
    }

    @Test(arguments: [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]), ("a;b\r\n1;2", [["a", "b"], ["1", "2"]]),
        ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
        ("a;b\n1;2\r\n3;4\r5;6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        ("a;;c\n;;\n;b", [["a", "", "c"], [], ["", "b"]]), ("a;b\n\n1;2\n", [["a", "b"], [], ["1", "2"]]),
        ("\"a;b\";c\n\"d\"\"e\";f", [["a;b", "c"], ["d\"e", "f"]]),
        ("\"a\nb\";c\n\"d\r\ne\";f", [["a\nb", "c"], ["d\r\ne", "f"]]),
        ("a 5\" b;c\nd;\"e\"f", [["a 5\" b", "c"], ["d", "ef"]]), ("  a ;b  \n", [["  a ", "b  "]]),
        ("=\"00123\";\"=\"\"045\"\"\"\n=1;2", [["00123", "045"], ["=1", "2"]]),
        ("a;b;c\n1;2\n1;2;3;4", [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]), ("", []), ("\n\n", []),
        ("\u{FEFF}a;b\n", [["a", "b"]]), ("\u{FEFF}", []), ("\"\"\n", []), ("seul", [["seul"]]),
        ("sep=,\na,b\n", [["a", "b"]]), ("SEP=|\r\na|b;c\n", [["a", "b;c"]]), ("é;€\n", [["é", "€"]]),
        ("a;\u{0}b\n", [["a", "\u{0}b"]]), ("\"a\"", [["a"]]), ("'a;b';'c'\n'd';'e'\n", [["a;b", "c"], ["d", "e"]]),
    ])
    func readsRows(text: String, expected: [[String]]) throws { #expect(try rows(text) == expected) }

    @Test(arguments: [
        ("a;b,c;d\n1;2,5;3\n4;5,5;6\n", ";"), ("a,b\n1,2\n", ","), ("a\tb\n1,5\t2\n", "\t"), ("a|b\n1;5|2\n", "|"),
        ("Titre du rapport\n\na;b;c\n1;2,5;3\n1;2,5;3\n1;2,5;3\n", ";"), ("a,\"x;y;z\"\nb,\"x;y;z\"\n", ","),
        ("libelle;montant\neau, gaz;1,5\nbois;2,5\n", ";"), ("seul\n", ";"),
    ])
    func findsTheSeparator(text: String, separator: String) throws {
        #expect(try dialect(text).separator == Array(separator.utf8)[0])
    }

    @Test(arguments: [
        ("a;b\n1,5;2\n", ","), ("a;b\n1.5;2\n", "."), ("a;b\n1 234,56;2\n", ","), ("a;b\n1.234,56;2\n", ","),
        ("a;b\n\"1,234.56\";2\n", "."), ("a;b\n-12,50;2\n", ","), ("a;b\n1\u{202F}234,5;1\u{A0}000,25\n", ","),
    ])
    func findsTheDecimalMark(text: String, mark: String) throws {
        #expect(try dialect(text).decimalMark == Array(mark.utf8)[0])
    }

    @Test(arguments: ["a;b\n1;2\n", "a;b\n01/02/2024;12.01.2024\n", "a;b\n1,234;2\n", "a;b\nA1,5;B2\n"])
    func leavesTheDecimalMarkOpen(text: String) throws { #expect(try dialect(text).decimalMark == nil) }

    @Test func findsWindows1252() throws {
        let bytes = Array("libell".utf8) + [0xE9] + Array(";prix ".utf8) + [0x80, 0x0A]
        let workbook = try DelimitedWorkbook(Bytes(bytes), fileName: "x/balance.csv")
        #expect(workbook.dialect.encoding == .windows1252)
        #expect(workbook.sheets.map(\.name) == ["balance"])
        #expect(workbook.findings.map(\.kind.code) == ["CSV003", "CSV005"])
        #expect(workbook.findings[0].place == Place(file: "x/balance.csv", offset: 6))
        #expect(try rows(bytes) == [["libellé", "prix €"]])
    }

    @Test func decodesTheWholeCodePage() throws {
        let bytes = [UInt8](0x80...0xFF)
        let expected =
            "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"
            + String(String.UnicodeScalarView((0xA0...0xFF).compactMap { Unicode.Scalar($0 as UInt32) }))
        let workbook = try DelimitedWorkbook(Bytes(bytes), fileName: "a.csv")
        #expect(try rows(bytes) == [[expected]])
        let odd = try #require(workbook.findings.first { $0.kind == .meaninglessBytes })
        #expect(odd.count == 5)
        #expect(odd.place.offset == 1)
    }

    @Test func readsUTF16WithAndWithoutMark() throws {
        let text = "libellé;montant\r\ncafé 😀;1,5\r\n"
        let expected = [["libellé", "montant"], ["café 😀", "1,5"]]
        let little = text.utf16.reduce(into: [UInt8]()) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        let big = text.utf16.reduce(into: [UInt8]()) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] { #expect(try rows(bytes) == expected) }
        let cut = try DelimitedWorkbook(Bytes([0xFF, 0xFE] + little + [0x41]), fileName: "a")
        #expect(cut.findings.contains { $0.kind == .meaninglessBytes })
        #expect(try rows([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00]) == [["A\u{FFFD}B"]])
    }

    @Test func damagedUTF8StaysUTF8() throws {
        let bytes = Array(String(repeating: "é;à\n", count: 30).utf8) + [0xE9, 0x3B, 0x61]
        let workbook = try DelimitedWorkbook(Bytes(bytes), fileName: "a.csv")
        #expect(workbook.dialect.encoding == .utf8)
        #expect(workbook.findings.first { $0.kind == .meaninglessBytes }?.place.offset == bytes.count - 3)
        #expect(try rows(bytes).last == ["\u{FFFD}", "a"])
    }

    @Test func anUnterminatedQuoteIsPlaced() throws {
        #expect(throws: Finding(.unterminatedQuote, at: Place(file: "essai.csv", line: 4))) {
            try rows("a;b\n\"x\ny\";1\n2;\"c\nd\n")
        }
        #expect(throws: Finding(.unterminatedQuote, at: Place(file: "essai.csv", line: 1))) { try rows("\"") }
    }

    @Test func rowsCrossChunks() throws {
        let long = String(repeating: "é\"\";\n", count: 500_000)
        let text = "a;b\n\"\(long)\";2\n" + String(repeating: "ligne;été\r\n", count: 400_000) + "fin;\"x\""
        let read = try rows(text)
        #expect(read.count == 400_003)
        #expect(read[1] == [long.replacing("\"\"", with: "\""), "2"])
        #expect(read[2...400_001].allSatisfy { $0 == ["ligne", "été"] })
        #expect(read.last == ["fin", "x"])
    }

    @Test func knowsTheUsedRange() throws {
        let workbook = try DelimitedWorkbook(Bytes(Array("\n;a;;\n;;b;\n;;;\n".utf8)), fileName: "a.csv")
        let summary = try workbook.readSheet(0) { _ in .next }
        #expect(summary.used?.description == "B2:C3")
        #expect(summary.lastColumn == 3)
        var batches = 0
        let large = Array(String(repeating: "a;b\n", count: 1_000_000).utf8)
        _ = try DelimitedWorkbook(Bytes(large), fileName: "a.csv").readSheet(0) { _ in
            batches += 1
            return .stop
        }
        #expect(batches == 1)
    }

    @Test func survivesAnyTruncationAndAnyFlippedByte() {
        let text = Array("sep=;\r\n\"a\"\"b\";é,=\"01\"\r\n1,5;\t\"x\ny\"z;\r".utf8)
        for length in text.indices { _ = try? rows(Array(text[..<length])) }
        for index in text.indices {
            for mask: UInt8 in [0x01, 0x08, 0x80, 0xFF] {
                var bad = text
                bad[index] ^= mask
                _ = try? rows(bad)
            }
        }
    }

    @Test func kindsAreDeclaredOnce() {
        #expect(Set(FindingKind.delimitedTextKinds.map(\.code)).count == FindingKind.delimitedTextKinds.count)
        for kind in FindingKind.delimitedTextKinds { #expect(kind.french.names == kind.english.names) }
    }
}
