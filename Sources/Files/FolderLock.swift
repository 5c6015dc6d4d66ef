public import Findings
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Keeps other runs out of an output folder until it is let go, or the program ends, however it ends.
public final class FolderLock {
    /// The name of the file that is locked; it is removed when the lock is let go.
    public static let fileName = ".mesures.lock"

    private let path: String
    private let descriptor: FileDescriptor

    /// Locks `folder`, which exists.
    ///
    /// - Throws: `FIC007` when another run holds it, `FIC004` when it cannot be written to.
    public init(_ folder: String) throws(Finding) {
        path = FilePaths.join(folder, Self.fileName)
        // Between opening the file and locking it, the run that held it may have removed it: then try again.
        for _ in 0..<100 {
            let descriptor: FileDescriptor
            do {
                descriptor = try FileDescriptor.open(
                    FilePath(path), .readWrite, options: [.create, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
            } catch {
                throw Finding(writing: folder, error as? Errno ?? .ioError)
            }
            guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                let error = Errno(rawValue: errno)
                try? descriptor.close()
                guard error == .wouldBlock else { throw Finding(writing: folder, error) }
                throw Finding(.folderLocked, at: Place(file: folder))
            }
            if let mine = FileSystem.status(descriptor), let there = FileSystem.status(path), mine.isSameFile(as: there)
            {
                self.descriptor = descriptor
                return
            }
            try? descriptor.close()
        }
        throw Finding(.folderLocked, at: Place(file: folder))
    }

    deinit {
        // Removed while still locked, so that nobody else's file is.
        unsafe unlink(path)
        try? descriptor.close()
    }
}
