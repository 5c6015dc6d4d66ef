import Files
import Findings
import Glibc
import Testing

@testable import ZipArchive

/// Archives that Python's `zipfile` writes, and ones put together by hand.
@Suite struct OtherProducersTests {
    /// The archive that `script` writes to `sys.argv[1]`.
    private func made(by script: String) throws -> [UInt8] {
        let path = Archives.temporaryPath()
        defer { unsafe unlink(path) }
        try #require(unsafe system("python3 - '\(path)' <<'EOF'\nimport sys, zipfile, io\n\(script)\nEOF\n") == 0)
        return try FileSystem.read(path)
    }

    /// Reads everything, copies everything, and reads the copy.
    private func readAndCopy(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        let archive = try ZipArchive(Bytes(bytes))
        var contents: [String: [UInt8]] = [:]
        for entry in archive.entries { contents[entry.name] = try archive.contents(of: entry) }
        let copy = try Archives.made { writer in
            for entry in archive.entries { try writer.copy(entry, from: archive) }
        }
        let again = try ZipArchive(Bytes(copy))
        #expect(again.entries.map(\.name) == archive.entries.map(\.name))
        for (first, second) in zip(archive.entries, again.entries) {
            #expect(try again.contents(of: second) == contents[first.name])
            #expect(Array(bytes[first.dataRange]) == Array(copy[second.dataRange]))
        }
        #expect(
            Archives.judge(copy, python: "import sys,zipfile\nassert zipfile.ZipFile(sys.argv[1]).testzip() is None"))
        return contents
    }

    @Test(.enabled(if: Archives.has("python3"), "python3 is not installed"))
    func readsFoldersCommentsAndForcedZip64() throws {
        let bytes = try made(
            by: """
                z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
                z.comment = b'PK\\x05\\x06 a comment that looks like an end record'
                z.writestr('folder/', b'')
                with z.open('wide.xml', 'w', force_zip64=True) as f: f.write(b'x' * 5000)
                i = zipfile.ZipInfo('dated.xml', (2024, 2, 29, 12, 34, 56))
                i.comment = b'why'; i.extra = b'\\x99\\x99\\x02\\x00ab'; i.external_attr = 0o644 << 16
                z.writestr(i, b'abc')
                z.close()
                """)
        let contents = try readAndCopy(bytes)
        #expect(contents["wide.xml"] == [UInt8](repeating: UInt8(ascii: "x"), count: 5_000))
        #expect(contents["folder/"] == [])
        let archive = try ZipArchive(Bytes(bytes))
        let copy = try Archives.made { try $0.copy(#require(archive.entry("dated.xml")), from: archive) }
        let script = """
            import sys, zipfile
            i = zipfile.ZipFile(sys.argv[1]).infolist()[0]
            assert i.date_time == (2024, 2, 29, 12, 34, 56) and i.comment == b'why'
            assert i.extra == b'\\x99\\x99\\x02\\x00ab' and i.external_attr == 0o644 << 16
            """
        #expect(Archives.judge(copy, python: script))
    }

    @Test(.enabled(if: Archives.has("python3"), "python3 is not installed"))
    func readsDescriptorsWrittenToAPipe() throws {
        let bytes = try made(
            by: """
                class Pipe(io.RawIOBase):
                    def __init__(self, f): self.f = f
                    def writable(self): return True
                    def write(self, b): return self.f.write(b)
                with open(sys.argv[1], 'wb') as f:
                    z = zipfile.ZipFile(Pipe(f), 'w', zipfile.ZIP_DEFLATED)
                    z.writestr('a.xml', b'a' * 3000)
                    with z.open('wide.xml', 'w', force_zip64=True) as e: e.write(b'w' * 4000)
                    z.writestr('stored.xml', b's' * 100, zipfile.ZIP_STORED)
                    z.close()
                """)
        let contents = try readAndCopy(bytes)
        #expect(contents.mapValues(\.count) == ["a.xml": 3_000, "wide.xml": 4_000, "stored.xml": 100])
    }

    @Test(
        .enabled(if: Archives.has("python3"), "python3 is not installed"),
        arguments: [("ZIP_BZIP2", "ZIP006"), ("ZIP_LZMA", "ZIP006")])
    func namesOtherMethods(method: String, code: String) throws {
        let bytes = try made(
            by: "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.\(method))\nz.writestr('a', b'abc' * 99)\nz.close()")
        #expect(Archives.code(bytes) == code)
    }

    @Test func readsZip64EndRecordsAndSurvivesTheirLies() throws {
        let plain = try Archives.made { try $0.add("a", [1, 2, 3], level: 0) }
        let end = plain.count - 22
        let directory = LittleEndian(bytes: plain)
        var wide = Array(plain[..<end])
        wide.append32(Signature.end64)
        wide.append64(44)
        wide.append32(45 | 45 << 16)
        wide.append64(0)
        for value in [1, 1, Int(directory.u32(end + 12)), Int(directory.u32(end + 16))] { wide.append64(value) }
        wide.append32(Signature.locator64)
        wide.append32(0)
        wide.append64(end)
        wide.append32(1)
        wide.append32(Signature.end)
        wide.append32(0)
        for _ in 0..<3 { wide.append32(0xFFFF_FFFF) }
        wide.append16(0)
        #expect(Archives.code(wide) == nil)
        #expect(Archives.code([0, 0, 0] + wide) == nil)
        for index in end..<wide.count {
            for mask: UInt8 in [0x01, 0x40, 0x7F, 0x80, 0xFF] {
                var bad = wide
                bad[index] ^= mask
                _ = Archives.code(bad)
            }
        }
        for length in end..<wide.count { #expect(Archives.code(Array(wide[..<length])) != nil) }
    }

    @Test func anAbsurdZip64SizeIsAFinding() throws {
        let plain = try Archives.made { try $0.add("a", [1, 2, 3], level: 0) }
        let central = 34
        for absurd: [UInt8] in [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [UInt8](repeating: 0xFF, count: 8),
            [0, 0, 0, 0, 0, 0, 0, 0x40],
        ] {
            var bad = plain
            // The size of the only entry, left to a zip64 field in both places.
            for place in [22, central + 24] {
                bad.replaceSubrange(place..<(place + 4), with: [0xFF, 0xFF, 0xFF, 0xFF])
            }
            bad[central + 30] = 12
            bad.insert(contentsOf: [1, 0, 8, 0] + absurd, at: central + 47)
            let end = bad.count - 22
            bad[end + 12] += 12
            #expect(["ZIP002", "ZIP010"].contains(Archives.code(bad)))
        }
    }

    @Test func anEntryOfAnotherArchiveIsRefused() throws {
        let first = try ZipArchive(Bytes(Archives.made { try $0.add("a", Archives.text(5_000), level: 0) }))
        let second = try ZipArchive(Bytes(Archives.made { try $0.add("a", [1], level: 0) }))
        let writer = ZipWriter(to: MemorySink())
        #expect(throws: Finding.self) { try writer.copy(first.entries[0], from: second) }
    }

    @Test func kindsAreDeclaredOnce() {
        #expect(Set(FindingKind.zipArchiveKinds.map(\.code)).count == FindingKind.zipArchiveKinds.count)
        for kind in FindingKind.zipArchiveKinds { #expect(kind.french.names == kind.english.names) }
    }
}
