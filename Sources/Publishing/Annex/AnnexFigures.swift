public import Findings
public import Measures
public import PublicAccounts
public import Tabular

/// The figures of the annexes: for each budget, the amounts of each rating, by nature and by function.
public struct AnnexFigures: Sendable {
    /// One way to cut the annex in lines.
    enum Cut: Sendable, Hashable {
        /// The place of a line by nature.
        case nature(Int)
        /// The place of a line by function.
        case fonction(Int)
    }

    private let natures: Int
    private let fonctions: Int
    private let views: Int
    private let marks: Int
    /// By budget and cut.
    private var totals: [Cents]
    private var counts: [Int]
    /// By budget, cut, view and mark.
    private var amounts: [Cents]
    /// By budget: negative lines, and their sum.
    public private(set) var cancellations: [(lines: Int, total: Cents)]

    /// The figures of `lines`, whose places are `keys`.
    ///
    /// - Throws: `MES004` when an amount goes beyond 64 bits.
    public init(_ keys: AnnexKeys, lines: Lines, result: MeasureResult) throws(Finding) {
        natures = keys.natureWords.count
        fonctions = keys.fonctionWords.count
        views = result.axes.count + (result.synthesis == nil ? 0 : 1)
        marks = result.definition.marks.count
        let cells = keys.budgets.count * (natures + fonctions)
        totals = Array(repeating: .zero, count: cells)
        counts = Array(repeating: 0, count: cells)
        amounts = Array(repeating: .zero, count: cells * views * marks)
        cancellations = Array(repeating: (0, .zero), count: keys.budgets.count)
        let axes = result.axes.map { AnnexMarks($0) }
        let synthesis = result.synthesis.map { AnnexMarks($0) }
        for line in 0..<lines.count where keys.budget[line] != AnnexKeys.none {
            let amount = lines.amounts[line]
            let budget = Int(keys.budget[line])
            let nature = cell(budget, .nature(Int(keys.nature[line])))
            try Self.add(amount, to: &totals[nature])
            counts[nature] += 1
            guard keys.fonction[line] != AnnexKeys.none else { continue }
            if lines.isCancellation[line] {
                cancellations[budget].lines += 1
                cancellations[budget].total += amount
            }
            let fonction = cell(budget, .fonction(Int(keys.fonction[line])))
            try Self.add(amount, to: &totals[fonction])
            counts[fonction] += 1
            for view in axes.indices {
                let marks = axes[view]
                guard let main = marks.main(line) else { continue }
                let parts = marks.other(line) == nil ? (amount, .zero) : result.axes[view][line].amounts(of: amount)
                try add(parts, main, marks.other(line), view, nature, fonction)
            }
            if let synthesis, let main = synthesis.main(line) {
                let other = synthesis.other(line)
                let parts = other == nil ? (amount, .zero) : result.synthesis?[line].amounts(of: amount)
                try add(parts ?? (amount, .zero), main, other, views - 1, nature, fonction)
            }
        }
    }

    private mutating func add(
        _ parts: (main: Cents, other: Cents), _ main: UInt8, _ other: UInt8?, _ view: Int, _ nature: Int,
        _ fonction: Int
    ) throws(Finding) {
        for cell in [nature, fonction] {
            try Self.add(parts.main, to: &amounts[(cell * views + view) * marks + Int(main)])
            if let other { try Self.add(parts.other, to: &amounts[(cell * views + view) * marks + Int(other)]) }
        }
    }

    private static func add(_ amount: Cents, to sum: inout Cents) throws(Finding) {
        let (value, overflow) = sum.value.addingReportingOverflow(amount.value)
        guard !overflow else { throw Finding(.totalTooLarge) }
        sum = Cents(value)
    }

    private func cell(_ budget: Int, _ cut: Cut) -> Int {
        switch cut {
        case .nature(let place): budget * (natures + fonctions) + place
        case .fonction(let place): budget * (natures + fonctions) + natures + place
        }
    }

    /// The sum of the lines at `cut` in the annex of `budget`.
    func total(_ budget: Int, _ cut: Cut) -> Cents { totals[cell(budget, cut)] }

    /// How many lines stand at `cut` in the annex of `budget`.
    func count(_ budget: Int, _ cut: Cut) -> Int { counts[cell(budget, cut)] }

    /// The amount of `mark` in view `view` (an axis, or the synthesis last).
    func amount(_ budget: Int, _ cut: Cut, view: Int, mark: Int) -> Cents {
        amounts[(cell(budget, cut) * views + view) * marks + mark]
    }

    /// The totals that must reconcile: both cuts and every view against the lines of the perimeter, by budget. `keys` are
    /// those that the figures were made with.
    public func controls(_ keys: AnnexKeys, _ result: MeasureResult) -> [Control] {
        let names = result.axes.map(\.axis.short) + (result.definition.synthesis.map { [$0.short] } ?? [])
        return keys.budgets.indices.flatMap { budget -> [Control] in
            let wanted = keys.budgets[budget].total
            let name = keys.budgets.count == 1 ? "Annexe" : "Annexe, \(keys.budgetWords[budget])"
            let byNature = (0...keys.unlisted).map { Cut.nature($0) }
            let byFonction = (0..<fonctions).map { Cut.fonction($0) }
            func sum(_ cuts: [Cut]) -> Cents { cuts.reduce(.zero) { $0 + total(budget, $1) } }
            var controls = [
                Control("\(name) : par nature = lignes du périmètre", expected: wanted, found: sum(byNature)),
                Control("\(name) : par fonction = lignes du périmètre", expected: wanted, found: sum(byFonction)),
            ]
            for view in 0..<views {
                for (words, cuts) in [("par nature", byNature), ("par fonction", byFonction)] {
                    let found = cuts.reduce(Cents.zero) { sum, cut in
                        (0..<marks).reduce(sum) { $0 + amount(budget, cut, view: view, mark: $1) }
                    }
                    controls.append(
                        Control(
                            "\(name), \(names[view]) \(words) : cotations = lignes du périmètre", expected: wanted,
                            found: found))
                }
            }
            return controls
        }
    }
}

extension AnnexFigures {
    /// The lines in the annex of `budget` that no line by function has.
    public func functionless(_ budget: Int, _ keys: AnnexKeys) -> (count: Int, total: Cents) {
        (count(budget, .fonction(keys.functionless)), total(budget, .fonction(keys.functionless)))
    }

    /// The amounts below nothing in the annex of `budget`, by view, lines by nature only: `A125 Neutre`.
    public func negatives(_ budget: Int, _ keys: AnnexKeys, _ result: MeasureResult) -> [(
        view: String, cells: [String]
    )] {
        let names = result.axes.map(\.axis.short) + (result.definition.synthesis.map { [$0.short] } ?? [])
        return names.indices.compactMap { view in
            let cells = (0...keys.unlisted).flatMap { place in
                result.definition.marks.indices.compactMap { mark -> String? in
                    guard amount(budget, .nature(place), view: view, mark: mark) < .zero else { return nil }
                    return "\(keys.natureWords[place]) \(result.definition.marks[mark].label)"
                }
            }
            return cells.isEmpty ? nil : (names[view], cells)
        }
    }
}
