public import Measures
public import PublicAccounts
public import Tabular

/// Where each line stands in an annex: in the annex of which budget, on which line by nature, on which line by function.
///
/// The law asks for one annex per budget. Lines of the perimeter whose account has no aggregate, or that have no function,
/// have a place of their own, so that nothing is lost and totals reconcile.
public struct AnnexKeys: Sendable {
    /// A budget that has an annex.
    public struct Budget: Sendable, Hashable {
        /// Its code; empty when lines do not say.
        public var code: String
        /// The plans of its lines, sorted.
        public var nomenclatures: [String]
        /// How many lines of the perimeter it has.
        public var lines: Int
        /// Their sum.
        public var total: Cents
    }

    /// Lines of the perimeter that have something in common.
    public struct Group: Sendable, Hashable {
        /// What they have in common: an account, a function.
        public var code: String
        /// The plan of their budget.
        public var nomenclature: String
        /// How many there are.
        public var lines: Int
        /// Their sum.
        public var total: Cents
        /// How the aggregate that the source table gives was corrected; nil when it was not.
        public var correction: Correction?
    }

    /// An aggregate of the source table that the annex does not have.
    public struct Correction: Sendable, Hashable {
        /// The aggregate of the source table.
        public var source: String
        /// The right one.
        public var right: String
        /// Why.
        public var reason: String
    }

    /// The layout.
    public let layout: AnnexLayout
    /// The budgets, by code.
    public private(set) var budgets: [Budget] = []
    /// The accounts of the perimeter that no aggregate has, by plan and account.
    public private(set) var withoutAggregate: [Group] = []
    /// The accounts whose aggregate in the source table was corrected, by plan and account.
    public private(set) var corrected: [Group] = []
    /// The functions of the perimeter that no line of the annex has: none, or an unknown one.
    public private(set) var withoutFonction: [Group] = []

    /// For each line, its budget; `none` for a line in no annex.
    private(set) var budget: [UInt16]
    /// For each line, its line by nature, a place in `natureWords`; `none` for a line in no annex.
    private(set) var nature: [UInt16]
    /// For each line, its line by function, a place in `fonctionWords`; `none` for a line in no annex.
    private(set) var fonction: [UInt16]

    /// No place.
    static let none = UInt16.max
    /// What the columns of keys say of a line without an aggregate.
    static let withoutAggregateWord = "Hors agrégats"
    /// What they say of a line without a function.
    static let withoutFonctionWord = "Sans fonction"
    /// What they say of an operating expense that no line for information has.
    static let otherInformationWord = "Autres comptes"

    /// The place of lines without an aggregate among lines by nature.
    var unlisted: Int { layout.nature.count }
    /// The places of the lines for information, the last one of accounts that none of them has.
    var information: Range<Int> { unlisted + 1..<unlisted + layout.information.count + 2 }
    /// The place of lines without a function among lines by function.
    var functionless: Int { layout.fonctions.count }

    /// What the keys of lines by nature say, by place.
    var natureWords: [String] {
        layout.nature.map(\.code) + [Self.withoutAggregateWord] + layout.information.map(\.code)
            + [Self.otherInformationWord]
    }
    /// What the keys of lines by function say, by place. A letter before keeps `4-3` from being taken for a date.
    var fonctionWords: [String] { layout.fonctions.map { "F\($0.code)" } + [Self.withoutFonctionWord] }
    /// What the keys of budgets say, by place; never something that a criterion takes for a number or a pattern.
    var budgetWords: [String] {
        budgets.enumerated().map { place, budget in
            let isPlain = budget.code.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
            return isPlain && !budget.code.isEmpty ? "Budget \(budget.code)" : "Annexe \(place + 1)"
        }
    }

    /// The places of `lines`, which `result` is about; `aggregates` tells the aggregate of an account.
    public init(_ layout: AnnexLayout, lines: Lines, result: MeasureResult, aggregates: GreenAggregates) {
        self.layout = layout
        budget = Array(repeating: Self.none, count: lines.count)
        nature = budget
        fonction = budget
        let scope = AnnexScope(lines, result)
        var accounts = AccountPlaces(layout, lines, aggregates)
        let fonctions = lines[.fonction].values.map { code in
            UInt16(clamping: layout.place(ofFonction: code) ?? layout.fonctions.count)
        }
        var counts = [(lines: Int, total: Cents)](repeating: (0, .zero), count: lines[.budget].values.count)
        var functionless: [UInt64: Group] = [:]
        let budgetCodes = lines[.budget].codes
        let fonctionCodes = lines[.fonction].codes
        let plans = lines[.nomenclature].codes
        for line in 0..<lines.count {
            guard let isInside = scope.isInside(line) else { continue }
            let account = accounts.place(of: line, isInside: isInside)
            nature[line] = account
            let budgetCode = budgetCodes[line]
            budget[line] = UInt16(clamping: Int(budgetCode))
            guard isInside else { continue }
            let fonctionCode = fonctionCodes[line]
            fonction[line] = fonctions[Int(fonctionCode)]
            counts[Int(budgetCode)].lines += 1
            counts[Int(budgetCode)].total += lines.amounts[line]
            guard Int(fonction[line]) == layout.fonctions.count else { continue }
            let key = UInt64(fonctionCode) << 32 | UInt64(plans[line])
            functionless[
                key,
                default: Group(
                    code: lines[.fonction, line], nomenclature: lines[.nomenclature, line], lines: 0, total: .zero)
            ].add(lines.amounts[line])
        }
        withoutFonction = functionless.values.sorted { ($0.nomenclature, $0.code) < ($1.nomenclature, $1.code) }
        withoutAggregate = accounts.withoutAggregate
        corrected = accounts.corrected
        number(counts, lines)
    }

    /// Numbers the budgets that have lines in the perimeter by their codes.
    private mutating func number(_ counts: [(lines: Int, total: Cents)], _ lines: Lines) {
        let codes = lines[.budget].values
        let used = codes.indices.filter { counts[$0].lines > 0 }.sorted { codes[$0] < codes[$1] }
        var places = [UInt16](repeating: Self.none, count: codes.count)
        for (place, code) in used.enumerated() { places[code] = UInt16(clamping: place) }
        var plans = [Set<UInt32>](repeating: [], count: used.count)
        let nomenclatures = lines[.nomenclature].codes
        for line in budget.indices where budget[line] != Self.none {
            budget[line] = places[Int(budget[line])]
            guard budget[line] != Self.none else {
                nature[line] = Self.none
                continue
            }
            if fonction[line] != Self.none { plans[Int(budget[line])].insert(nomenclatures[line]) }
        }
        budgets = zip(used, plans).map { code, plans in
            let names = plans.map { lines[.nomenclature].values[Int($0)] }.filter { !$0.isEmpty }.sorted()
            return Budget(
                code: codes[code], nomenclatures: names, lines: counts[code].lines, total: counts[code].total)
        }
    }
}

extension AnnexKeys.Group {
    mutating func add(_ amount: Cents) {
        lines += 1
        total += amount
    }
}

/// Which lines an annex is about: those of the perimeter, and real operating expenses for information.
private struct AnnexScope {
    private let exclusions: [UInt32]
    /// Of each thing that an operating expense must be: the code of each line, and which codes say it.
    private let tests: [(codes: [UInt32], says: [Bool])]

    init(_ lines: Lines, _ result: MeasureResult) {
        exclusions = result.exclusionCodes
        let year = result.exercice.map(String.init)
        func test(_ field: LineField, _ says: (String) -> Bool) -> ([UInt32], [Bool]) {
            (lines[field].codes, lines[field].values.map(says))
        }
        tests = [
            test(.sens) { $0 == "depense" }, test(.section) { $0 == "fonctionnement" },
            test(.mouvement) { $0 != "ordre" }, test(.exercice) { $0.isEmpty || year == nil || $0 == year },
        ]
    }

    /// Whether `line` is in the perimeter; false for an operating expense, nil for any other line.
    func isInside(_ line: Int) -> Bool? {
        if exclusions[line] == 0 { return true }
        for test in tests where !test.says[Int(test.codes[line])] { return nil }
        return false
    }
}

/// The line by nature of each account, found once per account and plan.
private struct AccountPlaces {
    private let lines: Lines
    private let natures: [UInt32]
    private let plans: [UInt32]
    private let aggregates: GreenAggregates
    private let listed: [String: Int]
    private let informed: [String: Int]
    private let unlisted: Int
    private let other: Int
    private var pairs = PairTable()
    private var known: [Known] = []

    private struct Known {
        /// The place in the perimeter, and that of an operating expense.
        var inside: UInt16
        var information: UInt16
        var group: AnnexKeys.Group
    }

    init(_ layout: AnnexLayout, _ lines: Lines, _ aggregates: GreenAggregates) {
        self.lines = lines
        natures = lines[.nature].codes
        plans = lines[.nomenclature].codes
        self.aggregates = aggregates
        unlisted = layout.nature.count
        other = layout.nature.count + 1 + layout.information.count
        let base = layout.nature.count + 1
        listed = Dictionary(
            layout.nature.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
        informed = Dictionary(
            layout.information.enumerated().map { ($0.element.code, base + $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    mutating func place(of line: Int, isInside: Bool) -> UInt16 {
        let key = UInt64(natures[line]) << 32 | UInt64(plans[line])
        let number = Int(pairs.number(of: key))
        if number == known.count { known.append(look(line)) }
        guard isInside else { return known[number].information }
        known[number].group.add(lines.amounts[line])
        return known[number].inside
    }

    private func look(_ line: Int) -> Known {
        let account = lines[.nature, line]
        let plan = lines[.nomenclature, line]
        let aggregate = aggregates.aggregate(of: account, in: plan)
        let code = aggregate?.code ?? ""
        var group = AnnexKeys.Group(code: account, nomenclature: plan, lines: 0, total: .zero)
        if let aggregate, !aggregate.reason.isEmpty {
            group.correction = AnnexKeys.Correction(
                source: aggregate.sourceCode, right: aggregate.code, reason: aggregate.reason)
        }
        return Known(
            inside: UInt16(clamping: listed[code] ?? unlisted), information: UInt16(clamping: informed[code] ?? other),
            group: group)
    }

    private func groups(_ isWanted: (Known) -> Bool) -> [AnnexKeys.Group] {
        known.filter { $0.group.lines > 0 && isWanted($0) }.map(\.group)
            .sorted { ($0.nomenclature, $0.code) < ($1.nomenclature, $1.code) }
    }

    var withoutAggregate: [AnnexKeys.Group] { groups { Int($0.inside) == unlisted } }
    var corrected: [AnnexKeys.Group] { groups { $0.group.correction != nil } }
}
