internal import Tabular

/// What rows are made of, as far as adding columns to them asks: the rows of an export are of a few hundred shapes.
///
/// A shape is how often the row repeats, the default style of its cells, and of each cell how many columns it takes, its
/// style and whether it holds anything. Only rows whose cells are all written as usual have one.
struct RowShapes: Sendable {
    /// The names of styles.
    private(set) var styles = ByteInterner()
    private var shapes = ByteInterner()
    // The row at hand, as the bytes of its shape.
    private var bytes: [UInt8] = []
    private var isUsual = true

    /// How many bytes the shapes take.
    var size: Int { shapes.texts.bytes.count }

    /// Starts a row that stands for `repeats`; `style` is where in `window` the name of its cells' default style is, nil when it
    /// has none.
    mutating func startRow(repeats: Int, style: Range<Int>?, in window: [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        isUsual = true
        put(UInt32(truncatingIfNeeded: repeats))
        put(style, in: window)
    }

    /// Adds a cell that is repeated over `count` columns; `style` is where in `window` the name of its style is, nil when it
    /// has none. Most cells take one byte, which says whether it is occupied, styled and repeated.
    @inline(__always)
    mutating func addCell(_ count: Int, style: Range<Int>?, isOccupied: Bool, in window: [UInt8]) {
        bytes.append((isOccupied ? 1 : 0) | (style != nil ? 2 : 0) | (count > 1 ? 4 : 0))
        if style != nil { put(style, in: window) }
        if count > 1 { put(UInt32(truncatingIfNeeded: count)) }
    }

    /// Adds the number of the style named there; 0 for none. A name of nothing is no name.
    private mutating func put(_ style: Range<Int>?, in window: [UInt8]) {
        guard let style else { return bytes.append(0) }
        if style.isEmpty { isUsual = false }
        put(styles.intern(window[style]))
    }

    /// Notes that something in the row is not written as usual.
    mutating func refuse() { isUsual = false }

    /// The number of the shape of the row at hand; nil when it is refused.
    mutating func finishRow() -> UInt32? { isUsual ? shapes.intern(bytes[...]) : nil }

    /// Seven bits a byte, the lowest first.
    @inline(__always)
    private mutating func put(_ number: UInt32) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The bytes of shape `number`.
    func bytes(of number: UInt32) -> ArraySlice<UInt8> { shapes.bytes(Int(number)) }
}
