extension [UInt8] {
    /// Appends the bytes of `span`.
    @inline(__always)
    mutating func append(_ span: Span<UInt8>) {
        // Sound: the pointer is used only within the closure, while the span is borrowed.
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
