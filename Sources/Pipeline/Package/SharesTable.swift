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
        var views = result.axes.map { axis in
            View(
                axis.codes, axis.ratings.map { Rated($0.main, $0.other, $0.share, rule: $0.rule, $0.amounts) },
                of: axis.axis.id, result, writer)
        }
        if let synthesis = result.synthesis {
            views.append(
                View(
                    synthesis.codes, synthesis.ratings.map { Rated($0.main, $0.other, $0.share, rule: "", $0.amounts) },
                    of: "synthese", result, writer))
        }
        for line in 0..<lines.count where result.exclusionCodes[line] == 0 {
            for view in views {
                try view.write(Int(view.codes[line]), line, lines.amounts[line], input: input, &writer)
            }
        }
    }

    /// What one rating says, and how it parts an amount.
    private struct Rated {
        let main: UInt8?
        let other: UInt8?
        let share: Share
        let rule: String
        let amounts: (Cents) -> (main: Cents, other: Cents)

        init(
            _ main: UInt8?, _ other: UInt8?, _ share: Share, rule: String,
            _ amounts: @escaping (Cents) -> (main: Cents, other: Cents)
        ) {
            (self.main, self.other, self.share, self.rule, self.amounts) = (main, other, share, rule, amounts)
        }
    }

    /// The ratings of an axis, or of the synthesis: the few that there are, quoted once each.
    private struct View {
        let codes: [UInt32]
        private let ratings: [Rated]
        /// By rating: what stands between the line and the amount, for the main part and for the other; then what follows it.
        private let mains: [DelimitedWriter.Prepared?]
        private let others: [DelimitedWriter.Prepared?]
        private let rules: [DelimitedWriter.Prepared]

        init(
            _ codes: [UInt32], _ ratings: [Rated], of axis: String, _ result: MeasureResult, _ writer: DelimitedWriter
        ) {
            let definition = result.definition
            func lead(_ mark: UInt8?, _ share: Share) -> DelimitedWriter.Prepared? {
                guard let mark else { return nil }
                return writer.prepared([definition.id, axis, definition.marks[Int(mark)].id, share.fraction])
            }
            self.codes = codes
            self.ratings = ratings
            mains = ratings.map { lead($0.main, $0.share) }
            others = ratings.map { rating in
                let share = rating.share
                return lead(rating.other, Share(share.denominator - share.numerator, share.denominator))
            }
            rules = ratings.map { writer.prepared([$0.rule]) }
        }

        /// Writes the rows that rating `code` gives `line`.
        func write(
            _ code: Int, _ line: Int, _ amount: Cents, input: String?, _ writer: inout DelimitedWriter
        ) throws {
            guard let main = mains[code] else { return }
            guard let other = others[code] else { return try row(main, amount, code, line, input, &writer) }
            let parts = ratings[code].amounts(amount)
            try row(main, parts.main, code, line, input, &writer)
            try row(other, parts.other, code, line, input, &writer)
        }

        private func row(
            _ lead: DelimitedWriter.Prepared, _ part: Cents, _ code: Int, _ line: Int, _ input: String?,
            _ writer: inout DelimitedWriter
        ) throws {
            if let input { writer.field(input) }
            writer.field(line + 1)
            writer.append(lead)
            writer.field(part)
            writer.append(rules[code])
            try writer.endRow()
        }
    }
}

extension Share {
    /// The fraction as text: `1`, `2/5`.
    var fraction: String { denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)" }
}
