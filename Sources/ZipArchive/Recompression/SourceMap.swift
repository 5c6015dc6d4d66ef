/// Where the bytes of the source that were copied within the last window have gone.
///
/// Positions are counted from the source's first byte and from that of the new contents.
struct SourceMap {
    /// Bytes that were copied together.
    struct Stretch {
        /// Where they are in the source.
        var start: Int
        var end: Int
        /// How far on they are in the new contents.
        var shift: Int
    }

    /// The last of them.
    private(set) var last = Stretch(start: 0, end: 0, shift: 0)
    private var stretches: [Stretch] = []
    /// By quarter kibibyte of the source, round and round: the number of the first stretch that ends behind its start.
    private var firsts = [Int](repeating: 0, count: count)
    /// How many stretches were forgotten: numbers go on.
    private var forgotten = 0

    /// The most that is noted at once.
    static let step = Codec.window / 2
    private static let shift = 8
    private static let count = 2 * Codec.window >> shift
    /// How far before the end someone may ask.
    private static let reach = Codec.window + step

    /// Notes that the bytes from `start` on to `end`, behind those noted before and no more than a step, are copied
    /// `shift` further on.
    mutating func append(_ start: Int, _ end: Int, shift: Int) {
        // Pieces that start in what was left out, or in what is copied.
        var piece = max(last.end, end - Self.reach) + (1 << Self.shift - 1)
        piece >>= Self.shift
        if !stretches.isEmpty, start == last.end, shift == last.shift {
            stretches[stretches.count - 1].end = end
            last.end = end
        } else {
            last = Stretch(start: start, end: end, shift: shift)
            stretches.append(last)
        }
        let number = forgotten + stretches.count - 1
        while piece << Self.shift < end {
            firsts[piece & (Self.count - 1)] = number
            piece += 1
        }
        if stretches.count >= 4_096 { forget(before: end - Self.reach) }
    }

    /// The stretch that holds `position`, or else the next one behind it; at most a window before what is being copied.
    func stretch(at position: Int) -> Stretch {
        var index = firsts[position >> Self.shift & (Self.count - 1)] - forgotten
        while stretches[index].end <= position { index += 1 }
        return stretches[index]
    }

    private mutating func forget(before position: Int) {
        let count = stretches.firstIndex { $0.end > position } ?? stretches.count - 1
        stretches.removeFirst(count)
        forgotten += count
    }
}
