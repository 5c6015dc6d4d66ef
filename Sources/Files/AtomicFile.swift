public import Findings
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file that appears complete or not at all (DESIGN, invariant 11).
///
/// It is written beside its target under a name of its own, readable by nobody else; `commit()` puts it on the disk for
/// good and renames it. Let go without `commit()`, it is removed and the target is as it was.
public final class AtomicFile: ByteSink {
    /// The path that the file will have.
    public let path: String
    /// How many bytes have been written.
    public private(set) var count = 0

    private let target: String
    private let temporary: String
    private let mode: mode_t
    private var descriptor: FileDescriptor?
    private var buffer: [UInt8] = []
    private static let bufferSize = 256 << 10

    /// Starts a file that will be at `path`, and that shall not take the place of one of `inputs`.
    ///
    /// A symbolic link is followed. An existing file's permissions are kept; a new file gets 0644 less the umask.
    /// - Throws: `FIC004` when the folder is missing, the folder or the file not writable or `path` a folder, `FIC005`,
    ///   `FIC006`.
    public init(_ path: String, sparing inputs: [String] = []) throws(Finding) {
        self.path = path
        let status = FileSystem.status(path)
        if let status {
            guard status.isRegular else { throw Finding(writing: path, status.isFolder ? .isDirectory : .fileExists) }
            // Renaming would replace a file that somebody protected, wherever its folder may be written.
            guard unsafe access(path, W_OK) == 0 else { throw Finding(writing: path, code: errno) }
            for input in inputs where FileSystem.status(input)?.isSameFile(as: status) == true {
                throw Finding(.replacesInput, at: Place(file: path))
            }
        } else if inputs.contains(path) {
            throw Finding(.replacesInput, at: Place(file: path))
        }
        target = status == nil ? path : FileSystem.resolved(path) ?? path
        mode = status?.permissions ?? 0o644 & ~FileSystem.umask
        let folder = FilePaths.folder(of: target)
        var generator = SystemRandomNumberGenerator()
        let name = ".\(FilePaths.name(of: target)).\(String(generator.next(), radix: 36)).tmp"
        temporary = FilePaths.join(folder, name)
        do {
            descriptor = try FileDescriptor.open(
                FilePath(temporary), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
        } catch {
            throw Finding(writing: path, error as? Errno ?? .ioError)
        }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { discard() }

    /// Appends `bytes`.
    public func write(_ bytes: ArraySlice<UInt8>) throws(Finding) {
        count += bytes.count
        if buffer.count + bytes.count <= Self.bufferSize {
            buffer += bytes
            return
        }
        try flush()
        if bytes.count < Self.bufferSize {
            buffer += bytes
        } else {
            // Sound: the pointer is used during the call only, here and below.
            try unsafe bytes.span.bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) throws(Finding) in
                try unsafe put(raw)
            }
        }
    }

    /// Appends the bytes of `bytes`, straight from where they are when they are many.
    public func write(_ bytes: Bytes) throws(Finding) {
        count += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        try unsafe bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) throws(Finding) in
            if raw.count < Self.bufferSize { unsafe buffer.append(contentsOf: raw) } else { try unsafe put(raw) }
        }
    }

    /// What has been written so far, for reading it again before it appears.
    ///
    /// - Throws: as `write`, and as mapping a file does.
    public func written() throws(Finding) -> Bytes {
        try flush()
        return try Bytes(mapping: temporary)
    }

    /// Forgets what has been written, to start again.
    ///
    /// - Throws: `FIC004`, `FIC005`.
    public func restart() throws(Finding) {
        buffer.removeAll(keepingCapacity: true)
        count = 0
        guard let descriptor else { throw Finding(writing: path, .badFileDescriptor) }
        guard ftruncate(descriptor.rawValue, 0) == 0, lseek(descriptor.rawValue, 0, SEEK_SET) == 0 else {
            throw failure()
        }
    }

    /// Makes the file appear, whole and on the disk. Nothing can be written afterwards.
    ///
    /// - Throws: `FIC004`, `FIC005`; the target is then as it was.
    public func commit() throws(Finding) {
        try flush()
        guard let descriptor else { throw Finding(writing: path, .badFileDescriptor) }
        guard fchmod(descriptor.rawValue, mode) == 0, fsync(descriptor.rawValue) == 0 else { throw failure() }
        self.descriptor = nil
        do {
            try descriptor.close()
        } catch {
            unsafe unlink(temporary)
            throw Finding(writing: path, error as? Errno ?? .ioError)
        }
        guard unsafe rename(temporary, target) == 0 else {
            let finding = failure()
            unsafe unlink(temporary)
            throw finding
        }
        // The name is on the disk once the folder is; some file systems cannot, and the file is there all the same.
        if let folder = try? FileDescriptor.open(FilePath(FilePaths.folder(of: target)), .readOnly) {
            fsync(folder.rawValue)
            try? folder.close()
        }
    }

    /// Gives the file up: the target stays as it was. After `commit()` it does nothing.
    public func discard() {
        guard let descriptor else { return }
        self.descriptor = nil
        try? descriptor.close()
        unsafe unlink(temporary)
    }

    private func flush() throws(Finding) {
        guard !buffer.isEmpty else { return }
        // The span of a stored property cannot leave it; the array is taken out and put back, for its storage.
        var full: [UInt8] = []
        swap(&full, &buffer)
        try unsafe full.span.bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) throws(Finding) in
            try unsafe put(raw)
        }
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
        guard let descriptor else { throw Finding(writing: path, .badFileDescriptor) }
        do {
            try unsafe descriptor.writeAll(bytes)
        } catch {
            throw Finding(writing: path, error as? Errno ?? .ioError)
        }
    }

    private func failure() -> Finding { Finding(writing: path, code: errno) }
}
