import Files
import Findings
import Testing

@testable import ZipArchive

/// Gzip files by another program.
@Suite struct GzipFileTests {
    /// `gzip.compress(b"<a/>\n", mtime=0)`.
    private static let plain: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xB3, 0x49, 0xD4, 0xB7, 0xE3, 0x02, 0x00, 0x42,
        0xC1,
        0x68, 0xB3, 0x05, 0x00, 0x00, 0x00,
    ]

    private func read(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> Result<[UInt8], Finding> {
        Result { () throws(Finding) in try GzipFile(Bytes(bytes), limits: limits).contents() }
    }

    private func code(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> String? {
        if case .failure(let finding) = read(bytes, limits: limits) { finding.kind.code } else { nil }
    }

    @Test func aMemberIsReadWithEveryOptionalField() throws {
        #expect(try read(Self.plain).get() == Array("<a/>\n".utf8))
        var header = Array(Self.plain[..<10])
        header[3] = 0x04 | 0x08 | 0x10 | 0x02
        let full = header + [0x03, 0x00, 1, 2, 3] + Array("a.xml\0note\0".utf8) + [0, 0] + Self.plain[10...]
        #expect(try read(full).get() == Array("<a/>\n".utf8))
    }

    @Test func membersFollowOneAnother() throws {
        #expect(try read(Self.plain + Self.plain).get() == Array("<a/>\n<a/>\n".utf8))
    }

    @Test func whatIsCutOrAlteredIsRefused() {
        for count in 0..<Self.plain.count { #expect(code(Array(Self.plain[..<count])) == "ZIP009", "\(count)") }
        var crc = Self.plain
        crc[17] ^= 1
        #expect(code(crc) == "ZIP003")
        var size = Self.plain
        size[21] ^= 1
        #expect(code(size) == "ZIP010")
        #expect(code(Self.plain + [0]) == "ZIP009")
        var method = Self.plain
        method[2] = 7
        #expect(code(method) == "ZIP009")
    }

    @Test func limitsHold() throws {
        var limits = ArchiveLimits()
        limits.entrySize = 4
        #expect(code(Self.plain, limits: limits) == "ZIP012")
        // The head alone is neither checked nor counted further.
        #expect(GzipFile(Bytes(Self.plain + [9])).head(2) == Array("<a/>\n".utf8))
        #expect(GzipFile(Bytes([0x1F])).head(2).isEmpty)
    }

    @Test(arguments: Codec.allCases) func anotherProducerIsReadByEveryCodec(_ codec: Codec) throws {
        let text = Array(repeating: Array("<LigneBudget><Nature V=\"60\"/></LigneBudget>\n".utf8), count: 20_000)
            .flatMap {
                $0
            }
        let deflated = try #require(codec.deflater(level: 1)?.deflate(text, after: [], isLast: true))
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated.bytes
        file.append32(deflated.crc)
        file.append32(UInt32(text.count))
        #expect(try GzipFile(Bytes(file), limits: ArchiveLimits(), codec: codec).contents() == text)
    }
}
