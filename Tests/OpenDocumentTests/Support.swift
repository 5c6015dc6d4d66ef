import Files
import Findings
import OpenDocument
import Tabular
import ZipArchive

/// The folder of this file.
private let here = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }

/// A committed workbook that LibreOffice made (`Fixtures/make.py`).
func fixture(_ name: String) throws -> ZipArchive {
    try ZipArchive(try Bytes(mapping: "\(here)/Fixtures/\(name)"))
}

/// The budget of Montpellier 2005–2016 as the city published it; absent from a plain clone.
let montpellier: String? = {
    let folder = here.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/shared/data/montpellier/"
    let path = folder + "VilleMTP_MTP_BudgetAnt_2005_2016.ods"
    return (try? Bytes(mapping: path)) == nil ? nil : path
}()

/// What a sheet holds, row by row, for comparing: `A1 text value`.
struct Dump {
    var cells: [String: String] = [:]
    var rows: [RowBatch.Row] = []
    var summary = SheetSummary()

    /// Reads sheet `index` of `workbook`.
    init(_ workbook: some WorkbookReader, _ index: Int = 0) throws {
        var cells: [String: String] = [:]
        var rows: [RowBatch.Row] = []
        summary = try workbook.readSheet(index) { batch in
            for row in batch.rows {
                rows.append(row)
                for cell in batch.cells[row.cells] {
                    let reference = CellReference(row: row.index, column: Int(cell.column)).description
                    cells[reference] = "\(cell.kind) \(batch.text(of: cell))"
                }
            }
            return .next
        }
        self.cells = cells
        self.rows = rows
    }
}

/// A package with the usual parts around `body`, the children of `office:spreadsheet`.
func package(_ body: String, styles: String = "", settings: String = "", extra: [(String, String)] = []) throws
    -> ZipArchive
{
    let root = """
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">\
        <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>
        """
    return try rawPackage(root + body + "</office:spreadsheet></office:body></office:document-content>", extra: extra)
}

/// A package whose `content.xml` is `content`.
func rawPackage(_ content: String, extra: [(String, String)] = []) throws -> ZipArchive {
    let sink = MemorySink()
    let writer = ZipWriter(to: sink)
    try writer.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8), level: 0)
    try writer.add("content.xml", Array(content.utf8), level: 6)
    for (name, text) in extra { try writer.add(name, Array(text.utf8), level: 6) }
    try writer.finish()
    return try ZipArchive(Bytes(sink.bytes))
}

/// The finding that `body` throws; nil when it throws none.
func finding(_ body: () throws -> Void) -> Finding? {
    do {
        try body()
        return nil
    } catch {
        return error as? Finding
    }
}
