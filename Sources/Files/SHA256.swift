/// SHA-256 (FIPS 180-4), for naming the exact files that a run read.
///
/// By Nettle where the package trait `Nettle` is on, else by code of our own (`PortableSHA256`), which always works.
/// swift-crypto took 3 min 35 s of build (5 min of processor time) on two cores, for this one function.
public struct SHA256: Sendable {
    #if Nettle
    private var hash = NettleSHA256()
    #else
    private var hash = PortableSHA256()
    #endif

    /// The hash of nothing yet.
    public init() {}

    /// The hash of `bytes`, as 64 hexadecimal digits.
    public static func hex(of bytes: Bytes) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.hex()
    }

    /// Takes more bytes.
    public mutating func update(_ bytes: Bytes) {
        // Sound: the pointer is used during the call only; as below.
        unsafe bytes.withUnsafeBytes { unsafe hash.take($0) }
    }

    /// Takes more bytes.
    public mutating func update(_ bytes: ArraySlice<UInt8>) { unsafe bytes.withUnsafeBytes { unsafe hash.take($0) } }

    /// The 32 bytes of the hash of all bytes taken so far; more can be taken afterwards.
    public func digest() -> [UInt8] { hash.digest() }

    /// The hash as 64 hexadecimal digits.
    public func hex() -> String { hash.hex() }
}

/// What gives a SHA-256.
protocol Hashing: Sendable {
    /// The hash of nothing yet.
    init()
    /// Takes more bytes; the pointer is used during the call only.
    mutating func take(_ bytes: UnsafeRawBufferPointer)
    /// The 32 bytes of the hash of all bytes taken so far; more can be taken afterwards.
    func digest() -> [UInt8]
}

extension Hashing {
    /// The hash as 64 hexadecimal digits.
    func hex() -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
