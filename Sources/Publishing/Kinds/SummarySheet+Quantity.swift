internal import Measures
internal import Rules
internal import Tabular

extension SummarySheet {
    /// The quantity by post, how sure it is, by factor and by how well it is known.
    mutating func tables(of result: QuantityResult, _ columns: AxisColumns) {
        let slots = KindColumnMaker.slots(result)
        tableTitle("\(columns.axis.axis.label), en \(result.unit.text)")
        add(header("Poste"), header(result.unit.text), header("Part"), header("Lignes"))
        let first = rows.count
        let kept = result.posts.indices.filter { result.posts[$0].lines > 0 }
        let total = CellReference(row: first + kept.count, column: 1)
        for place in kept {
            let words = KindColumnMaker.words(place, columns.definition)
            add(
                plain(.text(words)),
                live(
                    sumOfSlots("poste", words, slots, columns), .decimal(ExactDecimal.text(result.posts[place].value)),
                    .integer),
                quotient(of: CellReference(row: rows.count, column: 1), result.posts[place].value, total, result),
                live(
                    countOfSlots("poste", words, slots, columns), .integer(Int64(result.posts[place].lines)), .integer))
        }
        let wholeColumn = slots > 1 ? "total" : KindColumnMaker.key("quantite", 0)
        let everything = sumIf(columns[wholeColumn], [])
        add(
            plain(.text("Total"), .general, .total),
            live(everything, .decimal(ExactDecimal.text(result.total.value)), .integer, .total),
            quotient(of: total, result.total.value, total, result, look: .total),
            live(
                countIf([(columns["statut"], KindColumns.covered)]), .integer(Int64(result.total.lines)), .integer,
                .total))
        intervals(result, total)
        factors(result, columns, slots)
        bases(result, columns, wholeColumn)
    }

    /// What the total may be: the factor that counts, and what it would be if lines erred each on their own or all together.
    private mutating func intervals(_ result: QuantityResult, _ total: CellReference) {
        rows.append([])
        note(0, "Facteur k : la vraie valeur est entre total ÷ k et total × k, avec 95 chances sur 100.")
        add(header("Incertitude à 95 %"), header("k"), header("Basse"), header("Haute"))
        let answers = [
            ("Lignes d'un même facteur liées (à retenir)", result.uncertainty.byFactor),
            ("Si toutes les lignes étaient indépendantes", result.uncertainty.independent),
            ("Si toutes se trompaient ensemble", result.uncertainty.correlated),
        ]
        for (words, k95) in answers {
            let place = Formula.cell(sheet: nil, CellReference(row: rows.count, column: 1))
            let whole = Formula.cell(sheet: nil, total)
            add(
                plain(.text(words)), plain(.decimal(ExactDecimal.text(k95))),
                live(
                    .binary(whole, .over, place), .decimal(ExactDecimal.text(result.total.value / k95)), .integer),
                live(
                    .binary(whole, .times, place), .decimal(ExactDecimal.text(result.total.value * k95)), .integer))
        }
    }

    private mutating func factors(_ result: QuantityResult, _ columns: AxisColumns, _ slots: Int) {
        rows.append([])
        add(
            header("Facteur"), header(result.unit.text), header("Valeur"), header("Unité"), header("Millésime"),
            header("k95"), header("Licence"), header("Source"))
        var seen: Set<String> = []
        for found in result.factors where seen.insert(found.factor.id).inserted {
            // One factor may be used with bases that are more or less sure.
            let same = result.factors.filter { $0.factor.id == found.factor.id }
            let value = same.reduce(0) { $0 + $1.total.value }
            let row = rows.count
            merge(row, 7...max(7, lastColumn))
            add(
                plain(.text(found.factor.id)),
                live(
                    sumOfSlots("facteur", found.factor.id, slots, columns), .decimal(ExactDecimal.text(value)),
                    .integer),
                plain(.decimal(ExactDecimal.text(found.factor.value))), plain(.text(found.factor.unit.text)),
                plain(.integer(Int64(found.factor.vintage))), plain(.decimal(ExactDecimal.text(found.factor.k95))),
                plain(.text(found.factor.licence)), plain(.text(found.factor.source), .wrapped))
        }
    }

    private mutating func bases(_ result: QuantityResult, _ columns: AxisColumns, _ wholeColumn: String) {
        rows.append([])
        note(0, "Une ligne a une quantité physique ou un montant, jamais les deux.")
        add(header("Fondement"), header(result.unit.text), header("Lignes"))
        for (basis, total) in zip(Quantification.Basis.allCases, result.bases) where total.lines > 0 {
            let criteria = [(columns["fondement"], basis.words)]
            add(
                plain(.text(basis.words)),
                live(sumIf(columns[wholeColumn], criteria), .decimal(ExactDecimal.text(total.value)), .integer),
                live(countIf(criteria), .integer(Int64(total.lines)), .integer))
        }
        rows.append([])
    }

    /// The sum of the quantities of every slot whose `key` says `words`.
    private func sumOfSlots(_ key: String, _ words: String, _ slots: Int, _ columns: AxisColumns) -> Formula {
        ofSlots(slots) { slot in
            sumIf(
                columns[KindColumnMaker.key("quantite", slot)], [(columns[KindColumnMaker.key(key, slot)], words)])
        }
    }

    private func countOfSlots(_ key: String, _ words: String, _ slots: Int, _ columns: AxisColumns) -> Formula {
        ofSlots(slots) { countIf([(columns[KindColumnMaker.key(key, $0)], words)]) }
    }

    private func ofSlots(_ slots: Int, _ formula: (Int) -> Formula) -> Formula {
        (1..<max(1, slots)).reduce(formula(0)) { .binary($0, .plus, formula($1)) }
    }

    /// The part of the quantity in `part` in the total.
    private func quotient(
        of part: CellReference, _ value: Double, _ total: CellReference, _ result: QuantityResult,
        look: CellLook = .tableBody
    ) -> NewCell {
        let whole = result.total.value
        let formula = Formula.call(
            "IF",
            [
                .binary(.cell(sheet: nil, total), .equal, .number("0")), .text("-"),
                .binary(.cell(sheet: nil, part), .over, .cell(sheet: nil, total)),
            ])
        return live(
            formula, whole == 0 ? .text("-") : .decimal(ExactDecimal.text(value / whole)), .percent, look)
    }
}
