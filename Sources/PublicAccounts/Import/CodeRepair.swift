internal import Texts

/// Gives codes back the leading zeros that a spreadsheet took away, when the nomenclature proves it.
enum CodeRepair {
    /// What becomes of a code.
    enum Decision: Equatable {
        /// It stays.
        case keep
        /// It becomes this one.
        case replace(String)
        /// Its label fits neither the code nor the code with a zero.
        case doubtful
        /// Both the code and the code with a zero exist, and no label tells.
        case open
    }

    /// Decides for `code`, whose label in the sheet is `label` (empty when there is none); `known` gives the
    /// nomenclature's label of a code, nil when it has no such code.
    static func decide(_ code: String, label: String, known: (String) -> String?) -> Decision {
        guard !code.isEmpty, code.utf8.count < 9, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return .keep
        }
        let candidates = ["0" + code, "00" + code].filter { known($0) != nil }
        guard !candidates.isEmpty else { return .keep }
        let own = known(code)
        guard !label.isEmpty else {
            if own != nil { return .open }
            return candidates.count == 1 ? .replace(candidates[0]) : .open
        }
        if let own, matches(label, own) { return .keep }
        let fitting = candidates.filter { known($0).map { matches(label, $0) } ?? false }
        if fitting.count == 1 { return .replace(fitting[0]) }
        if own == nil, candidates.count == 1 { return .replace(candidates[0]) }
        return .doubtful
    }

    /// Whether two labels are the same, case and accents aside, one of them perhaps cut short.
    static func matches(_ left: String, _ right: String) -> Bool {
        let a = Folding.fold(left)
        let b = Folding.fold(right)
        if a == b { return true }
        return min(a.utf8.count, b.utf8.count) >= 10 && (a.hasPrefix(b) || b.hasPrefix(a))
    }
}
