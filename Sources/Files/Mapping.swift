internal import Findings
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A whole file mapped read-only; unmapped when the last user lets go.
///
/// Sound: the pages are private and read-only, `contents` never outlives the mapping because `Bytes` keeps it alive.
/// A file that another program truncates meanwhile can still end the process, as for every program that maps files.
@safe final class Mapping: @unchecked Sendable {
    let contents: UnsafeRawBufferPointer
    var count: Int { unsafe contents.count }

    init(_ path: String) throws(Finding) {
        let descriptor: FileDescriptor
        do {
            // A pipe without a writer must not make the program wait.
            descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
        } catch let error as Errno {
            throw Finding(
                error == .noSuchFileOrDirectory ? .fileMissing : .fileUnreadable, at: Place(file: path),
                ["errno": error.description])
        } catch {
            throw Finding(.fileUnreadable, at: Place(file: path))
        }
        defer { try? descriptor.close() }
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else {
            throw Finding(.fileUnreadable, at: Place(file: path))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Finding(.notAFile, at: Place(file: path)) }
        let size = Int(status.st_size)
        guard size > 0 else {
            unsafe contents = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let address = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.rawValue, 0),
            unsafe address != MAP_FAILED
        else { throw Finding(.fileUnreadable, at: Place(file: path)) }
        unsafe contents = UnsafeRawBufferPointer(start: address, count: size)
    }

    /// Lets go of the pages that lie within `part`; they come from the file again when they are read again.
    func release(_ part: Range<Int>) {
        let page = Int(getpagesize())
        let start = (part.lowerBound + page - 1) / page * page
        let end = part.upperBound == count ? count : part.upperBound / page * page
        guard start < end, let base = unsafe contents.baseAddress else { return }
        // Sound: the pages are the mapping's own and are never written to, so that they lose nothing.
        unsafe madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
    }

    deinit {
        if let base = unsafe contents.baseAddress {
            unsafe munmap(UnsafeMutableRawPointer(mutating: base), contents.count)
        }
    }
}
