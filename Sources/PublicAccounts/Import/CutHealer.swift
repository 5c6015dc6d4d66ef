internal import Tabular

/// Joins the words that an export cut by putting a space after a fixed number of characters.
///
/// A space at that very place is a cut when the joined word is met elsewhere and one of its parts is not, or when
/// neither part is met elsewhere. Otherwise it stays: two real words may well be parted there.
struct CutHealer {
    private let position: Int
    private var words = WordSet()

    /// Learns the words of `labels`, those at a cut left out, and of `others` (labels of the nomenclature); nil when no
    /// label may be cut, so that there is nothing to learn them for.
    init?(position: Int, labels: TextList, others: [String]) {
        self.position = position
        let bytes = labels.bytes
        let first = labels.indices.first { cut(bytes.span.extracting(labels.range(of: $0))) != nil }
        guard let first else { return nil }
        for label in labels.indices {
            let text = bytes.span.extracting(labels.range(of: label))
            if label >= first, let cut = cut(text) {
                words.learn(text.extracting(..<cut.start))
                words.learn(text.extracting(cut.end...))
            } else {
                words.learn(text)
            }
        }
        for label in others { words.learn(label.utf8Span.span) }
    }

    /// Puts `label` with the cut word joined into `healed`; false when there is no cut, or none that is proven.
    func heal(_ label: Span<UInt8>, into healed: inout [UInt8]) -> Bool {
        guard let cut = cut(label) else { return false }
        let left = label.extracting(cut.start..<cut.space)
        let right = label.extracting((cut.space + 1)..<cut.end)
        let isLeftKnown = words.knows(left)
        let isRightKnown = words.knows(right)
        guard (!isLeftKnown && !isRightKnown) || (!(isLeftKnown && isRightKnown) && words.knows(left, right)) else {
            return false
        }
        healed.removeAll(keepingCapacity: true)
        healed.append(label.extracting(..<cut.space))
        healed.append(label.extracting((cut.space + 1)...))
        return true
    }

    private struct Cut {
        /// Where the left part starts.
        var start: Int
        var space: Int
        /// Where the right part ends.
        var end: Int
    }

    /// The space after `position` characters, when letters or digits touch it on both sides.
    private func cut(_ label: Span<UInt8>) -> Cut? {
        guard position > 0, label.count > position + 1 else { return nil }
        // Every byte that does not go on a character (10xxxxxx) begins one; those that do are counted eight at a time.
        var space = 0
        var characters = position
        while space + 8 <= position {
            let word = label.word(at: space)
            characters -= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            space += 8
        }
        for index in space..<position where label[index] & 0xC0 == 0x80 { characters -= 1 }
        space = position
        while space < label.count {
            if label[space] & 0xC0 != 0x80 {
                if characters == position { break }
                characters += 1
            }
            space += 1
        }
        guard space < label.count, label[space] == 0x20 else { return nil }
        var start = space
        while start > 0, WordSet.isWordByte(label, start - 1) { start -= 1 }
        var end = space + 1
        while end < label.count, WordSet.isWordByte(label, end) { end += 1 }
        guard start < space, end > space + 1 else { return nil }
        return Cut(start: start, space: space, end: end)
    }
}
