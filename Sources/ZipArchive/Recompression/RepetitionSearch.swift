/// Finds what repeats itself in bytes that the source does not tell of: what is put in, and what repeated something that is
/// gone or too far away now.
///
/// It knows where four bytes were last, and before: for what it searched, everywhere; for what is copied, where sequences
/// begin, as what is worth repeating has nearly always been repeated before.
///
/// Safe: the tables are on the heap from `init` to `deinit`, and their indices are masked; positions in them are before
/// the one that is looked at, in the same piece.
@safe final class RepetitionSearch {
    /// A repetition; none when its length is 0.
    struct Found {
        var length = 0
        var distance = 0
    }

    private static let hashBits = 14
    /// A repetition of so many bytes is taken at once.
    private static let enough = 64

    /// How many places are looked at for a repetition.
    private let depth: Int
    /// By hash of four bytes: where they were last, and one; 0 for nowhere.
    private let last: UnsafeMutablePointer<UInt32>
    /// By position, round and round: where bytes of the same hash were before, and one.
    private let previous: UnsafeMutablePointer<UInt32>

    /// A search that takes more time and finds more with a higher `level`, 1 to 9.
    init(level: Int) {
        depth = level < 4 ? 1 : 1 << (level - 2)
        unsafe last = .allocate(capacity: 1 << Self.hashBits)
        unsafe previous = .allocate(capacity: Codec.window)
        unsafe previous.initialize(repeating: 0, count: Codec.window)
    }

    deinit {
        unsafe last.deallocate()
        unsafe previous.deallocate()
    }

    /// Forgets everything: another piece begins.
    func begin() { unsafe last.update(repeating: 0, count: 1 << Self.hashBits) }

    /// Notes that a sequence begins at `position` of `bytes`, if there are four bytes before `end`.
    @inline(__always)
    func note(_ bytes: UnsafePointer<UInt8>, _ position: Int, before end: Int) {
        guard position + 4 <= end else { return }
        note(unsafe Self.word(bytes, position), position)
    }

    @inline(__always)
    private func note(_ word: UInt32, _ position: Int) {
        let hash = Self.hash(word)
        if depth > 1 { unsafe previous[position & (Codec.window - 1)] = last[hash] }
        unsafe last[hash] = UInt32(truncatingIfNeeded: position + 1)
    }

    /// How many of the bytes from `start` on to `end` are literals, and what is repeated then, which may go on to `limit`.
    func next(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ limit: Int
    ) -> (literals: Int, repetition: Found) {
        var position = start
        let lastWord = limit - 4
        while position < end, position <= lastWord {
            var found = unsafe find(bytes, position, limit, longerThan: 3)
            guard found.length > 0 else {
                position += 1
                continue
            }
            var noted = position + 1
            // What begins one byte later may be longer, and is worth a literal then.
            while depth > 1, found.length < Self.enough, noted < end, noted <= lastWord {
                let later = unsafe find(bytes, noted, limit, longerThan: found.length)
                noted += 1
                guard later.length > 0 else { break }
                position = noted - 1
                found = later
            }
            let next = min(position + found.length, lastWord + 1)
            while noted < next {
                note(unsafe Self.word(bytes, noted), noted)
                noted += 1
            }
            return (position - start, found)
        }
        return (end - start, Found())
    }

    /// The longest repetition at `position` that has more than `length` bytes and ends before `end`; notes the position.
    @inline(__always)
    private func find(_ bytes: UnsafePointer<UInt8>, _ position: Int, _ end: Int, longerThan length: Int) -> Found {
        let word = unsafe Self.word(bytes, position)
        var candidate = Int(unsafe last[Self.hash(word)]) - 1
        note(word, position)
        let longest = min(end - position, Sequence.longest)
        var found = Found()
        var length = length
        var looks = depth
        // Places get earlier and earlier; what is older than the window was written over.
        var before = position
        while candidate >= 0, candidate < before, position - candidate <= Codec.window, longest > length {
            before = candidate
            if unsafe Self.word(bytes, candidate) == word, unsafe bytes[candidate + length] == bytes[position + length]
            {
                let same = unsafe Self.same(bytes, candidate, position, longest)
                if same > length {
                    length = same
                    found = Found(length: same, distance: position - candidate)
                }
            }
            looks -= 1
            if looks == 0 || length >= Self.enough { break }
            candidate = Int(unsafe previous[candidate & (Codec.window - 1)]) - 1
        }
        return found
    }

    /// How many bytes from `candidate` and `position` on are the same, at most `longest`; four are.
    @inline(__always)
    private static func same(_ bytes: UnsafePointer<UInt8>, _ candidate: Int, _ position: Int, _ longest: Int) -> Int {
        let left = unsafe UnsafeRawPointer(bytes + candidate)
        let right = unsafe UnsafeRawPointer(bytes + position)
        var length = 4
        while length + 8 <= longest {
            let difference =
                unsafe left.loadUnaligned(fromByteOffset: length, as: UInt64.self)
                ^ right.loadUnaligned(fromByteOffset: length, as: UInt64.self)
            if difference != 0 { return length + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
            length += 8
        }
        while length < longest,
            unsafe left.load(fromByteOffset: length, as: UInt8.self)
                == right.load(fromByteOffset: length, as: UInt8.self)
        {
            length += 1
        }
        return length
    }

    @inline(__always)
    private static func hash(_ word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> UInt32(32 - hashBits)) }

    @inline(__always)
    private static func word(_ bytes: UnsafePointer<UInt8>, _ position: Int) -> UInt32 {
        unsafe UInt32(littleEndian: UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt32.self))
    }
}
