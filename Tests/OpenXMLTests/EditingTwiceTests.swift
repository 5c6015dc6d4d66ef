import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// Annotating an annotated workbook: the same edit gives the same bytes, whoever made the workbook.
@Suite struct EditingTwiceTests {
    /// What a run writes: a rating with its list and colours, its part, a formula, a sheet with the list, the synthesis.
    private func edit(header: Int, body: Range<Int>, at free: Int, of workbook: OpenXMLWorkbook) throws -> WorkbookEdit
    {
        let rows = body.count
        let codes = (0..<rows).map { UInt32($0 % 3) }
        var rating = NewColumn(
            header: "Cotation", width: 14, format: .text,
            data: .coded(values: [.text("Favorable"), .text("Neutre")], codes: Codes(codes)))
        rating.choices = .range(sheet: "Listes", try #require(CellRange("A1:A4")))
        rating.colours = [ValueColour(text: "Favorable", fill: "C6EFCE", ink: "006100")]
        rating.prompt = "Choisir une cotation."
        var share = NewColumn(
            header: "Part", width: 8, format: .percent, data: .coded(values: [.decimal("0.5")], codes: Codes(codes)))
        share.isHidden = true
        var amount = NewColumn(
            header: "Montant coté", width: 14, format: .amount, data: .amounts(codes.map { Cents(Int64($0) * 12_345) }))
        amount.formula = .binary(.sameRow(column: 2), .times, .number("2"))
        var columns = [rating, share, amount]
        let marks = ["cotation", "part", "montant"].map { Mark(.column, owner: "budget-vert", key: $0) }
        for index in columns.indices { columns[index].mark = marks[index] }
        let known = Marks(in: workbook)
        let places = known.places(of: marks, owner: "budget-vert", onSheet: 0, from: free)
        var lists = NewSheet(
            name: "Listes", widths: [20], rows: Dashboard.ratings.map { [NewCell(.text($0), .text)] })
        lists.isHidden = true
        lists.mark = Mark(.sheet, owner: "budget-vert", key: "listes")
        var synthesis = try Dashboard.sheet()
        lists.replaces = lists.mark.flatMap { known.sheet($0) }
        synthesis.replaces = synthesis.mark.flatMap { known.sheet($0) }
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: header, body: body, positions: places.positions, owned: places.owned,
                columns: columns)
        ]
        edit.sheets = [synthesis, lists]
        return edit
    }

    @Test(arguments: [
        ("editing-report.xlsx", 2, 3..<6, 4), ("editing-grid.xlsx", 1, 2..<8, 4), ("editing-odd.xlsx", 0, 1..<3, 3),
        ("editing-strict.xlsx", 0, 1..<3, 3), ("editing-utf16.xlsx", 0, 1..<3, 3), ("editing-empty.xlsx", 0, 1..<3, 0),
    ])
    func sameBytes(_ name: String, header: Int, body: Range<Int>, free: Int) throws {
        func edit(of archive: ZipArchive) throws -> WorkbookEdit {
            try self.edit(header: header, body: body, at: free, of: OpenXMLWorkbook(archive, file: name))
        }
        let once = try Editing.write(edit(of: Editing.open(name)), of: name)
        try once.keep("twice-\(name)")
        let second = try edit(of: once.after)
        #expect(second.blocks[0].owned.count == 3, "the marks are found")
        #expect(second.sheets.allSatisfy { $0.replaces != nil })
        let twice = try Editing.write(second, after: once)
        #expect(try twice.changed().isEmpty)
        #expect(twice.bytes == once.bytes)
    }
}
