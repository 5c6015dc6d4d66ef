internal import Findings
internal import PublicAccounts
internal import Tabular

/// The rows of a table whose columns are found by their headers, on the first sheet that has those that are needed.
struct LoanRows {
    /// A row below the header.
    struct Row {
        /// Where it stands.
        var place: Place
        /// Its cells: their text, and whether they hold a number.
        fileprivate var cells: [LoanColumn: (text: String, isNumber: Bool)] = [:]

        /// The text of `column`; empty when the row has none.
        func text(_ column: LoanColumn) -> String { cells[column]?.text ?? "" }

        /// The amount in `column`; nil when it is empty.
        ///
        /// - Throws: `DET003` when it is no amount exact to the cent.
        func amount(_ column: LoanColumn) throws(Finding) -> Cents? {
            guard let cell = cells[column] else { return nil }
            switch AmountParser.parse(Array(cell.text.utf8)[...], isNumber: cell.isNumber) {
            case .blank: return nil
            case .exact(let amount): return amount
            case .rounded, .ambiguous, .unreadable:
                throw Finding(.debtAmountUnreadable, at: place, ["column": column.name, "value": cell.text])
            }
        }
    }

    /// The rows that hold something, in order.
    private(set) var rows: [Row] = []
    /// The header of each column that was found.
    private(set) var headers: [LoanColumn: String] = [:]

    /// Headers stand among the first rows.
    private static let headerRows = 50

    /// The table of `file` that has the columns `needed`, on the sheet `named`, or on the first one that has it.
    ///
    /// - Throws: `DET001` when there is none, and what reading throws.
    init(_ reader: any WorkbookReader, file: String, named: String? = nil, needed: [LoanColumn]) throws {
        for (index, sheet) in reader.sheets.enumerated() where named == nil || sheet.name == named {
            try read(reader, index, file: file, needed)
            if !headers.isEmpty { return }
        }
        throw Finding(
            .debtTableMissing, at: Place(file: file), ["columns": needed.map(\.name).joined(separator: ", ")])
    }

    private mutating func read(_ reader: any WorkbookReader, _ index: Int, file: String, _ needed: [LoanColumn]) throws
    {
        var columns: [UInt32: LoanColumn] = [:]
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows where !row.cells.isEmpty {
                if columns.isEmpty {
                    guard row.index < Self.headerRows else { return .stop }
                    let texts = batch.cells[row.cells].map { ($0.column, batch.text(of: $0)) }
                    let found = Self.columns(texts)
                    guard Set(found.map(\.value.column)).isSuperset(of: needed) else { continue }
                    columns = found.mapValues(\.column)
                    for (_, named) in found { headers[named.column] = named.header }
                    continue
                }
                var place = Place(file: file, sheet: reader.sheets[index].name)
                place.line = row.index + 1
                var taken = Row(place: place)
                for cell in batch.cells[row.cells] {
                    guard let column = columns[cell.column] else { continue }
                    let text = String(Self.trimmed(batch.text(of: cell)))
                    if !text.isEmpty { taken.cells[column] = (text, cell.kind == .number) }
                }
                if !taken.cells.isEmpty { rows.append(taken) }
            }
            return .next
        }
    }

    /// The columns that a row of headers names, each once: the strongest header of each.
    private static func columns(_ texts: [(UInt32, String)]) -> [UInt32: (column: LoanColumn, header: String)] {
        var found: [UInt32: (column: LoanColumn, header: String)] = [:]
        for column in LoanColumn.allCases {
            let ranked = texts.compactMap { place, text in column.rank(of: text).map { (rank: $0, place, text) } }
            guard let best = ranked.min(by: { ($0.rank, $0.1) < ($1.rank, $1.1) }) else { continue }
            found[best.1] = (column, best.2)
        }
        return found
    }

    private static func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
