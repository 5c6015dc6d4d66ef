import CZlib
import Files
import Findings
import Testing

@testable import ZipArchive

/// The inflater that keeps sequences, held against zlib: what one reads the other does, and what one refuses too.
@Suite struct SequenceInflaterTests {
    /// What is repeated as `sequences` say.
    private func retold(_ sequences: [Sequence], _ contents: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for sequence in sequences {
            bytes += contents[bytes.count..<min(bytes.count + Int(sequence.literals), contents.count)]
            for _ in 0..<sequence.length { bytes.append(bytes[bytes.count - Int(sequence.distance)]) }
        }
        return bytes
    }

    private func expectSame(_ stream: [UInt8], limit: Int, _ sizes: [[Int]], _ comment: String) throws {
        for sizes in sizes {
            let zlib = Streams.outcome(try #require(ZlibInflater()), stream, sizes: sizes, limit: limit)
            let own = Streams.outcome(SequenceInflater(), stream, sizes: sizes, limit: limit)
            // Compared before they are expected, for the sake of time.
            if own != zlib {
                Issue.record(
                    "\(comment), \(sizes): \(own.bytes.count) bytes for \(zlib.bytes.count), damage \(own.isDamaged) for \(zlib.isDamaged), end \(own.isEnd) for \(zlib.isEnd), taken \(own.consumed ?? -1) for \(zlib.consumed ?? -1)"
                )
            }
        }
    }

    @Test(arguments: Streams.contents.indices, [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED])
    func readsWhatZlibWrites(index: Int, strategy: Int32) throws {
        let contents = Streams.contents[index]
        for level: Int32 in [0, 1, 3, 6, 9] {
            for flushes in [nil, 1_000] {
                let stream = Streams.deflated(contents, level: level, strategy: strategy, flushes: flushes)
                let inflater = SequenceInflater()
                let outcome = Streams.outcome(inflater, stream, sizes: [contents.count + 1], limit: contents.count + 1)
                #expect(outcome.bytes == contents && outcome.isEnd && outcome.consumed == stream.count)
                var sequences: [Sequence] = []
                inflater.moveSequences(to: &sequences)
                #expect(retold(sequences, contents) == contents)
            }
        }
    }

    @Test(arguments: [1, 2, 7, 258, 259, 4_096, 600_000])
    func readsInPiecesOfAnySize(size: Int) throws {
        let contents = Streams.sheet(rows: 12_000)
        let stream = Streams.deflated(contents)
        let inflater = SequenceInflater()
        let limit = size < 10 ? 20_000 : contents.count + 1
        let outcome = Streams.outcome(inflater, stream, sizes: [size], limit: limit)
        #expect(outcome.bytes == Array(contents.prefix(limit)) && outcome.isEnd == (limit > contents.count))
        var sequences: [Sequence] = []
        inflater.moveSequences(to: &sequences)
        let told = retold(sequences, contents)
        #expect(told.count >= outcome.bytes.count && told == Array(contents.prefix(told.count)))
    }

    #if Isal
    @Test(arguments: Streams.contents.indices)
    func readsWhatIsalWrites(index: Int) throws {
        let contents = Streams.contents[index]
        let block = try #require(IsalDeflater().deflate(contents, after: [], isLast: true))
        try expectSame(block.bytes, limit: contents.count + 1, [[contents.count + 1], [100]], "\(index)")
    }
    #endif

    /// Rooms end exactly where, just before and just after something does.
    private static func rooms(_ count: Int) -> [[Int]] {
        [[count + 600], [1], [max(count - 1, 1), 1], [max(count, 1), 1], [3, 5, 300]]
    }

    @Test(arguments: [
        ("nothing", ""), ("a third type", "1 11"), ("a type cut", "1 0"),
        ("a stored length that is no complement", "1 00 00000 1000000000000000 0000000000000000"),
        ("a stored block cut", "1 00 00000 1100000000000000 0011111111111111 01010101"),
        ("a stored block of nothing", "1 00 00000 0000000000000000 1111111111111111"),
        ("fixed, only the end", "1 10 0000000"), ("fixed, cut", "1 10 00110000"),
        ("fixed, 286", "1 10 11000110"), ("fixed, 287", "1 10 11000111"),
        ("fixed, 287 after a literal", "1 10 00110000 11000111"),
        ("fixed, distance 30", "1 10 00110000 0000001 11110 0000000"),
        ("fixed, distance 31", "1 10 00110000 0000001 11111 0000000"),
        ("fixed, a distance before the start", "1 10 0000001 00000 0000000"),
        ("fixed, a distance one too far", "1 10 00110000 0000001 00001 0000000"),
        ("fixed, a distance just right", "1 10 00110000 0000001 00000 0000000"),
        ("fixed, the longest length by two codes", "1 10 00110000 11000100 11111 00000 11000101 00000 0000000"),
        ("fixed, a second block that is damaged", "0 10 00110000 0000000 1 11"),
        ("287 literals", "1 01 01111 00000 0000"), ("31 distances", "1 01 00000 01111 0000"),
        ("no length codes", "1 01 00000 00000 0000 000 000 000 000 00000000000000000000000000000000"),
        ("too many length codes", "1 01 00000 00000 0000 100 100 100 000"),
        ("one length code", "1 01 00000 00000 0000 000 000 100 000 0000000000000000"),
        ("a repetition of nothing", "1 01 00000 00000 0000 100 100 000 000 0 00"),
    ])
    func judgesOddStreamsAsZlibDoes(name: String, bits: String) throws {
        let stream = Streams.bytes(bits)
        for extra in [0, 1, 40] {
            let stream = stream + [UInt8](repeating: 0x55, count: extra)
            try expectSame(stream, limit: 1_000, Self.rooms(1) + [[4]], name)
        }
    }

    /// Blocks with codes of any lengths: too many, too few, a single one, none, no end.
    @Test func judgesAnyCodesAsZlibDoes() throws {
        var random = Random(state: 4_711)
        for round in 0..<6_000 {
            // Code lengths 0 to 15 as they are: all sixteen of four bits, so that any lengths can be written.
            var bits = "1 01"
            let literalCount = 257 + Int(random.next() % 31)
            let distanceCount = 1 + Int(random.next() % 32)
            func number(_ value: Int, _ count: Int) -> String {
                (0..<count).map { value >> $0 & 1 == 1 ? "1" : "0" }.joined()
            }
            bits += number(literalCount - 257, 5) + number(distanceCount - 1, 5) + number(15, 4)
            for symbol in DeflateFormat.lengthOrder { bits += symbol < 16 ? "001" : "000" }
            var lengths = [Int](repeating: 0, count: literalCount + distanceCount)
            var shape = Int(random.next() % 6)
            // A few codes that fit or nearly do.
            let used = [[1, 1], [1, 2, 2], [1], [2, 2, 2, 2], [1, 2, 3, 3], [2, 2, 2]][shape]
            for length in used {
                let symbol = [65, 66, 256, 257, 285].randomElement(using: &random) ?? 65
                lengths[min(symbol, literalCount - 1)] = length
            }
            if random.next() % 4 > 0 { lengths[256] = max(lengths[256], used[0]) }
            shape = Int(random.next() % 6)
            for length in [[1, 1], [1], [], [2, 2, 2, 2], [1, 1, 1], [15]][shape] {
                lengths[literalCount + Int(random.next() % UInt64(distanceCount))] = length
            }
            for length in lengths { bits += number(length, 4).reversed() }
            let stream = Streams.bytes(bits) + Streams.noise(12, seed: random.next() | 1)
            try expectSame(stream, limit: 400, [[400], [7]], "round \(round)")
        }
    }

    @Test(arguments: [0, 1, 6], [Z_DEFAULT_STRATEGY, Z_FIXED])
    func judgesDamageAsZlibDoes(level: Int32, strategy: Int32) throws {
        var random = Random(state: 31_337)
        let contents = Array("<c r=\"B1\">".utf8) + Streams.sheet(rows: 8) + Streams.noise(60) + Streams.sheet(rows: 5)
        let stream = Streams.deflated(contents, level: level, strategy: strategy)
        for length in 0...stream.count {
            try expectSame(
                Array(stream[..<length]), limit: contents.count + 1, [[contents.count + 1], [50]], "cut \(length)")
        }
        for round in 0..<4_000 {
            var bad = stream
            for _ in 0...(random.next() % 3) {
                bad[Int(random.next() % UInt64(bad.count))] ^= 1 << UInt8(random.next() % 8)
            }
            let size = 1 + Int(random.next() % 600)
            try expectSame(bad, limit: 1 + Int(random.next() % 3_000), [[size], [3_000]], "round \(round)")
        }
    }

    @Test func endsAsAReaderOfAnEntryDoes() throws {
        let contents = Streams.sheet(rows: 3_000)
        let bytes = try Archives.made { writer in try writer.add("a", contents, level: 6) }
        let entry = try ZipArchive(Bytes(bytes)).entries[0]
        var random = Random(state: 5)
        for round in 0..<300 {
            var bad = bytes
            if round > 0 { bad[entry.dataRange.randomElement(using: &random) ?? 0] ^= 1 << UInt8(random.next() % 8) }
            if round % 7 == 1 {
                // The directory and the header announce another size.
                for index in bad.indices.dropLast(4)
                where Array(bad[index..<index + 4]) == Self.little(entry.size) {
                    bad.replaceSubrange(index..<index + 4, with: Self.little(entry.size - 1 - round % 3))
                }
            }
            let archive = try ZipArchive(Bytes(bad), codec: .zlib)
            #expect(code(archive, keepsSequences: true) == code(archive, keepsSequences: false))
        }
    }

    private static func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private func code(_ archive: ZipArchive, keepsSequences: Bool) -> String? {
        do throws(Finding) {
            let reader = try archive.reader(of: archive.entries[0], sums: true, keepsSequences: keepsSequences)
            var bytes: [UInt8] = []
            while try reader.read(into: &bytes, limit: 10_000) > 0 {}
            return nil
        } catch { return "\(error.kind.code) \(error.values)" }
    }
}
