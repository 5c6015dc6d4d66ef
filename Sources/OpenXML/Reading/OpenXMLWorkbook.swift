public import Findings
internal import Markup
public import Tabular
public import ZipArchive

/// An XLSX, XLSM, XLTX or XLTM workbook opened for reading.
///
/// What Excel would repair is refused with a finding, for a repair may lose data: rows out of order or twice, a cell
/// twice, a cell that names another row, a shared string that is not there, XML that is not well formed. Cells out of
/// order within their row are put in order. Dates of 1900 before March follow `SerialDate`.
public struct OpenXMLWorkbook: WorkbookReader {
    /// Its parts.
    let package: OpenXMLPackage
    let strings: SharedStringsPart
    private let styles: StyleKinds

    /// Opens the workbook in `archive`, which was read from `file`.
    ///
    /// - Throws: findings of the archive (`ZIP…`), of the markup (`XML…`) and of the package (`XLS…`).
    public init(_ archive: ZipArchive, file: String) throws(Finding) {
        do {
            package = try OpenXMLPackage(archive, file: file)
            strings = try SharedStrings.read(package)
            if let part = package.stylesPart {
                styles = StyleKinds(try package.element(of: part))
            } else {
                styles = StyleKinds()
            }
        } catch let finding as Finding {
            throw finding.inFile(file)
        } catch {
            throw Finding(.notAWorkbook, at: Place(file: file))
        }
    }

    /// `.openXML`.
    public var format: WorkbookFormat { .openXML }

    /// Its worksheets, hidden ones too, in workbook order.
    public var sheets: [SheetInfo] {
        package.sheets.map { SheetInfo(name: $0.name, isHidden: $0.state != .visible) }
    }

    /// Nothing is noticed on opening that does not prevent it.
    public var findings: [Finding] { [] }

    /// Whether the workbook has macros; they are never run and stay in a copy.
    public var isMacroEnabled: Bool { package.isMacroEnabled }

    /// Its defined names; of sheets that are no worksheets too.
    public var names: [WorkbookName] {
        package.definedNames.map { name in
            let sheet = name.localSheet.flatMap { position in package.allSheets.first { $0.position == position } }
            return WorkbookName(
                name: name.name, text: name.text, sheet: sheet?.name, isHidden: name.isHidden,
                cells: SheetCells(formula: name.text))
        }
    }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches, in order.
    ///
    /// - Returns: what is known of the sheet, tables included; of what was read so far when `body` stopped it.
    /// - Throws: a `Finding` with its place, and whatever `body` throws.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        let sheet = package.sheets[index]
        var scanner = scanner(for: columns)
        try PartChunks.read(sheet.part, of: package, sheet: sheet.name) { chunk, isLast in
            let done = try scanner.scan(chunk.span, isLast: isLast)
            guard !scanner.batch.rows.isEmpty else {
                scanner.text.decoded.removeAll(keepingCapacity: true)
                return done
            }
            let step = try scanner.deliver(&chunk, to: body)
            return step == .stop ? nil : done
        }
        return try addingTables(
            to: scanner.summary(place: Place(file: package.file, part: sheet.part, sheet: sheet.name)),
            ofSheet: sheet.part)
    }

    /// A scanner for `columns` of one of the sheets.
    func scanner(for columns: ColumnSelection) -> SheetScanner {
        SheetScanner(strings: strings.table, styles: styles, uses1904: package.uses1904, columns: columns)
    }

    /// `summary` with the tables of the sheet in `part`.
    func addingTables(to summary: SheetSummary, ofSheet part: String) throws -> SheetSummary {
        var summary = summary
        summary.tables = try tables(of: part)
        for table in summary.tables { summary.lastColumn = max(summary.lastColumn ?? 0, table.range.last.column) }
        return summary
    }

    /// The tables of the sheet in `part`.
    func tables(of part: String) throws(Finding) -> [SheetTable] {
        try package.tables(ofSheet: part).map {
            SheetTable($0.name, $0.range, headerRows: $0.headerRows, totalsRows: $0.totalsRows)
        }
    }
}

extension SheetScanner {
    /// Forgets the rows scanned so far; what is known of the sheet stays.
    mutating func forget() {
        batch.removeAll()
        text.decoded.removeAll(keepingCapacity: true)
    }

    /// Gives `body` the rows scanned in `chunk`, then forgets them; the chunk is whole again afterwards.
    mutating func deliver(_ chunk: inout [UInt8], to body: (RowBatch) throws -> ReadStep) throws -> ReadStep {
        let count = chunk.count
        swap(&batch.bytes, &chunk)
        batch.bytes += text.decoded
        let step = try body(batch)
        swap(&batch.bytes, &chunk)
        chunk.removeSubrange(count...)
        batch.removeAll()
        text.decoded.removeAll(keepingCapacity: true)
        return step
    }
}
