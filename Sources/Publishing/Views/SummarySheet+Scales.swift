internal import Measures
internal import Rules
internal import Tabular
internal import Texts

/// The grades of a measure beside the ratings of the official scale.
extension SummarySheet {
    /// How many kinds of disagreement are shown.
    private static let shownPairs = 12

    /// How the two scales of an axis go together, where they do not, and the largest lines.
    mutating func scaleTables(_ views: SummaryViews, _ place: Int) {
        let scale = views.derived.scales[place]
        guard let mapping = views.definition.mapping else { return }
        let columns = plan.views.scales.indices.contains(place) ? plan.views.scales[place] : nil
        rows.append([])
        tableTitle("\(scale.axis.label) : le grade et la cotation officielle (\(scale.other.label))")
        remark(
            "Chaque grade donne une cotation officielle, jamais l'inverse (correspondance \(mapping.version), "
                + "\(mapping.confidence.words) : \(mapping.source)). Une ligne est en désaccord quand sa cotation officielle "
                + "n'est pas celle que donne son grade."
                + (columns == nil
                    ? " Chiffres du calcul : le pipeline ne demande pas les colonnes qui les feraient suivre les corrections."
                    : ""))
        agreementTable(scale, columns)
        pairTable(scale, columns)
        lineTable(views.lines[place], scale, columns)
    }

    private mutating func agreementTable(_ scale: ScaleComparison, _ columns: ViewPlaces.Scale?) {
        add(header("Situation"), header("Montant"), header("Part"), header("Lignes"))
        let first = rows.count
        let total = CellReference(row: first + ScaleAgreement.allCases.count, column: 1)
        for agreement in ScaleAgreement.allCases {
            let found = scale[agreement]
            let criteria = columns.map { [($0.agreement, agreement.label)] }
            let amount = criteria.map { rounded(sumIf(plan.amount, $0)) }
            add(
                plain(.text(agreement.label)), either(amount, .amount(found.amount), .amount),
                share(
                    of: CellReference(row: rows.count, column: 1), found.amount, total: total,
                    of: figures.retained.amount),
                either(criteria.map { countIf($0) }, .integer(Int64(found.lines)), .integer))
        }
        add(
            plain(.text("Total dans le périmètre"), .general, .total),
            live(rounded(sumIf(plan.amount, [])), .amount(figures.retained.amount), .amount, .total),
            share(of: total, figures.retained.amount, total: total, of: figures.retained.amount, look: .total),
            live(countIf([]), .integer(Int64(figures.retained.lines)), .integer, .total))
        let difference = Formula.binary(sum(first..<total.row, 1), .minus, .cell(sheet: nil, total))
        let held = scale.amounts.reduce(.zero, +) == figures.retained.amount
        add(
            NewCell(.text("Contrôle : somme des situations = périmètre"), .wrapped, .remark),
            NewCell(verdict(of: difference, holds: held, or: "Écart : une situation a changé"), .wrapped, .remark))
    }

    private func either(_ formula: Formula?, _ value: CellValue, _ format: ValueFormat) -> NewCell {
        formula.map { live($0, value, format) } ?? plain(value, format)
    }

    private mutating func pairTable(_ scale: ScaleComparison, _ columns: ViewPlaces.Scale?) {
        guard !scale.disagreements.isEmpty else { return }
        rows.append([])
        add(header("Désaccord : d'après le grade"), header("Montant"), header("Cotation officielle"), header("Lignes"))
        for pair in scale.disagreements.prefix(Self.shownPairs) {
            let criteria = columns.map { [($0.expected, pair.expected), ($0.found, pair.found)] }
            add(
                plain(.text(pair.expected), .wrapped),
                either(criteria.map { rounded(sumIf(plan.amount, $0)) }, .amount(pair.amount), .amount),
                plain(.text(pair.found), .wrapped),
                either(criteria.map { countIf($0) }, .integer(Int64(pair.lines)), .integer))
        }
        let rest = scale.disagreements.dropFirst(Self.shownPairs)
        if !rest.isEmpty {
            add(
                plain(.text("\(FrenchNumber.integer(rest.count)) autres désaccords")),
                plain(.amount(rest.reduce(.zero) { $0 + $1.amount }), .amount), plain(nil),
                plain(.integer(Int64(rest.reduce(0) { $0 + $1.lines })), .integer))
        }
    }

    private mutating func lineTable(
        _ lines: [SummaryViews.Line], _ scale: ScaleComparison, _ columns: ViewPlaces.Scale?
    ) {
        guard !lines.isEmpty, let axis = plan.axes.indices.first(where: { figures.views[$0].title == scale.axis.label })
        else { return }
        rows.append([])
        add(
            header("Plus gros montants en désaccord"), header("Montant"), header("Grade"),
            header("D'après le grade"), header("Officielle"))
        for line in lines {
            let rating = CellReference(row: line.row, column: plan.axes[axis].rating)
            func at(_ column: Int) -> Formula {
                .cell(sheet: plan.sheet, CellReference(row: line.row, column: column))
            }
            add(
                NewCell(.link(line.label, sheet: plan.sheet, rating), .general, .tableBody),
                live(at(plan.amount), .amount(line.amount), .amount),
                live(at(plan.axes[axis].rating), .text(line.grade), .wrapped),
                either(columns.map { at($0.expected) }, .text(line.expected), .wrapped),
                either(columns.map { at($0.found) }, .text(line.found), .wrapped))
        }
    }
}
