import Files
import OpenDocument
import Tabular
import Testing
import ZipArchive

#if canImport(Glibc)
import Glibc
#endif

/// The bytes of `archive` with `edit` done.
func bytes(_ archive: ZipArchive, _ edit: WorkbookEdit, _ file: String = "a.ods") throws -> [UInt8] {
    let sink = MemorySink()
    _ = try OpenDocumentEditor(archive, file: file).write(edit, to: sink)
    // What opening it learnt saves a pass, and changes nothing.
    let again = MemorySink()
    let opened = try OpenDocumentWorkbook(archive, file: file)
    _ = try OpenDocumentEditor(archive, file: file, opened: opened).write(edit, to: again)
    #expect(again.bytes == sink.bytes)
    return sink.bytes
}

/// `archive` with `edit` done.
func edit(_ archive: ZipArchive, _ edit: WorkbookEdit, _ file: String) throws -> ZipArchive {
    try ZipArchive(Bytes(try bytes(archive, edit, file)))
}

/// A part as text.
func text(_ archive: ZipArchive, _ part: String) throws -> String {
    guard let entry = archive.entry(part) else { return "" }
    return String(decoding: try archive.contents(of: entry), as: UTF8.self)
}

/// `block` at another place.
func moved(_ block: ColumnBlock, to first: Int) -> ColumnBlock {
    ColumnBlock(
        sheet: block.sheet, headerRow: block.headerRow, body: block.body, firstColumn: first, columns: block.columns)
}

/// Three columns with a drop-down, colours, formulas, and a sheet that sums them up.
func sampleEdit(
    sheet: String = "Exécution", header: Int = 2, body: Range<Int> = 3..<43, first: Int = 4, amounts: Int = 3
) -> WorkbookEdit {
    let ratings = ["favorable", "défavorable"]
    let colours = [
        ValueColour(text: "favorable", fill: "C6EFCE", ink: "006100"),
        ValueColour(text: "défavorable", fill: "FFC7CE", ink: "9C0006"),
    ]
    var rating = NewColumn(
        header: "Cotation", width: 14, format: .text,
        data: .coded(
            values: ratings.map { .text($0) },
            codes: Codes(body.map { $0 % 7 == 5 ? .max : UInt32($0 % 2 == 1 ? 0 : 1) })))
    rating.choices = .list(ratings + ["à \"voir\""])
    rating.colours = colours
    var copy = NewColumn(
        header: "Montant retenu", width: 16, format: .amount,
        data: .amounts(body.map { Cents(Int64($0 - body.lowerBound) * 1000 + 25) }))
    copy.formula = .sameRow(column: amounts)
    let share = NewColumn(
        header: "Part", width: 8, format: .percent,
        data: .coded(values: [.decimal("0.5")], codes: Codes(body.map { _ in 0 })))
    var edit = WorkbookEdit()
    edit.blocks = [
        ColumnBlock(sheet: 0, headerRow: header, body: body, firstColumn: first, columns: [rating, copy, share])
    ]
    func column(_ offset: Int) -> Formula {
        .range(
            sheet: sheet,
            CellRange(
                CellReference(row: body.lowerBound, column: first + offset),
                CellReference(row: body.upperBound - 1, column: first + offset)))
    }
    let sum = Formula.call("SUMIFS", [column(1), column(0), .cell(sheet: nil, CellReference(row: 3, column: 0))])
    var synthesis = NewSheet(
        name: "Synthèse d'essai", widths: [30, 16, 12],
        rows: [
            [NewCell(.text("Synthèse"), .general, .title)],
            [],
            [NewCell(.text("Cotation"), .text, .header), NewCell(.text("Montant"), .text, .header)],
            [
                NewCell(.text("favorable"), .text, .coloured(fill: "C6EFCE", ink: "006100")),
                NewCell(.formula(sum, .decimal("1300.5")), .amount, .tableBody),
                NewCell(.formula(.binary(sum, .over, .number("2")), .decimal("0.123")), .percent, .total),
            ],
            [NewCell(.link("Voir", sheet: sheet, CellReference(row: 0, column: 0)), .general, .remark)],
            [NewCell(.date(days: 19_782), .date), NewCell(.boolean(true)), NewCell(.integer(1_234_567), .integer)],
        ])
    synthesis.frozenRows = 3
    synthesis.printTitleRows = 2..<3
    synthesis.merges = [CellRange(CellReference(row: 0, column: 0), CellReference(row: 0, column: 1))]
    synthesis.colours = colours.map {
        (CellRange(CellReference(row: 3, column: 0), CellReference(row: 3, column: 0)), $0)
    }
    edit.sheets = [synthesis]
    return edit
}

/// Keeps a result in the folder that `KEEP_ODS` names, for looking at it with other programs.
func keep(_ archive: ZipArchive, _ name: String) throws {
    guard let folder = unsafe getenv("KEEP_ODS").map({ unsafe String(cString: $0) }) else { return }
    let sink = MemorySink()
    let writer = ZipWriter(to: sink)
    for entry in archive.entries { try writer.copy(entry, from: archive) }
    try writer.finish()
    guard let file = unsafe fopen("\(folder)/\(name)", "wb") else { return }
    unsafe sink.bytes.withUnsafeBytes { _ = unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    unsafe fclose(file)
}
