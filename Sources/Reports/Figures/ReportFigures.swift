public import Findings
public import Measures
public import PublicAccounts
public import Tabular

/// Every figure that a report shows, computed once: the page and the run's record write the same ones.
///
/// Amounts are cents, of lines in the perimeter unless said otherwise. `[Cents]` by mark follow
/// `MeasureDefinition.marks`.
public struct ReportFigures: Sendable {
    /// An axis, or the synthesis.
    public struct View: Sendable {
        /// The axis' id; `synthese`.
        public var id: String
        /// The title.
        public var label: String
        /// Which marks it may have, what is unresolved first.
        public var marks: [Int]
        /// The amounts, by mark.
        public var amounts: [Cents]
        /// How many lines have a part in each mark.
        public var counts: [Int]
        /// How much is favourable, as far as one can say.
        public var favourable: AmountBounds
    }

    /// Lines that have something in common.
    public struct Group: Sendable, Hashable {
        /// The code that they share; empty for lines without one.
        public var code: String
        /// What the code means; may be empty.
        public var label: String
        /// The amounts, by mark of the main view.
        public var amounts: [Cents]
        /// How many lines.
        public var lines: Int

        /// The sum.
        public var total: Cents { amounts.reduce(.zero, +) }
    }

    /// One question that is open, asked of one service about some lines.
    public struct Question: Sendable, Hashable {
        /// The axis' title.
        public var axis: String
        /// Who manages the lines; empty where the export does not say.
        public var service: String
        /// What is asked.
        public var text: String
        /// How many lines.
        public var lines: Int
        /// Their sum.
        public var amount: Cents
    }

    /// The accounts of one rating.
    public struct Block: Sendable, Hashable {
        /// One account, or several small ones.
        public struct Account: Sendable, Hashable {
            /// Its code; empty for several.
            public var code: String
            /// What it is.
            public var label: String
            /// Its amount, above zero.
            public var amount: Cents
        }

        /// The rating, a place in `marks`.
        public var mark: Int
        /// The accounts, largest first, then the others together.
        public var accounts: [Account]
        /// The accounts of which more was cancelled than spent, which no picture can show.
        public var negative: Cents
    }

    /// The measure.
    public let definition: MeasureDefinition
    /// All lines, and their sum.
    public let all: (lines: Int, amount: Cents)
    /// The sum of the expenditure that was read, where revenue was read with it and none is in the perimeter: what the
    /// perimeter is a part of; nil elsewhere.
    public let expenditure: Cents?
    /// The lines of the perimeter, and their sum.
    public let retained: (lines: Int, amount: Cents)
    /// What is left out, by reason.
    public let excluded: [Exclusion]
    /// The axes, then the synthesis where there is one.
    public let views: [View]
    /// By function, by chapter, in the order of their codes; of the main view.
    public let functions: [Group]
    /// By chapter.
    public let chapters: [Group]
    /// The operations with the most favourable amounts, largest first.
    public let favourable: [Group]
    /// The operations with the most unfavourable amounts, largest first.
    public let unfavourable: [Group]
    /// The accounts of each rating.
    public let blocks: [Block]
    /// The questions, those of the largest amounts first.
    public let questions: [Question]
    /// What rating the lines above thresholds alone would cover.
    public let materiality: Materiality
    /// What the views over the ratings come to, of the axes that were looked at.
    public let derived: DerivedResults
    /// The axes that were looked at.
    let axes: [Axis]
    /// What disputed rules decide, by axis.
    public let disputed: [(axis: String, rule: DisputedRule)]

    /// How many operations are shown of each kind, accounts of each rating.
    private static let shown = (operations: 10, accounts: 8)

    /// The view that groups and blocks are cut by: the synthesis, or the first axis.
    public var main: View? { views.last }

    /// The figures of `result`, a measure with categories, over `lines`, of which `open` is open; `labels` tells what codes
    /// mean.
    ///
    /// - Throws: `MES004` when the amounts of a disputed rule sum beyond 64 bits.
    public init(_ lines: Lines, _ result: MeasureResult, open: OpenTotals, labels: PlanLabels) throws(Finding) {
        definition = result.definition
        materiality = open.materiality
        derived = result.derived
        axes = result.axes.map(\.axis)
        let excluded = result.exclusions.filter { $0.count > 0 }
        self.excluded = excluded
        all = (lines.count, lines.total)
        let sens = lines[.sens]
        let revenue = sens.values.firstIndex(of: "recette").map { UInt32($0) }
        let keepsRevenue = zip(sens.codes, result.exclusionCodes).contains { $0 == revenue && $1 == 0 }
        expenditure = keepsRevenue ? nil : lines.sensTotals?.expenditure
        retained = (
            lines.count - excluded.reduce(0) { $0 + $1.count },
            lines.total - excluded.reduce(Cents.zero) { $0 + $1.total }
        )
        views = Self.views(result, open)
        let sums = GroupSums(lines, result)
        functions = sums.functions(labels)
        chapters = sums.groups(by: .chapitre) { labels.chapter($0, line: $1) }.sorted { $0.code < $1.code }
        let operations = sums.groups(by: .operation) { _, _ in "" }.filter { !$0.code.isEmpty }
        func largest(_ sign: Int) -> [Group] {
            guard let mark = result.definition.categories.firstIndex(where: { $0.sign == sign }) else { return [] }
            return Array(
                operations.filter { $0.amounts[mark] > .zero }
                    .sorted { ($1.amounts[mark], $0.code) < ($0.amounts[mark], $1.code) }
                    .prefix(Self.shown.operations))
        }
        favourable = largest(1)
        unfavourable = largest(-1)
        let accounts = sums.groups(by: .nature) { labels.account($0, line: $1) }
        blocks = (views.last?.marks ?? []).map { Self.block($0, accounts) }
            .filter { !$0.accounts.isEmpty || $0.negative != .zero }
        questions = Self.questions(lines, result)
        var disputed: [(axis: String, rule: DisputedRule)] = []
        for axis in result.axes { disputed += try axis.disputed(lines).map { (axis.axis.label, $0) } }
        self.disputed = disputed
    }

    private static func views(_ result: MeasureResult, _ open: OpenTotals) -> [View] {
        let definition = result.definition
        let absence = Int(definition.absenceMark)
        func view(
            _ id: String, _ label: String, _ marks: [Int], _ totals: Totals, _ open: OpenTotals.View
        ) -> View {
            View(
                id: id, label: label, marks: marks, amounts: totals.amounts, counts: totals.counts,
                favourable: open.favourable)
        }
        let own = [absence] + definition.categories.indices
        var views = zip(result.axes, open.views).map { axis, open in
            view(axis.axis.id, axis.axis.label, own, axis.totals, open)
        }
        if let synthesis = result.synthesis, let rule = definition.synthesis, let last = open.views.last {
            var marks = own
            let first = definition.categories.firstIndex { $0.sign == 1 } ?? 0
            marks.insert(Int(definition.mixedMark), at: first + 2)
            views.append(view("synthese", rule.label, marks, synthesis.totals, last))
        }
        return views
    }

    private static func block(_ mark: Int, _ accounts: [Group]) -> Block {
        let sorted = accounts.filter { $0.amounts[mark] > .zero }
            .sorted { ($1.amounts[mark], $0.code) < ($0.amounts[mark], $1.code) }
        var kept = sorted.prefix(shown.accounts).map {
            Block.Account(code: $0.code, label: $0.label, amount: $0.amounts[mark])
        }
        let rest = sorted.dropFirst(shown.accounts)
        if !rest.isEmpty {
            kept.append(
                Block.Account(
                    code: "", label: rest.count == 1 ? "Un autre compte" : "\(rest.count) autres comptes",
                    amount: rest.reduce(.zero) { $0 + $1.amounts[mark] }))
        }
        let negative = accounts.filter { $0.amounts[mark] < .zero }.reduce(Cents.zero) { $0 + $1.amounts[mark] }
        return Block(mark: mark, accounts: kept, negative: negative)
    }

    private static func questions(_ lines: Lines, _ result: MeasureResult) -> [Question] {
        struct Key: Hashable {
            var axis: Int
            var rating: UInt32
            var service: Int
        }
        let services = LineServices(lines)
        var found: [Key: (lines: Int, amount: Cents)] = [:]
        for (place, axis) in result.axes.enumerated() {
            let isOpen = axis.ratings.map { $0.state == .asked || $0.state == .unmatched }
            for line in axis.codes.indices where isOpen[Int(axis.codes[line])] {
                let key = Key(axis: place, rating: axis.codes[line], service: services.codes[line])
                let sum = found[key] ?? (0, .zero)
                found[key] = (sum.lines + 1, sum.amount + lines.amounts[line])
            }
        }
        return found.map { key, sum in
            Question(
                axis: result.axes[key.axis].axis.label, service: services.names[key.service],
                text: result.axes[key.axis].ratings[Int(key.rating)].toCheck, lines: sum.lines, amount: sum.amount)
        }
        .sorted {
            ($1.amount.value.magnitude, $0.axis, $0.service, $0.text)
                < ($0.amount.value.magnitude, $1.axis, $1.service, $1.text)
        }
    }
}
