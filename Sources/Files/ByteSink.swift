public import Findings

/// Somewhere bytes go, in order.
public protocol ByteSink: AnyObject {
    /// How many bytes have been written.
    var count: Int { get }
    /// Appends `bytes`.
    func write(_ bytes: ArraySlice<UInt8>) throws(Finding)
    /// Appends the bytes of a part of a mapped file or array, without a copy where that is possible.
    func write(_ bytes: Bytes) throws(Finding)
}

/// A sink in memory.
public final class MemorySink: ByteSink {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// An empty sink.
    public init() {}

    /// How many bytes have been written.
    public var count: Int { bytes.count }

    /// Appends `bytes`.
    public func write(_ bytes: ArraySlice<UInt8>) throws(Finding) { self.bytes += bytes }

    /// Appends the bytes of `bytes`.
    public func write(_ bytes: Bytes) throws(Finding) {
        unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
    }
}
