internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// How the lines of a run are rated on each axis, then in the synthesis, as `shares.csv` says. Lines of several inputs are
/// numbered one after the other.
struct ComparedRatings {
    /// The views: axes, then `synthese`.
    private(set) var views: [View]
    /// The table of parts that lines refer to, the same for all views; the first is outside.
    private(set) var parts: [RatedParts] = [RatedParts(0)]
    /// Whether the run has a synthesis, as far as can be told: a run that leaves all lines out has no row of any view.
    var mayHaveSynthesis: Bool { isSynthesisMet || !views.contains(where: \.isMet) }
    /// Whether a line is rated in the synthesis.
    var isSynthesisMet: Bool { views.last?.isMet ?? false }

    static let synthesis = "synthese"

    /// One view.
    struct View {
        /// For each line, its place in `parts`.
        var codes: [UInt32]
        /// The amounts of lines that are cut in two.
        var cuts: [Int: CutAmount] = [:]
        /// The sums of the rows of the table, by category; 0 is what no row speaks of.
        var totals: [Cents] = []
        /// Whether the table has rows of it.
        var isMet = false
    }

    private var known: [RatedParts: UInt32] = [RatedParts(0): 0]

    /// Reads the table at `path`, of `lines` by input.
    ///
    /// - Throws: `CMP002` for another measure than `categories` know, `PIP004` when lines are not cut as a run cuts them.
    init(
        reading path: String, of lines: [Lines], axes: [String], inputs: TableInputs,
        _ categories: inout ComparedCategories
    ) throws {
        let starts = lines.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        let names = (axes + [Self.synthesis]).map { Array($0.utf8) }
        views = names.map { _ in View(codes: Array(repeating: 0, count: starts.last ?? 0)) }
        var inputs = inputs
        var open: Open?
        var shares: [ArraySlice<UInt8>: Share] = [:]
        try CSVTable.read(path, columns: SharesTable.columns, sayInput: inputs.sayInput) { fields, place in
            func bad(_ detail: String) -> Finding { Finding(.badPackage, at: place, ["detail": detail]) }
            guard let input = try inputs.place(of: fields, place) else { throw bad(CSVTable.inputColumn) }
            guard let number = Int(fields.text(0)), (1...max(1, lines[input].count)).contains(number),
                number <= lines[input].count
            else { throw bad("line") }
            let axis = fields.utf8(2)
            guard let view = names.firstIndex(where: { axis.elementsEqual($0) }) else { throw bad("axis") }
            guard let amount = Cents(decimal: fields.text(5)) else { throw bad("amount") }
            if categories.measure == nil || !views.contains(where: \.isMet) {
                let measure = fields.text(1)
                let other = categories.measure ?? ""
                guard categories.take(measure: measure) else {
                    throw Finding(.otherMeasure, ["before": other, "after": measure])
                }
            }
            let share = try shares[fields.utf8(4)] ?? Self.share(fields, &shares, bad)
            let row = Open(
                view: view, line: starts[input] + number - 1, category: categories.place(of: fields.utf8(3)),
                share: share, amount: amount)
            views[view].isMet = true
            let whole = lines[input].amounts[number - 1]
            guard amount.value.magnitude <= whole.value.magnitude, views[view].codes[row.line] == 0 else {
                throw bad("amount")
            }
            if let first = open {
                guard first.view == row.view, first.line == row.line, first.category != row.category,
                    first.amount + amount == whole
                else { throw bad("share, amount") }
                let cut = RatedParts(first.category, first.share, other: row.category)
                views[view].codes[row.line] = code(of: cut)
                views[view].cuts[row.line] = CutAmount(main: first.amount, other: amount)
                open = nil
            } else if share != .one {
                open = row
            } else {
                guard amount == whole else { throw bad("amount") }
                views[view].codes[row.line] = code(of: RatedParts(row.category))
            }
            views[view].add(amount, to: row.category)
        }
        guard open == nil else { throw Finding(.badPackage, at: Place(file: path), ["detail": "share"]) }
        let total = lines.reduce(Cents.zero) { $0 + $1.total }
        for view in views.indices {
            views[view].add(.zero, to: categories.ids.count - 1)
            views[view].totals[0] = total - views[view].totals.reduce(.zero, +)
        }
    }

    /// A row of a line that is cut in two, until its other row comes.
    private struct Open {
        var view: Int
        var line: Int
        var category: Int
        var share: Share
        var amount: Cents
    }

    private mutating func code(of cut: RatedParts) -> UInt32 {
        if let code = known[cut] { return code }
        let code = UInt32(parts.count)
        parts.append(cut)
        known[cut] = code
        return code
    }

    /// Reads an exact fraction, `2/5` or `1`.
    private static func share(
        _ fields: CSVTable.Fields, _ shares: inout [ArraySlice<UInt8>: Share], _ bad: (String) -> Finding
    ) throws -> Share {
        let text = fields.text(4)
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count <= 2, let numerator = numbers[0], let denominator = numbers.count == 2 ? numbers[1] : 1,
            (1...1_000_000_000).contains(denominator), (0...denominator).contains(numerator)
        else { throw bad("share") }
        let share = Share(numerator, denominator)
        shares[ArraySlice(Array(text.utf8))] = share
        return share
    }
}

extension ComparedRatings.View {
    fileprivate mutating func add(_ amount: Cents, to category: Int) {
        while totals.count <= category { totals.append(.zero) }
        totals[category] += amount
    }
}
