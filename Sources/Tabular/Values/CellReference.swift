/// A cell's place in a sheet, rows and columns counted from 0.
public struct CellReference: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The row, from 0 (`1` in A1 notation).
    public var row: Int
    /// The column, from 0 (`A`).
    public var column: Int

    /// The cell at `row` and `column`, both from 0.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads A1 notation (`B12`, `$B$12`); nil when it is none or lies beyond column XFD or row 1,048,576.
    public init?(_ notation: some StringProtocol) {
        var column = 0
        var row = 0
        var letters = 0
        var digits = 0
        for byte in notation.utf8 {
            switch byte {
            case UInt8(ascii: "$"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0:
                column = column * 26 + Int(byte - 64)
                letters += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z") where digits == 0:
                column = column * 26 + Int(byte - 96)
                letters += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where letters > 0:
                row = row * 10 + Int(byte - 48)
                digits += 1
            default: return nil
            }
            if letters > 3 || digits > 7 { return nil }
        }
        guard letters > 0, digits > 0, (1...SheetLimits.columns).contains(column), (1...SheetLimits.rows).contains(row)
        else { return nil }
        self.init(row: row - 1, column: column - 1)
    }

    /// A1 notation, without `$`.
    public var description: String { Self.letters(ofColumn: column) + String(row + 1) }

    /// The letters of a column counted from 0: 0 is `A`, 26 is `AA`.
    public static func letters(ofColumn column: Int) -> String {
        var name: [UInt8] = []
        var rest = column
        while rest >= 0 {
            name.append(UInt8(65 + rest % 26))
            rest = rest / 26 - 1
        }
        return String(decoding: name.reversed(), as: UTF8.self)
    }

    /// Row by row, then column by column.
    public static func < (left: CellReference, right: CellReference) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}

/// The grid of a sheet (ECMA-376 and OpenDocument implementations alike).
public enum SheetLimits {
    /// Rows in a sheet.
    public static let rows = 1_048_576
    /// Columns in a sheet.
    public static let columns = 16_384
    /// UTF-16 code units in a cell.
    public static let textLength = 32_767
}

/// A rectangle of cells, bounds included, counted from 0.
public struct CellRange: Sendable, Hashable, CustomStringConvertible {
    /// The top left cell.
    public var first: CellReference
    /// The bottom right cell.
    public var last: CellReference

    /// The rectangle from `first` to `last`.
    public init(_ first: CellReference, _ last: CellReference) {
        self.first = first
        self.last = last
    }

    /// Reads `A1:C3` or `B2`; nil when it is neither.
    public init?(_ notation: some StringProtocol) {
        let ends = notation.split(separator: ":", maxSplits: 1)
        guard let start = ends.first.flatMap({ CellReference($0) }) else { return nil }
        guard ends.count == 2 else {
            self.init(start, start)
            return
        }
        guard let end = CellReference(ends[1]), end.row >= start.row, end.column >= start.column else { return nil }
        self.init(start, end)
    }

    /// A1 notation: `A1:C3`, or `B2` for a single cell.
    public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
