internal import Dispatch
public import Files
public import Findings
internal import Synchronization

/// Inflates an entry piece by piece on another thread, ahead of whoever scans it.
///
/// At most two inflated pieces wait; buffers go back and forth and are reused. The inflating ends with the feed.
public final class EntryFeed: Sendable {
    /// How many bytes a piece has, at most.
    #if FUZZING
    static let pieceSize = 300
    #else
    static let pieceSize = 1 << 19
    #endif

    private let relay: Relay

    /// A feed of `entry`, which begins to inflate at once; with `checksUTF8`, its bytes are checked on the way.
    public init(_ entry: ZipEntry, of archive: ZipArchive, checksUTF8: Bool = false) {
        let relay = Relay(summing: archive.codec.isSummedByTaker ? entry : nil)
        self.relay = relay
        DispatchQueue.global().async { relay.produce(entry, archive, checksUTF8: checksUTF8) }
    }

    /// A feed of `entry`, whose contents go to an entry that is deflated at `level` (`ZipWriter.add(_:level:from:_:)`).
    public init(_ entry: ZipEntry, of archive: ZipArchive, forWritingAt level: Int) {
        // Nothing is taken over from what is stored.
        let keeps = entry.method == 8 && archive.codec.rewrites(level: level)
        let relay = Relay(summing: !keeps && archive.codec.isSummedByTaker ? entry : nil, keepsSequences: keeps)
        self.relay = relay
        DispatchQueue.global().async { relay.produce(entry, archive, checksUTF8: false) }
    }

    /// A feed of `bytes`, which are inflated already.
    public init(_ bytes: [UInt8]) {
        relay = Relay()
        relay.give(bytes)
    }

    /// A feed of `bytes`, a piece at a time: a file that is no archive.
    public init(_ bytes: Bytes) {
        let relay = Relay()
        self.relay = relay
        DispatchQueue.global().async { relay.produce(bytes) }
    }

    deinit { relay.cancel() }

    /// Whether all that has been given is known to be UTF-8, but for a character that its end cuts.
    public var isUTF8: Bool { relay.isUTF8 }

    /// Whether the sequences of what has been given are kept.
    var keepsSequences: Bool { relay.keepsSequences }

    /// The sequences of the pieces given since this was called last, in order.
    func takeSequences() -> [[Sequence]] { relay.takeSequences() }

    /// Appends the next piece to `chunk`; false at the end.
    ///
    /// - Throws: what `EntryReader.read` throws, once the pieces before it have been given; and again when asked again.
    public func next(_ chunk: inout [UInt8]) throws(Finding) -> Bool { try relay.next(&chunk) }
}

/// What the two threads share; it does not keep the feed alive.
private final class Relay: Sendable {
    private struct Piece {
        var bytes: [UInt8]
        /// Whether it and all before it are known to be UTF-8.
        var isUTF8: Bool
        /// What it was deflated as, where that is kept.
        var sequences: [Sequence] = []
    }

    private struct State {
        var filled: [Piece] = []
        var isUTF8 = false
        var spare: [[UInt8]] = []
        var failure: Finding?
        var isCancelled = false
        /// The CRC of what has been given.
        var crc: UInt32 = 0
        /// What has been given was deflated as.
        var sequences: [[Sequence]] = []
    }

    /// The entry whose CRC is summed as its pieces are taken; nil when the reader sums it, or there is none.
    private let summed: ZipEntry?
    let keepsSequences: Bool

    private let state = Mutex(State())
    /// Counts filled pieces, and the end.
    private let filled = DispatchSemaphore(value: 0)
    /// Counts free places. Made at 0 and raised: a semaphore below its first value must not be let go.
    private let free = DispatchSemaphore(value: 0)

    init(summing entry: ZipEntry? = nil, keepsSequences: Bool = false) {
        summed = entry
        self.keepsSequences = keepsSequences
        free.signal()
        free.signal()
    }

    func next(_ chunk: inout [UInt8]) throws(Finding) -> Bool {
        filled.wait()
        let (next, failure) = state.withLock { state in
            let next = state.filled.isEmpty ? nil : state.filled.removeFirst()
            if let next {
                state.isUTF8 = next.isUTF8
                if keepsSequences { state.sequences.append(next.sequences) }
            }
            return (next, state.failure)
        }
        guard var piece = next?.bytes else {
            // The end stays the end, however often it is asked for.
            filled.signal()
            if let failure { throw failure }
            try summed?.check(crc: state.withLock { $0.crc })
            return false
        }
        if summed != nil {
            let sum = Checksum.crc32(state.withLock { $0.crc }, piece)
            state.withLock { $0.crc = sum }
        }
        if chunk.isEmpty {
            swap(&chunk, &piece)
        } else {
            chunk += piece
        }
        piece.removeAll(keepingCapacity: true)
        let spare = piece
        state.withLock { $0.spare.append(spare) }
        free.signal()
        return true
    }

    var isUTF8: Bool { state.withLock { $0.isUTF8 } }

    func takeSequences() -> [[Sequence]] {
        state.withLock { state in
            defer { state.sequences = [] }
            return state.sequences
        }
    }

    /// Gives `bytes`, then the end.
    func give(_ bytes: [UInt8]) {
        if !bytes.isEmpty {
            state.withLock { $0.filled.append(Piece(bytes: bytes, isUTF8: false)) }
            filled.signal()
        }
        filled.signal()
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
    }

    func produce(_ bytes: Bytes) {
        var position = 0
        while position < bytes.count {
            free.wait()
            // Pieces are copies of their own: what comes back is let go.
            let isCancelled = state.withLock { state in
                state.spare.removeAll()
                return state.isCancelled
            }
            if isCancelled { break }
            let end = min(position + EntryFeed.pieceSize, bytes.count)
            let piece = bytes[position..<end].array
            state.withLock { $0.filled.append(Piece(bytes: piece, isUTF8: false)) }
            filled.signal()
            position = end
        }
        filled.signal()
    }

    func produce(_ entry: ZipEntry, _ archive: ZipArchive, checksUTF8: Bool) {
        var check = UTF8Check()
        var position = 0
        do throws(Finding) {
            let reader = try archive.reader(of: entry, sums: summed == nil, keepsSequences: keepsSequences)
            while true {
                free.wait()
                var piece = state.withLock { $0.isCancelled ? nil : $0.spare.popLast() ?? [] }
                guard piece != nil else { break }
                var buffer = piece.take() ?? []
                while buffer.count < EntryFeed.pieceSize,
                    try reader.read(into: &buffer, limit: EntryFeed.pieceSize - buffer.count) > 0
                {}
                guard !buffer.isEmpty else { break }
                if checksUTF8 { check.feed(buffer, at: position) }
                position += buffer.count
                var full = Piece(bytes: buffer, isUTF8: checksUTF8 && check.invalid == 0)
                if keepsSequences { reader.moveSequences(to: &full.sequences) }
                buffer = []
                state.withLock { $0.filled.append(full) }
                filled.signal()
            }
        } catch {
            state.withLock { $0.failure = error }
        }
        filled.signal()
    }
}
