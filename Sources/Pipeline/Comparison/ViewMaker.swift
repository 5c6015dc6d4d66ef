internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

/// Compares two runs on one view.
struct ViewMaker {
    let runs: [ComparedRun]
    /// The lines of each thing, run by run.
    let index: [ThingIndex]
    let categories: ComparedCategories
    private let amounts: [[Cents]]
    private let places: [Int]

    /// Compares `runs`, whose things have the lines of `index`.
    init(runs: [ComparedRun], index: [ThingIndex], categories: ComparedCategories) {
        self.runs = runs
        self.index = index
        self.categories = categories
        amounts = runs.map { $0.inputs.flatMap(\.lines.amounts) }
        // Categories come in the measure's order, what is outside last.
        places = categories.ids.indices.map { $0 == 0 ? categories.ids.count - 1 : $0 - 1 }
    }

    /// The view `id`, whose lines are in `states`; `cause` tells states apart.
    func view(_ id: String, _ states: ComparedStates, cause: @escaping (Int, Int) -> ChangeCause)
        -> ComparedView
    {
        let parts = states.states.map { state in
            RatedParts(
                places[state.parts.main], state.parts.share, other: state.parts.other.map { places[$0] })
        }
        let views = runs.map { run in
            run.ratings.views[run.axes.firstIndex(of: id) ?? run.ratings.views.count - 1]
        }
        var rows = (1..<categories.ids.count).map { ComparedView.Row(categories.category($0)) }
        rows.append(ComparedView.Row(categories.category(0), isOutside: true))
        for (category, place) in places.enumerated() {
            rows[place].before = views[0].totals.indices.contains(category) ? views[0].totals[category] : .zero
            rows[place].after = views[1].totals.indices.contains(category) ? views[1].totals[category] : .zero
        }
        let decomposition = ChangeDecomposition(parts: parts, cause: cause)
        let labels = rows.map(\.category.label)
        var changes: [ComparedView.Thing] = []
        var before: [Holding] = []
        var after: [Holding] = []
        for thing in 0..<index[0].count {
            hold(thing, 0, states.codes[0], views[0], &before)
            hold(thing, 1, states.codes[1], views[1], &after)
            if before == after { continue }
            for change in decomposition.changes(from: before, to: after) {
                for effect in change.effects { rows[effect.category][change.cause] += effect.amount }
                changes.append(
                    ComparedView.Thing(
                        thing: thing, change: change, from: change.from.map { words(parts[$0], labels) } ?? "",
                        to: change.to.map { words(parts[$0], labels) } ?? ""))
            }
        }
        let isSynthesis = id == ComparedRatings.synthesis
        let known = categories.definition?.axes.first { $0.id == id }
        let synthesis = categories.definition?.synthesis
        return ComparedView(
            id: id, label: (isSynthesis ? synthesis?.label : known?.label) ?? id,
            short: (isSynthesis ? synthesis?.short : known?.short) ?? id, rows: rows, changes: changes)
    }

    /// What `run` has of `thing`, one holding per state; `holdings` is used again from thing to thing.
    private func hold(
        _ thing: Int, _ run: Int, _ states: [UInt32], _ view: ComparedRatings.View, _ holdings: inout [Holding]
    ) {
        holdings.removeAll(keepingCapacity: true)
        for line in index[run][thing] {
            let state = Int(states[line])
            let amount =
                view.cuts.isEmpty
                ? CutAmount(main: amounts[run][line]) : view.cuts[line] ?? CutAmount(main: amounts[run][line])
            if let place = holdings.firstIndex(where: { $0.state == state }) {
                holdings[place].amount.main += amount.main
                holdings[place].amount.other += amount.other
            } else {
                holdings.append(Holding(state: state, amount: amount))
            }
        }
    }

    /// `Favorable 40 %, Neutre`.
    private func words(_ parts: RatedParts, _ labels: [String]) -> String {
        guard let other = parts.other else { return labels[parts.main] }
        let share = FrenchNumber.percent(parts.share.numerator, of: parts.share.denominator)
        return "\(labels[parts.main]) \(share), \(labels[other])"
    }
}
