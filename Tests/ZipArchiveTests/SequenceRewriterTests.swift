import CZlib
import Files
import Findings
import Testing

@testable import ZipArchive

/// Contents that are made of a deflated source, deflated with what it repeats: zlib must read them as they are.
@Suite struct SequenceRewriterTests {
    /// A change: `skipped` bytes of the source at `position` give way to `inserted`.
    private struct Change {
        var position: Int
        var skipped = 0
        var inserted: [UInt8] = []
    }

    /// What `source`, deflated by zlib, is deflated to with `changes`, ascending, and what that is inflated to.
    private func rewritten(
        _ source: [UInt8], _ changes: [Change], level: Int, pieces: Int = .max, strategy: Int32 = Z_DEFAULT_STRATEGY,
        sourceLevel: Int32 = 6
    ) throws -> (stream: [UInt8], contents: [UInt8], expected: [UInt8]) {
        let inflater = SequenceInflater()
        let stream = Streams.deflated(source, level: sourceLevel, strategy: strategy)
        let outcome = Streams.outcome(inflater, stream, sizes: [source.count + 1], limit: source.count + 1)
        #expect(outcome.bytes == source)
        var sequences: [Sequence] = []
        inflater.moveSequences(to: &sequences)
        let rewriter = SequenceRewriter(level: level)
        rewriter.add(sequences)

        var expected: [UInt8] = []
        var result: [UInt8] = []
        var piece: [UInt8] = []
        var splices: [Splice] = []
        func cut() {
            result += rewriter.deflate(piece, splices)
            (piece, splices) = ([], [])
        }
        func copy(_ range: Range<Int>) {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: min(pieces, max(range.count, 1))) {
                let end = min(range.upperBound, start + min(pieces, range.count))
                piece += source[start..<end]
                splices.append(Splice(skipped: 0, inserted: 0, copied: end - start))
                if piece.count >= pieces { cut() }
            }
            expected += source[range]
        }
        var position = 0
        for change in changes {
            copy(position..<change.position)
            piece += change.inserted
            expected += change.inserted
            splices.append(Splice(skipped: change.skipped, inserted: change.inserted.count, copied: 0))
            position = change.position + change.skipped
            if piece.count >= pieces { cut() }
        }
        copy(position..<source.count)
        cut()
        result += rewriter.finish()
        let limit = expected.count + 1
        let zlib = Streams.outcome(try #require(ZlibInflater()), result, sizes: [limit], limit: limit)
        #expect(zlib.isEnd && zlib.consumed == result.count)
        return (result, zlib.bytes, expected)
    }

    @Test(arguments: Streams.contents.indices, [Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED])
    func copiesWhatDoesNotChange(index: Int, strategy: Int32) throws {
        for level: Int32 in [0, 1, 6, 9] {
            let result = try rewritten(Streams.contents[index], [], level: 6, strategy: strategy, sourceLevel: level)
            #expect(result.contents == result.expected)
        }
    }

    /// In the middle of repetitions, between them, at both ends.
    @Test(arguments: [1, 6])
    func changesAtEveryPosition(level: Int) throws {
        let source = Array("abcabcabcabcXabcabcaaaaaaaaaaaaaaaaXabcabcabcaaaaaaaa-abcabcX".utf8)
        for position in 0...source.count {
            for change in [
                Change(position: position, inserted: Array("+".utf8)),
                Change(position: position, inserted: Array("abcabc".utf8)),
                Change(position: position, skipped: min(4, source.count - position)),
                Change(position: position, skipped: min(9, source.count - position), inserted: Array("aaaaaaaa".utf8)),
            ] {
                let result = try rewritten(source, [change], level: level)
                #expect(result.contents == result.expected)
            }
        }
    }

    @Test(arguments: Streams.contents.indices, [1, 4, 6])
    func anyChangesAreReadAsTheyAre(index: Int, level: Int) throws {
        let source = Streams.contents[index]
        var random = Random(state: UInt64(index * 10 + level + 1))
        for round in 0..<12 {
            var changes: [Change] = []
            var position = 0
            let stride = UInt64([30, 700, 5_000][round % 3])
            while position < source.count {
                position += Int(random.next() % stride)
                guard position <= source.count else { break }
                let skipped = random.next() % 3 == 0 ? min(Int(random.next() % 20), source.count - position) : 0
                let kind = random.next() % 4
                let count = Int(random.next() % 60)
                let inserted =
                    kind == 0
                    ? []
                    : kind == 1
                        ? Streams.noise(count, seed: random.next() | 1)
                        : Array("<c r=\"C\(position)\"><v>\(count)</v></c>".utf8)
                changes.append(Change(position: position, skipped: skipped, inserted: inserted))
                position += skipped
            }
            let pieces = round % 2 == 0 ? Int.max : 1 + Int(random.next() % 9_000)
            let result = try rewritten(source, changes, level: level, pieces: pieces)
            #expect(result.contents == result.expected)
        }
    }

    @Test(arguments: [1, 6])
    func whatIsTooFarAwayIsRepeatedNoMore(level: Int) throws {
        for distance in [32_768, 32_767, 32_000] {
            let word = Streams.noise(300, seed: 42)
            let gap = Streams.sheet(rows: 700).prefix(distance - word.count)
            for inserted in [0, 1, 768, 769, 40_000, 200_000] {
                let change = Change(position: word.count + 100, inserted: Streams.noise(inserted, seed: 11))
                let result = try rewritten(word + gap + word, [change], level: level)
                #expect(result.contents == result.expected)
            }
        }
    }

    @Test(arguments: [1, 6])
    func allMayGoOrBeReplaced(level: Int) throws {
        let source = Streams.sheet(rows: 100)
        for inserted in [[], [1], Streams.sheet(rows: 3_000, seed: 5)] {
            let change = Change(position: 0, skipped: source.count, inserted: inserted)
            let result = try rewritten(source, [change], level: level)
            #expect(result.contents == result.expected)
        }
        let empty = try rewritten([], [Change(position: 0, inserted: source)], level: level)
        #expect(empty.contents == empty.expected)
    }

    /// Columns appended to a sheet take little more than zlib takes for all of it, even to one as narrow as this, half of
    /// which is new. Of a sheet of fifteen columns with six new ones it is 1.01 (`make bench`).
    @Test func takesAsLittleAsZlib() throws {
        let source = Streams.sheet(rows: 8_000)
        var random = Random(state: 77)
        let text = String(decoding: source, as: UTF8.self)
        var changes: [Change] = []
        var position = 0
        for (row, line) in text.components(by: "</row>").dropLast().enumerated() {
            position += line
            let cell = "<c r=\"C\(row + 1)\" t=\"inlineStr\"><is><t>Mesure \(random.next() % 30)</t></is></c>"
            changes.append(Change(position: position, inserted: Array(cell.utf8)))
            position += 6
        }
        for (level, bar) in [(1, 1.35), (6, 1.14)] {
            let result = try rewritten(source, changes, level: level)
            #expect(result.contents == result.expected)
            #expect(Double(result.stream.count) <= bar * Double(Streams.deflated(result.expected).count))
        }
    }

    @Test func lengthsOfCodesKeepToTheirLimit() {
        // Fibonacci's numbers make the deepest trees.
        var counts: [UInt32] = [1, 1]
        while counts.count < 40 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        for (limit, count) in [(15, 40), (15, 10), (7, 19), (7, 3)] {
            let lengths = HuffmanLengths.of(Array(counts[..<count]), limit: limit)
            #expect(lengths.allSatisfy { (1...limit).contains(Int($0)) })
            #expect(lengths.reduce(0) { $0 + 1 << (limit - Int($1)) } == 1 << limit)
            #expect(lengths == lengths.sorted(by: >))
        }
        #expect(HuffmanLengths.of([0, 0, 9], limit: 15) == [1, 0, 1])
        #expect(HuffmanLengths.of([0, 0, 0], limit: 15) == [1, 1, 0])
        #expect(HuffmanLengths.of([4, 1, 1, 0, 2], limit: 15) == [1, 3, 3, 0, 2])
    }

    // MARK: Entries

    private func spliced(_ archive: ZipArchive, _ entry: ZipEntry, level: Int, codec: Codec = .preferred) throws
        -> [UInt8]
    {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink, codec: codec)
        let feed = EntryFeed(entry, of: archive, forWritingAt: level)
        try writer.add("b", level: level, from: feed) { write in
            var piece: [UInt8] = []
            while try feed.next(&piece) {
                let middle = piece.count / 2
                let splices = [
                    Splice(skipped: 0, inserted: 3, copied: middle),
                    Splice(skipped: 0, inserted: 3, copied: piece.count - middle),
                ]
                try write(Array("new".utf8) + piece[..<middle] + Array("new".utf8) + piece[middle...], splices)
                piece = []
            }
        }
        try writer.finish()
        return sink.bytes
    }

    @Test(arguments: Codec.allCases, 0...9)
    func entriesAreWrittenAtEveryLevel(codec: Codec, level: Int) throws {
        let contents = Streams.sheet(rows: 12_000)
        for sourceLevel in [0, 6] {
            let bytes = try Archives.made { try $0.add("a", contents, level: sourceLevel) }
            let archive = try ZipArchive(Bytes(bytes), codec: codec)
            let made = try spliced(archive, archive.entries[0], level: level, codec: codec)
            let read = try ZipArchive(Bytes(made))
            let new = try read.contents(of: read.entries[0])
            #expect(new.count == contents.count + 6 * ((contents.count - 1) / EntryFeed.pieceSize + 1))
            #expect(new.starts(with: Array("new".utf8) + contents[..<1_000]))
            #expect(try spliced(archive, archive.entries[0], level: level, codec: codec) == made)
            if level >= 4 {
                let zlib = try ZipArchive(Bytes(bytes), codec: .zlib)
                #expect(try spliced(zlib, zlib.entries[0], level: level, codec: .zlib) == made)
            }
        }
    }

    @Test func aDamagedSourceIsFoundOut() throws {
        let bytes = try Archives.made { try $0.add("a", Streams.sheet(rows: 12_000), level: 6) }
        let entry = try ZipArchive(Bytes(bytes)).entries[0]
        var random = Random(state: 19)
        for _ in 0..<60 {
            var bad = bytes
            bad[entry.dataRange.randomElement(using: &random) ?? 0] ^= 1 << UInt8(random.next() % 8)
            let archive = try ZipArchive(Bytes(bad), codec: .zlib)
            #expect(throws: Finding.self) { try spliced(archive, archive.entries[0], level: 6, codec: .zlib) }
        }
    }
}

extension String {
    /// How many bytes lie before each `separator`, and after the last.
    fileprivate func components(by separator: String) -> [Int] {
        let bytes = Array(utf8)
        let word = Array(separator.utf8)
        var counts: [Int] = []
        var start = 0
        var index = 0
        while index + word.count <= bytes.count {
            if bytes[index] == word[0], bytes[index..<index + word.count].elementsEqual(word) {
                counts.append(index - start)
                index += word.count
                start = index
            } else {
                index += 1
            }
        }
        return counts + [bytes.count - start]
    }
}
