import Files
import Markup
import OpenDocument
import Tabular
import ZipArchive

/// A part as a tree.
func tree(_ archive: ZipArchive, _ part: String) throws -> Element {
    guard let entry = archive.entry(part) else { throw MissingPart(name: part) }
    return try Element(parsing: try archive.contents(of: entry), part: part)
}

/// A part that a test looks for and that is not there.
struct MissingPart: Error {
    let name: String
}

extension Element {
    /// All elements called `name` in it, in document order.
    func every(_ name: String) -> [Element] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.every(name) }
    }

    /// The value of the attribute with that local name.
    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// All the text in it.
    var wholeText: String { text + children.map(\.wholeText).joined() }
}

/// An amount in euros.
func euros(_ amount: Int64) -> NewCell { NewCell(.amount(Cents(amount * 100)), .amount, .tableBody) }

private func named(_ text: String) -> NewCell { NewCell(.text(text), .text, .tableBody) }

/// A chart of the three names and one or two columns of `chartSheet`.
func chart(_ kind: Chart.Kind, columns: ClosedRange<Int> = 1...2, at row: Int, _ column: Int = 4) -> Chart {
    let fills = ["1B7F4D", "C0392B"]
    return Chart(
        kind, title: "Dépenses « \(kind) » & part", alternative: "Trois cotations, en euros",
        categories: CellRange(CellReference(row: 1, column: 0), CellReference(row: 3, column: 0)),
        series: columns.map { column in
            Chart.Series(
                name: CellReference(row: 0, column: column),
                values: CellRange(CellReference(row: 1, column: column), CellReference(row: 3, column: column)),
                fill: fills[column - 1])
        },
        format: .amount,
        place: CellRange(CellReference(row: row, column: column), CellReference(row: row + 13, column: column + 5)))
}

/// A sheet with three names, two columns of amounts, and `charts`.
func chartSheet(_ charts: [Chart], name: String = "Synthèse d'été") -> NewSheet {
    var sheet = NewSheet(
        name: name, widths: [20, 16, 16],
        rows: [
            [
                NewCell(.text("Cotation"), .text, .header), NewCell(.text("Fonctionnement"), .text, .header),
                NewCell(.text("Investissement"), .text, .header),
            ],
            [named("très favorable"), euros(1_200_500), euros(300_000)],
            [named("neutre"), euros(800_000), euros(400_000)],
            [named("défavorable"), euros(300_000), euros(900_000)],
        ])
    sheet.charts = charts
    return sheet
}
