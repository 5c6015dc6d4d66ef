import Findings
import Markup
import Tabular
import Testing

@testable import OpenXML

@Suite("Refusing what cannot be trusted")
struct ReadingRefusalTests {
    @Test(
        "a cell or row that cannot be trusted ends the reading, with its place",
        arguments: [
            ("<row r='2'><c><v>1</v></c></row><row r='1'><c><v>1</v></c></row>", "XLS008", "1:1"),
            ("<row r='2'/><row r='2'/>", "XLS008", "2:2"),
            ("<row r='1'><c r='B1'><v>1</v></c><c r='B1'><v>2</v></c></row>", "XLS009", "B1"),
            ("<row r='1'><c r='XFE1'/></row>", "XLS010", "1:1"),
            ("<row r='1'><c r='A2'><v>1</v></c></row>", "XLS010", "1:1"),
            ("<row r='1'><c r='AAAAAAAAAAAAAAAAAAAAAAAAAAAAA1'/></row>", "XLS010", "1:1"),
            ("<row r='1'><c r='A18446744073709551617'/></row>", "XLS010", "1:1"),
            ("<row r='1'><c r='XFD1'/><c/></row>", "XLS010", nil),
            ("<row r='0'/>", "XLS010", nil), ("<row r='1048577'/>", "XLS010", nil), ("<row r='-1'/>", "XLS010", nil),
            ("<row r='4294967297'/>", "XLS010", nil), ("<row r='1048576'/><row/>", "XLS008", "1048577:1048577"),
            ("<row><c t='s'><v>1</v></c></row>", "XLS011", "A1"), ("<row><c t='s'><v>-1</v></c></row>", "XLS011", "A1"),
            ("<row><c t='s'><v>99999999999999999999</v></c></row>", "XLS011", "A1"),
            ("<row><c/><c><v>1e400</v></c></row>", "XLS012", "B1"), ("<row><c><v>NaN</v></c></row>", "XLS012", "A1"),
            ("<row><c><v>INF</v></c></row>", "XLS012", "A1"), ("<row><c><v>0x10</v></c></row>", "XLS012", "A1"),
            ("<row><c><v>1,5</v></c></row>", "XLS012", "A1"), ("<row><c><v>1e</v></c></row>", "XLS012", "A1"),
            ("<row><c><v>-</v></c></row>", "XLS012", "A1"), ("<row><c><v>1 2</v></c></row>", "XLS012", "A1"),
            ("<row><c t='b'><v>2</v></c></row>", "XLS012", "A1"),
            ("<row><c t='d'><v>2025-02-29</v></c></row>", "XLS012", "A1"),
            ("<row><c t='zz'><v>2</v></c></row>", "XLS012", nil),
        ] as [(String, String, String?)])
    func cells(rows: String, code: String, cell: String?) {
        let finding = HandMade(rows: rows, strings: ["<si><t>a</t></si>"]).refusal()
        #expect(finding?.kind.code == code)
        #expect(finding?.place.file == "main.xlsx")
        #expect(finding?.place.part == "xl/s.xml")
        #expect(finding?.place.sheet == "F")
        if let cell { #expect(finding?.place.cell == cell) }
    }

    @Test(
        "XML that is not well formed ends the reading, with the byte",
        arguments: [
            "<row><c><v>1</v></c>", "<row><c><v>1</v></row></c>", "<row><c><v>1</v></c></rows>", "<row>text</row>",
            "<row r='1><c/></row>", "<row r=1/>", "<row><c><v>&nbsp;</v></c></row>", "<row><c><v>&#0;</v></c></row>",
            "<row><c t='str'><v>&#xD800;</v></c></row>", "<row><c t='str'><v>&#x110000;</v></c></row>",
            "<row><c t='str'><v>&#99999999999999999999;</v></c></row>", "<row><c t='str'><v>\u{1}</v></c></row>",
            "<row><c t='str'><v><![CDATA[never ends</v></c></row>", "<row><!-- never ends</row>", "</sheetData></x>",
            "</sheetData></worksheet><worksheet>", "<row><c r='A<1'/></row>", "<row/r='1'/>", "<row r='1' r='1'/>",
            "<row><c r=\"A1\" r=\"A1\"/></row>", "<row><c s='0' s='0'/></row>",
            "<row><c t=\"s\" t='n'/></row>", "<row><c></c", "<",
            "<row",
        ])
    func malformed(rows: String) {
        let finding = HandMade(rows: rows).refusal()
        #expect(finding?.kind == .malformedMarkup, "\(rows)")
        #expect(finding?.place.part == "xl/s.xml")
        #expect(finding?.place.offset != nil)
    }

    @Test("text that is not UTF-8 is refused")
    func invalidUTF8() throws {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            var chunk = Array("<worksheet xmlns='\(HandMade.main)'><sheetData><row><c t='str'><v>".utf8)
            chunk += bytes + Array("</v></c></row></sheetData></worksheet>".utf8)
            var scanner = SheetScanner(strings: .empty, styles: StyleKinds(), uses1904: false, columns: .all)
            #expect(throws: ScanStop.self) { try scanner.scan(chunk.span, isLast: true) }
        }
    }

    @Test(
        "a document type is refused in every part",
        arguments: ["xl/s.xml", "xl/t.xml", "xl/y.xml", "xl/workbook.xml", "_rels/.rels"])
    func doctype(part: String) {
        var made = HandMade(rows: "<row/>")
        for index in made.parts.indices where made.parts[index].name == part {
            made.parts[index].text = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + made.parts[index].text
        }
        #expect(made.refusal()?.kind == .doctypeRefused)
    }

    @Test("a sheet that is something else, empty or cut is refused")
    func notASheet() {
        #expect(HandMade(sheet: "<chartsheet xmlns='\(HandMade.main)'/>").refusal()?.kind == .notAWorksheet)
        #expect(HandMade(sheet: "<worksheet xmlns='urn:other'/>").refusal()?.kind == .notAWorksheet)
        #expect(HandMade(sheet: "").refusal()?.kind == .malformedMarkup)
        #expect(HandMade(sheet: "\u{FEFF}").refusal()?.kind == .malformedMarkup)
        #expect(HandMade(sheet: "<worksheet xmlns='\(HandMade.main)'>").refusal()?.kind == .malformedMarkup)
    }

    @Test("unusable ranges are refused")
    func ranges() {
        for range in ["", "A1:XFE1", "A0", "C3:A1", "A1:B1048577"] {
            let made = HandMade(rows: "", after: "<mergeCells><mergeCell ref='\(range)'/></mergeCells>")
            #expect(made.refusal()?.kind == .rangeUnreadable)
        }
    }

    @Test("deep nesting is read without recursion")
    func deep() throws {
        let depth = 100_000
        let tags = String(repeating: "<x>", count: depth) + String(repeating: "</x>", count: depth)
        #expect(try HandMade(rows: "<row>\(tags)<c>\(tags)<v>1</v></c></row>", after: tags).list().cells.count == 1)
    }

    @Test("every truncation of a sheet is refused, none traps")
    func truncations() {
        let sheet =
            "<worksheet xmlns='\(HandMade.main)'><cols><col min='1' max='2' hidden='1'/></cols><sheetData><row r='1'><c r='A1' t='inlineStr'><is><r><t>a&amp;é</t></r></is></c><c s='0'><f>1</f><v>2.5e1</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>"
        let bytes = Array(sheet.utf8)
        for count in 0..<bytes.count {
            var scanner = SheetScanner(strings: .empty, styles: StyleKinds(), uses1904: false, columns: .all)
            let cut = Array(bytes[..<count])
            #expect(throws: ScanStop.self) { try scanner.scan(cut.span, isLast: true) }
        }
        for count in 0..<bytes.count {
            // Cut in two anywhere, the sheet is the same.
            var scanner = SheetScanner(strings: .empty, styles: StyleKinds(), uses1904: false, columns: .all)
            let first = Array(bytes[..<count])
            let done = (try? scanner.scan(first.span, isLast: false)) ?? -1
            let found = scanner.batch.cells.count
            #expect(done >= 0 && done <= count)
            let rest = Array(bytes[max(done, 0)...])
            #expect(throws: Never.self) { try scanner.scan(rest.span, isLast: true) }
            #expect(scanner.batch.cells.count == 2, "\(count) \(found)")
            #expect(scanner.summary(place: Place()).merges.count == 1)
        }
    }

    @Test("any byte changed gives cells or a finding, never a trap")
    func mutations() {
        let sheet =
            "<worksheet xmlns='\(HandMade.main)'><sheetData><row r='1' hidden='1'><c r='A1' t='inlineStr'><is><t>a&#233;_x0041_</t></is></c><c r='C1'><v>2.5e1</v></c></row></sheetData></worksheet>"
        let bytes = Array(sheet.utf8)
        var outcomes: Set<Bool> = []
        for position in bytes.indices {
            for byte in [0, 0x20, 0x22, 0x26, 0x27, 0x2F, 0x30, 0x39, 0x3A, 0x3B, 0x3C, 0x3E, 0x5F, 0x80, 0xFF]
                as [UInt8]
            {
                var changed = bytes
                changed[position] = byte
                var scanner = SheetScanner(strings: .empty, styles: StyleKinds(), uses1904: false, columns: .all)
                outcomes.insert((try? scanner.scan(changed.span, isLast: true)) != nil)
            }
        }
        #expect(outcomes == [true, false])
    }
}
