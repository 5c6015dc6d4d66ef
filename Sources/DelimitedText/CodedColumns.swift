public import Findings
public import Tabular

/// Columns whose fields are given as numbers of texts: each text is quoted once, however many rows have it.
///
/// Neighbours of few texts are joined, each pair of their texts being one of the joined column's: exports have many
/// columns that say the same of most rows, and copying two short texts takes twice as long as copying one.
public struct CodedColumns: Sendable {
    /// One column, or several neighbours.
    fileprivate struct Joined {
        /// The codes of each column, and how many texts it has.
        var columns: [(codes: [UInt32], count: Int)] = []
        /// Where the texts of all columns together begin in `bounds`.
        var first = 0
    }

    /// The texts as they are written, a separator before each field.
    fileprivate var arena: [UInt8] = []
    /// Where each begins, and where the last ends.
    fileprivate var bounds: [Int] = [0]
    fileprivate var joined: [Joined] = []
    fileprivate let count: Int

    /// How many texts joined columns may have, and how many rows there must be for each.
    private static let (most, rowsPerText) = (1 << 14, 8)

    /// The columns of `texts[codes[row]]`, to be written by `writer`, which does not neutralise formulas.
    public init(_ columns: [(texts: TextList, codes: [UInt32])], for writer: DelimitedWriter) {
        count = columns.count
        let most = min(Self.most, (columns.first?.codes.count ?? 0) / Self.rowsPerText)
        var runs: [[(texts: TextList, codes: [UInt32])]] = []
        var pairs = 1
        for column in columns {
            if runs.isEmpty || pairs * column.texts.count > most {
                runs.append([])
                pairs = 1
            }
            runs[runs.count - 1].append(column)
            pairs *= max(column.texts.count, 1)
        }
        // A little more, for quotes.
        arena.reserveCapacity(runs.reduce(0) { $0 + Self.size($1) } * 9 / 8)
        for run in runs { append(run, writer) }
    }

    /// How many bytes every combination of the texts of `columns` takes together, without quotes.
    private static func size(_ columns: [(texts: TextList, codes: [UInt32])]) -> Int {
        var (combinations, size) = (1, 0)
        for column in columns {
            size = size * column.texts.count + combinations * (column.texts.bytes.count + column.texts.count)
            combinations *= column.texts.count
        }
        return size
    }

    /// Writes every combination of the texts of `columns`, those of the last one changing fastest.
    private mutating func append(_ columns: [(texts: TextList, codes: [UInt32])], _ writer: DelimitedWriter) {
        joined.append(Joined(columns: columns.map { ($0.codes, $0.texts.count) }, first: bounds.count - 1))
        var before: (bytes: [UInt8], bounds: [Int]) = ([], [0, 0])
        for column in columns.dropLast() {
            var after: (bytes: [UInt8], bounds: [Int]) = ([], [0])
            Self.combine(before, column.texts, writer, &after.bytes, &after.bounds)
            before = after
        }
        guard let last = columns.last else { return }
        Self.combine(before, last.texts, writer, &arena, &bounds)
    }

    private static func combine(
        _ before: (bytes: [UInt8], bounds: [Int]), _ texts: TextList, _ writer: DelimitedWriter,
        _ bytes: inout [UInt8], _ bounds: inout [Int]
    ) {
        let utf8 = texts.bytes
        bounds.reserveCapacity(bounds.count + (before.bounds.count - 1) * texts.count)
        for index in 0..<(before.bounds.count - 1) {
            let start = before.bytes.span.extracting(before.bounds[index]..<before.bounds[index + 1])
            for text in texts.indices {
                bytes.append(start)
                bytes.append(writer.separator)
                writer.quote(utf8.span.extracting(texts.range(of: text)), into: &bytes)
                bounds.append(bytes.count)
            }
        }
    }
}

extension DelimitedWriter {
    /// Rows are prepared column by column, so many at a time: the codes of each column are then read in their order.
    private static let rowsAtOnce = 256

    /// Writes `count` rows: what `begin` writes of each, one field at least, then the fields of `columns`.
    ///
    /// - Throws: what the sink throws.
    public mutating func rows(
        _ count: Int, _ columns: CodedColumns, begin: (inout DelimitedWriter, Int) -> Void
    ) throws(Finding) {
        let width = columns.joined.count
        var places = [Int](repeating: 0, count: width * Self.rowsAtOnce)
        for start in stride(from: 0, to: count, by: Self.rowsAtOnce) {
            let rows = start..<min(start + Self.rowsAtOnce, count)
            for (position, joined) in columns.joined.enumerated() {
                Self.place(joined, of: rows, into: &places, from: position, by: width)
            }
            for row in rows {
                begin(&self, row)
                appendFields(places, (row - start) * width, width, of: columns)
                try endRow()
            }
        }
    }

    /// Finds which text of joined columns each of `rows` has.
    private static func place(
        _ joined: CodedColumns.Joined, of rows: Range<Int>, into places: inout [Int], from first: Int, by width: Int
    ) {
        for row in rows { places[first + (row - rows.lowerBound) * width] = 0 }
        for column in joined.columns {
            var place = first
            for row in rows {
                places[place] = places[place] * column.count + Int(column.codes[row])
                place += width
            }
        }
        for row in rows { places[first + (row - rows.lowerBound) * width] += joined.first }
    }

    private mutating func appendFields(_ places: [Int], _ first: Int, _ width: Int, of columns: CodedColumns) {
        for place in first..<(first + width) {
            let text = places[place]
            append(columns.arena.span.extracting(columns.bounds[text]..<columns.bounds[text + 1]))
        }
        noteFields(columns.count)
    }
}
