internal import Files
public import Findings
internal import Synchronization

/// Inflates one entry piece by piece, on whichever thread asks.
///
/// It may be handed from thread to thread: its state is behind a lock, so that even two threads reading at once get
/// disjoint pieces.
public final class EntryReader: Sendable {
    private let entry: ZipEntry
    private let data: Bytes
    private let budget: InflationBudget
    private let sums: Bool
    private let state: Mutex<State>

    private struct State: ~Copyable {
        /// Nil for a stored entry.
        var inflater: (any Inflating)?
        var consumed = 0
        var produced = 0
        var crc: UInt32 = 0
        var isFinished = false
        var failure: Finding?
    }

    /// A reader of `entry`, compressed as `data`; without `sums` its CRC is not checked.
    ///
    /// With `keepsSequences`, those of a deflated entry can be asked for.
    init(
        _ entry: ZipEntry, data: Bytes, budget: InflationBudget, codec: Codec, sums: Bool = true,
        keepsSequences: Bool = false
    ) throws(Finding) {
        self.entry = entry
        self.sums = sums
        self.data = data
        self.budget = budget
        switch entry.method {
        case 0: state = Mutex(State(inflater: nil))
        case 8:
            if keepsSequences {
                state = Mutex(State(inflater: SequenceInflater()))
                return
            }
            guard let inflater = codec.inflater() else { throw Finding(.damagedContents, at: Place(part: entry.name)) }
            state = Mutex(State(inflater: inflater))
        default:
            throw Finding(.unknownCompression, at: Place(part: entry.name), ["method": String(entry.method)])
        }
    }

    /// Appends up to `limit` inflated bytes to `buffer`; returns how many, 0 at the end, where size and CRC are checked.
    ///
    /// Fewer than `limit` bytes come only at the end.
    /// - Throws: `ZIP003` when the CRC differs, `ZIP009` when the compressed bytes are damaged or cut short, `ZIP010`
    ///   when the size differs, `ZIP012` to `ZIP014` beyond the archive's limits; and again whenever asked afterwards.
    public func read(into buffer: inout [UInt8], limit: Int) throws(Finding) -> Int {
        try state.withLock { (state: inout State) throws(Finding) -> Int in
            if let failure = state.failure { throw failure }
            guard limit > 0, !state.isFinished else { return 0 }
            do throws(Finding) {
                let start = buffer.count
                try fill(&buffer, limit, &state)
                return buffer.count - start
            } catch {
                state.failure = error
                throw error
            }
        }
    }

    /// Appends to `list` the sequences of what was read since this was called last, and perhaps a little more.
    func moveSequences(to list: inout [Sequence]) {
        state.withLock { ($0.inflater as? SequenceInflater)?.moveSequences(to: &list) }
    }

    private func fill(_ buffer: inout [UInt8], _ limit: Int, _ state: inout State) throws(Finding) {
        let start = buffer.count
        let consumed = state.consumed
        var isEnd = false
        var isDamaged = false
        var taken = 0
        // Never more than one byte beyond the announced size: that one byte proves that the size lies.
        let room = min(limit - 1, max(entry.size - state.produced, 0)) + 1
        let (crc, sums) = (state.crc, sums)
        // Sound: the bytes live while `data` does; the output is written within its capacity, and only what was
        // written is kept.
        let newCRC = unsafe data.withUnsafeBytes { (source: UnsafeRawBufferPointer) -> UInt32 in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: source[consumed...])
            return unsafe buffer.appendUninitialized(room) { target in
                let count: Int
                if let inflater = state.inflater {
                    let step = unsafe inflater.inflate(rest, into: target)
                    (taken, count, isEnd, isDamaged) = (step.consumed, step.produced, step.isEnd, step.isDamaged)
                } else {
                    count = min(rest.count, target.count)
                    unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
                    taken = count
                    isEnd = count == rest.count
                }
                return (count, sums ? unsafe Checksum.crc32(crc, UnsafeRawBufferPointer(target), count) : 0)
            }
        }
        state.consumed += taken
        let produced = buffer.count - start
        state.produced += produced
        state.crc = newCRC
        let place = Place(part: entry.name)
        try budget.spend(produced, of: entry.name, soFar: state.produced, consumed: state.consumed)
        if isDamaged { throw Finding(.damagedContents, at: place) }
        if state.produced > entry.size || (isEnd && state.produced < entry.size) {
            let values = ["expected": String(entry.size), "found": String(state.produced)]
            throw Finding(.sizeMismatch, at: place, values)
        }
        guard isEnd else { return }
        guard state.consumed == entry.compressedSize else { throw Finding(.damagedContents, at: place) }
        if sums { try entry.check(crc: state.crc) }
        state.isFinished = true
    }
}

extension [UInt8] {
    /// Appends what `body` writes into at most `room` more bytes of storage; `body` gives how many it wrote, and a
    /// checksum of them, which is returned.
    fileprivate mutating func appendUninitialized(
        _ room: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> (Int, UInt32)
    ) -> UInt32 {
        var checksum: UInt32 = 0
        append(addingCapacity: room) { output in
            unsafe output.withUnsafeMutableBufferPointer { storage, initialized in
                let (written, value) = unsafe body(UnsafeMutableBufferPointer(rebasing: storage[initialized...]))
                initialized += written
                checksum = value
            }
        }
        return checksum
    }
}

extension ZipEntry {
    /// Checks that `crc`, that of its contents, is the one it names.
    ///
    /// - Throws: `ZIP003` when it is not.
    func check(crc found: UInt32) throws(Finding) {
        guard found != crc else { return }
        throw Finding(
            .alteredContents, at: Place(part: name),
            ["expected": String(crc, radix: 16), "found": String(found, radix: 16)])
    }
}
