extension [UInt8] {
    /// Appends the bytes of `span`, all at once.
    @inlinable
    @inline(__always)
    public mutating func append(_ span: Span<UInt8>) {
        // Sound: the pointer is used only within the closure, while the span's owner is borrowed.
        unsafe span.withUnsafeBufferPointer { unsafe self.append(contentsOf: $0) }
    }
}

extension Span<UInt8> {
    /// The eight bytes at `position` as a word, the first one lowest; trapping when they are not all there.
    @inlinable
    @inline(__always)
    public func word(at position: Int) -> UInt64 {
        // Sound: the bounds are checked, and any eight bytes are a word.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}
