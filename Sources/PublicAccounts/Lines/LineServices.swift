internal import Texts

/// Which service each line belongs to: who manages it (`gestionnaire`), else its service, else its branch (`antenne`).
///
/// Spellings that differ in case, accents or spaces alone are one service, under the first one.
public struct LineServices: Sendable {
    /// The names; the first one is empty, for lines that name no service.
    public private(set) var names = [""]
    /// For each line, its place in `names`.
    public private(set) var codes: [Int]

    /// The services of `lines`.
    public init(_ lines: Lines) {
        var known: [String: Int] = ["": 0]
        var names = [""]
        let columns = [LineField.gestionnaire, .service, .antenne].map { lines[$0] }
        let places = columns.map { column in
            column.values.map { name -> Int in
                let key = Folding.fold(name)
                if let place = known[key] { return place }
                known[key] = names.count
                names.append(name)
                return names.count - 1
            }
        }
        codes = [Int](repeating: 0, count: lines.count)
        for line in codes.indices {
            for (column, places) in zip(columns, places) where codes[line] == 0 {
                codes[line] = places[Int(column.codes[line])]
            }
        }
        self.names = names
    }
}
