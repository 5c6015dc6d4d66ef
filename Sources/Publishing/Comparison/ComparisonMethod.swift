internal import Measures
internal import PublicAccounts
internal import Tabular

/// The last sheet of a comparison: what was compared, what the causes mean, which rules changed, what was proved.
enum ComparisonMethod {
    static let name = "Méthode"

    /// The sheet.
    static func sheet(_ content: ComparisonContent) -> NewSheet {
        var rows: [[NewCell?]] = [[NewCell(.text("Méthode et contrôles"), .general, .title)], []]
        func header(_ texts: String...) { rows.append(texts.map { NewCell(.text($0), .general, .header) }) }
        func row(_ texts: String...) { rows.append(texts.map { NewCell(.text($0), .wrapped, .tableBody) }) }
        header("Ce qui est comparé", "")
        row(content.before, content.runs.first ?? "")
        row(content.after, content.runs.last ?? "")
        row("Une même chose", "les lignes de mêmes \(content.matching)")
        rows.append([])
        header("Cause", "Ce qu'elle veut dire")
        for cause in ChangeCause.allCases { row(cause.label(french: true), cause.meaning) }
        row(
            "Partage de l'écart",
            "Ce que les deux passages ont d'une même chose (le plus petit des deux montants) reste où il était, ou se déplace "
                + "pour une cause, cherchée dans l'ordre ci-dessus ; le reste vient ou s'en va. Rien n'est arrondi : les causes "
                + "font l'écart au centime. Comparer dans l'autre sens donne l'opposé.")
        rows.append([])
        header("Règles et plans de comptes qui ont changé", "")
        for rule in content.rules { row(rule, "") }
        if content.rules.isEmpty { row("Aucun", "") }
        rows.append([])
        header("Contrôle", "Attendu", "Trouvé", "Résultat")
        for control in content.controls {
            rows.append([
                NewCell(.text(control.name), .wrapped, .tableBody),
                NewCell(.amount(control.expected), .amount, .tableBody),
                NewCell(.amount(control.found), .amount, .tableBody),
                NewCell(.text(control.holds ? "OK" : "Écart"), .general, .tableBody),
            ])
        }
        var sheet = NewSheet(name: name, widths: [56, 70, 20, 12], rows: rows)
        sheet.frozenRows = 1
        RowHeights.fit(&sheet)
        return sheet
    }
}
