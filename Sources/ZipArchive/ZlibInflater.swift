internal import CZlib

/// Inflates with zlib.
///
/// Safe: the stream is on the heap, where zlib wants it to stay, from `init` to `deinit`, and nobody else sees it.
@safe final class ZlibInflater: Inflating {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when memory is short.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>) -> InflationStep {
        var step = InflationStep()
        while true {
            // zlib counts in 32 bits.
            let input = min(source.count - step.consumed, 1 << 30)
            let room = min(target.count - step.produced, 1 << 30)
            guard room > 0 else { return step }
            // zlib never writes through next_in.
            unsafe stream.pointee.next_in = source.baseAddress.map {
                unsafe UnsafeMutableRawPointer(mutating: $0 + step.consumed).assumingMemoryBound(to: Bytef.self)
            }
            unsafe stream.pointee.avail_in = uInt(input)
            unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + step.produced }
            unsafe stream.pointee.avail_out = uInt(room)
            let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            let consumed = unsafe input - Int(stream.pointee.avail_in)
            let produced = unsafe room - Int(stream.pointee.avail_out)
            step.consumed += consumed
            step.produced += produced
            if status == Z_STREAM_END {
                step.isEnd = true
                return step
            }
            if status != Z_OK || (consumed == 0 && produced == 0) {
                step.isDamaged = true
                return step
            }
        }
    }
}
