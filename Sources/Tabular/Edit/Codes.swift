/// Which of a column's values each of its rows has, in as few bytes each as the greatest number needs: a column has few
/// distinct values and up to a million rows.
public struct Codes: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
    /// The number that leaves a cell empty.
    public static let none = UInt32.max

    // One of the three holds all numbers, the one that `width` says, in bytes. The greatest number that an element can be
    // stands for `none`.
    private var width = 1
    private var narrow: [UInt8] = []
    private var middle: [UInt16] = []
    private var wide: [UInt32] = []

    /// No rows.
    public init() {}

    /// The numbers `codes`.
    public init(_ codes: some Sequence<UInt32>) {
        for code in codes { append(code) }
    }

    /// The numbers `codes`.
    public init(arrayLiteral codes: UInt32...) { self.init(codes) }

    /// `count` rows that are left empty, ready for numbers up to `greatest`.
    public init(empty count: Int, upTo greatest: UInt32) {
        if greatest < UInt8.max {
            narrow = Array(repeating: .max, count: count)
        } else if greatest < UInt16.max {
            width = 2
            middle = Array(repeating: .max, count: count)
        } else {
            width = 4
            wide = Array(repeating: .max, count: count)
        }
    }

    /// The first row.
    public var startIndex: Int { 0 }

    /// How many rows there are.
    public var endIndex: Int { width == 1 ? narrow.count : width == 2 ? middle.count : wide.count }

    /// The number of row `row`.
    public subscript(row: Int) -> UInt32 {
        get {
            if width == 1 { return narrow[row] == .max ? .max : UInt32(narrow[row]) }
            if width == 2 { return middle[row] == .max ? .max : UInt32(middle[row]) }
            return wide[row]
        }
        set {
            widen(for: newValue)
            // What is cut off `none` leaves the greatest number that an element can be.
            if width == 1 {
                narrow[row] = UInt8(truncatingIfNeeded: newValue)
            } else if width == 2 {
                middle[row] = UInt16(truncatingIfNeeded: newValue)
            } else {
                wide[row] = newValue
            }
        }
    }

    /// Appends the number of one more row.
    public mutating func append(_ code: UInt32) {
        widen(for: code)
        if width == 1 {
            narrow.append(UInt8(truncatingIfNeeded: code))
        } else if width == 2 {
            middle.append(UInt16(truncatingIfNeeded: code))
        } else {
            wide.append(code)
        }
    }

    /// Makes the elements wide enough for `code`.
    private mutating func widen(for code: UInt32) {
        guard code != .max else { return }
        if width == 1, code >= UInt8.max {
            middle = narrow.map { $0 == .max ? .max : UInt16($0) }
            narrow = []
            width = 2
        }
        if width == 2, code >= UInt16.max {
            wide = middle.map { $0 == .max ? .max : UInt32($0) }
            middle = []
            width = 4
        }
    }
}
