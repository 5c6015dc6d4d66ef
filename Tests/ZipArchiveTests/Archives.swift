import Files
import Findings
import Glibc

@testable import ZipArchive

/// Archives made for the tests, and other programs that judge ours.
enum Archives {
    /// The archive that `build` writes.
    static func made(_ build: (ZipWriter) throws -> Void) throws -> [UInt8] {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        try build(writer)
        try writer.finish()
        return sink.bytes
    }

    /// Text that deflates, but not to nothing.
    static func text(_ count: Int) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            return index % 3 == 0 ? UInt8(ascii: "a") : UInt8(truncatingIfNeeded: state >> 24) & 0x3F | 0x40
        }
    }

    /// Every way in which opening and reading `bytes` all through can end.
    static func code(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> String? {
        do throws(Finding) {
            let archive = try ZipArchive(Bytes(bytes), limits: limits)
            for entry in archive.entries { _ = try archive.contents(of: entry) }
            return nil
        } catch { return error.kind.code }
    }

    /// Whether a program can be called.
    static func has(_ program: String) -> Bool { unsafe system("command -v \(program) >/dev/null 2>&1") == 0 }

    /// Runs `python`, the archive's path in `sys.argv[1]`; true when it ends well.
    static func judge(_ bytes: [UInt8], python: String) -> Bool {
        let path = temporaryPath()
        defer { unsafe unlink(path) }
        guard let file = unsafe fopen(path, "wb") else { return false }
        unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
        return unsafe system("python3 - '\(path)' <<'EOF'\n\(python)\nEOF\n") == 0
    }

    /// A path for a file that nobody else has.
    static func temporaryPath() -> String {
        var state = SystemRandomNumberGenerator()
        return "/tmp/mesures-test-\(getpid())-\(state.next())"
    }
}
