internal import Measures
internal import Tabular
internal import Texts

extension ComparisonSheet {
    /// How many rows a chart covers.
    private static let chartRows = 20

    // Blue, orange and grey stay apart for those who confuse red and green (palette of Okabe and Ito).
    private static let endFill = "A6A6A6"
    private static let riseFill = "56B4E9"
    private static let fallFill = "E69F00"

    /// The columns of the figures.
    private enum Figure: Int, CaseIterable {
        case step, amount, level, base, end, rise, fall, riseBelow, fallBelow
    }

    private static let headers = [
        "Étape", "Montant", "Niveau atteint", "Socle", "Départ et arrivée", "Hausse", "Baisse", "Hausse sous zéro",
        "Baisse sous zéro",
    ]

    /// A waterfall per category that has or had money, two side by side; then the figures behind them.
    mutating func drawWaterfalls(lastColumn: Int) {
        let drawn = view.rows.indices.filter { !view.rows[$0].isEmpty && !view.rows[$0].isOutside }
        let first = rows.count
        let bands = (drawn.count + 1) / 2
        rows += Array(repeating: [], count: bands * (Self.chartRows + 1))
        endPrinting()
        guard !drawn.isEmpty else { return }
        rows.append([NewCell(.text("Chiffres des graphiques"), .general, .total)])
        let half = lastColumn / 2
        for (number, position) in drawn.enumerated() {
            let top = first + number / 2 * (Self.chartRows + 1)
            let columns = number % 2 == 0 ? 0...(half - 1) : half...lastColumn
            let place = CellRange(
                CellReference(row: top, column: columns.lowerBound),
                CellReference(row: top + Self.chartRows - 1, column: columns.upperBound))
            figures(of: position, drawnAt: place)
        }
    }

    private mutating func figures(of position: Int, drawnAt place: CellRange) {
        let row = view.rows[position]
        let waterfall = Waterfall(row)
        let figures = Figure.allCases.filter { waterfall.crossesZero || $0.rawValue <= Figure.fall.rawValue }
        rows.append([NewCell(.text(row.category.label), .general, .subtitle)])
        let header = rows.count
        rows.append(figures.map { NewCell(.text(Self.headers[$0.rawValue]), .general, .header) })
        let labels = [content.before] + ChangeCause.allCases.map { $0.label(french: true) } + [content.after]
        for (number, step) in waterfall.steps.enumerated() {
            let own = rows.count
            let source = self.cell(tableRows[position] ?? 0, Column.before + number)
            rows.append(
                figures.map { figure in
                    figure == .step
                        ? NewCell(.text(labels[number]), .general, .tableBody)
                        : NewCell(
                            value(of: figure, step, at: own, source: source, isSplit: waterfall.crossesZero), .amount,
                            .tableBody)
                })
        }
        charts.append(chart(row, waterfall, figures, header: header, at: place))
    }

    private func value(
        of figure: Figure, _ step: Waterfall.Step, at row: Int, source: Formula, isSplit: Bool
    ) -> CellValue {
        let amount = cell(row, Figure.amount.rawValue)
        let level = cell(row, Figure.level.rawValue)
        let zero = Formula.number("0")
        switch figure {
        case .step: return .text("")
        case .amount: return .formula(source, .amount(step.amount))
        case .level:
            let formula =
                step.isEnd
                ? amount
                : Formula.call(
                    "ROUND", [.binary(cell(row - 1, Figure.level.rawValue), .plus, amount), .number("2")])
            return .formula(formula, .amount(step.level))
        case .end: return step.isEnd ? .formula(amount, .amount(step.amount)) : .text("")
        case .base, .rise, .fall, .riseBelow, .fallBelow: break
        }
        guard !step.isEnd else { return .text("") }
        let before = cell(row - 1, Figure.level.rawValue)
        let low = Formula.call("MIN", [before, level])
        let high = Formula.call("MAX", [before, level])
        func part(_ function: String, _ formula: Formula) -> Formula { .call(function, [formula, zero]) }
        guard figure != .base else {
            return .formula(
                .call("ROUND", [.binary(part("MAX", low), .plus, part("MIN", high)), .number("2")]),
                .amount(step.base))
        }
        let above = Formula.binary(part("MAX", high), .minus, part("MAX", low))
        let below = Formula.binary(part("MIN", low), .minus, part("MIN", high))
        let isRise = figure == .rise || figure == .riseBelow
        let isBelow = figure == .riseBelow || figure == .fallBelow
        // A step that stays on one side of zero is one bar.
        let bar = isBelow ? below : isSplit ? above : .binary(above, .plus, below)
        let shown = isBelow ? step.below : isSplit ? step.above : step.above + step.below
        // What is not there is no bar, and has no figure written on it.
        let isThere = (isRise ? step.amount > .zero : step.amount < .zero) && shown != .zero
        let formula = Formula.call(
            "IF",
            [
                .binary(amount, isRise ? .greater : .less, zero),
                .call("IF", [.binary(bar, .equal, zero), .text(""), .call("ROUND", [bar, .number("2")])]), .text(""),
            ])
        return .formula(formula, isThere ? .amount(shown) : .text(""))
    }

    private func chart(
        _ row: ComparedView.Row, _ waterfall: Waterfall, _ figures: [Figure], header: Int, at place: CellRange
    ) -> Chart {
        func column(_ figure: Figure) -> CellRange {
            CellRange(
                CellReference(row: header + 1, column: figure.rawValue),
                CellReference(row: header + waterfall.steps.count, column: figure.rawValue))
        }
        let series = figures.filter { $0.rawValue >= Figure.base.rawValue }.map { figure in
            var series = Chart.Series(
                name: CellReference(row: header, column: figure.rawValue), values: column(figure),
                fill: figure == .end
                    ? Self.endFill : figure == .rise || figure == .riseBelow ? Self.riseFill : Self.fallFill)
            series.isInvisible = figure == .base
            return series
        }
        var chart = Chart(
            .stackedBars(isHorizontal: false),
            title: "\(row.category.label) : de \(content.before) à \(content.after) (en euros)",
            alternative: words(row), categories: column(.step), series: series, format: .integer, place: place)
        chart.showsValues = true
        return chart
    }

    /// `Favorable : 10,00 € pour Exercice 2024 ; Règles 5,00 € ; 15,00 € pour Exercice 2025.`
    private func words(_ row: ComparedView.Row) -> String {
        let causes = ChangeCause.allCases.filter { row[$0] != .zero }.map {
            "\($0.label(french: true)) \(FrenchNumber.euros(cents: row[$0].value))"
        }
        let ends = [(row.before, content.before), (row.after, content.after)].map {
            "\(FrenchNumber.euros(cents: $0.0.value)) pour \($0.1)"
        }
        return "\(row.category.label) : \(([ends[0]] + causes + [ends[1]]).joined(separator: " ; "))."
    }
}
