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

    /// Writes the shares of each input's lines.
    static func write(_ parts: [TablePart<(result: MeasureResult, lines: Lines)>], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns, sayInput: parts.first?.input != nil))
        for part in parts { try write(part.content.result, of: part.content.lines, input: part.input, &writer) }
        try writer.finish()
    }

    private static func write(
        _ result: MeasureResult, of lines: Lines, input: String?, _ writer: inout DelimitedWriter
    ) throws {
        let measure = result.definition.id
        let marks = result.definition.marks
        for line in 0..<lines.count where result.exclusionCodes[line] == 0 {
            let amount = lines.amounts[line]
            func row(_ axis: String, _ mark: UInt8, _ share: Share, _ part: Cents, _ rule: String) throws {
                if let input { writer.field(input) }
                try writer.row([
                    String(line + 1), measure, axis, marks[Int(mark)].id, share.fraction, part.decimal, rule,
                ])
            }
            func write(
                _ axis: String, _ main: UInt8, _ other: UInt8?, _ share: Share, _ parts: (Cents, Cents), _ rule: String
            ) throws {
                try row(axis, main, share, parts.0, rule)
                guard let other else { return }
                try row(axis, other, Share(share.denominator - share.numerator, share.denominator), parts.1, rule)
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
    }
}

extension Share {
    /// The fraction as text: `1`, `2/5`.
    var fraction: String { denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)" }
}
