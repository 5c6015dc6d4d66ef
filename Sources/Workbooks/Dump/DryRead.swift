internal import Findings
internal import OpenDocument
public import Tabular
public import ZipArchive

extension Workbook {
    /// Reads and types every cell of the workbook at `path` and keeps nothing: what reading alone costs.
    ///
    /// One pass over the file, in every format.
    /// - Returns: how many cells there are.
    public static func readEverything(of path: String, limits: ArchiveLimits = ArchiveLimits()) throws -> Int {
        do {
            if let archive = try openDocument(at: path, limits: limits) {
                var cells = 0
                try OpenDocumentWorkbook.readRows(of: archive, file: path) { _, batch in
                    cells += batch.cellCount
                    return .next
                }
                return cells
            }
            let workbook = try Workbook(opening: path, limits: limits)
            return try workbook.readEverything(sheets: Array(workbook.reader.sheets.indices))
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
    }

    /// Reads and types every cell of `columns` of the sheets with these indices and keeps nothing.
    ///
    /// - Returns: how many cells there are.
    public func readEverything(sheets: [Int], columns: ColumnSelection = .all) throws -> Int {
        var cells = 0
        for sheet in sheets {
            _ = try reader.readSheet(sheet, columns: columns) { batch in
                cells += batch.cellCount
                return .next
            }
        }
        return cells
    }
}

extension RowBatch {
    /// How many cells its rows stand for.
    fileprivate var cellCount: Int { rows.reduce(0) { $0 + $1.cells.count * $1.repeats } }
}
