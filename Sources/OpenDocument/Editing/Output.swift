/// Gathers what is written to a part, so that the deflater gets few large pieces.
struct Output {
    /// What waits to be written.
    var buffer: [UInt8] = []
    private let sink: (ArraySlice<UInt8>) throws -> Void

    /// Gives what is written to `sink`.
    init(to sink: @escaping (ArraySlice<UInt8>) throws -> Void) { self.sink = sink }

    /// Appends bytes.
    mutating func append(_ bytes: ArraySlice<UInt8>) { buffer.append(contentsOf: bytes) }

    /// Appends bytes, writing when there are many.
    mutating func write(_ bytes: ArraySlice<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        try flush(atLeast: 1 << 18)
    }

    /// Writes what waits when there are `count` bytes or more.
    mutating func flush(atLeast count: Int) throws {
        guard buffer.count >= count, !buffer.isEmpty else { return }
        try sink(buffer[...])
        buffer.removeAll(keepingCapacity: true)
    }
}
