internal import Measures
internal import PublicAccounts
internal import Tabular

extension Annotation {
    /// How many lines to rate are shown for each axis.
    private static let shownLines = 10
    /// How long their labels are at most.
    private static let labelLength = 34

    /// The figures that the synthesis sheet's formulas give.
    func figures(source: Cents) -> SummaryFigures {
        let definition = result.definition
        let marks = definition.marks
        let order = summaryOrder
        let ratings = order.map { place in
            SummaryFigures.Rating(
                label: marks[place].label, fill: marks[place].fill, ink: marks[place].ink, chart: marks[place].chart,
                meaning: marks[place].meaning)
        }
        let mixed = result.synthesis == nil ? nil : Int(definition.mixedMark)
        var views: [SummaryFigures.View] = []
        for (axis, columns) in zip(result.axes, plan.axes) {
            let counts = mainCounts(axis.codes, axis.ratings.map(\.main))
            views.append(
                SummaryFigures.View(
                    title: axis.axis.label, short: axis.axis.short, rating: columns.rating, other: columns.other,
                    ratedAmount: columns.ratedAmount,
                    figures: order.map { $0 == mixed ? nil : (axis.totals.amounts[$0], counts[$0]) }))
        }
        if let synthesis = result.synthesis, let columns = plan.synthesis, let rule = definition.synthesis {
            let counts = mainCounts(synthesis.codes, synthesis.ratings.map(\.main))
            views.append(
                SummaryFigures.View(
                    title: rule.label, short: rule.short, rating: columns.rating, other: columns.other,
                    ratedAmount: columns.ratedAmount,
                    figures: order.map { (synthesis.totals.amounts[$0], counts[$0]) }))
        }
        var figures = perimeterFigures(source: source)
        figures.ratings = ratings
        figures.views = views
        figures.hasSynthesis = result.synthesis != nil
        figures.unrated = zip(result.axes, plan.axes).map { unrated($0, $1) }
        figures.derived = summaryViews
        return figures
    }

    /// The figures of the perimeter alone.
    func perimeterFigures(source: Cents) -> SummaryFigures {
        let total = lines.total
        let excluded = Perimeters.met(result)
        let outside = excluded.reduce(Cents.zero) { $0 + $1.amount }
        return SummaryFigures(
            ratings: [], views: [], hasSynthesis: false, unrated: [],
            retained: (total - outside, lines.count - excluded.reduce(0) { $0 + $1.lines }), excluded: excluded,
            all: (total, lines.count), source: source)
    }

    /// The marks from top to bottom: what is unresolved first, then the categories, the mixed one after the favourable.
    private var summaryOrder: [Int] {
        let definition = result.definition
        var order = [Int(definition.absenceMark)] + definition.categories.indices
        if result.synthesis != nil {
            let favourable = definition.categories.firstIndex { $0.sign == 1 } ?? 0
            order.insert(Int(definition.mixedMark), at: favourable + 2)
        }
        return order
    }

    /// How many lines have each mark as their main rating.
    private func mainCounts(_ codes: [UInt32], _ mains: [UInt8?]) -> [Int] {
        var counts = [Int](repeating: 0, count: result.definition.marks.count)
        for code in codes {
            if let main = mains[Int(code)] { counts[Int(main)] += 1 }
        }
        return counts
    }

    // MARK: What is still to rate

    private func unrated(_ axis: AxisResult, _ columns: ColumnPlan.Axis) -> SummaryFigures.Unrated {
        let isUnrated = axis.ratings.map { $0.main == result.definition.absenceMark }
        var count = 0
        // A short list kept in order: most lines are smaller than its last one and cost one comparison.
        var largest: [Int] = []
        for line in axis.codes.indices where isUnrated[Int(axis.codes[line])] {
            count += 1
            let size = lines.amounts[line].value.magnitude
            if largest.count == Self.shownLines, let last = largest.last, size <= lines.amounts[last].value.magnitude {
                continue
            }
            let place = largest.firstIndex { size > lines.amounts[$0].value.magnitude } ?? largest.count
            largest.insert(line, at: place)
            if largest.count > Self.shownLines { largest.removeLast() }
        }
        return SummaryFigures.Unrated(
            title: axis.axis.label, rating: columns.rating, count: count,
            largest: largest.map { line in
                SummaryFigures.Line(
                    label: label(of: line), row: lines.rows[line], amount: lines.amounts[line],
                    toCheck: axis[line].toCheck)
            })
    }

    /// The account and the label of `line`, as far as the export has them and the column of labels has room.
    func label(of line: Int) -> String {
        let label = lines[.libelle, line].isEmpty ? lines[.libelleNature, line] : lines[.libelle, line]
        let parts = [lines[.nature, line], label].filter { !$0.isEmpty }
        let text = parts.isEmpty ? "Rangée \(lines.rows[line] + 1)" : parts.joined(separator: " – ")
        return text.count > Self.labelLength ? text.prefix(Self.labelLength - 1) + "…" : text
    }
}
