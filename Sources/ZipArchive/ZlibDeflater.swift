internal import CZlib

/// Deflates with zlib.
///
/// Safe: the stream is on the heap, where zlib wants it to stay, from `init` to `deinit`, and nobody else sees it.
@safe final class ZlibDeflater: Deflating {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when memory is short; `level` is brought into 0 to 9.
    ///
    /// The fast levels get the hash table that stays in a core's cache: an eighth less time for the same size, where the
    /// slow ones would grow by it.
    init?(level: Int) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let status = unsafe deflateInit2_(
            stream, Int32(min(max(level, 0), 9)), Z_DEFLATED, -MAX_WBITS, level > 3 ? 9 : 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, size)
        guard status == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func deflate(_ block: [UInt8], after dictionary: [UInt8], isLast: Bool) -> DeflatedBlock? {
        guard unsafe deflateReset(stream) == Z_OK else { return nil }
        if !dictionary.isEmpty {
            // Sound: zlib copies the dictionary.
            let status = unsafe dictionary.withUnsafeBufferPointer {
                unsafe deflateSetDictionary(stream, $0.baseAddress, uInt($0.count))
            }
            guard status == Z_OK else { return nil }
        }
        // The flush marker and the bits before it take a few bytes more than the bound.
        let bound = Int(unsafe deflateBound(stream, uLong(block.count))) + 64
        var isDone = false
        // Sound: zlib reads and writes within the counts it is given, never writes through next_in, and only what it wrote
        // is kept.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, initialized in
            unsafe block.withUnsafeBufferPointer { input in
                var consumed = 0
                while true {
                    let piece = min(input.count - consumed, 1 << 30)
                    let isEnd = consumed + piece == input.count
                    let room = min(bound - initialized, 1 << 30)
                    unsafe stream.pointee.next_in = input.baseAddress.map {
                        unsafe UnsafeMutablePointer(mutating: $0 + consumed)
                    }
                    unsafe stream.pointee.avail_in = uInt(piece)
                    unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + initialized }
                    unsafe stream.pointee.avail_out = uInt(room)
                    let flush = !isEnd ? Z_NO_FLUSH : isLast ? Z_FINISH : Z_SYNC_FLUSH
                    let status = unsafe CZlib.deflate(stream, flush)
                    consumed += unsafe piece - Int(stream.pointee.avail_in)
                    let left = unsafe Int(stream.pointee.avail_out)
                    initialized += room - left
                    if status == Z_STREAM_END || (isEnd && !isLast && left > 0) {
                        isDone = status == Z_STREAM_END || status == Z_OK || status == Z_BUF_ERROR
                        return
                    }
                    if status != Z_OK || initialized == bound { return }
                }
            }
        }
        guard isDone else { return nil }
        return DeflatedBlock(bytes: bytes, size: block.count, crc: Checksum.crc32(block))
    }
}
