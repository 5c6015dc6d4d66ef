internal import Findings
public import PublicAccounts
public import Rules
public import Tabular

/// Which indicator each line is tied to, and for how much. Indicators are of different things: their amounts stand side by
/// side.
public struct LinksResult: Sendable {
    /// The link of each rating; nil where it has none.
    public let links: [Link?]
    /// The amounts, one per indicator of the definition.
    public let totals: [Total]
    /// What must reconcile.
    public let controls: [Control]

    /// A link of a rating.
    public struct Link: Sendable, Hashable {
        /// The place of the indicator in the definition.
        public var indicator: Int
        /// The part of the line's amount.
        public var part: Share
    }

    /// What is tied to one indicator.
    public struct Total: Sendable, Hashable {
        /// The sum of the parts, each to the cent.
        public var amount = Cents.zero
        /// How many lines.
        public var lines = 0
    }

    init(_ definition: MeasureDefinition, _ lines: Lines, _ draft: AxisDraft) throws(Finding) {
        let indicators = definition.details.indicators
        let links = draft.verdicts.map { verdict -> Link? in
            guard case .link(let link) = verdict,
                let place = indicators.firstIndex(where: { $0.id == link.indicator })
            else { return nil }
            return Link(indicator: place, part: link.part)
        }
        var totals = [Total](repeating: Total(), count: indicators.count)
        var linked = Cents.zero
        var tied = Cents.zero
        var untied = Cents.zero
        for line in draft.codes.indices {
            guard let link = links[Int(draft.codes[line])] else { continue }
            let amount = lines.amounts[line]
            let part = link.part.rounded(of: amount)
            totals[link.indicator].amount = try totals[link.indicator].amount.adding(part)
            totals[link.indicator].lines += 1
            linked = try linked.adding(amount)
            untied = try untied.adding(Cents(amount.value - part.value))
        }
        for total in totals { tied = try tied.adding(total.amount) }
        self.links = links
        self.totals = totals
        controls = [
            Control(
                "Montants liés à un indicateur et reste des mêmes lignes", expected: linked,
                found: try tied.adding(untied))
        ]
    }
}
