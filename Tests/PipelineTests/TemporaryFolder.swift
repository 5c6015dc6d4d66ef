import Files

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder that goes away with its value.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = "\(Self.root)/mesures-tests-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.makeFolder(path)
    }

    private static var root: String { unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp" }

    /// Writes `text` to `name` and returns its path.
    @discardableResult func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileSystem.makeFolder(FilePaths.folder(of: file))
        let sink = try AtomicFile(file)
        try sink.write(Array(text.utf8)[...])
        try sink.commit()
        return file
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        guard FileSystem.isFolder(path) else {
            try? FileSystem.remove(path)
            return
        }
        for name in (try? FileSystem.list(path)) ?? [] { remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }
}
