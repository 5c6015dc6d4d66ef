public import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import Texts

/// What changed between two runs of one measure (`mesures compare A B`): on each axis and in the synthesis the money of
/// every category in both, and why it is not the same, to the cent.
public struct RunComparison {
    let before: ComparedRun
    let after: ComparedRun
    /// The measure's id, and its title where its file is known.
    let measure: String
    let measureTitle: String
    let things: ThingKeys
    /// How many things both runs have, the second alone, the first alone.
    let matched: (common: Int, new: Int, gone: Int)
    let rules: RuleChanges
    let views: [ComparedView]
    /// What must reconcile, all of it holds: per view and category the causes and the difference.
    let controls: [Control]
    /// What was noticed.
    public let findings: [Finding]

    private let firstLines: [[Int]]

    /// Compares the runs at `before` and `after`: output folders, or files in them.
    ///
    /// - Throws: what `ComparedRun` throws; `CMP005` when they have no axis in common.
    public init(from before: String, to after: String, _ settings: ReadingSettings) throws {
        var categories = ComparedCategories(try MeasureFolder(pipelines: settings.pipelines).definitions)
        self.before = try ComparedRun(at: before, categories: &categories)
        self.after = try ComparedRun(at: after, categories: &categories)
        let runs = [self.before, self.after]
        let things = ThingKeys(self.before, self.after)
        self.things = things
        rules = RuleChanges(from: self.before.files, to: self.after.files)
        measure = categories.measure ?? ""
        measureTitle = categories.definition?.title ?? measure
        let index = things.codes.map { ThingIndex($0, count: things.count) }
        firstLines = index.map(\.firstLines)
        let met = (0..<things.count).map { (index[0].isMet($0), index[1].isMet($0)) }
        matched = (met.count { $0 && $1 }, met.count { !$0 && $1 }, met.count { $0 && !$1 })

        let shared = runs[0].axes.filter { runs[1].axes.contains($0) }
        guard !shared.isEmpty else { throw Finding(.noSharedAxis) }
        let axes = shared.map { ComparedStates(axis: $0, of: runs) }
        let judge = StateJudge(rules: rules, axes: axes)
        let maker = ViewMaker(runs: runs, index: index, categories: categories)
        var views = zip(shared, axes).map { axis, states in
            maker.view(axis, states) { judge.cause(states.states[$0], states.states[$1]) }
        }
        if runs.allSatisfy(\.ratings.mayHaveSynthesis), runs.contains(where: \.ratings.isSynthesisMet) {
            let states = ComparedStates(synthesisOf: axes, of: runs)
            views.append(
                maker.view(ComparedRatings.synthesis, states) {
                    judge.cause(states.states[$0], states.states[$1])
                })
        }
        self.views = views
        controls = try Self.controls(views)
        var findings: [Finding] = []
        let alone = runs.flatMap(\.axes).filter { !shared.contains($0) }
        if !alone.isEmpty { findings.append(Finding(.axesOfOne, ["axes": alone.joined(separator: ", ")])) }
        if matched.common == 0, matched.new > 0, matched.gone > 0 {
            let fields = things.fields.map(\.rawValue).joined(separator: ", ")
            findings.append(Finding(.nothingMatched, ["fields": fields.isEmpty ? "–" : fields]))
        }
        self.findings = findings
    }

    /// Whether the first run is a budget and the second its execution, as far as can be told: one exercice, and lines that
    /// are not the same pièces.
    var isExecution: Bool { before.exercice == after.exercice && !things.byPiece }

    /// The line that stands for a thing: the first one of the second run, else of the first.
    func line(of thing: Int) -> (input: ComparedRun.Input, line: Int) {
        let place = firstLines[1][thing]
        return place >= 0 ? after.line(place) : before.line(firstLines[0][thing])
    }

    /// Proves that causes sum to differences.
    ///
    /// - Throws: `CMP009`.
    private static func controls(_ views: [ComparedView]) throws(Finding) -> [Control] {
        var controls: [Control] = []
        for view in views {
            for row in view.rows where !row.isEmpty {
                controls.append(
                    Control(
                        "\(view.short), \(row.category.label) : départ et causes = arrivée", expected: row.after,
                        found: row.explained))
            }
            for cause in ChangeCause.moves {
                controls.append(
                    Control(
                        "\(view.short), \(cause.label(french: true)) : déplacements de somme nulle", expected: .zero,
                        found: view.total { $0[cause] }))
            }
            guard view.isAdditive, controls.allSatisfy(\.holds) else {
                throw Finding(.causesDoNotSum, ["view": view.label])
            }
        }
        return controls
    }
}

/// The lines of each thing of one run.
struct ThingIndex {
    private let starts: [Int]
    private let order: [Int]

    /// The lines of things, `count` of them, by the thing of each line.
    init(_ codes: [UInt32], count: Int) {
        var starts = [Int](repeating: 0, count: count + 1)
        for code in codes { starts[Int(code) + 1] += 1 }
        for thing in 0..<count { starts[thing + 1] += starts[thing] }
        var next = starts
        var order = [Int](repeating: 0, count: codes.count)
        for (line, code) in codes.enumerated() {
            order[next[Int(code)]] = line
            next[Int(code)] += 1
        }
        self.starts = starts
        self.order = order
    }

    /// The lines of `thing`.
    subscript(_ thing: Int) -> ArraySlice<Int> { order[starts[thing]..<starts[thing + 1]] }

    /// How many things there are.
    var count: Int { starts.count - 1 }

    /// Whether the run has it.
    func isMet(_ thing: Int) -> Bool { starts[thing] < starts[thing + 1] }

    /// The first line of each thing; -1 where the run has none.
    var firstLines: [Int] { (0..<starts.count - 1).map { isMet($0) ? order[starts[$0]] : -1 } }
}

/// Tells why a line that is in one state in the first run is in another in the second.
struct StateJudge {
    let rules: RuleChanges
    /// The axes that both runs have.
    let axes: [ComparedStates]

    /// The cause.
    func cause(_ before: ComparedStates.State, _ after: ComparedStates.State) -> ChangeCause {
        switch (before.origin, after.origin) {
        case (.one(let own), .one(let other)): return cause(own, other)
        case (.axes(let own), .axes(let other)):
            // The axes that put the line elsewhere; the first of their causes, in the order of the causes, is its cause.
            var causes: [ChangeCause] = []
            for (axis, pair) in zip(axes, zip(own, other)) {
                let (one, two) = (axis.states[pair.0], axis.states[pair.1])
                if one.parts != two.parts { causes.append(cause(one, two)) }
            }
            if let first = causes.min(by: { $0.rawValue < $1.rawValue }) { return first }
            return rules.hasOtherMeasure ? .rules : .perimeter
        default: return .content
        }
    }

    private func cause(_ before: RatingOrigin, _ after: RatingOrigin) -> ChangeCause {
        if before.isOutside || after.isOutside { return .perimeter }
        if before.isPersons || after.isPersons { return .ratings }
        return rules.mayExplain(before, after) ? .rules : .content
    }
}

extension RatingOrigin {
    /// Whether the perimeter leaves the line out.
    fileprivate var isOutside: Bool { if case .outside = self { true } else { false } }
    /// Whether somebody decided, or accepted what was suggested.
    fileprivate var isPersons: Bool { self == .decision || self == .suggestion }
}
