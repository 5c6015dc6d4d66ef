internal import Measures
internal import Tabular
internal import Texts

extension SummarySheet {
    /// What weighs on each category, for and against, apart; no total across.
    mutating func table(of result: ContributionResult, _ columns: AxisColumns) {
        tableTitle(columns.axis.axis.label)
        remark(
            "Montants pondérés par les poids des règles, arrondis au centime ligne à ligne (le demi-centime s'éloigne de "
                + "zéro). Les catégories ne s'additionnent pas entre elles : une ligne peut peser sur plusieurs.")
        note(1, "Somme des montants pondérés dont le poids est positif, annulations déduites.")
        note(2, "Somme des montants pondérés dont le poids est négatif, annulations déduites.")
        add(
            header("Catégorie"), header("Favorable"), header("Défavorable"), header("Lignes favorables"),
            header("Lignes défavorables"))
        let first = rows.count
        for (place, total) in zip(result.categories, result.totals) {
            let category = columns.definition.categories[place]
            let weight = columns["\(category.id).poids"]
            let amount = columns["\(category.id).montant"]
            func cells(_ sign: String, _ sum: Cents, _ count: Int) -> (NewCell, NewCell) {
                (
                    live(rounded(sumIf(amount, [(weight, sign)])), .amount(sum), .amount),
                    live(countIf([(weight, sign)]), .integer(Int64(count)), .integer)
                )
            }
            let favourable = cells(">0", total.favourable, total.favourableLines)
            let unfavourable = cells("<0", total.unfavourable, total.unfavourableLines)
            note(0, category.meaning)
            add(
                NewCell(.text(category.label), .general, .coloured(fill: category.fill, ink: category.ink)),
                favourable.0, unfavourable.0, favourable.1, unfavourable.1)
        }
        if rows.count > first { chart(first..<rows.count, columns, result) }
        rows.append([])
    }

    private mutating func chart(_ table: Range<Int>, _ columns: AxisColumns, _ result: ContributionResult) {
        rows.append([])
        let top = rows.count
        let height = max(8, 2 * table.count + 5)
        rows += Array(repeating: [], count: height + 1)
        func range(_ column: Int) -> CellRange {
            CellRange(
                CellReference(row: table.lowerBound, column: column),
                CellReference(row: table.upperBound - 1, column: column))
        }
        let series = [(1, "56BFA0"), (2, "E8833A")].map { column, fill in
            Chart.Series(
                name: CellReference(row: table.lowerBound - 1, column: column), values: range(column), fill: fill)
        }
        let words = zip(result.categories, result.totals).map { place, total in
            "\(columns.definition.categories[place].label) : favorable "
                + "\(FrenchNumber.euros(cents: total.favourable.value)), défavorable "
                + FrenchNumber.euros(cents: total.unfavourable.value)
        }
        charts.append(
            Chart(
                .bars(isHorizontal: true), title: columns.axis.axis.label, alternative: words.joined(separator: " ; "),
                categories: range(0), series: series, format: .amount,
                place: CellRange(
                    CellReference(row: top, column: 0), CellReference(row: top + height - 1, column: min(4, lastColumn))
                )
            ))
    }

    /// The amounts tied to each indicator.
    mutating func table(of result: LinksResult, _ columns: AxisColumns) {
        tableTitle(columns.axis.axis.label)
        remark("Montants des lignes liées à chaque indicateur ; ils ne s'additionnent pas d'un indicateur à l'autre.")
        add(header("Indicateur"), header("Montant lié"), header("Unité"), header("Lignes"))
        for (indicator, total) in zip(columns.definition.details.indicators, result.totals) where total.lines > 0 {
            let criteria = [(columns["indicateur"], indicator.id)]
            add(
                plain(.text("\(indicator.id) \(indicator.label)"), .wrapped),
                live(rounded(sumIf(columns["lie"], criteria)), .amount(total.amount), .amount),
                plain(.text(indicator.unit)),
                live(countIf(criteria), .integer(Int64(total.lines)), .integer))
        }
        rows.append([])
    }
}
