internal import Tabular
internal import Texts

extension SummarySheet {
    /// How many rows the charts cover.
    private static let chartRows = 17

    /// The charts, below the ratings, on rows of their own: shares by view, and the amounts of the synthesis.
    mutating func drawCharts() {
        rows.append([])
        // Nothing is left to draw where nothing is in the perimeter.
        guard figures.retained.amount != .zero else { return }
        let first = rows.count
        let last = first + Self.chartRows - 1
        rows += Array(repeating: [], count: Self.chartRows + 1)
        let half = figures.hasSynthesis ? 3 : lastColumn
        charts.append(shares(at: Self.range(first...last, 0...half)))
        if figures.hasSynthesis { charts.append(synthesis(at: Self.range(first...last, 4...lastColumn))) }
    }

    private static func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> CellRange {
        CellRange(
            CellReference(row: rows.lowerBound, column: columns.lowerBound),
            CellReference(row: rows.upperBound, column: columns.upperBound))
    }

    /// One bar a view, cut by ratings; what is unresolved comes last. Small parts have no room for their figures, which
    /// stand in the table above.
    private func shares(at place: CellRange) -> Chart {
        let views = figures.views.indices
        let order = Array(figures.ratings.indices.dropFirst()) + [0]
        let series = order.map { position in
            let row = ratingRows.lowerBound + position
            return Chart.Series(
                name: CellReference(row: row, column: 0),
                values: Self.range(row...row, shareColumn(0)...shareColumn(views.count - 1)),
                fill: figures.ratings[position].chart)
        }
        let names = ratingRows.lowerBound - 1
        return Chart(
            .stackedShares(isHorizontal: true), title: "Part de chaque cotation dans le montant",
            alternative: figures.views.map(words).joined(separator: " "),
            categories: Self.range(names...names, amountColumn(0)...amountColumn(views.count - 1)), series: series,
            format: .percent, place: place)
    }

    /// The amounts of the synthesis: a ring, or bars where an amount is negative and no part of a whole.
    private func synthesis(at place: CellRange) -> Chart {
        let view = figures.views.count - 1
        let column = amountColumn(view)
        let amounts = figures.views[view].figures.map { $0?.amount ?? .zero }
        let names = Self.range(ratingRows.lowerBound...(ratingRows.upperBound - 1), 0...0)
        let series = Chart.Series(
            name: CellReference(row: ratingRows.lowerBound - 1, column: column),
            values: Self.range(ratingRows.lowerBound...(ratingRows.upperBound - 1), column...column),
            fill: figures.ratings[0].chart, fills: figures.ratings.map(\.chart))
        return Chart(
            amounts.contains { $0 < .zero } ? .bars(isHorizontal: true) : .doughnut, title: figures.views[view].title,
            alternative: words(figures.views[view]), categories: names, series: [series], format: .amount, place: place)
    }

    /// `Axe 6 : Favorable 12,5 %, Neutre 87,5 %.`
    private func words(_ view: SummaryFigures.View) -> String {
        let parts = zip(figures.ratings, view.figures).compactMap { rating, figure -> String? in
            guard let figure, figure.amount != .zero else { return nil }
            return "\(rating.label) \(FrenchNumber.percent(figure.amount.value, of: figures.retained.amount.value))"
        }
        return "\(view.title) : \(parts.joined(separator: ", "))."
    }
}
