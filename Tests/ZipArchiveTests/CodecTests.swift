import Files
import Findings
import Testing

@testable import ZipArchive

/// What must hold whichever library inflates and deflates. Built with the trait `Isal`, all tests run over ISA-L.
@Suite struct CodecTests {
    private func archive(_ contents: [UInt8], by codec: Codec, level: Int) throws -> [UInt8] {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink, codec: codec)
        try writer.add("whole", contents, level: level)
        try writer.add("streamed", level: level) { try $0(contents[...]) }
        try writer.finish()
        return sink.bytes
    }

    private static let contents: [[UInt8]] = [
        [], [7], Archives.text(1_000), [UInt8](repeating: 0, count: 3 * ZipWriter.blockSize),
        Archives.text(2 * ZipWriter.blockSize + 77), noise(700_000), Archives.text(ZipWriter.blockSize),
    ]

    /// Bytes that do not deflate.
    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    @Test(arguments: Codec.allCases, [1, 3, 6])
    func whatOneWritesEveryOneReads(writing: Codec, level: Int) throws {
        for contents in Self.contents {
            let bytes = try archive(contents, by: writing, level: level)
            for reading in Codec.allCases {
                let archive = try ZipArchive(Bytes(bytes), codec: reading)
                for entry in archive.entries { #expect(try archive.contents(of: entry) == contents) }
            }
        }
    }

    @Test(arguments: Codec.allCases)
    func theSameCallsGiveTheSameBytes(codec: Codec) throws {
        for level in [1, 3, 6] {
            let first = try archive(Self.contents[4], by: codec, level: level)
            #expect(try archive(Self.contents[4], by: codec, level: level) == first)
        }
    }

    /// Blocks are cut, deflated and joined alike whatever the pieces and the threads; none, when none can be started.
    @Test(arguments: Codec.allCases, [1, 6])
    func threadsDoNotChangeTheBytes(codec: Codec, level: Int) throws {
        func deflated(_ contents: [UInt8], pieces: Int, threads: Int) throws -> ([UInt8], [Int]) {
            var bytes: [UInt8] = []
            var sizes: [Int] = []
            let pipeline = DeflatePipeline(codec: codec, level: level, blockSize: 40_000, threads: threads) { block in
                guard let block else { return }
                bytes += block.bytes
                sizes.append(block.size)
            }
            defer { pipeline.stop() }
            for start in stride(from: 0, to: contents.count, by: pieces) {
                try pipeline.write(contents[start..<min(start + pieces, contents.count)])
            }
            try pipeline.finish()
            return (bytes, sizes)
        }
        let contents = Archives.text(1_000_003)
        let (bytes, sizes) = try deflated(contents, pieces: contents.count, threads: 1)
        #expect(sizes.count == 26 && sizes.reduce(0, +) == contents.count)
        for (pieces, threads) in [(777, 2), (40_000, 8), (250_000, 3), (39_999, 0)] {
            #expect(try deflated(contents, pieces: pieces, threads: threads) == (bytes, sizes))
        }
    }

    /// The default level is 6, so that outputs do not depend on how the program was built.
    @Test(arguments: Codec.allCases, [0, 4, 6, 9])
    func fromLevelFourOnTheBytesAreOfZlib(codec: Codec, level: Int) throws {
        let zlib = try archive(Self.contents[4], by: .zlib, level: level)
        #expect(try archive(Self.contents[4], by: codec, level: level) == zlib)
    }

    @Test(arguments: Codec.allCases)
    func inflatesInPiecesOfAnySize(codec: Codec) throws {
        let contents = Archives.text(50_000)
        let archive = try ZipArchive(Bytes(archive(contents, by: .zlib, level: 6)), codec: codec)
        for limit in [1, 13, 4_096, 32_768, 49_999, 50_000, 50_001] {
            let reader = try archive.reader(of: archive.entries[0])
            var all: [UInt8] = []
            while try reader.read(into: &all, limit: limit) > 0 {}
            #expect(all == contents)
        }
    }

    /// A stream that ends before its compressed bytes do hides something.
    @Test(arguments: Codec.allCases, [1, 7, 8, 9, 300])
    func bytesAfterTheStreamAreDamage(codec: Codec, extra: Int) throws {
        let contents = Archives.text(5_000)
        let block = try #require(codec.deflater(level: 6)?.deflate(contents, after: [], isLast: true))
        let inflater = try #require(codec.inflater())
        let source = block.bytes + [UInt8](repeating: 0xAA, count: extra)
        var target = [UInt8](repeating: 0, count: contents.count + 1)
        let step = unsafe source.withUnsafeBytes { source in
            unsafe target.withUnsafeMutableBufferPointer { unsafe inflater.inflate(source, into: $0) }
        }
        #expect(step.isEnd && !step.isDamaged)
        #expect(step.consumed == block.bytes.count)
        #expect(step.produced == contents.count)
    }

    @Test(arguments: Codec.allCases)
    func aStreamCutShortIsDamageAndNothingIsReadBeyondIt(codec: Codec) throws {
        let contents = Archives.text(3_000)
        let block = try #require(codec.deflater(level: 6)?.deflate(contents, after: [], isLast: true))
        for length in 0..<block.bytes.count {
            // The array is exactly as long, so that a sanitizer sees any byte too many.
            let source = Array(block.bytes[..<length])
            let inflater = try #require(codec.inflater())
            var target = [UInt8](repeating: 0, count: contents.count + 1)
            let step = unsafe source.withUnsafeBytes { source in
                unsafe target.withUnsafeMutableBufferPointer { unsafe inflater.inflate(source, into: $0) }
            }
            #expect(step.isDamaged && !step.isEnd)
            #expect(step.produced <= contents.count)
        }
    }

    @Test(arguments: Codec.allCases)
    func flippedBitsNeverGiveOtherContents(codec: Codec) throws {
        let contents = Archives.text(2_000)
        let bytes = try archive(contents, by: .zlib, level: 6)
        let range = try #require(try ZipArchive(Bytes(bytes)).entry("whole")).dataRange
        for index in range {
            for bit in [0, 3, 7] {
                var bad = bytes
                bad[index] ^= 1 << bit
                do throws(Finding) {
                    let archive = try ZipArchive(Bytes(bad), codec: codec)
                    #expect(try archive.contents(of: archive.entries[0]) == contents)
                } catch {
                    #expect(["ZIP003", "ZIP009", "ZIP010"].contains(error.kind.code))
                }
            }
        }
    }

    @Test func theChecksumIsThatOfZip() {
        #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        let text = Archives.text(100_003)
        var pieces: UInt32 = 0
        for start in stride(from: 0, to: text.count, by: 997) {
            let piece = Array(text[start..<min(start + 997, text.count)])
            pieces = Checksum.combine(pieces, Checksum.crc32(piece), length: piece.count)
        }
        #expect(pieces == Checksum.crc32(text))
    }
}
