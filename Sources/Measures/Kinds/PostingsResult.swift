public import Findings
public import PublicAccounts
public import Rules
public import Tabular
internal import Texts

/// What lines and budgets post to the accounts of capitals. Each posting debits one account and credits another by the same
/// amount; no capital is netted against another.
public struct PostingsResult: Sendable {
    /// The posting of each rating; nil where it has none.
    public let postings: [LinePosting?]
    /// The postings that no line makes: uses that begin, years of use.
    public let entries: [Entry]
    /// The accounts, by capital in the order of the definition, then by number.
    public let accounts: [AccountTotal]
    /// The capitals, in the order of the definition.
    public let capitals: [CapitalTotal]
    /// What must reconcile.
    public let controls: [Control]
    /// What was noticed.
    public let findings: [Finding]

    /// The posting of a rating.
    public struct LinePosting: Sendable, Hashable {
        /// The place of the template in the definition.
        public var template: Int
        /// The place of the capital in the definition.
        public var capital: Int
        /// The part of the line's amount.
        public var part: Share
    }

    /// A posting that no line makes.
    public struct Entry: Sendable, Hashable {
        /// The place of the template in the definition.
        public var template: Int
        /// The place of the capital in the definition.
        public var capital: Int
        /// The account that is debited.
        public var debit: String
        /// The account that is credited.
        public var credit: String
        /// By how much.
        public var amount: Cents
    }

    /// What one account of one capital was debited and credited with.
    public struct AccountTotal: Sendable, Hashable {
        /// The place of the capital in the definition.
        public var capital: Int
        /// Its number.
        public var account: String
        /// The sum of the debits.
        public var debit = Cents.zero
        /// The sum of the credits.
        public var credit = Cents.zero
    }

    /// A capital over the exercice.
    public struct CapitalTotal: Sendable, Hashable {
        /// What was owed to it at the beginning.
        public var opening = Cents.zero
        /// What its uses that began add.
        public var recognised = Cents.zero
        /// What the year's use costs.
        public var allowance = Cents.zero
        /// What lines paid for it, by template, in the order of the definition.
        public var paid: [Cents] = []
        /// How many lines.
        public var lines = 0

        /// What lines paid for it together.
        public var allPaid: Cents { paid.reduce(.zero, +) }
        /// What is owed to it at the end: no debt is below nothing.
        public var closing: Cents { max(.zero, opening + recognised - allPaid) }
        /// What was paid beyond what was owed, which stays an ordinary charge.
        public var surplus: Cents { max(.zero, allPaid - opening - recognised) }
    }

    /// Builds up sums by capital and account.
    private struct Ledger {
        var accounts: [AccountTotal] = []
        private var places: [Key: Int] = [:]

        private struct Key: Hashable {
            var capital: Int
            var account: String
        }

        private mutating func place(_ capital: Int, _ account: String) -> Int {
            let key = Key(capital: capital, account: account)
            if let known = places[key] { return known }
            places[key] = accounts.count
            accounts.append(AccountTotal(capital: capital, account: account))
            return accounts.count - 1
        }

        mutating func post(_ capital: Int, debit: String, credit: String, _ amount: Cents) throws(Finding) {
            let one = place(capital, debit)
            accounts[one].debit = try accounts[one].debit.adding(amount)
            let other = place(capital, credit)
            accounts[other].credit = try accounts[other].credit.adding(amount)
        }
    }

    init(_ definition: MeasureDefinition, _ lines: Lines, exercice: Int?, _ draft: AxisDraft) throws(Finding) {
        let details = definition.details
        postings = draft.verdicts.map { verdict in
            guard case .posting(let posting) = verdict,
                let template = details.templates.firstIndex(where: { $0.id == posting.template }),
                let capital = details.capitals.firstIndex(where: { $0.id == posting.capital })
            else { return nil }
            return LinePosting(template: template, capital: capital, part: posting.part)
        }
        var ledger = Ledger()
        var capitals = details.capitals.map { capital in
            CapitalTotal(
                opening: capital.opening, paid: Array(repeating: .zero, count: details.templates.count))
        }
        entries = try Self.entries(details, exercice, &ledger, &capitals)
        let ofLines = try Self.post(postings, details, lines, draft.codes, &ledger, &capitals)
        accounts = ledger.accounts.sorted { ($0.capital, $0.account) < ($1.capital, $1.account) }
        self.capitals = capitals
        controls = try Self.controls(details, accounts, capitals, ofLines, entries)
        findings = Self.surpluses(details, capitals)
    }

    /// The postings of budgets: the whole when a use begins, a year's part each year.
    private static func entries(
        _ details: KindDetails, _ exercice: Int?, _ ledger: inout Ledger, _ capitals: inout [CapitalTotal]
    ) throws(Finding) -> [Entry] {
        guard let exercice else { return [] }
        var entries: [Entry] = []
        for (place, capital) in details.capitals.enumerated() {
            guard let budget = capital.budget else { continue }
            for (number, template) in details.templates.enumerated() {
                let amount: Cents
                switch template.event {
                case .begin: amount = budget.from == exercice ? budget.amount : .zero
                case .year: amount = budget.allowance(of: exercice)
                case .line: continue
                }
                guard amount != .zero else { continue }
                let entry = Entry(
                    template: number, capital: place,
                    debit: template.account(template.debit, capital: capital.id, nature: ""),
                    credit: template.account(template.credit, capital: capital.id, nature: ""), amount: amount)
                try ledger.post(place, debit: entry.debit, credit: entry.credit, amount)
                if template.event == .begin {
                    capitals[place].recognised = try capitals[place].recognised.adding(amount)
                } else {
                    capitals[place].allowance = try capitals[place].allowance.adding(amount)
                }
                entries.append(entry)
            }
        }
        return entries
    }

    /// Posts lines, once per distinct rating and account; gives the sum of what they post.
    private static func post(
        _ postings: [LinePosting?], _ details: KindDetails, _ lines: Lines, _ codes: [UInt32], _ ledger: inout Ledger,
        _ capitals: inout [CapitalTotal]
    ) throws(Finding) -> Cents {
        let natures = lines[.nature]
        var keys = LineKeys(count: lines.count)
        keys.combine(classCount: postings.count) { codes[$0] }
        keys.combine(classCount: natures.values.count) { natures.codes[$0] }
        var sums = [Cents](repeating: .zero, count: keys.representatives.count)
        var counts = [Int](repeating: 0, count: keys.representatives.count)
        var sum = Cents.zero
        for line in codes.indices {
            guard let posting = postings[Int(codes[line])] else { continue }
            let amount = posting.part.rounded(of: lines.amounts[line])
            let key = Int(keys.codes[line])
            sums[key] = try sums[key].adding(amount)
            counts[key] += 1
            sum = try sum.adding(amount)
        }
        for (key, line) in keys.representatives.enumerated() {
            guard let posting = postings[Int(codes[line])] else { continue }
            let template = details.templates[posting.template]
            let capital = details.capitals[posting.capital].id
            let nature = natures.values[Int(natures.codes[line])]
            try ledger.post(
                posting.capital, debit: template.account(template.debit, capital: capital, nature: nature),
                credit: template.account(template.credit, capital: capital, nature: nature), sums[key])
            let paid = capitals[posting.capital].paid[posting.template]
            capitals[posting.capital].paid[posting.template] = try paid.adding(sums[key])
            capitals[posting.capital].lines += counts[key]
        }
        return sum
    }

    /// Debits and credits of each capital, then of all, and what each capital is owed by its account.
    private static func controls(
        _ details: KindDetails, _ accounts: [AccountTotal], _ capitals: [CapitalTotal], _ ofLines: Cents,
        _ entries: [Entry]
    ) throws(Finding) -> [Control] {
        var controls: [Control] = []
        var debits = Cents.zero
        var credits = Cents.zero
        for (place, capital) in details.capitals.enumerated() {
            var debit = Cents.zero
            var credit = Cents.zero
            let own = accounts.filter { $0.capital == place }
            for account in own {
                debit = try debit.adding(account.debit)
                credit = try credit.adding(account.credit)
            }
            debits = try debits.adding(debit)
            credits = try credits.adding(credit)
            controls.append(Control("\(capital.label) : débits = crédits", expected: debit, found: credit))
            let number = details.debt.replacing("{capital}", with: capital.id)
            let debt = own.first { $0.account == number }
            controls.append(
                Control(
                    "\(capital.label) : solde du compte \(number) = dette de clôture moins ce qui est payé au-delà",
                    expected: capitals[place].closing - capitals[place].surplus,
                    found: capitals[place].opening + (debt?.credit ?? .zero) - (debt?.debit ?? .zero)))
        }
        controls.append(Control("Tous capitaux : débits = crédits", expected: debits, found: credits))
        var posted = ofLines
        for entry in entries { posted = try posted.adding(entry.amount) }
        controls.append(Control("Écritures passées = débits", expected: posted, found: debits))
        return controls
    }

    /// Capitals for which more was paid than was owed: what is over stays an ordinary charge.
    private static func surpluses(_ details: KindDetails, _ capitals: [CapitalTotal]) -> [Finding] {
        zip(details.capitals, capitals).filter { $0.1.surplus > .zero }.map { capital, total in
            Finding(
                .overpaidCapital,
                ["capital": capital.label, "amount": FrenchNumber.euros(cents: total.surplus.value)])
        }
    }
}
