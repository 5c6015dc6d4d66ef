/// What one call to an inflater did.
struct InflationStep {
    /// Compressed bytes taken; at the end of the stream, those up to its last bit.
    var consumed = 0
    /// Inflated bytes written.
    var produced = 0
    /// Whether the stream has ended.
    var isEnd = false
    /// Whether the stream is damaged or cut short.
    var isDamaged = false
}

/// A raw deflate stream being inflated (RFC 1951).
protocol Inflating: AnyObject {
    /// Inflates `source`, all that is left of the stream, into `target` until it is full or the stream ends; being cut
    /// short is damage.
    func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>) -> InflationStep
}

/// Deflates blocks that follow each other in one raw stream (RFC 1951).
///
/// Each block but the last ends on a byte boundary (sync flush), so that blocks deflated apart can be put together.
protocol Deflating: AnyObject {
    /// Deflates `block`, which follows `dictionary` (the end of what came before, at most a window) in the stream; nil
    /// when the library refuses, which only a lack of memory would explain.
    func deflate(_ block: [UInt8], after dictionary: [UInt8], isLast: Bool) -> DeflatedBlock?
}

/// A block that has been deflated.
struct DeflatedBlock: Sendable {
    /// The compressed bytes.
    var bytes: [UInt8]
    /// How many bytes were deflated.
    var size: Int
    /// Their CRC-32.
    var crc: UInt32
}

/// The library that inflates and deflates.
///
/// zlib is always there; ISA-L, two to three times as fast on inflating, where the package trait `Isal` is on. Both read
/// the same; what they write differs, but not in meaning.
enum Codec: Sendable, CaseIterable {
    case zlib
    #if Isal
    case isal
    #endif

    /// How much of the block before can be referred to.
    static let window = 32 << 10

    /// The fastest there is.
    static var preferred: Codec {
        #if Isal
        .isal
        #else
        .zlib
        #endif
    }

    /// Whether whoever takes what another thread inflates should sum it: summing takes ISA-L next to nothing, but keeps
    /// zlib, which is slower at inflating than a sheet's scanner at scanning, from going on.
    var isSummedByTaker: Bool { self == .zlib }

    /// Whether contents that are mostly copied are deflated at `level` with what their source repeats (`SequenceRewriter`).
    ///
    /// That is faster than zlib at all levels, but no search is thorough enough for the highest; ISA-L is as fast at its own.
    func rewrites(level: Int) -> Bool {
        switch self {
        case .zlib: (1...6).contains(level)
        #if Isal
        case .isal: (4...6).contains(level)
        #endif
        }
    }

    /// A new inflater; nil when memory is short.
    func inflater() -> (any Inflating)? {
        switch self {
        case .zlib: ZlibInflater()
        #if Isal
        case .isal: IsalInflater()
        #endif
        }
    }

    /// A new deflater; nil when memory is short. `level` is brought into 0 to 9.
    ///
    /// ISA-L takes levels 1 to 3 only: from 4 on, and so by default, the bytes are zlib's in every build. They do not
    /// depend on the processor either, as ISA-L's may.
    func deflater(level: Int) -> (any Deflating)? {
        switch self {
        case .zlib: ZlibDeflater(level: level)
        #if Isal
        case .isal: (1...3).contains(level) ? IsalDeflater() : ZlibDeflater(level: level)
        #endif
        }
    }
}
