internal import DelimitedText
internal import Files
internal import Findings

/// Writes rows of SCDL Budget, and counts what the standard wants and they lack.
struct SCDLRows {
    /// A row: the columns of the standard, in its order.
    struct Row {
        var decision = ""
        var exercice = ""
        var siret = ""
        var name = ""
        var chapitre = ""
        var chapitreLabel = ""
        var nature = ""
        var natureLabel = ""
        var fonction = ""
        var fonctionLabel = ""
        var operation = ""
        var section = ""
        var mouvement = ""
        var sens = ""
        /// From `BGT_MTREAL` to `BGT_MTRAR3112`.
        var amounts: [String] = []
        var artSpe = ""

        /// Looks the labels up in `plan`; functions by their plain code.
        mutating func label(with plan: Nomenclature?, plainFonction: String) {
            chapitreLabel = plan?.chapter(chapitre)?.label ?? ""
            natureLabel = plan?.account(nature)?.label ?? ""
            fonctionLabel = plan?.fonction(plainFonction)?.label ?? ""
        }

        var fields: [String] {
            [
                decision, exercice, siret, name, chapitre, chapitreLabel, nature, natureLabel, fonction, fonctionLabel,
                operation, section, mouvement, sens,
            ] + amounts + [artSpe]
        }
    }

    /// The positions of what the standard wants in every row.
    private static let required = [0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13]

    private var writer: DelimitedWriter
    private var empty: [Int: Int] = [:]

    init(_ sink: any ByteSink) { writer = DelimitedWriter(to: sink, lineEnd: .crlf) }

    mutating func start() throws { try writer.row(SCDLBudget.columns) }

    mutating func add(_ row: Row) throws {
        let fields = row.fields
        for position in Self.required where fields[position].isEmpty { empty[position, default: 0] += 1 }
        try writer.row(fields)
    }

    mutating func finish() throws { try writer.finish() }

    /// Which columns have empty cells that the standard does not allow.
    var findings: [Finding] {
        empty.sorted { $0.key < $1.key }.map { position, count in
            Finding(
                .scdlCellsEmpty, at: Place(), ["column": SCDLBudget.columns[position], "count": String(count)],
                count: count)
        }
    }
}
