import Files
import Findings
import Markup
import OpenDocument
import OpenXML
import Tabular
import ZipArchive

/// `sheet1.xml`, to which columns are appended.
func editOpenXMLSheet(_ input: [UInt8]) {
    guard let archive = allowingFindings({ try Packages.openXML(["xl/worksheets/sheet1.xml": input]) }) else { return }
    checkOpenXMLEdit(of: archive) { isWellFormed(input) }
}

/// `content.xml`, to which columns are appended.
func editOpenDocumentContent(_ input: [UInt8]) {
    guard let archive = allowingFindings({ try Packages.openDocument(input) }) else { return }
    checkEdit(
        open: { archive in try OpenDocumentWorkbook(archive, file: "a.ods") }, of: archive,
        write: { edit, sink in _ = try OpenDocumentEditor(archive, file: "a.ods").write(edit, to: sink) },
        isWellFormed: { isWellFormed(input) })
}

/// Whether libxml2 reads `input` without an error. Of what is malformed, the readers of sheets see only what they look at.
private func isWellFormed(_ input: [UInt8]) -> Bool { (try? Element(parsing: input, part: "a.xml")) != nil }

/// Appends columns to a SpreadsheetML workbook, as `checkEdit`.
func checkOpenXMLEdit(of archive: ZipArchive, isWellFormed: () -> Bool = { true }) {
    checkEdit(
        open: { archive in try OpenXMLWorkbook(archive, file: "a.xlsx") }, of: archive,
        write: { edit, sink in _ = try OpenXMLEditor(archive, file: "a.xlsx").write(edit, to: sink) },
        isWellFormed: isWellFormed)
}

/// Appends columns to the first sheet of `archive`: what is written can be read, has the same cells, and the new ones.
private func checkEdit(
    open: (ZipArchive) throws -> any WorkbookReader, of archive: ZipArchive,
    write: (WorkbookEdit, MemorySink) throws -> Void, isWellFormed: () -> Bool
) {
    func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
        if !condition, isWellFormed() { fuzz.demand(false, message()) }
    }
    let before = Reading { try open(archive) }
    guard before.refusal == nil, let sheet = before.sheets.first, let used = sheet.used, let last = sheet.lastColumn
    else { return }
    let header = used.first.row
    let body = (header + 1)..<(max(header, min(used.last.row, header + 30)) + 1)
    let sink = MemorySink()
    guard allowingFindings({ try write(edit(header: header, body: body, column: last + 1), sink) }) != nil else {
        return
    }

    guard let written = allowingFindings({ try ZipArchive(Bytes(sink.bytes)) }) else {
        return demand(false, "what was written is no archive")
    }
    let after = Reading(before: last + 1) { try open(written) }
    demand(
        after.refusal == nil,
        "what was written is refused: \(after.finding.map { "\($0.kind.code) \($0.place) \($0.values)" } ?? "")")
    demand(after.rows.first == before.rows.first, "the cells of the sheet changed")
    demand(after.rows.dropFirst().prefix(before.rows.count - 1) == before.rows.dropFirst(), "another sheet changed")
    var new: [String] = []
    _ = allowingFindings {
        try open(written).readSheet(0) { batch in
            for row in batch.rows {
                for cell in batch.cells[row.cells] where Int(cell.column) == last + 1 {
                    demand(row.repeats == 1, "a new cell is repeated")
                    new.append("\(row.index) \(batch.text(of: cell))")
                }
            }
            return .next
        }
    }
    let expected = ["\(header) Cotation"] + body.map { "\($0) \(ratings[$0 % 2])" }
    demand(new == expected, "the new cells are \(new), not \(expected)")
}

private let ratings = ["favorable", "à « voir » & <corriger>"]

private func edit(header: Int, body: Range<Int>, column: Int) -> WorkbookEdit {
    var rating = NewColumn(
        header: "Cotation", width: 14, format: .text,
        data: .coded(values: ratings.map { .text($0) }, codes: Codes(body.map { UInt32($0 % 2) })))
    rating.choices = .list(ratings)
    rating.colours = [ValueColour(text: ratings[0], fill: "C6EFCE", ink: "006100")]
    var amount = NewColumn(
        header: "Montant", width: 12, format: .amount, data: .amounts(body.map { $0 % 3 == 0 ? nil : Cents(Int64($0)) })
    )
    amount.formula = .sameRow(column: 0)
    var edit = WorkbookEdit()
    edit.blocks = [
        ColumnBlock(sheet: 0, headerRow: header, body: body, firstColumn: column, columns: [rating, amount])
    ]
    edit.sheets = [NewSheet(name: "Synthèse d'essai", widths: [20], rows: [[NewCell(.text("Synthèse"))]])]
    return edit
}
