internal import Tabular

extension SheetCells {
    /// The cells that a name's formula stands for: `Feuille!$A$1`, `'Ma feuille'!$A$1:$B$9`; nil when it is anything else.
    ///
    /// Syntax: ECMA-376 part 1, section 18.17.2.3.
    init?(formula: String) {
        var rest = Substring(formula)
        var name = ""
        if rest.first == "'" {
            rest.removeFirst()
            while let quote = rest.firstIndex(of: "'") {
                name += rest[..<quote]
                rest = rest[rest.index(after: quote)...]
                guard rest.first == "'" else { break }
                name += "'"
                rest.removeFirst()
            }
            guard rest.first == "!" else { return nil }
        } else {
            guard let mark = rest.firstIndex(of: "!") else { return nil }
            name = String(rest[..<mark])
            rest = rest[mark...]
        }
        guard !name.isEmpty, let range = CellRange(rest.dropFirst()) else { return nil }
        self.init(sheet: name, range: range)
    }
}
