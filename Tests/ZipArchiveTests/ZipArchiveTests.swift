import Files
import Findings
import Testing

@testable import ZipArchive

@Suite struct ZipArchiveTests {
    private static let sample: [UInt8] = {
        let text = Archives.text(2_000)
        let made = try? Archives.made { writer in
            try writer.add("plain", Array(text[..<300]), level: 0)
            try writer.add("deflated", text, level: 6)
            try writer.add("streamed", level: 6) { try $0(text[..<700]) }
        }
        return made ?? []
    }()

    private func find(_ signature: [UInt8], in bytes: [UInt8], after start: Int = 0) -> Int {
        (start..<(bytes.count - 3)).first { bytes[$0..<($0 + 4)].elementsEqual(signature) } ?? 0
    }

    private var central: Int { find([0x50, 0x4B, 1, 2], in: Self.sample) }

    @Test func readsInPieces() throws {
        let archive = try ZipArchive(Bytes(Self.sample))
        for entry in archive.entries {
            let whole = try archive.contents(of: entry)
            let reader = try archive.reader(of: entry)
            var pieces: [UInt8] = []
            while true {
                let before = pieces.count
                let count = try reader.read(into: &pieces, limit: 7)
                #expect(pieces.count == before + count)
                if count == 0 { break }
            }
            #expect(pieces == whole)
            #expect(try reader.read(into: &pieces, limit: 7) == 0)
        }
    }

    @Test func aReaderGoesFromThreadToThread() async throws {
        let archive = try ZipArchive(Bytes(Self.sample))
        let entry = try #require(archive.entry("deflated"))
        let reader = try archive.reader(of: entry)
        var all: [UInt8] = []
        _ = try reader.read(into: &all, limit: 100)
        let rest = try await Task.detached {
            var rest: [UInt8] = []
            while try reader.read(into: &rest, limit: 100) > 0 {}
            return rest
        }.value
        #expect(try all + rest == archive.contents(of: entry))
    }

    @Test func acceptsACommentAndSomethingBefore() throws {
        var commented = Self.sample
        commented[commented.count - 2] = 5
        #expect(Archives.code(commented + [1, 2, 3, 4, 5]) == nil)
        #expect(Archives.code(Array("#!/bin/sh\n".utf8) + Self.sample) == nil)
        #expect(Archives.code(Self.sample + [0, 0, 0]) == nil)
    }

    @Test func refusesWhatIsNoArchive() {
        #expect(Archives.code([]) == "ZIP001")
        #expect(Archives.code([0x50]) == "ZIP001")
        #expect(Archives.code(Archives.text(100_000)) == "ZIP001")
    }

    @Test func noticesAChangedByteOfTheContents() throws {
        var bad = Self.sample
        bad[100] ^= 1
        #expect(Archives.code(bad) == "ZIP003")
        let archive = try ZipArchive(Bytes(Self.sample))
        let entry = try #require(archive.entry("deflated"))
        bad = Self.sample
        for index in entry.dataRange.suffix(20) { bad[index] = 0xFF }
        #expect(["ZIP003", "ZIP009", "ZIP010"].contains(Archives.code(bad)))
    }

    @Test func noticesALyingSize() {
        for change: UInt8 in [1, 0xFF] {
            var bad = Self.sample
            bad[central + 24] ^= change
            #expect(Archives.code(bad) == "ZIP004")
            bad[find([0x50, 0x4B, 3, 4], in: bad) + 22] ^= change
            #expect(Archives.code(bad) == "ZIP010")
        }
    }

    @Test func noticesEncryption() {
        var bad = Self.sample
        bad[central + 8] |= 1
        bad[6] |= 1
        #expect(Archives.code(bad) == "ZIP005")
    }

    @Test func noticesAnUnknownMethod() {
        for method: UInt8 in [9, 12, 14, 93] {
            var bad = Self.sample
            bad[central + 10] = method
            bad[8] = method
            #expect(Archives.code(bad) == "ZIP006")
        }
    }

    @Test func noticesALocalNameThatDiffers() {
        var bad = Self.sample
        bad[30] ^= 1
        #expect(Archives.code(bad) == "ZIP004")
    }

    @Test func refusesNamesThatDifferByCaseOnly() throws {
        let bytes = try Archives.made { writer in
            try writer.add("a.xml", [1], level: 0)
            try writer.add("A.xml", [2], level: 0)
        }
        #expect(Archives.code(bytes) == "ZIP007")
    }

    @Test func refusesEntriesThatOverlap() {
        var bad = Self.sample
        let second = find([0x50, 0x4B, 1, 2], in: bad, after: central + 1)
        // The second record points at the first entry, under the first one's name.
        var record = Array(bad[second..<(second + 46)])
        let first = Array(bad[central..<(central + 46)])
        for range in [8..<28, 42..<46] { record.replaceSubrange(range, with: first[range]) }
        bad.replaceSubrange(second..<(second + 46), with: record)
        #expect(["ZIP004", "ZIP007", "ZIP008"].contains(Archives.code(bad)))
        // An entry whose compressed size reaches into the next.
        bad = Self.sample
        for position in [central + 20, 18] { bad[position + 1] = 2 }
        #expect(Archives.code(bad) == "ZIP008")
    }

    @Test func countsWhileInflating() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let bomb = try Archives.made { writer in
            try writer.add("bomb", level: 9) { write in for _ in 0..<160 { try write(zeros[...]) } }
        }
        var limits = ArchiveLimits()
        limits.ratio = 500
        #expect(Archives.code(bomb, limits: limits) == "ZIP013")
        limits.ratio = 10_000
        #expect(Archives.code(bomb, limits: limits) == nil)
        limits.entrySize = 1 << 20
        #expect(Archives.code(bomb, limits: limits) == "ZIP012")
        limits.entrySize = 1 << 30
        limits.totalSize = 10 << 20
        #expect(Archives.code(bomb, limits: limits) == "ZIP014")
    }

    @Test func namesAreLabels() throws {
        let bytes = try Archives.made { writer in
            for name in ["../a", "/b", "c\\d", "C:e", "f\u{0}g", "h"] { try writer.add(name, [1], level: 0) }
        }
        let archive = try ZipArchive(Bytes(bytes))
        #expect(archive.findings.map(\.kind) == [.oddEntryName])
        #expect(archive.findings[0].count == 5)
        #expect(try archive.contents(of: #require(archive.entry("../a"))) == [1])
    }

    @Test func survivesAnyTruncation() {
        for length in Self.sample.indices { #expect(Archives.code(Array(Self.sample[..<length])) != nil) }
    }

    @Test func survivesAnyFlippedByte() {
        for index in Self.sample.indices {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var bad = Self.sample
                bad[index] ^= mask
                _ = Archives.code(bad)
            }
        }
    }
}
