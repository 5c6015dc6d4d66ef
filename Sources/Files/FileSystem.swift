public import Findings
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The few things asked of the disk beside reading and writing workbooks.
public enum FileSystem {
    /// Whether something is at `path`, a symbolic link's target counting.
    public static func exists(_ path: String) -> Bool { status(path) != nil }

    /// Whether `path` is a folder.
    public static func isFolder(_ path: String) -> Bool { status(path)?.isFolder == true }

    /// Whether two paths lead to the same file; false when one leads nowhere.
    public static func isSame(_ path: String, _ other: String) -> Bool {
        guard let first = status(path), let second = status(other) else { return false }
        return first.isSameFile(as: second)
    }

    /// When the file was last changed, in nanoseconds since 1970; nil when there is none.
    public static func changed(_ path: String) -> Int64? { status(path)?.changed }

    /// The names in `folder`, sorted by their bytes, without `.` and `..`.
    ///
    /// - Throws: `FIC001` when there is no such folder, `FIC002` when it cannot be read.
    public static func list(_ folder: String) throws(Finding) -> [String] {
        guard let stream = unsafe opendir(folder) else { throw Finding(reading: folder, Errno(rawValue: errno)) }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            // Sound: the name is a C string in the record, valid until the next call.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes `folder` and the folders above it; nothing happens when it is there.
    ///
    /// - Returns: the folders that were made, the outermost first.
    /// - Throws: `FIC004` when it cannot be made, `FIC005` when the disk is full.
    @discardableResult
    public static func makeFolder(_ folder: String) throws(Finding) -> [String] {
        var missing: [String] = []
        var current = folder
        while !current.isEmpty, !isFolder(current) {
            missing.append(current)
            let above = FilePaths.folder(of: current)
            if above == current { break }
            current = above
        }
        var made: [String] = []
        for path in missing.reversed() {
            if unsafe mkdir(path, 0o777) == 0 {
                made.append(path)
            } else if errno != EEXIST {
                let code = errno
                removeEmptyFolders(made)
                throw Finding(writing: folder, code: code)
            }
        }
        guard isFolder(folder) else { throw Finding(writing: folder, .notDirectory) }
        return made
    }

    /// Removes those of `folders` that are empty, from the last to the first.
    public static func removeEmptyFolders(_ folders: [String]) {
        for path in folders.reversed() { unsafe rmdir(path) }
    }

    /// Everything in the file at `path`, which may be a pipe.
    ///
    /// - Throws: `FIC001`, `FIC002`, `FIC003` for a folder, `FIC008` when there are more than `limit` bytes.
    public static func read(_ path: String, limit: Int = 64 << 20) throws(Finding) -> [UInt8] {
        if isFolder(path) { throw Finding(.notAFile, at: Place(file: path)) }
        var contents: [UInt8] = []
        do {
            let descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
            defer { try? descriptor.close() }
            var piece = [UInt8](repeating: 0, count: 64 << 10)
            while contents.count <= limit {
                // Sound: the pointer is used during the call only.
                let count = try unsafe piece.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
                if count == 0 { return contents }
                contents += piece[..<count]
            }
        } catch {
            throw Finding(reading: path, error as? Errno ?? .ioError)
        }
        throw Finding(.fileTooLarge, at: Place(file: path), ["maximum": String(limit)])
    }

    /// Removes the file at `path`; nothing happens when there is none.
    ///
    /// - Throws: `FIC004` when it cannot be removed.
    public static func remove(_ path: String) throws(Finding) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw Finding(writing: path, code: errno) }
    }

    /// What is known of a file without opening it.
    struct Status {
        fileprivate var raw: stat
        var isRegular: Bool { raw.st_mode & S_IFMT == S_IFREG }
        var isFolder: Bool { raw.st_mode & S_IFMT == S_IFDIR }
        var permissions: mode_t { raw.st_mode & 0o777 }
        var links: Int { Int(raw.st_nlink) }
        #if canImport(Darwin)
        var changed: Int64 { Int64(raw.st_mtimespec.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtimespec.tv_nsec) }
        #else
        var changed: Int64 { Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec) }
        #endif

        func isSameFile(as other: Status) -> Bool { raw.st_dev == other.raw.st_dev && raw.st_ino == other.raw.st_ino }
    }

    static func status(_ path: String) -> Status? {
        var raw = stat()
        return unsafe stat(path, &raw) == 0 ? Status(raw: raw) : nil
    }

    static func status(_ descriptor: FileDescriptor) -> Status? {
        var raw = stat()
        return unsafe fstat(descriptor.rawValue, &raw) == 0 ? Status(raw: raw) : nil
    }

    /// `path` without symbolic links; nil when it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    /// The permissions that new files shall not have; read once, since reading means setting.
    static let umask: mode_t = {
        #if canImport(Glibc)
        let mask = Glibc.umask(0o077)
        _ = Glibc.umask(mask)
        #elseif canImport(Musl)
        let mask = Musl.umask(0o077)
        _ = Musl.umask(mask)
        #else
        let mask = Darwin.umask(0o077)
        _ = Darwin.umask(mask)
        #endif
        return mask
    }()
}
