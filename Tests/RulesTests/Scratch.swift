import Files

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder for one test; removed, with its files, when let go.
final class Scratch {
    let folder: String

    init() throws {
        folder = "/tmp/mesures-rules-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.makeFolder(folder)
    }

    deinit {
        for name in (try? FileSystem.list(folder)) ?? [] { try? FileSystem.remove(path(name)) }
        unsafe rmdir(folder)
    }

    func path(_ name: String) -> String { FilePaths.join(folder, name) }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = try AtomicFile(path(name))
        try file.write(bytes[...])
        try file.commit()
    }
}
