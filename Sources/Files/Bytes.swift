public import Findings

/// Immutable bytes that something keeps alive: a mapped file, an array, or a part of either.
///
/// A slice shares its owner's storage; nothing is copied.
public struct Bytes: Sendable {
    /// What keeps the storage alive and gives access to it.
    private let storage: Storage
    private let range: Range<Int>

    private enum Storage: Sendable {
        case array([UInt8])
        case mapped(Mapping)
    }

    /// Bytes held in an array.
    public init(_ array: [UInt8]) {
        storage = .array(array)
        range = 0..<array.count
    }

    /// Maps the regular file at `path` for reading.
    ///
    /// - Throws: `FIC001` when there is no such file, `FIC002` when it cannot be read, `FIC003` when it is not a file.
    public init(mapping path: String) throws(Finding) {
        let mapping = try Mapping(path)
        storage = .mapped(mapping)
        range = 0..<mapping.count
    }

    private init(storage: Storage, range: Range<Int>) {
        self.storage = storage
        self.range = range
    }

    /// How many bytes there are.
    public var count: Int { range.count }

    /// The bytes of `part`, positions counted from the start of this value; trapping when out of bounds.
    public subscript(_ part: Range<Int>) -> Bytes {
        precondition(part.lowerBound >= 0 && part.upperBound <= count, "range within the bytes")
        return Bytes(
            storage: storage, range: (range.lowerBound + part.lowerBound)..<(range.lowerBound + part.upperBound))
    }

    /// The byte at `position`; trapping when out of bounds.
    public subscript(_ position: Int) -> UInt8 {
        precondition(position >= 0 && position < count, "position within the bytes")
        return unsafe withUnsafeBytes { unsafe $0[position] }
    }

    /// Says that the bytes of `part` are not needed for now: a mapped file then takes no memory for them. They are as they
    /// were when they are read again.
    public func release(_ part: Range<Int>) {
        precondition(part.lowerBound >= 0 && part.upperBound <= count, "range within the bytes")
        guard case .mapped(let mapping) = storage else { return }
        mapping.release((range.lowerBound + part.lowerBound)..<(range.lowerBound + part.upperBound))
    }

    /// Gives `body` the bytes in place; the pointer is valid only during the call.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch storage {
        case .array(let array):
            // Typed throws cannot cross Array.withUnsafeBytes here, so its span is read instead.
            return try unsafe array.span.bytes.withUnsafeBytes {
                (all: UnsafeRawBufferPointer) throws(Failure) -> Result in
                try unsafe body(UnsafeRawBufferPointer(rebasing: all[range]))
            }
        case .mapped(let mapping):
            return try unsafe body(UnsafeRawBufferPointer(rebasing: mapping.contents[range]))
        }
    }

    /// Whether `other` holds the same bytes.
    public func isSame(as other: Bytes) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { one in unsafe other.withUnsafeBytes { two in unsafe one.elementsEqual(two) } }
    }

    /// A copy of the bytes.
    public var array: [UInt8] {
        if case .array(let array) = storage, range == 0..<array.count { return array }
        return unsafe withUnsafeBytes { unsafe Array($0) }
    }
}
