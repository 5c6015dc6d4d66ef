internal import CZlib

#if Isal
internal import CIsal
#endif

/// CRC-32 as zip uses it (ISO 3309).
enum Checksum {
    /// The CRC of what `crc` is the CRC of, followed by the first `count` bytes of `bytes`.
    static func crc32(_ crc: UInt32, _ bytes: UnsafeRawBufferPointer, _ count: Int) -> UInt32 {
        guard count > 0, let base = bytes.baseAddress else { return crc }
        let start = unsafe base.assumingMemoryBound(to: UInt8.self)
        #if Isal
        return unsafe crc32_gzip_refl(crc, start, UInt64(min(count, bytes.count)))
        #else
        return UInt32(truncatingIfNeeded: unsafe crc32_z(uLong(crc), start, min(count, bytes.count)))
        #endif
    }

    /// The CRC of `bytes`.
    static func crc32(_ bytes: [UInt8]) -> UInt32 { crc32(0, bytes) }

    /// The CRC of what `crc` is the CRC of, followed by `bytes`.
    static func crc32(_ crc: UInt32, _ bytes: [UInt8]) -> UInt32 {
        // Sound: the pointer is used during the call only.
        unsafe bytes.withUnsafeBytes { unsafe crc32(crc, $0, $0.count) }
    }

    /// The CRC of two texts one after the other, from the CRC of each and the length of the second.
    static func combine(_ first: UInt32, _ second: UInt32, length: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_combine(uLong(first), uLong(second), length))
    }
}
