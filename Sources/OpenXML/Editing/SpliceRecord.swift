internal import ZipArchive

/// Notes which bytes of a new part are copied from the old one, and from where, while it is written piece by piece.
///
/// What is written between two copies is put in; what the old part has between them is left out.
struct SpliceRecord {
    private var splices: [Splice] = []
    /// Up to where the old part was left out or copied.
    private var source = 0
    /// Up to where the piece is told.
    private var told = 0

    /// Notes that `count` bytes from `start` of the old part on are copied to `position` of the piece.
    mutating func copy(_ count: Int, from start: Int, to position: Int) {
        if start == source, position == told, !splices.isEmpty {
            splices[splices.count - 1].copied += count
        } else {
            splices.append(Splice(skipped: start - source, inserted: position - told, copied: count))
        }
        source = start + count
        told = position + count
    }

    /// Notes that nothing of the old part, which ends at `end`, is copied any more.
    mutating func finish(at end: Int) {
        guard end > source else { return }
        splices.append(Splice(skipped: end - source, inserted: 0, copied: 0))
        source = end
    }

    /// What makes the piece, which ends at `end`; another one begins.
    mutating func take(upTo end: Int) -> [Splice] {
        defer {
            splices.removeAll(keepingCapacity: true)
            told = 0
        }
        if end > told { splices.append(Splice(skipped: 0, inserted: end - told, copied: 0)) }
        return splices
    }
}
