internal import Tabular
internal import Texts

/// What the rows above a header say of all lines: `Exercice | 2018`, `Budget : 01 - Principal`.
enum TitleFacts {
    /// The fields of `words` that rows of `head` above row `limit` give; the first row that says a field wins.
    static func read(_ head: SheetHead, above limit: Int, _ words: [LineField: [String]]) -> [LineField: String] {
        var facts: [LineField: String] = [:]
        for row in head.rows where row.index < limit {
            for (place, cell) in row.cells.enumerated() {
                for (field, announced) in words where facts[field] == nil {
                    guard let value = value(cell, next: row.cells.dropFirst(place + 1).first, announced) else {
                        continue
                    }
                    // A cell that is gone leaves its neighbour in its place: a year is four digits.
                    if field == .exercice, value.utf8.count != 4 || Int(value) == nil { continue }
                    facts[field] = value
                }
            }
        }
        return facts
    }

    /// What `cell` says when it is one of the `announced` words (the next cell has the value then), or begins with one.
    private static func value(_ cell: HeadCell, next: HeadCell?, _ announced: [String]) -> String? {
        guard cell.isText else { return nil }
        if announced.contains(cell.folded) { return next?.text }
        for word in announced where cell.folded.hasPrefix(word + " ") {
            // The words keep their number when they are folded: what comes after as many of them is the value.
            var rest = cell.text[...]
            if let colon = rest.firstIndex(of: ":") {
                guard Folding.fold(rest[..<colon]) == word else { continue }
                rest = rest[rest.index(after: colon)...]
            } else {
                for _ in word.split(separator: " ") {
                    rest = rest.drop { $0 != " " }.drop { $0 == " " }
                }
            }
            let value = SheetHead.tidy(String(rest))
            if !value.isEmpty { return value }
        }
        return nil
    }
}

extension HeadCell {
    /// Whether it is an amount, or could be one written as text.
    var looksLikeAmount: Bool {
        switch AmountParser.parse(Array(text.utf8)[...], isNumber: kind == .number) {
        case .exact, .rounded: kind == .number || kind == .text
        case .blank, .ambiguous, .unreadable: false
        }
    }
}
