internal import Tabular

/// What the first pass over `content.xml` keeps of it for an edit, so that the second one need not inflate it again: every
/// byte but those of long runs of rows, and the shape of each of these rows.
struct ContentSkeleton: Sendable {
    /// Rows that follow each other without anything between, and that are left out; the row before them is not.
    struct Rows: Sendable {
        /// Where they are in the part.
        var place: Range<Int>
        /// By row: its shape, and how many bytes it takes.
        var shapes = Codes()
        var lengths: [UInt16] = []
    }

    /// The bytes that are kept, without gaps.
    private(set) var bytes: [UInt8] = []
    /// The runs of rows that are not, in their order.
    private(set) var runs: [Rows] = []
    /// What these rows are made of.
    let shapes: RowShapes

    /// The rows that are left out after `offset` of the part; nil when none are.
    func rows(after offset: Int) -> Rows? {
        let index = firstRun(from: offset)
        return index < runs.count && runs[index].place.lowerBound == offset ? runs[index] : nil
    }

    /// How many bytes are left out from `offset` of the part on, up to what lies there in the part without those.
    func leftOut(from offset: Int, toKept end: Int) -> Int {
        var total = 0
        for run in runs[firstRun(from: offset)...] {
            guard run.place.lowerBound <= end + total else { break }
            total += run.place.count
        }
        return total
    }

    private func firstRun(from offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].place.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Takes note of the part, piece by piece, while `stream` passes over it.
    struct Recorder {
        private var bytes: [UInt8] = []
        private var runs: [Rows] = []
        /// From where on nothing is noted yet.
        private var from = 0
        /// Whether the row that ends at `from` can be followed by rows that are left out.
        private var isAfterRow = false

        /// More than this is not kept: then the second pass inflates the part again.
        private static let most = 8 << 20

        /// Starts at the start of `stream`.
        init(_ stream: inout ContentStream) {
            stream.kept = 0
            stream.mostKept = Self.most
        }

        /// Notes the row at `place`, which is the token or the element that `stream` has just read; `shape` is nil when it must
        /// be kept. False when too much would be kept.
        mutating func take(_ place: Range<Int>, shape: UInt32?, size: Int, _ stream: inout ContentStream) -> Bool {
            guard stream.kept != nil else { return false }
            if let shape, isAfterRow, place.lowerBound == from, let length = UInt16(exactly: place.count) {
                if runs.last?.place.upperBound != from { runs.append(Rows(place: from..<from)) }
                let last = runs.count - 1
                runs[last].shapes.append(shape)
                runs[last].lengths.append(length)
                runs[last].place = runs[last].place.lowerBound..<place.upperBound
            } else {
                bytes += stream.bytes(from..<place.upperBound)
                isAfterRow = true
            }
            from = place.upperBound
            stream.kept = from
            return bytes.count + size <= Self.most
        }

        /// Whether little enough of what `stream` has read waits to be noted.
        func isSmall(_ stream: ContentStream) -> Bool { stream.kept != nil && stream.end - from <= Self.most }

        /// The skeleton, at the end of `stream`; nil when too much would be kept.
        func finish(_ stream: ContentStream, _ shapes: RowShapes) -> ContentSkeleton? {
            guard isSmall(stream) else { return nil }
            var skeleton = ContentSkeleton(shapes: shapes)
            skeleton.bytes = bytes + stream.bytes(from..<stream.end)
            skeleton.runs = runs
            return skeleton
        }
    }
}
