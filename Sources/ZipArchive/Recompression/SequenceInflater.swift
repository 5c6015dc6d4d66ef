/// Inflates a raw deflate stream, and keeps what it said: the sequences that the bytes were coded as.
///
/// It judges streams as zlib does, which the tests hold it against: the same bytes, the same damage at the same place.
///
/// Safe: the buffers are on the heap from `init` to `deinit`, and nobody else sees them. The source is read within its
/// bounds. What one step writes beyond the end that it was given is bounded, and there is room for it; no repetition
/// reaches back behind the first byte.
@safe final class SequenceInflater: Inflating {
    enum Mode { case header, stored(Int), codes, ended, damaged }

    /// How much is inflated before the window is moved to the front.
    #if FUZZING
    static let capacity = 1 << 9
    #else
    static let capacity = 1 << 19
    #endif
    /// Room beyond it for what one step may write: three literals, a repetition, and a word copied too much.
    private static let slack = 3 + Sequence.longest + 16

    /// The window, then what is inflated.
    let bytes: UnsafeMutablePointer<UInt8>
    /// The first byte that a repetition may reach.
    var first = Codec.window
    /// Up to where bytes are handed on.
    private var taken = Codec.window
    /// Up to where bytes are inflated.
    var filled = Codec.window

    /// What was found and not moved yet.
    private(set) var sequences: UnsafeMutablePointer<Sequence>
    private var sequenceCapacity = 1 << 10
    var sequenceCount = 0
    /// Up to where sequences tell the bytes.
    var told = Codec.window

    var mode = Mode.header
    var isLast = false
    /// Bits of the source that are read but not used yet, the next one lowest.
    var hold: UInt64 = 0
    /// How many there are.
    var held = 0
    let literals = DecodingTable.literals()
    let distances = DecodingTable.distances()
    let codeLengths = DecodingTable.codeLengths()
    var lengths = [UInt8](repeating: 0, count: DeflateFormat.literalCount + DeflateFormat.distanceCount)

    init() {
        unsafe bytes = .allocate(capacity: Codec.window + Self.capacity + Self.slack)
        unsafe sequences = .allocate(capacity: sequenceCapacity)
    }

    deinit {
        unsafe bytes.deallocate()
        unsafe sequences.deallocate()
    }

    /// Appends to `list` the sequences found since this was called last.
    ///
    /// They tell all bytes that were handed on, and perhaps a few that are not yet.
    func moveSequences(to list: inout [Sequence]) {
        tellLiterals()
        // Sound: as many are there.
        unsafe list.append(contentsOf: UnsafeBufferPointer(start: sequences, count: sequenceCount))
        sequenceCount = 0
    }

    func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>) -> InflationStep {
        var step = InflationStep()
        while true {
            if filled >= Codec.window + Self.capacity { slide() }
            let end = min(taken + target.count - step.produced, Codec.window + Self.capacity)
            if filled <= end {
                // Every sequence found tells three bytes or more.
                makeRoom(forSequences: (end - filled + Self.slack) / Sequence.shortest + 1)
                unsafe run(source, &step.consumed, until: end)
            }
            let count = min(filled - taken, target.count - step.produced)
            if count > 0, let start = target.baseAddress {
                // Sound: both have as many.
                unsafe (start + step.produced).update(from: bytes + taken, count: count)
                taken += count
                step.produced += count
            }
            if taken == filled {
                switch mode {
                case .damaged: step.isDamaged = true
                case .ended: step.isEnd = true
                default: break
                }
            }
            if step.isDamaged || step.isEnd || step.produced == target.count { return step }
        }
    }

    /// Goes on inflating until `end` is reached, and as far beyond as nothing is written: zlib sees damage there too.
    private func run(_ source: UnsafeRawBufferPointer, _ position: inout Int, until end: Int) {
        var isGoingOn = true
        while isGoingOn {
            switch mode {
            case .header: isGoingOn = unsafe readHeader(source, &position, isFull: filled >= end)
            case .stored(let rest): isGoingOn = unsafe copyStored(rest, source, &position, until: end)
            case .codes:
                if filled < end { unsafe inflateFast(source, &position, until: end) }
                if case .codes = mode { isGoingOn = unsafe inflateSymbol(source, &position, until: end) }
            case .ended, .damaged: isGoingOn = false
            }
        }
        // Whole bytes that were read too many go back.
        position -= held >> 3
        held &= 7
        hold &= 1 << UInt64(held) - 1
    }

    /// Tells the bytes that no sequence tells yet as literals.
    private func tellLiterals() {
        guard filled > told else { return }
        makeRoom(forSequences: 1)
        unsafe sequences[sequenceCount] = Sequence(literals: UInt32(filled - told), length: 0, distance: 0)
        sequenceCount += 1
        told = filled
    }

    private func makeRoom(forSequences count: Int) {
        guard sequenceCount + count > sequenceCapacity else { return }
        sequenceCapacity = max(sequenceCount + count, 2 * sequenceCapacity)
        // Sound: as many are there as are copied, and the new storage has room for more.
        let storage = UnsafeMutablePointer<Sequence>.allocate(capacity: sequenceCapacity)
        unsafe storage.update(from: sequences, count: sequenceCount)
        unsafe sequences.deallocate()
        unsafe sequences = storage
    }

    /// Moves the window, and what is not handed on yet, to the front.
    private func slide() {
        tellLiterals()
        let kept = Codec.window + filled - taken
        let distance = filled - kept
        // Sound: both lie within the buffer; where they overlap, bytes are moved.
        unsafe bytes.update(from: bytes + distance, count: kept)
        filled = kept
        told = kept
        taken = Codec.window
        first = max(first - distance, 0)
    }
}
