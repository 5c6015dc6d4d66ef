/// Deflates contents that are mostly copied from a deflated source, without searching again what the source repeats.
///
/// Repetitions of the source are taken over, with their distance grown by what was put in between; where they or what they
/// repeat are cut by it, they come in parts. Only what is put in is searched. The result depends on the source, the
/// contents and their pieces, never on time or threads.
@safe final class SequenceRewriter {
    private let encoder = BlockEncoder()
    private let search: RepetitionSearch
    private var map = SourceMap()
    private var sequences: [Sequence] = []
    private var next = 0
    /// What is left of the sequence that is being copied.
    private var current = Sequence(literals: 0, length: 0, distance: 0)
    /// How much of the source was left out or copied.
    private var source = 0
    /// How many bytes there were before the piece.
    private var before = 0
    /// Up to where the piece is told to the encoder, and where the block starts.
    private var position = 0
    private var blockStart = 0
    private var pieceEnd = 0
    /// How many bytes were copied last whose repetition is cut by what comes: they are searched with it.
    private var held = 0

    init(level: Int) { search = RepetitionSearch(level: level) }

    /// Takes more sequences of the source.
    func add(_ list: [Sequence]) {
        sequences.removeFirst(next)
        next = 0
        sequences += list
    }

    /// Deflates `piece`, which goes on as `splices` say; the sequences of all that is copied have been given.
    func deflate(_ piece: [UInt8], _ splices: [Splice]) -> [UInt8] {
        position = 0
        blockStart = 0
        pieceEnd = piece.count
        search.begin()
        // Sound: the pointer is used during the call only; what splices say is held against the count.
        unsafe piece.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            for splice in splices {
                precondition(splice.inserted >= 0 && splice.copied >= 0)
                precondition(position + held + splice.inserted + splice.copied <= bytes.count)
                skip(splice.skipped)
                let more = unsafe insert(splice.inserted, before: splice.copied, start)
                unsafe copy(splice.copied, searched: more, start)
            }
            _ = unsafe insert(0, before: 0, start)
            precondition(position == bytes.count)
            unsafe endBlock(start)
        }
        before += piece.count
        return encoder.take()
    }

    /// The end of the stream.
    func finish() -> [UInt8] { encoder.finish() }

    /// Makes `current` the next sequence, if nothing is left of it.
    @inline(__always)
    private func advance() {
        while current.literals == 0, current.length == 0 {
            precondition(next < sequences.count, "the source is at its end")
            current = sequences[next]
            next += 1
        }
    }

    private func skip(_ count: Int) {
        source += count
        var rest = count
        while rest > 0 {
            advance()
            let literals = min(Int(current.literals), rest)
            let length = min(Int(current.length), rest - literals)
            current.literals -= UInt32(literals)
            current.length -= UInt16(length)
            rest -= literals + length
        }
    }

    /// Copies `count` bytes, of which the first ones are told already.
    private func copy(_ count: Int, searched: Int, _ start: UnsafePointer<UInt8>) {
        if searched > 0 {
            note(searched, at: before + position - searched)
            skip(searched)
        }
        var rest = count - searched
        while rest > 0 {
            let part = min(rest, SourceMap.step)
            rest -= part
            note(part, at: before + position)
            unsafe copyPart(part, mayHold: rest == 0, start)
        }
    }

    /// Notes that the next `count` bytes of the source go to `position` of the contents.
    private func note(_ count: Int, at position: Int) {
        map.append(source, source + count, shift: position - source)
    }

    private func copyPart(_ count: Int, mayHold: Bool, _ start: UnsafePointer<UInt8>) {
        let first = map.last.start
        var rest = count
        while rest > 0 {
            advance()
            let literals = min(Int(current.literals), rest)
            encoder.add(literals: literals)
            current.literals -= UInt32(literals)
            if literals > 0 { unsafe search.note(start, position, before: pieceEnd) }
            source += literals
            position += literals
            rest -= literals
            let begun = position
            let length = min(Int(current.length), rest)
            guard length > 0 else { continue }
            current.length -= UInt16(length)
            let distance = Int(current.distance)
            if mayHold, current.length > 0 {
                held = length
                source += length
                return
            }
            if source - distance >= first, length >= Sequence.shortest {
                unsafe put(length, distance, start)
                source += length
            } else {
                unsafe carry(length, distance, start)
            }
            rest -= length
            unsafe search.note(start, begun, before: pieceEnd)
        }
    }

    /// Copies `length` bytes, which are `distance` before in the source, where other bytes may lie between.
    private func carry(_ length: Int, _ distance: Int, _ start: UnsafePointer<UInt8>) {
        var rest = length
        while rest > 0 {
            let from = source - distance
            let stretch = map.stretch(at: from)
            guard stretch.start <= from else {
                // What was repeated is gone.
                let count = min(rest, stretch.start - from)
                encoder.add(literals: count)
                position += count
                source += count
                rest -= count
                continue
            }
            let count = min(rest, stretch.end - from)
            let new = before + position - from - stretch.shift
            if count >= Sequence.shortest, new <= Codec.window {
                unsafe put(count, new, start)
            } else {
                unsafe search(upTo: position + count, position + count, start)
            }
            source += count
            rest -= count
        }
    }

    /// Puts in `count` bytes, after those that were held back, and before `copied` bytes of the source; how many of these
    /// are told with them.
    private func insert(_ count: Int, before copied: Int, _ start: UnsafePointer<UInt8>) -> Int {
        guard held + count > 0 else { return 0 }
        let end = position + held + count
        let limit = end + min(copied, Sequence.longest)
        held = 0
        unsafe search(upTo: end, limit, start)
        return position - end
    }

    /// Tells the bytes up to `end` by what is found in them; the last repetition may go on to `limit`.
    private func search(upTo end: Int, _ limit: Int, _ start: UnsafePointer<UInt8>) {
        while position < end {
            let (literals, found) = unsafe search.next(start, position, end, limit)
            encoder.add(literals: literals)
            position += literals
            if found.length > 0 { unsafe put(found.length, found.distance, start) }
        }
    }

    /// Puts a repetition, and ends the block when it is full.
    @inline(__always)
    private func put(_ length: Int, _ distance: Int, _ start: UnsafePointer<UInt8>) {
        position += length
        if !encoder.add(length: length, distance: distance) { unsafe endBlock(start) }
    }

    private func endBlock(_ start: UnsafePointer<UInt8>) {
        unsafe encoder.endBlock(start + blockStart)
        blockStart = position
    }
}
