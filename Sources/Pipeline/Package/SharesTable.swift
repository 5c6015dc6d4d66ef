internal import DelimitedText
internal import Files
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// `shares.csv` of the data package: the parts of each line, one row per line, axis and category.
///
/// Columns: `line` (from 1), `measure`, `axis` (or `synthese`), `category`, `share` (an exact fraction), `amount`
/// (euros; a line's amounts sum to the line on each axis), `rule`. Lines outside the perimeter have none.
enum SharesTable {
    static let name = "shares.csv"
    static let columns = ["line", "measure", "axis", "category", "share", "amount", "rule"]

    /// Writes the shares of `result`.
    static func write(_ result: MeasureResult, of lines: Lines, to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(columns)
        let measure = result.definition.id
        let marks = result.definition.marks
        for line in 0..<lines.count where result.exclusionCodes[line] == 0 {
            let amount = lines.amounts[line]
            func write(
                _ axis: String, _ main: UInt8, _ other: UInt8?, _ share: Share, _ parts: (Cents, Cents), _ rule: String
            )
                throws
            {
                try writer.row([
                    String(line + 1), measure, axis, marks[Int(main)].id, share.text, parts.0.decimal, rule,
                ])
                guard let other else { return }
                let rest = Share(share.denominator - share.numerator, share.denominator)
                try writer.row([
                    String(line + 1), measure, axis, marks[Int(other)].id, rest.text, parts.1.decimal, rule,
                ])
            }
            for axis in result.axes {
                let rating = axis[line]
                guard let main = rating.main else { continue }
                try write(axis.axis.id, main, rating.other, rating.share, rating.amounts(of: amount), rating.rule)
            }
            if let synthesis = result.synthesis, let main = synthesis[line].main {
                let rating = synthesis[line]
                try write("synthese", main, rating.other, rating.share, rating.amounts(of: amount), "")
            }
        }
        try writer.finish()
    }
}

extension Share {
    /// The fraction as text: `1`, `2/5`.
    var text: String { denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)" }
}
