internal import Tabular

extension SheetCells {
    /// The cells that a name's formula stands for: `Feuille!$A$1`, `'Ma feuille'!$A$1:$B$9`; nil when it is anything else.
    ///
    /// Syntax: ECMA-376 part 1, section 18.17.2.3.
    init?(formula: String) {
        var rest = Substring(formula)
        guard let name = SheetNames.taken(from: &rest, before: "!"), !name.isEmpty,
            let range = CellRange(rest.dropFirst())
        else { return nil }
        self.init(sheet: name, range: range)
    }
}
