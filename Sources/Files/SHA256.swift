internal import CNettle

/// SHA-256 (FIPS 180-4), for naming the exact files that a run read.
///
/// By Nettle, which has the processor's own instructions for it where there are any (SHA extensions of x86-64, ARMv8).
/// swift-crypto took 3 min 35 s of build (5 min of processor time) on two cores, for this one function.
public struct SHA256: Sendable {
    private var context = sha256_ctx()

    /// The hash of nothing yet.
    public init() { unsafe nettle_sha256_init(&context) }

    /// The hash of `bytes`, as 64 hexadecimal digits.
    public static func hex(of bytes: Bytes) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.hex()
    }

    /// Takes more bytes.
    public mutating func update(_ bytes: Bytes) {
        // Sound: the pointer is used during the call only; as below.
        unsafe bytes.withUnsafeBytes { unsafe take($0) }
    }

    /// Takes more bytes.
    public mutating func update(_ bytes: ArraySlice<UInt8>) { unsafe bytes.withUnsafeBytes { unsafe take($0) } }

    /// The 32 bytes of the hash of all bytes taken so far; more can be taken afterwards.
    public func digest() -> [UInt8] {
        // A copy: Nettle starts anew once it has given the digest.
        var last = context
        return unsafe [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            // Sound: the array has room for the 32 bytes that are written, all of them.
            unsafe nettle_sha256_digest(&last, 32, digest.baseAddress)
            count = 32
        }
    }

    /// The hash as 64 hexadecimal digits.
    public func hex() -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        // Sound: Nettle reads `count` bytes from the start of the buffer during the call; an empty one may have no start.
        guard let start = bytes.baseAddress else { return }
        unsafe nettle_sha256_update(&context, bytes.count, start.assumingMemoryBound(to: UInt8.self))
    }
}
