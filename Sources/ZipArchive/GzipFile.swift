public import Files
public import Findings

/// A gzip file (RFC 1952), inflated with the limits of an archive's entry; its members follow one another as one text.
public struct GzipFile: Sendable {
    private let bytes: Bytes
    private let limits: ArchiveLimits
    private let codec: Codec

    /// The gzip file `bytes`. Nothing is read yet.
    public init(_ bytes: Bytes, limits: ArchiveLimits = ArchiveLimits()) {
        self.init(bytes, limits: limits, codec: .preferred)
    }

    init(_ bytes: Bytes, limits: ArchiveLimits, codec: Codec) {
        self.bytes = bytes
        self.limits = limits
        self.codec = codec
    }

    private static let pieceSize = 256 << 10
    private static let headerSize = 10

    /// The inflated text.
    ///
    /// - Throws: `ZIP003` when the CRC differs, `ZIP009` when the compressed bytes are damaged or cut short, `ZIP010`
    ///   when the size differs, `ZIP012` to `ZIP014` beyond the limits.
    public func contents() throws(Finding) -> [UInt8] {
        var text: [UInt8] = []
        // What the last member announces may be a lie: never more than what is accepted.
        if bytes.count >= Self.headerSize + 8 {
            let announced = LittleEndian(bytes: bytes[bytes.count - 4..<bytes.count].array).u32(0)
            text.reserveCapacity(min(Int(announced), limits.entrySize))
        }
        try inflate(into: &text, atMost: nil)
        return text
    }

    /// About the first `limit` bytes of the text, unchecked: as many as can be inflated.
    public func head(_ limit: Int) -> [UInt8] {
        var text: [UInt8] = []
        try? inflate(into: &text, atMost: limit)
        return text
    }

    private func inflate(into text: inout [UInt8], atMost limit: Int?) throws(Finding) {
        let budget = InflationBudget(limits)
        var position = 0
        repeat {
            let start = try dataStart(from: position)
            guard let end = try inflate(from: start, into: &text, budget, limit) else { return }
            position = end
        } while position < bytes.count
    }

    /// Inflates the member whose deflated bytes start at `start`; gives where it ends, or nil once `limit` is reached.
    private func inflate(
        from start: Int, into text: inout [UInt8], _ budget: InflationBudget, _ limit: Int?
    ) throws(Finding) -> Int? {
        guard let inflater = codec.inflater() else { throw Finding(.damagedContents) }
        let before = text.count
        var position = start
        var crc: UInt32 = 0
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        while true {
            // Sound: the bytes live while `bytes` does; the output is written within its count.
            let (step, sum) = unsafe bytes.withUnsafeBytes { source in
                unsafe piece.withUnsafeMutableBufferPointer { target in
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: source[position...])
                    let step = unsafe inflater.inflate(rest, into: target)
                    return (step, unsafe Checksum.crc32(crc, UnsafeRawBufferPointer(target), step.produced))
                }
            }
            crc = sum
            position += step.consumed
            text += piece[..<step.produced]
            try budget.spend(step.produced, of: "", soFar: text.count, consumed: position)
            if step.isDamaged { throw Finding(.damagedContents) }
            if let limit, text.count >= limit { return nil }
            if step.isEnd { break }
        }
        guard position + 8 <= bytes.count else { throw Finding(.damagedContents) }
        let trailer = LittleEndian(bytes: bytes[position..<position + 8].array)
        guard trailer.u32(0) == crc else {
            let values = ["expected": String(trailer.u32(0), radix: 16), "found": String(crc, radix: 16)]
            throw Finding(.alteredContents, at: Place(), values)
        }
        let size = text.count - before
        guard trailer.u32(4) == UInt32(truncatingIfNeeded: size) else {
            throw Finding(.sizeMismatch, at: Place(), ["expected": String(trailer.u32(4)), "found": String(size)])
        }
        return position + 8
    }

    /// Where the deflated bytes start of the member whose header starts at `start` (RFC 1952, 2.3).
    private func dataStart(from start: Int) throws(Finding) -> Int {
        guard start + Self.headerSize <= bytes.count, bytes[start] == 0x1F, bytes[start + 1] == 0x8B,
            bytes[start + 2] == 8
        else { throw Finding(.damagedContents) }
        let flags = bytes[start + 3]
        var position = start + Self.headerSize
        if flags & 0x04 != 0 {
            guard position + 2 <= bytes.count else { throw Finding(.damagedContents) }
            position += 2 + (Int(bytes[position]) | Int(bytes[position + 1]) << 8)
        }
        for flag: UInt8 in [0x08, 0x10] where flags & flag != 0 {
            // The name of the file, then a comment, each ended by a zero byte.
            while position < bytes.count, bytes[position] != 0 { position += 1 }
            position += 1
        }
        if flags & 0x02 != 0 { position += 2 }
        guard position <= bytes.count else { throw Finding(.damagedContents) }
        return position
    }
}
