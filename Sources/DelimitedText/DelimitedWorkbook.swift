public import Files
public import Findings
public import Tabular

/// A delimited text read as a workbook of one sheet, named after the file as far as a sheet can be.
///
/// Every cell is text; an empty field is no cell. Encoding, separator, quote and decimal mark are found from the content;
/// how is in `findings`.
public struct DelimitedWorkbook: WorkbookReader {
    /// How the text is laid out.
    public let dialect: DelimitedDialect
    /// The one sheet.
    public let sheets: [SheetInfo]
    /// How the layout was found, and what means nothing in the encoding.
    public let findings: [Finding]
    /// Delimited text.
    public var format: WorkbookFormat { .delimitedText }

    private let bytes: Bytes
    private let fileName: String
    private let start: Int
    private let isDamaged: Bool

    #if FUZZING
    private static let chunkSize = 200
    private static let sampleSize = 400
    #else
    private static let chunkSize = 256 << 10
    private static let sampleSize = 256 << 10
    #endif
    private static let rowLimit = 1 << 30

    /// Opens the text `bytes` of the file `fileName` (its path or its name).
    ///
    /// - Throws: nothing today; a text is read whatever it holds, and what is odd is in `findings`.
    public init(_ bytes: Bytes, fileName: String) throws(Finding) {
        let encoding = EncodingEvidence(of: bytes)
        let isDamaged = encoding.encoding == .utf8 && encoding.invalid > 0
        var decoder = TextDecoder(bytes, encoding: encoding.encoding, from: encoding.markLength, isDamaged: isDamaged)
        var sample: [UInt8] = []
        _ = decoder.decode(Self.sampleSize, into: &sample)
        let isWhole = bytes.count - encoding.markLength <= Self.sampleSize
        let layout = DialectEvidence(sample, isWhole: isWhole)
        self.bytes = bytes
        self.fileName = fileName
        self.isDamaged = isDamaged
        start = encoding.markLength
        dialect = DelimitedDialect(
            encoding: encoding.encoding, separator: layout.separator, quote: layout.quote,
            decimalMark: layout.decimalMark, isSeparatorNamed: layout.isSeparatorNamed)
        sheets = [SheetInfo(name: SheetNames.legal(FilePaths.stem(of: fileName)))]
        findings = Self.findings(encoding, layout).map { $0.inFile(fileName) }
    }

    /// Opens the text `bytes` of the file `fileName`, whose layout is known.
    public init(_ bytes: Bytes, fileName: String, dialect: DelimitedDialect) {
        self.bytes = bytes
        self.fileName = fileName
        self.dialect = dialect
        isDamaged = false
        start = 0
        sheets = [SheetInfo(name: SheetNames.legal(FilePaths.stem(of: fileName)))]
        findings = []
    }

    /// Reads `columns` of the sheet, giving `body` its rows in batches of about 256 KiB of text.
    ///
    /// Blank lines are rows without cells; they count. A line `sep=…` at the start does not.
    /// - Throws: `CSV008` when the text ends within quotes, `CSV009` when a row is over 1 GiB, and what `body` throws.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        guard index == 0 else { return SheetSummary() }
        let scanner = RowScanner(separator: dialect.separator, quote: dialect.quote)
        var decoder = TextDecoder(bytes, encoding: dialect.encoding, from: start, isDamaged: isDamaged)
        var batch = RowBatch()
        var cells: [Cell] = []
        var rewritten: [UInt8] = []
        var extent = Extent()
        var row = 0
        var line = 1
        var skipsFirst = dialect.isSeparatorNamed
        var wanted = Self.chunkSize
        var hasMore = true
        while hasMore {
            hasMore = decoder.decode(wanted, into: &batch.bytes)
            let limit = batch.bytes.count
            guard limit <= Self.rowLimit else { throw Finding(.rowTooLong, at: Place(file: fileName, line: line)) }
            var position = 0
            scanning: while position < limit {
                let firstCell = cells.count
                let step = scanner.scan(
                    batch.bytes.span, from: position, isLast: !hasMore, cells: &cells, rewritten: &rewritten)
                switch step {
                case .incomplete: break scanning
                case .unterminated(let lines):
                    throw Finding(.unterminatedQuote, at: Place(file: fileName, line: line + lines))
                case .row(let end, let fields, let lines):
                    position = end
                    line += lines
                    if skipsFirst {
                        skipsFirst = false
                        cells.removeSubrange(firstCell...)
                        continue
                    }
                    extent.rightmost = max(extent.rightmost, fields - 1)
                    if firstCell < cells.count {
                        extent.include(
                            row: row, from: cells[firstCell].column, to: cells[cells.count - 1].column
                        )
                        if !columns.keepsText { Self.keep(columns, of: &cells, from: firstCell) }
                    }
                    if firstCell < cells.count {
                        batch.rows.append(RowBatch.Row(index: row, cells: firstCell..<cells.count))
                    }
                    row += 1
                }
            }
            swap(&cells, &batch.cells)
            batch.bytes += rewritten
            rewritten.removeAll(keepingCapacity: true)
            if !batch.rows.isEmpty, case .stop = try body(batch) { break }
            // What is left of an unfinished row starts the next batch; a row longer than a chunk asks for twice as much.
            wanted = position == 0 ? min(2 * max(limit, Self.chunkSize), Self.rowLimit) : Self.chunkSize
            let rest = Array(batch.bytes[position..<limit])
            batch.removeAll()
            swap(&cells, &batch.cells)
            batch.bytes += rest
        }
        return extent.summary
    }

    /// Leaves out the cells from `first` on that are of no column of `columns`.
    private static func keep(_ columns: ColumnSelection, of cells: inout [Cell], from first: Int) {
        var kept = first
        for position in first..<cells.count where columns.gives(Int(cells[position].column)) {
            cells[kept] = cells[position]
            kept += 1
        }
        cells.removeSubrange(kept...)
    }

    private static func findings(_ encoding: EncodingEvidence, _ layout: DialectEvidence) -> [Finding] {
        var found: [Finding] = []
        let name = encoding.encoding.rawValue
        switch encoding.reason {
        case .mark: found.append(Finding(.encodingMarked, ["encoding": name]))
        case .everyByteFits, .zeros, .plain: found.append(Finding(.encodingFits, ["encoding": name]))
        case .notUTF8(let offset):
            found.append(Finding(.encodingDeduced, at: Place(offset: offset), ["encoding": name]))
        }
        if encoding.invalid > 0 {
            found.append(
                Finding(
                    .meaninglessBytes, at: Place(offset: encoding.firstInvalid), ["encoding": name],
                    count: encoding.invalid))
        }
        guard layout.rows > 0 else { return found }
        let separator = layout.separator == 0x09 ? "TAB" : String(decoding: [layout.separator], as: UTF8.self)
        if layout.isSeparatorNamed {
            found.append(Finding(.separatorNamed, ["separator": separator]))
        } else {
            let values = [
                "separator": separator, "columns": String(layout.fields), "regular": String(layout.regularRows),
                "rows": String(layout.rows),
            ]
            found.append(Finding(.separatorFound, values))
        }
        if let mark = layout.decimalMark {
            let values = ["mark": String(decoding: [mark], as: UTF8.self), "numbers": String(layout.decimals)]
            found.append(Finding(.decimalMarkFound, values))
        }
        return found
    }
}

/// The rectangle of the cells seen so far.
private struct Extent {
    var rightmost = -1
    private var rows: ClosedRange<Int>?
    private var columns: ClosedRange<Int>?

    mutating func include(row: Int, from first: UInt32, to last: UInt32) {
        let (first, last) = (Int(first), Int(last))
        rows = min(rows?.lowerBound ?? row, row)...row
        columns = min(columns?.lowerBound ?? first, first)...max(columns?.upperBound ?? last, last)
    }

    var summary: SheetSummary {
        var summary = SheetSummary()
        if let rows, let columns {
            summary.used = CellRange(
                CellReference(row: rows.lowerBound, column: columns.lowerBound),
                CellReference(row: rows.upperBound, column: columns.upperBound))
        }
        summary.lastColumn = rightmost < 0 ? nil : rightmost
        return summary
    }
}

extension Finding {
    /// A finding that needs no place yet.
    fileprivate init(_ kind: FindingKind, _ values: [String: String]) { self.init(kind, at: Place(), values) }
}
