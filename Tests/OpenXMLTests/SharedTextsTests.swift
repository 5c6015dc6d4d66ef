import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// Texts of appended cells stand in the shared strings of the workbook, beside those that it has.
@Suite struct SharedTextsTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let part = "xl/t.xml"

    /// Four rows under a header, whose strings are `strings`; `sst` is the whole part instead.
    private func archive(_ strings: [String], sst: String? = nil) throws -> ZipArchive {
        let rows = (2...5).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined()
        var made = HandMade(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>" + rows, strings: strings)
        if let sst, let index = made.parts.firstIndex(where: { $0.name == Self.part }) { made.parts[index].text = sst }
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for part in made.parts { try writer.add(part.name, Array(part.text.utf8), level: 1) }
        try writer.finish()
        return try ZipArchive(Bytes(sink.bytes))
    }

    /// `archive` with a column of `values`, none for nil, as `OpenXMLEditor` writes it with and without what opening learnt.
    private func annotated(_ archive: ZipArchive, _ values: [String?], owned: Set<Int> = []) throws -> Outcome {
        // Told apart by their bytes, as columns tell them.
        func place(_ text: String, in texts: [String]) -> Int? {
            texts.firstIndex { $0.utf8.elementsEqual(text.utf8) }
        }
        let texts = values.compactMap { $0 }.reduce(into: [String]()) { texts, text in
            if place(text, in: texts) == nil { texts.append(text) }
        }
        var edit = WorkbookEdit()
        let column = NewColumn(
            header: "Avis", width: 10, format: .general,
            data: .coded(
                values: texts.map { .text($0) },
                codes: Codes(values.map { $0.flatMap { place($0, in: texts) }.map(UInt32.init) ?? Codes.none })))
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<(1 + values.count), positions: [1], owned: owned, columns: [column])
        ]
        var written: [[UInt8]] = []
        for opened in [nil, try OpenXMLWorkbook(archive, file: "a.xlsx")] {
            let sink = MemorySink()
            _ = try OpenXMLEditor(archive, file: "a.xlsx", opened: opened).write(edit, to: sink)
            written.append(sink.bytes)
        }
        #expect(written[0] == written[1])
        let after = try ZipArchive(Bytes(written[0]))
        return Outcome(before: archive, after: after, bytes: written[0], findings: [])
    }

    private func texts(_ outcome: Outcome) throws -> [String] {
        try (2...5).map { row in
            try OpenXMLWorkbook(outcome.after, file: "a.xlsx").list(0)["B\(row)"] ?? "–"
        }
    }

    @Test func takesAPlainStringAndNoOther() throws {
        let before = [
            "<si><t>Titre</t></si>", "<si><r><rPr><b/></rPr><t>Favorable</t></r></si>",
            "<si><t>Neutre</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>", "<si><t>Favorable</t></si>",
            "<si><t>Favorable</t></si>",
        ]
        let outcome = try annotated(try archive(before), ["Favorable", "Neutre", "Neutre", "Favorable"])
        #expect(
            try outcome.text(Self.part)
                == "<sst xmlns=\"\(Self.main)\" count=\"4000000000\">" + before.joined()
                + "<si><t>Neutre</t></si></sst>")
        #expect(
            try outcome.text("xl/s.xml").contains(
                "<c r=\"A2\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c>"
                    + "<c r=\"B3\" t=\"s\"><v>5</v></c>"))
        #expect(try texts(outcome) == ["Favorable", "Neutre", "Neutre", "Favorable"])
        // Written again, everything is there already.
        let again = try annotated(outcome.after, ["Favorable", "Neutre", "Neutre", "Favorable"], owned: [1])
        #expect(again.bytes == outcome.bytes)
    }

    @Test(arguments: ["", "\u{FEFF}"])
    func countsWhatItAdds(mark: String) throws {
        let tag = "<x:sst xmlns:x=\"\(Self.main)\" uniqueCount=\"1\" a=\"&gt;\" count='7'>"
        let sst =
            mark
            + "<?xml version=\"1.0\"?>\n<!-- > -->\(tag)\n <x:si><x:t>T</x:t></x:si >\n<x:extLst/>\n</x:sst>\n<!-- </x:sst> -->"
        let outcome = try annotated(try archive([], sst: sst), ["a & b", "a & b", nil, "a & b"])
        let wanted = sst.replacing("uniqueCount=\"1\"", with: "uniqueCount=\"2\"").replacing("'7'", with: "'10'")
            .replacing("</x:si >", with: "</x:si ><x:si><x:t>a &amp; b</x:t></x:si>")
        #expect(try outcome.text(Self.part) == wanted)
        #expect(try texts(outcome) == ["a & b", "a & b", "–", "a & b"])
    }

    @Test(arguments: [
        "<sst xmlns=\"\(Self.main)\"/>", "<sst xmlns=\"\(Self.main)\"></sst>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><sst xmlns=\"\(Self.main)\"><si><t>T</t></si></sst>",
    ])
    func leavesWhatItCannotAddTo(sst: String) throws {
        var archive = try archive(["<si><t>T</t></si>"])
        archive = try Editing.rebuilt(archive) { name, text in
            if name == Self.part { return sst }
            return name == "xl/s.xml" ? text.replacing(" t=\"s\"><v>0</v>", with: "><v>0</v>") : text
        }.after
        let outcome = try annotated(archive, ["oui", "oui", "oui", "oui"])
        #expect(try outcome.text(Self.part) == sst)
        #expect(try outcome.text("xl/s.xml").contains("<c r=\"B2\" t=\"inlineStr\"><is><t>oui</t></is></c>"))
        #expect(try texts(outcome) == ["oui", "oui", "oui", "oui"])
    }

    @Test func textsThatDoNotComeBackStayInTheirCells() throws {
        let archive = try archive(["<si><t>T</t></si>"])
        let outcome = try annotated(archive, ["a", "b", "c", "c"])
        #expect(try outcome.text(Self.part) == outcome.textBefore(Self.part))
        #expect(try texts(outcome) == ["a", "b", "c", "c"])
        // White space around a text must be said to count; nothing is guessed of strings that do not say it.
        let spaced = try annotated(archive, [" a", " a", "_x000D_", "_x000D_"])
        #expect(try spaced.text(Self.part).contains("<si><t>_x005F_x000D_</t></si>"))
        #expect(try !spaced.text(Self.part).contains("<t> a</t>"))
        #expect(try texts(spaced) == [" a", " a", "_x000D_", "_x000D_"])
    }

    @Test func emptyCellsWithoutALookAreLeftOut() throws {
        let outcome = try annotated(try archive(["<si><t>T</t></si>"]), ["a", nil, "a", nil])
        #expect(try !outcome.text("xl/s.xml").contains("r=\"B3\""))
        let again = try annotated(outcome.after, [nil, "a", nil, "a"], owned: [1])
        #expect(try texts(again) == ["–", "a", "–", "a"])
        #expect(try !again.text("xl/s.xml").contains("r=\"B2\""))
    }

    @Test func spellingsThatLookTheSameStayWhatTheyAre() throws {
        let (composed, decomposed) = ("\u{E9}t\u{E9}", "e\u{301}te\u{301}")
        let before = ["<si><t>T</t></si>", "<si><t>\(decomposed)</t></si>"]
        let outcome = try annotated(try archive(before), [composed, decomposed, decomposed, composed])
        let found = try texts(outcome).map { Array($0.utf8) }
        #expect(found == [composed, decomposed, decomposed, composed].map { Array($0.utf8) })
        #expect(
            try outcome.text(Self.part).utf8.elementsEqual(
                ("<sst xmlns=\"\(Self.main)\" count=\"4000000000\">" + before.joined()
                    + "<si><t>\(composed)</t></si></sst>").utf8))
    }

    @Test func cellsThatMakePlaceForOthersAreNotCountedTwice() throws {
        let sst = "<sst xmlns=\"\(Self.main)\" count=\"3\" uniqueCount=\"1\"><si><t>T</t></si></sst>"
        let once = try annotated(try archive([], sst: sst), ["a", "a", "a", "a"])
        #expect(try once.text(Self.part).hasPrefix("<sst xmlns=\"\(Self.main)\" count=\"7\" uniqueCount=\"2\">"))
        let again = try annotated(once.after, ["b", "b", nil, nil], owned: [1])
        #expect(
            try again.text(Self.part)
                == "<sst xmlns=\"\(Self.main)\" count=\"7\" uniqueCount=\"3\"><si><t>T</t></si><si><t>a</t></si><si><t>b</t></si></sst>"
        )
    }
}
