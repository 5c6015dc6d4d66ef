internal import Texts

/// Joins the words that an export cut by putting a space after a fixed number of characters.
///
/// A space at that very place is a cut when the joined word is met elsewhere and one of its parts is not, or when
/// neither part is met elsewhere. Otherwise it stays: two real words may well be parted there.
struct CutHealer {
    private let position: Int
    private var words = Interner()

    /// Learns the words of `labels`, those at a cut left out, and of `others` (labels of the nomenclature).
    init(position: Int, labels: [String], others: [String]) {
        self.position = position
        for label in labels {
            if let cut = cut(label) {
                learn(label[..<cut.start])
                learn(label[cut.end...])
            } else {
                learn(label)
            }
        }
        for label in others { learn(label) }
    }

    /// `label` with the cut word joined; nil when there is no cut, or none that is proven.
    func healed(_ label: String) -> String? {
        guard let cut = cut(label) else { return nil }
        let left = Array(Folding.fold(label[cut.start..<cut.space]).utf8)
        let right = Array(Folding.fold(label[label.utf8.index(after: cut.space)..<cut.end]).utf8)
        let isLeftKnown = words.knows(left[...])
        let isRightKnown = words.knows(right[...])
        let isJoinedKnown = words.knows((left + right)[...])
        guard (isJoinedKnown && !(isLeftKnown && isRightKnown)) || (!isLeftKnown && !isRightKnown)
        else { return nil }
        return String(label[..<cut.space]) + String(label[label.utf8.index(after: cut.space)...])
    }

    private struct Cut {
        /// Where the left part starts.
        var start: String.Index
        var space: String.Index
        /// Where the right part ends.
        var end: String.Index
    }

    /// The space after `position` characters, when letters or digits touch it on both sides.
    private func cut(_ label: String) -> Cut? {
        guard position > 0, label.utf8.count > position + 1, let space = index(in: label), space < label.endIndex,
            label.utf8[space] == 0x20, label[space] == " "
        else { return nil }
        var start = space
        while start > label.startIndex {
            let before = label.index(before: start)
            guard isWordCharacter(label[before]) else { break }
            start = before
        }
        var end = label.index(after: space)
        while end < label.endIndex, isWordCharacter(label[end]) { end = label.index(after: end) }
        guard start < space, end > label.index(after: space) else { return nil }
        return Cut(start: start, space: space, end: end)
    }

    /// The index after `position` characters; nil when there are fewer.
    private func index(in label: String) -> String.Index? {
        // One byte, or two that begin with C3, are one character unless a mark that joins it, never one of these,
        // follows.
        var index = label.utf8.startIndex
        var count = 0
        while count < position {
            guard index < label.utf8.endIndex else { return nil }
            let byte = label.utf8[index]
            guard byte == 0xC3 || (byte < 0x80 && byte != 0x0D) else {
                return label.index(label.startIndex, offsetBy: position, limitedBy: label.endIndex)
            }
            label.utf8.formIndex(&index, offsetBy: byte == 0xC3 ? 2 : 1)
            count += 1
        }
        if index < label.utf8.endIndex, label.utf8[index] >= 0x80 {
            return label.index(label.startIndex, offsetBy: position, limitedBy: label.endIndex)
        }
        return index
    }

    private func isWordCharacter(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    private mutating func learn(_ text: some StringProtocol) {
        for word in Array(Folding.fold(text).utf8).split(separator: 0x20) { _ = words.intern(word) }
    }
}
