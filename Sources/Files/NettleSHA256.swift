#if Nettle
internal import CNettle

/// SHA-256 by Nettle, which has the processor's own instructions for it where there are any (SHA extensions of x86-64,
/// ARMv8): 2 GB/s instead of 0.3.
struct NettleSHA256: Hashing {
    private var context = sha256_ctx()

    init() { unsafe nettle_sha256_init(&context) }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        // Sound: Nettle reads `count` bytes from the start of the buffer during the call; an empty one may have no start.
        guard let start = bytes.baseAddress else { return }
        unsafe nettle_sha256_update(&context, bytes.count, start.assumingMemoryBound(to: UInt8.self))
    }

    func digest() -> [UInt8] {
        // A copy: Nettle starts anew once it has given the digest.
        var last = context
        return unsafe [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            // Sound: the array has room for the 32 bytes that are written, all of them.
            unsafe nettle_sha256_digest(&last, 32, digest.baseAddress)
            count = 32
        }
    }
}
#endif
