import CZlib
import Testing

@testable import ZipArchive

/// Raw deflate streams that zlib writes or that are put together by hand, and what zlib and ours make of them.
enum Streams {
    /// What `contents` are deflated to by zlib.
    static func deflated(
        _ contents: [UInt8], level: Int32 = 6, strategy: Int32 = Z_DEFAULT_STRATEGY, flushes: Int? = nil
    ) -> [UInt8] {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe deflateInit2_(&stream, level, Z_DEFLATED, -15, 8, strategy, ZLIB_VERSION, size) == Z_OK else {
            return []
        }
        defer { unsafe deflateEnd(&stream) }
        var source = contents
        let step = flushes ?? max(contents.count, 1)
        return unsafe [UInt8](unsafeUninitializedCapacity: 2 * contents.count + 10_000) { target, count in
            unsafe source.withUnsafeMutableBufferPointer { source in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = uInt(target.count)
                var rest = source.count
                repeat {
                    let piece = min(step, rest)
                    unsafe stream.avail_in = uInt(piece)
                    rest -= piece
                    _ = unsafe deflate(&stream, rest == 0 ? Z_FINISH : Z_FULL_FLUSH)
                } while rest > 0
                count = unsafe target.count - Int(stream.avail_out)
            }
        }
    }

    /// Contents that deflate in all kinds of ways.
    static let contents: [[UInt8]] = [
        [], [7], Array("abcabcabcabcabc".utf8), [UInt8](repeating: 0, count: 70_000), Archives.text(3_000),
        noise(40_000),
        sheet(rows: 400), far(32_768), far(32_767), noise(300) + sheet(rows: 30) + noise(300),
    ]

    /// Bytes that do not deflate.
    static func noise(_ count: Int, seed: UInt64 = 88_172_645_463_325_252) -> [UInt8] {
        var random = Random(state: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) }
    }

    /// Rows as spreadsheet programs write them.
    static func sheet(rows: Int, seed: UInt64 = 7) -> [UInt8] {
        var random = Random(state: seed)
        var text = "<sheetData>"
        for row in 1...max(rows, 1) {
            text += "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(random.next() % 3_000)</v></c>"
            text += "<c r=\"B\(row)\" t=\"inlineStr\"><is><t>Compte \(random.next() % 40)</t></is></c></row>"
        }
        return Array((text + "</sheetData>").utf8)
    }

    /// Noise that is repeated once, `distance` further on.
    private static func far(_ distance: Int) -> [UInt8] {
        let word = noise(200, seed: 99)
        return word + [UInt8](repeating: 65, count: distance - word.count) + word + noise(50, seed: 3)
    }

    /// The bytes of `bits`, `0` and `1` in the order of the stream; anything else is left out.
    static func bytes(_ bits: String) -> [UInt8] {
        let bits = bits.filter { $0 == "0" || $0 == "1" }.map { $0 == "1" ? UInt8(1) : 0 }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) { $0 | $1.element << UInt8($1.offset) }
        }
    }

    /// What an inflater makes of a stream.
    struct Outcome: Equatable {
        var bytes: [UInt8] = []
        var isEnd = false
        var isDamaged = false
        /// How much of the stream was taken, at its end.
        var consumed: Int?
    }

    /// Inflates `stream` into rooms of `sizes`, one after the other, the last one again and again; at most `limit` bytes.
    static func outcome(_ inflater: any Inflating, _ stream: [UInt8], sizes: [Int], limit: Int) -> Outcome {
        var outcome = Outcome()
        var consumed = 0
        var index = 0
        while outcome.bytes.count < limit {
            let size = min(sizes[min(index, sizes.count - 1)], limit - outcome.bytes.count)
            index += 1
            var room = [UInt8](repeating: 0, count: size)
            // The array is exactly as long, so that a sanitizer sees any byte too many.
            let source = Array(stream[consumed...])
            let step = unsafe source.withUnsafeBytes { source in
                unsafe room.withUnsafeMutableBufferPointer { unsafe inflater.inflate(source, into: $0) }
            }
            consumed += step.consumed
            outcome.bytes += room[..<step.produced]
            outcome.isEnd = step.isEnd
            outcome.isDamaged = step.isDamaged
            if step.isEnd { outcome.consumed = consumed }
            if step.isEnd || step.isDamaged { break }
            if step.produced < size {
                Issue.record("room is left without an end")
                break
            }
        }
        return outcome
    }
}

/// Numbers that are always the same (xorshift64).
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
