import Tabular
import Testing

/// A new sheet with all that one may have: figures, every kind of chart, notes, links, colours, a drop-down list's values.
enum Dashboard {
    static let axes = ["Atténuation", "Adaptation", "Eau", "Économie circulaire", "Pollution", "Biodiversité"]
    static let ratings = ["Favorable", "Neutre", "Défavorable", "Non coté"]
    static let fills = ["2E7D32", "BDBDBD", "C62828", "F5F5F5"]

    static func range(_ text: String) throws -> CellRange { try #require(CellRange(text)) }

    /// The sheet; `replaces` is the sheet whose place it takes.
    static func sheet(name: String = "Synthèse budget vert", replaces: Int? = nil) throws -> NewSheet {
        var rows: [[NewCell?]] = [
            [NewCell(.text("Synthèse"), .general, .title)],
            [NewCell(.text("Axe"), .general, .header)] + ratings.map { NewCell(.text($0), .general, .header) },
        ]
        for (index, axis) in axes.enumerated() {
            let amounts = (0..<4).map { Cents(Int64(1_234_567 * (index + 1) * ($0 + 1) + 89)) }
            rows.append(
                [NewCell(.text(axis), .general, .tableBody)]
                    + amounts.map { NewCell(.formula(.number("1"), .amount($0)), .amount, .tableBody) })
        }
        rows.append([NewCell(.text("Total"), .general, .total), nil, nil, nil, NewCell(.integer(0), .integer, .total)])
        rows.append([NewCell(.link("Voir la ligne", sheet: "Budget", CellReference(row: 2, column: 0)))])
        var sheet = NewSheet(name: name, widths: [24, 16, 16, 16, 16], rows: rows)
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        sheet.colours = [(try range("A3:A8"), ValueColour(text: "Eau", fill: "DDEBF7", ink: "1F3864"))]
        sheet.notes = [
            (CellReference(row: 1, column: 2), "Court."),
            (
                CellReference(row: 0, column: 0),
                "Dépenses réelles d'investissement, mandatées sur l'exercice.\nLes dépenses exclues sont listées par motif."
            ),
        ]
        func series(_ index: Int) throws -> Chart.Series {
            let letter = CellReference.letters(ofColumn: index + 1)
            return Chart.Series(
                name: CellReference(row: 1, column: index + 1), values: try range("\(letter)3:\(letter)8"),
                fill: fills[index])
        }
        let all = try (0..<4).map(series)
        let axisNames = try range("A3:A8")
        var shares = Chart(
            .stackedShares(isHorizontal: true), title: "Part de chaque cotation, par axe",
            alternative: "Barres empilées : pour chaque axe, la part des dépenses favorables, neutres, défavorables.",
            categories: axisNames, series: all, format: .amount, place: try range("G2:N18"))
        shares.showsValues = true
        var ring = Chart(
            .doughnut, title: "Atténuation & \"reste\"", alternative: "Anneau <des> cotations de l'axe atténuation.",
            categories: try range("B2:E2"),
            series: [
                Chart.Series(
                    name: CellReference(row: 2, column: 0), values: try range("B3:E3"), fill: fills[0], fills: fills)
            ], format: .amount, place: try range("G20:N36"))
        ring.showsValues = true
        var bars = Chart(
            .bars(isHorizontal: true), title: "Dépenses favorables par axe", alternative: "Barres.",
            categories: axisNames, series: [all[0]], format: .amount, place: try range("P2:W18"))
        bars.series[0].fills = ["2E7D32", "1565C0", "00838F", "6A1B9A", "EF6C00", "558B2F"]
        bars.showsValues = true
        let columns = Chart(
            .bars(isHorizontal: false), title: "Par axe et cotation", alternative: "Colonnes côte à côte.",
            categories: axisNames, series: Array(all.prefix(3)), format: .amount, place: try range("P20:W36"))
        let stacked = Chart(
            .stackedBars(isHorizontal: false), title: "Empilées", alternative: "Colonnes empilées.",
            categories: axisNames, series: all, format: .amount, place: try range("G38:N54"))
        sheet.charts = [shares, ring, bars, columns, stacked]
        sheet.mark = Mark(.sheet, owner: "budget-vert", key: "synthese")
        sheet.replaces = replaces
        return sheet
    }
}
