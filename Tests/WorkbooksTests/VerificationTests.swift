import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import Workbooks

/// Reading a copy again sees what is missing, and says what is all there.
@Suite("Verifying a copy")
struct VerificationTests {
    private func workbook(_ text: String) throws -> Workbook {
        try Workbook(reading: Bytes(Array(text.utf8)), path: "a.csv")
    }

    /// One column of texts right of three columns, below row 1.
    private func edit(rows: Int, column: Int = 3, _ texts: [String] = ["Favorable", ""]) -> WorkbookEdit {
        let codes = (0..<rows).map { UInt32($0 % texts.count) }
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<(rows + 1), firstColumn: column,
                columns: [
                    NewColumn(
                        header: "Cotation", width: 12, format: .text,
                        data: .coded(values: texts.map { .text($0) }, codes: Codes(codes)))
                ])
        ]
        return edit
    }

    private func copy(_ workbook: Workbook, _ edit: WorkbookEdit, numeric: Set<Int> = []) throws -> Bytes {
        let sink = MemorySink()
        _ = try workbook.write(edit, to: sink, numericColumns: numeric)
        return Bytes(sink.bytes)
    }

    private func refusal(_ body: () throws -> Void) -> Finding? {
        do {
            try body()
            return nil
        } catch { return error as? Finding }
    }

    @Test func aCopyOfTextIsVerified() throws {
        let workbook = try workbook("Compte;Libellé;Montant\n6042;Études;1 234,50\n606;Énergie;-2\n")
        let edit = edit(rows: 2)
        let found = try workbook.verify(copy(workbook, edit, numeric: [2]), edit, numericColumns: [2])
        #expect((found.sheets, found.cells, found.appended, found.parts) == (1, 9, 2, 0))
        #expect(found.findings(file: "a.csv").map(\.kind) == [.copyVerified])
    }

    @Test(
        "what differs is found, and in which row",
        arguments: [
            ("Compte;Libellé;Montant\n6042;Études;1 234,51\n606;Énergie;-2\n", "2:2"),
            ("Compte;Libellé;Montant\n6042;Études;1 234,50\n606;Énergie;\n", "3:3"),
            ("Compte;Libellé;Montant\n6042;Études;1 234,50\n", "3:3"),
            ("Compte;Libellé;Montant\n6042;Études;1 234,50\n606;Énergie;-2\n1;2;3\n", "4:4"),
            ("Compte;Libelle;Montant\n6042;Études;1 234,50\n606;Énergie;-2\n", "1:1"),
        ])
    func differs(text: String, row: String) throws {
        let original = try workbook("Compte;Libellé;Montant\n6042;Études;1 234,50\n606;Énergie;-2\n")
        let edit = edit(rows: 2)
        let other = try copy(workbook(text), edit, numeric: [2])
        let found = refusal { _ = try original.verify(other, edit, numericColumns: [2]) }
        #expect(found?.kind == .copyDiffers)
        #expect(found?.place.cell == row)
    }

    @Test("typed cells of a file that is rebuilt keep their values")
    func spreadsheetML() throws {
        let cells = [
            ("Number", "-1.5E-3"), ("Number", "0.30000000000000004"), ("DateTime", "2025-01-31T13:45:30.250"),
            ("DateTime", "1899-12-31T06:30:00.000"), ("Boolean", "1"), ("Error", "#N/A"), ("String", "1E3"),
        ].map { "<Cell><Data ss:Type=\"\($0)\">\($1)</Data></Cell>" }.joined()
        let workbook = try workbook(
            """
            <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
            xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row>\(cells)</Row>\
            <Row ss:Hidden="1">\(cells)</Row></Table></Worksheet><Worksheet ss:Name="B"><Table><Row ss:Index="3">\(cells)</Row>\
            </Table></Worksheet></Workbook>
            """)
        let edit = edit(rows: 1, column: 7)
        let found = try workbook.verify(copy(workbook, edit), edit)
        #expect((found.sheets, found.cells, found.appended) == (2, 21, 2))
        let some = try workbook.reader.readSheet(0, columns: ColumnSelection([1])) { batch in
            #expect(batch.cells.map(\.column) == [1, 1])
            return .next
        }
        #expect(some.used == CellRange("A1:G2"))
    }

    @Test func cellsThatWereNotAppendedAreMissed() throws {
        let workbook = try workbook("a;b;c\n1;2;3\n4;5;6\n")
        let found = refusal { _ = try workbook.verify(copy(workbook, edit(rows: 2)), edit(rows: 2, ["x", "y"])) }
        #expect(found?.kind == .copyCountDiffers)
        #expect(found?.values == ["found": "2", "expected": "3"])
    }

    @Test func whatAnEarlierRunWroteMayChangeWhatIsAboveItMayNot() throws {
        let original = try workbook("titre;b;dessus;d\na;b;Cotation;d\n1;2;ancienne;4\n5;6;;8\n")
        func edit(_ texts: [String]) -> WorkbookEdit {
            var edit = WorkbookEdit()
            edit.blocks = [
                ColumnBlock(
                    sheet: 0, headerRow: 1, body: 2..<4, positions: [4], owned: [2],
                    columns: [
                        NewColumn(
                            header: "Cotation", width: 12, format: .text,
                            data: .coded(values: texts.map { .text($0) }, codes: [0, 1]))
                    ])
            ]
            return edit
        }
        func copy(_ text: String) throws -> Bytes { Bytes(Array(text.utf8)) }
        let edit = edit(["x", "y"])
        let right = try copy("titre;b;dessus;d;\na;b;;d;Cotation\n1;2;;4;x\n5;6;;8;y\n")
        let found = try original.verify(right, edit)
        #expect((found.cells, found.appended) == (13, 3))
        #expect(found.findings(file: "a.csv").map(\.kind) == [.copyVerified, .earlierRunReplaced])
        let above = try copy("titre;b;perdu;d;\na;b;;d;Cotation\n1;2;;4;x\n5;6;;8;y\n")
        #expect(refusal { _ = try original.verify(above, edit) }?.kind == .copyDiffers)
        let left = try copy("titre;b;dessus;d;\na;b;;d;Cotation\n1;2;ancienne;4;x\n5;6;;8;y\n")
        #expect(refusal { _ = try original.verify(left, edit) }?.kind == .copyCountDiffers)
    }

    @Test func aSheetThatIsNotThereIsMissed() throws {
        let original = try workbook("a;b;c\n1;2;3\n4;5;6\n")
        let other = try Workbook(reading: Bytes(Array("a;b;c\n1;2;3\n4;5;6\n".utf8)), path: "autre.csv")
        let found = refusal { _ = try original.verify(copy(other, edit(rows: 2)), edit(rows: 2)) }
        #expect(found?.kind == .copySheetsDiffer)
    }

    @Test(
        "packages keep every part that the edit does not touch",
        arguments: [("mandats-2025.xlsx", 1, true), ("budget-execute.ods", 0, false)])
    func packages(name: String, sheet: Int, hasMany: Bool) throws {
        let workbook = try Workbook(opening: "\(ColumnSelectionTests.root)/samples/\(name)")
        let last = try workbook.reader.readSheet(0, columns: ColumnSelection([])) { _ in .next }.lastColumn ?? 0
        let edit = edit(rows: 40, column: last + 1)
        let found = try workbook.verify(copy(workbook, edit), edit)
        #expect(found.cells > 5_000)
        #expect(found.appended == 21)
        #expect(found.parts > found.changedParts.count)
        #expect(found.changedParts.contains(hasMany ? "xl/styles.xml" : "content.xml"))
        #expect(!found.changedParts.contains { $0.contains("chart") || $0.contains("Thumbnail") })
        #expect(found.findings(file: name).map(\.kind) == [.packageVerified])
    }
}
