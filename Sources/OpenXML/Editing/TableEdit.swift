internal import Findings
internal import Markup
internal import Tabular

/// A table (`ListObject`) that a block of columns continues, extended over it.
///
/// The table's reference, its filter, the number and the names of its columns and the texts of the header cells must
/// agree, or spreadsheet programs repair the file.
struct TableEdit {
    /// The table as it is.
    let table: TablePart
    private let block: ColumnBlock

    /// The row of the totals, from 0; nil without one.
    var totalsRow: Int? { table.totalsRows > 0 ? table.range.last.row : nil }

    /// The table of `tables` that `block` continues; nil when there is none.
    ///
    /// - Throws: `XLE001` when a table lies where the block goes, `XLE008` when a header is taken.
    static func find(
        for block: ColumnBlock, among tables: [TablePart], in package: OpenXMLPackage, sheet: String,
        _ findings: inout [Finding]
    ) throws(Finding) -> TableEdit? {
        var found: TableEdit?
        for table in tables {
            let place = Place(file: package.file, part: table.part, sheet: sheet, cell: "\(table.range)")
            if table.range.overlaps(block.cells) {
                throw Finding(.cellOccupied, at: place, ["cell": "\(table.range)"])
            }
            guard table.range.last.column == block.firstColumn - 1, table.range.first.row <= block.lastRow,
                table.range.last.row >= block.headerRow
            else { continue }
            let edit = TableEdit(table: table, block: block)
            let type = try package.element(of: table.part).attribute("tableType") ?? "worksheet"
            guard type == "worksheet", table.headerRows == 1, table.range.first.row == block.headerRow,
                table.range.last.row - table.totalsRows >= block.lastRow
            else {
                findings.append(Finding(.tableNotExtended, at: place, ["table": table.name]))
                continue
            }
            var taken = Set(table.columns.map { $0.lowercased() })
            for column in block.columns where !taken.insert(column.header.lowercased()).inserted {
                throw Finding(.headerTaken, at: place, ["table": table.name, "header": column.header])
            }
            found = edit
        }
        return found
    }

    /// The table part with the block's columns.
    func edited(_ bytes: [UInt8]) throws(Finding) -> [UInt8] {
        let outline = try Outline(bytes, part: table.part, depth: 2)
        guard let root = outline.root, let list = outline.top("tableColumns") else {
            throw Finding(.sheetUnfit, at: Place(part: table.part), ["detail": "tableColumns"])
        }
        var splices = Splices()
        try splices.set("ref", to: "\(block.extended(table.range))", of: root, in: outline)
        if let filter = outline.top("autoFilter"), let range = table.filter,
            range.last.column == block.firstColumn - 1
        {
            try splices.set("ref", to: "\(block.extended(range))", of: filter, in: outline)
        }
        let prefix = outline.prefix(of: root)
        var id = table.columnIDs.max() ?? 0
        var markup = ""
        for column in block.columns {
            id = min(id, Int(Int32.max) - 1) + 1
            markup +=
                "<\(prefix)tableColumn id=\"\(id)\" name=\"\(CellMarkup.escaped(column.header, inAttribute: true))\"/>"
        }
        try splices.set("count", to: "\(table.columns.count + block.columns.count)", of: list, in: outline)
        splices.append(Array(markup.utf8), to: list, in: outline)
        return splices.applied(to: bytes)
    }
}
