public import Findings
public import PublicAccounts
internal import Rules
public import Tabular
internal import Texts

/// The outstanding debt of an authority by rating: each loan follows what its operations spend.
///
/// A loan is cut between its operations at the shares that are given, else in proportion to what they spend in the
/// perimeter; the part of an operation is cut between ratings, on each axis, in proportion to what the operation spends in
/// each. Both cuts are exact: largest remainder, so that parts sum to the loan. Nothing is guessed: a loan that nothing ties
/// to an operation, an operation that spends nothing, shares that do not sum to 1 leave their debt apart.
public struct RatedDebt: Sendable {
    /// A part of a loan that went to one operation.
    public struct Part: Sendable, Hashable {
        /// The place of the loan in `loans`.
        public var loan: Int
        /// The place of the budget that owes it among `budgets`.
        public var budget: Int
        /// The operation, or several with `;` between them where nothing says how much went to each; may be empty.
        public var operation: String
        /// The part of the outstanding capital.
        public var debt: Cents
        /// What became of it.
        public var state: State
        /// By view and mark, the part of `debt`; all nothing unless `state` is `rated`.
        public var amounts: [Cents]
        /// By view and mark, what the operation spends; empty unless `state` is `rated`.
        public var expenses: [Cents]
    }

    /// Whether a part of a loan has ratings.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nothing ties the loan to an operation.
        case withoutOperation = "sans-operation"
        /// Something does, but not how.
        case undecided = "a-decider"
        /// Its operation's expenses rate it.
        case rated = "cotee"

        /// For people; empty for what is rated.
        public var words: String {
            switch self {
            case .withoutOperation: "Emprunts sans opération"
            case .undecided: "À décider (opération ou parts)"
            case .rated: ""
            }
        }
    }

    /// The loans.
    public let loans: [Loan]
    /// The parts of the loans that have a budget here, loans in their order.
    public private(set) var parts: [Part] = []
    /// Debt that is counted apart, by reason.
    public private(set) var leftOut: [LoanTable.LeftOut]
    /// The sum of every amount that was read.
    public let total: Cents
    /// The views: each axis, then the synthesis where there is one: id, label, short label.
    public let views: [(id: String, label: String, short: String)]
    /// The words of ratings, in the order of the measure's `marks`.
    public let marks: [Category]
    /// The place of the absence of a rating in `marks`.
    public let absence: Int
    /// The header of the outstanding capital: it tells of which day it is.
    public let outstandingHeader: String
    /// What must reconcile.
    public private(set) var controls: [Control] = []
    /// The total that the table states against what was read: for people to judge; nil when it states none.
    public private(set) var statedControl: Control?
    /// What was noticed.
    public private(set) var findings: [Finding]

    /// The id of the synthesis among views.
    private static let synthesis = "synthese"

    /// The debt of `table` by the ratings that `result` gives `lines`; `budgets` are the codes of those that have an annex.
    ///
    /// - Throws: `MES004` when an amount goes beyond 64 bits.
    public init(_ table: LoanTable, budgets: [String], lines: Lines, result: MeasureResult) throws(Finding) {
        loans = table.loans
        leftOut = table.leftOut
        total = table.total
        outstandingHeader = table.outstandingHeader
        findings = table.findings
        let definition = result.definition
        var views = result.axes.map { ($0.axis.id, $0.axis.label, $0.axis.short) }
        if result.synthesis != nil, let synthesis = definition.synthesis {
            views.append((Self.synthesis, synthesis.label, synthesis.short))
        }
        self.views = views.map { (id: $0.0, label: $0.1, short: $0.2) }
        marks = definition.marks
        absence = Int(definition.absenceMark)
        let operations = Set(loans.flatMap { $0.links.map(\.operation) })
        let expenses = try OperationExpenses(of: operations, budgets, lines, result)
        var remarks = DebtRemarks()
        for place in loans.indices {
            guard let budget = Self.budget(of: loans[place], among: budgets) else {
                remarks.unplaced.add(loans[place].id, loans[place].outstanding)
                continue
            }
            parts += split(place, budget, expenses, &remarks)
        }
        if !remarks.unplaced.isEmpty {
            leftOut.append(
                LoanTable.LeftOut(
                    reason: "emprunts d'un budget sans annexe", count: remarks.unplaced.count,
                    total: remarks.unplaced.total))
        }
        findings += remarks.findings.map { $0.inFile(table.file) }
        controls = try reconciled()
        guard let stated = table.statedTotal else { return }
        statedControl = Control("Dette verte : encours lu = total écrit dans la table", expected: stated, found: total)
        if stated != total {
            let values = [
                "stated": FrenchNumber.euros(cents: stated.value), "found": FrenchNumber.euros(cents: total.value),
            ]
            findings.append(Finding(.debtTotalDiffers, at: Place(file: table.file), values))
        }
    }

    /// The place of the budget that owes `loan`; nil when it is none of them, or when nothing says which.
    private static func budget(of loan: Loan, among budgets: [String]) -> Int? {
        if loan.budget.isEmpty { return budgets.count == 1 ? 0 : nil }
        return budgets.firstIndex(of: loan.budget)
    }

    private func split(
        _ place: Int, _ budget: Int, _ expenses: OperationExpenses, _ remarks: inout DebtRemarks
    ) -> [Part] {
        let loan = loans[place]
        func apart(_ state: State, _ operation: String, _ debt: Cents) -> Part {
            Part(
                loan: place, budget: budget, operation: operation, debt: debt, state: state,
                amounts: Array(repeating: .zero, count: views.count * marks.count), expenses: [])
        }
        let together = loan.links.map(\.operation).joined(separator: " ; ")
        if loan.outstanding < .zero {
            remarks.negative.add(loan.id, loan.outstanding)
            return [apart(.undecided, together, loan.outstanding)]
        }
        guard !loan.links.isEmpty else {
            remarks.unlinked.add(loan.id, loan.outstanding)
            return [apart(.withoutOperation, "", loan.outstanding)]
        }
        let found = loan.links.map { expenses.amounts(of: $0.operation, in: budget, views: views.count) }
        for (link, amounts) in zip(loan.links, found) where amounts == nil {
            if expenses.knows(link.operation) {
                remarks.idle.add(link.operation, .zero)
            } else {
                remarks.unknown.add(link.operation, .zero)
            }
        }
        let shares = loan.links.compactMap(\.share)
        let debts: [Cents]
        if shares.isEmpty {
            guard loan.links.count == 1 || found.allSatisfy({ $0 != nil }) else {
                remarks.addUndecided(loan.outstanding)
                return [apart(.undecided, together, loan.outstanding)]
            }
            // An operation spends the same in all views, but for what an axis leaves out: the first one counts.
            let weights = found.map { ($0 ?? []).prefix(marks.count).reduce(.zero, +) }
            debts =
                loan.links.count == 1 ? [loan.outstanding] : Allocation.split(loan.outstanding, inProportionTo: weights)
        } else {
            guard shares.count == loan.links.count, Share.sumToOne(shares) else {
                remarks.unbalanced.add(loan.id, loan.outstanding)
                return [apart(.undecided, together, loan.outstanding)]
            }
            debts = Allocation.split(loan.outstanding, into: shares)
        }
        return loan.links.indices.map { link in
            var part = apart(.undecided, loan.links[link].operation, debts[link])
            guard let own = found[link] else {
                remarks.addUndecided(debts[link])
                return part
            }
            part.state = .rated
            part.expenses = own
            part.amounts = views.indices.flatMap { view in
                let weights = own[view * marks.count..<(view + 1) * marks.count]
                return Allocation.split(debts[link], inProportionTo: Array(weights))
            }
            return part
        }
    }

    // MARK: Sums

    /// The debt of the parts of `budget`, of all budgets when nil, that are in `state`.
    public func sum(_ state: State, of budget: Int? = nil) -> Cents {
        parts.reduce(.zero) { $1.state == state && (budget == nil || $1.budget == budget) ? $0 + $1.debt : $0 }
    }

    /// The debt of the parts of `budget`, of all budgets when nil, that view `view` rates `mark`.
    public func sum(view: Int, mark: Int, of budget: Int? = nil) -> Cents {
        parts.reduce(.zero) {
            budget == nil || $1.budget == budget ? $0 + $1.amounts[view * marks.count + mark] : $0
        }
    }

    /// The debt of the parts of `budget`, of all budgets when nil.
    public func sum(of budget: Int? = nil) -> Cents {
        parts.reduce(.zero) { budget == nil || $1.budget == budget ? $0 + $1.debt : $0 }
    }

    /// The places of marks in the order in which they are shown: the absence of a rating first.
    public var shownMarks: [Int] { [absence] + marks.indices.filter { $0 != absence } }

    /// Whether view `view` may have `mark`: the mixed category is the synthesis' own.
    public func hasMark(_ mark: Int, view: Int) -> Bool { mark <= absence || views[view].id == Self.synthesis }

    private func reconciled() throws(Finding) -> [Control] {
        var found = Cents.zero
        for part in parts { found = try found.adding(part.debt) }
        for group in leftOut { found = try found.adding(group.total) }
        var controls = [Control("Dette verte : encours présenté ou écarté = encours lu", expected: total, found: found)]
        for (place, view) in views.enumerated() {
            var sum = Cents.zero
            for part in parts {
                if part.state != .rated { sum = try sum.adding(part.debt) }
                for mark in marks.indices { sum = try sum.adding(part.amounts[place * marks.count + mark]) }
            }
            controls.append(
                Control("Dette verte, \(view.short) : cotations = encours présenté", expected: self.sum(), found: sum))
        }
        return controls
    }
}

/// What is to be said of loans, put together by what is to be done about it.
struct DebtRemarks {
    /// Loans or operations of which the same is said.
    struct Group {
        private var names: [String] = []
        private(set) var total = Cents.zero

        var isEmpty: Bool { names.isEmpty }
        var count: Int { names.count }
        var list: String { LoanTable.list(names) }

        mutating func add(_ name: String, _ amount: Cents) {
            total += amount
            if !names.contains(name) { names.append(name) }
        }
    }

    /// Loans that nothing ties to an operation.
    var unlinked = Group()
    /// Loans of no budget that has an annex.
    var unplaced = Group()
    /// Loans whose outstanding capital is below nothing.
    var negative = Group()
    /// Loans whose shares do not sum to 1.
    var unbalanced = Group()
    /// Operations that no line has.
    var unknown = Group()
    /// Operations that spend nothing to follow.
    var idle = Group()
    /// The debt that waits for an operation.
    private var undecided = Cents.zero

    mutating func addUndecided(_ amount: Cents) { undecided += amount }

    var findings: [Finding] {
        func loans(_ kind: FindingKind, _ group: Group) -> [Finding] {
            guard !group.isEmpty else { return [] }
            let values = ["loans": group.list, "amount": FrenchNumber.euros(cents: group.total.value)]
            return [Finding(kind, values, count: group.count)]
        }
        func operations(_ kind: FindingKind, _ group: Group) -> [Finding] {
            guard !group.isEmpty else { return [] }
            let values = ["operations": group.list, "amount": FrenchNumber.euros(cents: undecided.value)]
            return [Finding(kind, values, count: group.count)]
        }
        return loans(.loansWithoutOperation, unlinked) + operations(.debtOperationUnknown, unknown)
            + operations(.debtOperationIdle, idle) + loans(.debtSharesUnbalanced, unbalanced)
            + loans(.debtNegative, negative) + loans(.debtUnplaced, unplaced)
    }
}
