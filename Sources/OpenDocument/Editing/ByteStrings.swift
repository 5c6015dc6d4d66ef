internal import Tabular

/// Many short byte strings, one after the other in one array; their positions number them.
struct ByteStrings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many there are.
    var count: Int { ends.count }

    /// Adds what `make` appends.
    mutating func add<Failure: Error>(_ make: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) {
        try make(&bytes)
        ends.append(bytes.count)
    }

    /// Appends string `number` to `output`.
    @inline(__always)
    func append(_ number: Int, to output: inout [UInt8]) {
        let start = number > 0 ? ends[number - 1] : 0
        output.append(bytes.span.extracting(start..<ends[number]))
    }
}
