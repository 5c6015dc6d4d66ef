import Findings
import Testing

@testable import Files

@Suite struct FileSystemTests {
    @Test func makesAndListsFolders() throws {
        let scratch = try Scratch()
        try FileSystem.makeFolder(scratch.path("sub"))
        try FileSystem.makeFolder(scratch.path("sub"))
        try scratch.write("é", "1")
        try scratch.write("B", "2")
        #expect(try scratch.names() == ["B", "sub", "é"])
        #expect(FileSystem.isFolder(scratch.path("sub")))
        #expect(!FileSystem.isFolder(scratch.path("B")))
        try FileSystem.remove(scratch.path("B"))
        try FileSystem.remove(scratch.path("B"))
        #expect(try scratch.names() == ["sub", "é"])
        #expect(throws: Finding.self) { try FileSystem.makeFolder(scratch.path("é/x")) }
    }

    @Test func readsWithinALimit() throws {
        let scratch = try Scratch()
        try scratch.write("a", String(repeating: "x", count: 100_000))
        #expect(try FileSystem.read(scratch.path("a"), limit: 100_000).count == 100_000)
        do throws(Finding) {
            _ = try FileSystem.read(scratch.path("a"), limit: 99_999)
            Issue.record("read")
        } catch { #expect(error.kind == .fileTooLarge) }
    }

    @Test func saysWhatCannotBeRead() throws {
        let scratch = try Scratch()
        func kind(_ body: () throws(Finding) -> Void) -> FindingKind? {
            do throws(Finding) {
                try body()
                return nil
            } catch { return error.kind }
        }
        #expect(kind { () throws(Finding) in _ = try FileSystem.read(scratch.path("no")) } == .fileMissing)
        #expect(kind { () throws(Finding) in _ = try FileSystem.read(scratch.folder) } == .notAFile)
        #expect(kind { () throws(Finding) in _ = try Bytes(mapping: scratch.path("no")) } == .fileMissing)
        #expect(kind { () throws(Finding) in _ = try Bytes(mapping: scratch.folder) } == .notAFile)
        #expect(kind { () throws(Finding) in _ = try FileSystem.list(scratch.path("no")) } == .fileMissing)
    }

    @Test func mapsAnEmptyFile() throws {
        let scratch = try Scratch()
        try scratch.write("empty", "")
        let bytes = try Bytes(mapping: scratch.path("empty"))
        #expect(bytes.count == 0)
        #expect(bytes.array.isEmpty)
    }

    @Test func slicesShareAndCount() throws {
        let scratch = try Scratch()
        try scratch.write("digits", "0123456789")
        for bytes in [try Bytes(mapping: scratch.path("digits")), Bytes(Array("0123456789".utf8))] {
            let slice = bytes[2..<8][1..<4]
            #expect(slice.count == 3)
            #expect(String(decoding: slice.array, as: UTF8.self) == "345")
            #expect(slice[0] == UInt8(ascii: "3"))
        }
    }

    @Test func bytesThatAreReleasedAreThereAgain() throws {
        let scratch = try Scratch()
        let text = String((0..<20_000).map { Character(String($0 % 10)) })
        try scratch.write("digits", text)
        for bytes in [try Bytes(mapping: scratch.path("digits")), Bytes(Array(text.utf8))] {
            bytes[5_000..<5_001].release(0..<1)
            bytes[100..<20_000].release(50..<19_900)
            bytes.release(0..<0)
            #expect(bytes.array == Array(text.utf8))
        }
    }

    @Test(arguments: [
        ("a/b.v2.csv", "a", "b.v2.csv", "b.v2", "csv"), ("b", ".", "b", "b", ""), ("/b", "/", "b", "b", ""),
        (".hidden", ".", ".hidden", ".hidden", ""), ("é/É.XLSX", "é", "É.XLSX", "É", "xlsx"),
    ])
    func takesPathsApart(path: String, folder: String, name: String, stem: String, ending: String) {
        #expect(FilePaths.folder(of: path) == folder)
        #expect(FilePaths.name(of: path) == name)
        #expect(FilePaths.stem(of: path) == stem)
        #expect(FilePaths.fileExtension(of: path) == ending)
    }

    @Test func joinsPaths() {
        #expect(FilePaths.join("a", "b") == "a/b")
        #expect(FilePaths.join("a/", "b") == "a/b")
        #expect(FilePaths.join("a", "/b") == "/b")
        #expect(FilePaths.join(".", "b") == "b")
    }

    @Test func kindsAreDeclaredOnce() {
        #expect(Set(FindingKind.filesKinds.map(\.code)).count == FindingKind.filesKinds.count)
        for kind in FindingKind.filesKinds { #expect(kind.french.names == kind.english.names) }
    }
}
