extension [UInt8] {
    /// Appends the bytes of `span`, all at once.
    @inlinable
    @inline(__always)
    public mutating func append(_ span: Span<UInt8>) {
        // Sound: the pointer is used only within the closure, while the span's owner is borrowed.
        unsafe span.withUnsafeBufferPointer { unsafe self.append(contentsOf: $0) }
    }

    /// Puts the bytes of `span` in the place of as many from `position` on; trapping when there are not as many.
    mutating func overwrite(at position: Int, with span: Span<UInt8>) {
        let place = position..<position + span.count
        // Sound: slicing checks that the place is there; the span is of another array, for this one is being changed.
        unsafe span.withUnsafeBytes { new in
            unsafe withUnsafeMutableBytes { bytes in
                unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[place]).copyMemory(from: new)
            }
        }
    }

    /// Copies the bytes of `part` to `position`, which may lie in them; trapping when either is not there.
    mutating func move(_ part: Range<Int>, to position: Int) {
        guard position != part.lowerBound else { return }
        let place = position..<position + part.count
        // Sound: slicing checks that both are there, and `copyMemory` allows them to overlap.
        unsafe withUnsafeMutableBytes { bytes in
            let moved = unsafe UnsafeRawBufferPointer(rebasing: bytes[part])
            unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[place]).copyMemory(from: moved)
        }
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

    /// Whether `other` holds the same bytes.
    @inline(__always)
    func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        var start = 0
        while start + 8 <= count {
            guard word(at: start) == other.word(at: start) else { return false }
            start += 8
        }
        while start < count {
            guard self[start] == other[start] else { return false }
            start += 1
        }
        return true
    }
}
