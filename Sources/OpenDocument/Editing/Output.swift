/// Gathers what is written to a part, so that the deflater gets few large pieces.
struct Output {
    /// How many bytes make a large piece.
    static let piece = 1 << 18

    /// What waits to be written.
    var buffer: [UInt8] = []
    private let sink: (ArraySlice<UInt8>) throws -> Void

    /// Gives what is written to `sink`.
    init(to sink: @escaping (ArraySlice<UInt8>) throws -> Void) { self.sink = sink }

    /// Writes bytes, after those that wait; few of them wait in turn.
    mutating func write(_ bytes: ArraySlice<UInt8>) throws {
        guard bytes.count < Self.piece else {
            try flush(atLeast: 0)
            return try sink(bytes)
        }
        buffer.append(contentsOf: bytes)
        try flush(atLeast: Self.piece)
    }

    /// Writes what waits when there are `count` bytes or more.
    mutating func flush(atLeast count: Int) throws {
        guard buffer.count >= count, !buffer.isEmpty else { return }
        try sink(buffer[...])
        buffer.removeAll(keepingCapacity: true)
    }
}
