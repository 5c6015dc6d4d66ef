import Findings
import Glibc
import Testing

@testable import Files

@Suite struct AtomicFileTests {
    @Test func appearsWholeOnCommit() throws {
        let scratch = try Scratch()
        let file = try AtomicFile(scratch.path("out.xlsx"))
        let piece = [UInt8](repeating: 7, count: 100_000)
        for _ in 0..<7 { try file.write(piece[...]) }
        try file.write(Bytes(piece + piece + piece))
        try file.write([1, 2, 3][...])
        #expect(file.count == 1_000_003)
        #expect(!FileSystem.exists(scratch.path("out.xlsx")))
        try file.commit()
        #expect(try scratch.names() == ["out.xlsx"])
        let expected = [UInt8](repeating: 7, count: 1_000_000) + [1, 2, 3]
        #expect(try FileSystem.read(scratch.path("out.xlsx")) == expected)
        #expect(try Bytes(mapping: scratch.path("out.xlsx")).array == expected)
    }

    @Test func leavesNothingWithoutCommit() throws {
        let scratch = try Scratch()
        try scratch.write("out", "old")
        do {
            let file = try AtomicFile(scratch.path("out"))
            try file.write(Array("new".utf8)[...])
            #expect(try scratch.names().count == 2)
        }
        #expect(try scratch.names() == ["out"])
        #expect(try scratch.text("out") == "old")
    }

    @Test func holdsWhatIsWrittenAfterStartingAgain() throws {
        let scratch = try Scratch()
        let file = try AtomicFile(scratch.path("out"))
        // Some of it on the disk, some still to be written.
        try file.write([UInt8](repeating: 7, count: 600_000)[...])
        try file.write([UInt8](repeating: 8, count: 9)[...])
        try file.restart()
        #expect(file.count == 0)
        try file.write([1, 2, 3][...])
        #expect(file.count == 3)
        try file.commit()
        #expect(try FileSystem.read(scratch.path("out")) == [1, 2, 3])
    }

    @Test func isPrivateUntilItAppears() throws {
        let scratch = try Scratch()
        let file = try AtomicFile(scratch.path("out"))
        let temporary = try #require(try scratch.names().first)
        #expect(scratch.mode(temporary) == 0o600)
        try file.commit()
        #expect(scratch.mode("out") == 0o644 & ~FileSystem.umask)
    }

    @Test func keepsAnExistingFilesPermissionsAndLinks() throws {
        let scratch = try Scratch()
        try scratch.write("out", "old")
        unsafe chmod(scratch.path("out"), 0o600)
        unsafe symlink("out", scratch.path("link"))
        try scratch.write("link", "new")
        #expect(try scratch.text("out") == "new")
        #expect(scratch.mode("out") == 0o600)
        #expect(try scratch.names() == ["link", "out"])
    }

    @Test func refusesToReplaceItsInput() throws {
        let scratch = try Scratch()
        try scratch.write("in.xlsx", "original")
        unsafe link(scratch.path("in.xlsx"), scratch.path("same.xlsx"))
        for name in ["in.xlsx", "same.xlsx"] {
            #expect(throws: Finding(.replacesInput, at: Place(file: scratch.path(name)))) {
                try AtomicFile(scratch.path(name), sparing: [scratch.path("in.xlsx")])
            }
        }
        #expect(try scratch.text("in.xlsx") == "original")
    }

    @Test func saysWhyItCannotWrite() throws {
        let scratch = try Scratch()
        for path in [scratch.folder, scratch.path("missing/out"), "/proc/out"] {
            do throws(Finding) {
                _ = try AtomicFile(path)
                Issue.record("opened \(path)")
            } catch {
                #expect(error.kind == .cannotWrite)
                #expect(error.kind.exit == .cannotWrite)
                #expect(error.place.file == path)
            }
        }
    }

    @Test(.enabled(if: FileSystem.exists("/dev/full"), "no /dev/full here"))
    func aFullDiskIsAFinding() throws {
        // The device is no regular file, so that it is refused before anything is written.
        #expect(throws: Finding.self) { try AtomicFile("/dev/full") }
        #expect(Finding(writing: "x", code: ENOSPC).kind == .diskFull)
    }
}

@Suite struct FolderLockTests {
    @Test func keepsTheSecondOut() throws {
        let scratch = try Scratch()
        do {
            let lock = try FolderLock(scratch.folder)
            #expect(throws: Finding(.folderLocked, at: Place(file: scratch.folder))) { try FolderLock(scratch.folder) }
            withExtendedLifetime(lock) {}
        }
        #expect(try scratch.names().isEmpty)
        withExtendedLifetime(try FolderLock(scratch.folder)) {}
    }

    @Test func aLeftLockFileDoesNotMatter() throws {
        let scratch = try Scratch()
        try scratch.write(FolderLock.fileName, "")
        withExtendedLifetime(try FolderLock(scratch.folder)) {}
        #expect(try scratch.names().isEmpty)
    }

    @Test func aMissingFolderIsAFinding() {
        do throws(Finding) {
            _ = try FolderLock("/nonexistent/folder")
            Issue.record("locked")
        } catch { #expect(error.kind == .cannotWrite) }
    }
}
