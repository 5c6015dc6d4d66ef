internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The sheet `Règles`: what each rule that spoke in this workbook asks and gives, why, by which source, and how much it
/// decided. The rule cells of the annotated sheet lead here.
struct RulesSheet {
    /// Its name when it is new.
    static let name = "Règles"
    /// Which of a measure's sheets it is.
    static let key = "regles"

    private static let headers = [
        "Règle", "Ce qu'elle donne", "Conditions", "Parce que", "Source", "Solidité", "Lignes", "Montant",
        "Première ligne", "Version", "Fichier", "Contestée",
    ]
    private static let widths: [Double] = [38, 34, 48, 36, 36, 18, 10, 22, 15, 9, 32, 48]

    private let book: RuleBook
    private let definition: MeasureDefinition
    private let lines: Lines
    private let plan: ColumnPlan
    private let words = ConditionWords(.french)
    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []
    /// The row of each code, of each axis, then of the perimeter.
    private var places: [[Int: Int]] = []
    /// The code of the first exclusion of the perimeter, of each axis.
    private var firstExclusions: [Int] = []

    /// The sheet of what the rules of `book` decided in `result`; it leads to the lines where `plan` places them.
    init(_ book: RuleBook, _ result: MeasureResult, lines: Lines, plan: ColumnPlan) {
        self.book = book
        definition = result.definition
        self.lines = lines
        self.plan = plan
        rows = [
            [NewCell(.text("Règles"), .general, .title)],
            [
                NewCell(
                    .text(
                        "Chaque règle qui a parlé dans ce classeur : ce qu'elle demande, ce qu'elle donne, pourquoi, et ce "
                            + "qu'elle a décidé. Sur un axe, la première qui convient l'emporte."), .general, .subtitle)
            ],
        ]
        merge(0...(Self.headers.count - 1), at: 0)
        merge(0...(Self.headers.count - 1), at: 1)
        var exclusions: [Rating] = []
        for (axis, rules) in zip(result.axes, book.axes) {
            let uses = RuleUses(of: axis, rules, lines)
            // Between what rules say and what the perimeter leaves out may stand suggestions that were accepted.
            exclusions = Array(axis.ratings.suffix(result.exclusions.count))
            firstExclusions.append(axis.ratings.count - exclusions.count)
            add(uses, of: plan.axes[places.count].rating)
        }
        if !result.axes.isEmpty {
            add(
                RuleUses(perimeterOf: result, book.perimeter, ratings: exclusions, lines), of: plan.perimeter)
        }
    }

    /// The row of what rating `code` of axis `axis` says, from 0; nil when no line has it.
    func row(axis: Int, code: Int) -> Int? {
        if code < book.axes[axis].evaluator.distinct.count { return places[axis][code] }
        let exclusion = code - firstExclusions[axis]
        return exclusion >= 0 && places.count > book.axes.count ? places[book.axes.count][exclusion] : nil
    }

    /// The finished sheet.
    func sheet(at place: SheetPlan.Place) -> NewSheet {
        var sheet = NewSheet(at: place, widths: Self.widths, rows: rows)
        sheet.merges = merges
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        RowHeights.fit(&sheet)
        return sheet
    }

    // MARK: Layout

    private mutating func merge(_ columns: ClosedRange<Int>, at row: Int) {
        merges.append(
            CellRange(
                CellReference(row: row, column: columns.lowerBound),
                CellReference(row: row, column: columns.upperBound)))
    }

    /// Adds a table of `uses`, whose first lines are shown in `column` of the annotated sheet.
    private mutating func add(_ uses: RuleUses, of column: Int) {
        var places: [Int: Int] = [:]
        if !uses.uses.isEmpty {
            rows.append([])
            rows.append(
                [NewCell(.text(uses.title), .general, .total)]
                    + Array(repeating: NewCell(nil, .general, .total), count: Self.headers.count - 1))
            rows.append(Self.headers.map { NewCell(.text($0), .general, .header) })
            for use in uses.uses {
                places[use.code] = rows.count
                rows.append(cells(of: use, column))
            }
            let count = uses.uses.reduce(0) { $0 + $1.count }
            let amount = uses.uses.reduce(Cents.zero) { $0 + $1.amount }
            var total: [NewCell?] = Array(repeating: NewCell(nil, .general, .total), count: Self.headers.count)
            total[0] = NewCell(.text("Total"), .general, .total)
            total[6] = NewCell(.integer(Int64(count)), .integer, .total)
            total[7] = NewCell(.amount(amount), .amount, .total)
            rows.append(total)
        }
        self.places.append(places)
    }

    private func cells(of use: RuleUses.Use, _ column: Int) -> [NewCell?] {
        func text(_ text: String) -> NewCell { NewCell(.text(text), .wrapped, .tableBody) }
        let first = CellReference(row: lines.rows[use.first], column: column)
        return [
            text(use.name.isEmpty ? "Aucune règle" : definition.shortened(use.name)), outcome(use.rating),
            text(conditions(use)), text(use.because), text(use.source),
            text(use.rule == nil ? "" : use.rating.confidence.words),
            NewCell(.integer(Int64(use.count)), .integer, .tableBody),
            NewCell(.amount(use.amount), .amount, .tableBody),
            NewCell(.link(first.description, sheet: plan.sheet, first), .general, .tableBody),
            text(use.rule?.version ?? ""), text(use.rule.map { book.place(of: $0) } ?? ""),
            text(use.rating.dispute?.words ?? ""),
        ]
    }

    private func outcome(_ rating: Rating) -> NewCell {
        switch rating.state {
        case .rated:
            guard let main = rating.main.map({ definition.marks[Int($0)] }) else { break }
            guard let other = rating.other.map({ definition.marks[Int($0)] }) else {
                return NewCell(.text(main.label), .wrapped, .coloured(fill: main.fill, ink: main.ink))
            }
            return NewCell(
                .text("\(main.label) \(rating.share.text), \(other.label) le reste"), .wrapped, .tableBody)
        case .asked: return NewCell(.text("Une question : " + rating.toCheck), .wrapped, .tableBody)
        case .excluded: return NewCell(.text(rating.exclusion), .wrapped, .tableBody)
        case .unmatched: break
        }
        return NewCell(.text(definition.absence.label), .wrapped, .tableBody)
    }

    /// What the rule asks; of one that inherits, what the rule that it follows asks too.
    private func conditions(_ use: RuleUses.Use) -> String {
        guard let rule = use.rule else { return "" }
        let own = words.words(rule.ownConditions)
        guard let followed = use.followed else { return own }
        return own + " ← " + words.words(followed.ownConditions)
    }
}

extension MeasureDefinition {
    /// A rule's identifier without the measure's own name, which every pack of a measure repeats.
    func shortened(_ rule: String) -> String {
        rule.split(separator: " ← ").map { $0.hasPrefix(id + "/") ? $0.dropFirst(id.count + 1) : $0 }
            .joined(separator: " ← ")
    }
}
