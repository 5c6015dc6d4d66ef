import Files
import Glibc

/// A folder for one test; removed, with what it holds, when let go.
final class Scratch {
    let folder: String

    init() throws {
        var generator = SystemRandomNumberGenerator()
        folder = "/tmp/mesures-test-\(getpid())-\(generator.next())"
        try FileSystem.makeFolder(folder)
    }

    deinit {
        for name in (try? FileSystem.list(folder)) ?? [] {
            let path = self.path(name)
            unsafe chmod(path, 0o700)
            if unsafe unlink(path) != 0 { unsafe rmdir(path) }
        }
        unsafe rmdir(folder)
    }

    func path(_ name: String) -> String { FilePaths.join(folder, name) }

    func names() throws -> [String] { try FileSystem.list(folder) }

    func write(_ name: String, _ text: String) throws {
        let file = try AtomicFile(path(name))
        try file.write(Array(text.utf8)[...])
        try file.commit()
    }

    func text(_ name: String) throws -> String { String(decoding: try FileSystem.read(path(name)), as: UTF8.self) }

    func mode(_ name: String) -> mode_t {
        var status = stat()
        return unsafe stat(path(name), &status) == 0 ? status.st_mode & 0o777 : 0
    }
}
