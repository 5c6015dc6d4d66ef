internal import DelimitedText
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular

/// `ratings.csv` of the data package: which rule spoke for each line. Columns: `line` (from 1), `perimeter` (the exclusion
/// that leaves it out; empty inside), then one column per axis with the rule's id.
enum RatingsTable {
    static let name = "ratings.csv"

    /// Writes the rules that spoke.
    static func write(_ matches: RuleMatches, axes: [String], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(["line", "perimeter"] + axes)
        for line in matches.perimeter.codes.indices {
            try writer.row([String(line + 1), matches.perimeter[line]] + matches.axes.map { $0[line] })
        }
        try writer.finish()
    }

    /// Reads what `write` wrote for `axes`.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, axes: [String]) throws -> RuleMatches {
        var columns = [Lines.Column](repeating: Lines.Column(), count: axes.count + 1)
        var codes = [[String: UInt32]](repeating: ["": 0], count: axes.count + 1)
        try CSVTable.read(path, columns: ["line", "perimeter"] + axes) { fields, _ in
            for index in columns.indices {
                let text = fields.text(index + 1)
                if let code = codes[index][text] {
                    columns[index].codes.append(code)
                } else {
                    let code = UInt32(columns[index].values.count)
                    codes[index][text] = code
                    columns[index].values.append(text)
                    columns[index].codes.append(code)
                }
            }
        }
        return RuleMatches(perimeter: columns[0], axes: Array(columns.dropFirst()))
    }
}
