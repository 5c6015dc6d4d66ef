internal import DelimitedText
public import Files
public import Findings
internal import Rules
internal import Tabular

extension DecisionsFile {
    /// Writes `decisions` to `sink`, sorted by line, then measure and axis: the same decisions give the same bytes.
    ///
    /// - Throws: what the sink throws.
    public static func write(_ decisions: [Decision], to sink: any ByteSink) throws(Finding) {
        var writer = DelimitedWriter(to: sink)
        try writer.row(columns)
        for decision in decisions.sorted(by: isBefore) {
            let line = decision.line
            let fields = [
                decision.measure, decision.axis, line.budget, line.exercice, line.bordereau, line.piece,
                String(line.rank), line.operation, line.nature, line.fonction, line.libelle, line.amount.decimal,
                decision.rating.category, text(of: decision.rating.share), decision.rating.other, decision.author,
                decision.date, decision.reason, decision.rule, decision.programCategory,
            ]
            try writer.row(fields.map(onOneLine))
        }
        try writer.finish()
    }

    private static func isBefore(_ left: Decision, _ right: Decision) -> Bool {
        if left.line != right.line { return left.line < right.line }
        for (own, other) in [
            (left.measure, right.measure), (left.axis, right.axis), (left.date, right.date),
            (left.author, right.author), (left.rating.category, right.rating.category),
        ]
        where own != other {
            return own.utf8.lexicographicallyPrecedes(other.utf8)
        }
        return false
    }

    /// `40 %`, `2/3`: with a plain space, as people type it.
    private static func text(of share: Share) -> String { share.text.replacing("\u{A0}", with: " ") }

    /// A decision is one line of text: git merges lines.
    private static func onOneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
