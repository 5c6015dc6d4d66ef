internal import Measures
internal import Tabular

extension SummarySheet {
    /// Each capital over the exercice, then the postings that no line makes, then the accounts.
    mutating func tables(of result: PostingsResult, _ columns: AxisColumns) {
        let details = columns.definition.details
        let templates = details.templates.indices.filter { details.templates[$0].event == .line }
        tableTitle("\(columns.axis.axis.label), par capital")
        remark("Un capital n'en compense pas un autre : aucun total ne les réunit.")
        let names =
            ["Capital", "Dette d'ouverture", "Dette reconnue", "Dotation de l'exercice"]
            + templates.map { "Payé, \(details.templates[$0].id)" } + [
                "Dette de clôture", "Payé au-delà", "Couverture",
            ]
        rows.append(names.map { header($0) })
        for (place, total) in result.capitals.enumerated() {
            rows.append(cells(of: total, details.capitals[place], templates, columns))
        }
        rows.append([])
        entries(result, details)
        accounts(result, columns)
    }

    private func cells(
        of total: PostingsResult.CapitalTotal, _ capital: Capital, _ templates: [Int], _ columns: AxisColumns
    ) -> [NewCell?] {
        func place(_ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: rows.count, column: column)) }
        let paid = templates.map { template in
            live(
                rounded(
                    sumIf(
                        columns["passe"],
                        [
                            (columns["capital"], capital.label),
                            (columns["modele"], columns.definition.details.templates[template].id),
                        ])), .amount(total.paid[template]), .amount)
        }
        let payments = templates.indices.map { place(4 + $0) }
        let owed = payments.reduce(Formula.binary(place(1), .plus, place(2))) { .binary($0, .minus, $1) }
        let over = payments.reduce(Formula.binary(.number("0"), .minus, place(1))) { .binary($0, .plus, $1) }
        func above(_ formula: Formula) -> Formula { .call("MAX", [.number("0"), rounded(formula)]) }
        let covered = payments.dropFirst().reduce(payments.first ?? .number("0")) { .binary($0, .plus, $1) }
        let ratio = Formula.call(
            "IF",
            [
                .binary(place(3), .equal, .number("0")), .text("-"),
                .call("MIN", [.number("1"), .binary(covered, .over, place(3))]),
            ])
        let isOver = total.allPaid >= total.allowance
        let share: CellValue =
            total.allowance == .zero
            ? .text("-")
            : .decimal(isOver ? "1" : ExactDecimal.quotient(total.allPaid.value, total.allowance.value))
        return [
            plain(.text(capital.label)), plain(.amount(total.opening), .amount),
            plain(.amount(total.recognised), .amount), plain(.amount(total.allowance), .amount),
        ] + paid + [
            live(above(owed), .amount(total.closing), .amount),
            live(above(.binary(over, .minus, place(2))), .amount(total.surplus), .amount),
            live(ratio, share, .percent),
        ]
    }

    /// The postings of budgets.
    private mutating func entries(_ result: PostingsResult, _ details: KindDetails) {
        guard !result.entries.isEmpty else { return }
        tableTitle("Écritures de l'exercice qui ne viennent pas de lignes")
        add(header("Écriture"), header("Montant"), header("Débit"), header("Crédit"), header("Fondement"))
        for entry in result.entries {
            let capital = details.capitals[entry.capital]
            let template = details.templates[entry.template]
            add(
                plain(.text("\(template.id) \(template.label) – \(capital.label)"), .wrapped),
                plain(.amount(entry.amount), .amount), plain(.text(entry.debit)), plain(.text(entry.credit)),
                plain(.text(capital.budget?.basis ?? "")))
        }
        rows.append([])
    }

    /// The accounts of each capital, and whether they balance.
    private mutating func accounts(_ result: PostingsResult, _ columns: AxisColumns) {
        let details = columns.definition.details
        tableTitle("Comptes")
        add(header("Compte"), header("Débit"), header("Crédit"), header("Solde"))
        for (place, capital) in details.capitals.enumerated() {
            let own = result.accounts.filter { $0.capital == place }
            guard !own.isEmpty else { continue }
            let first = rows.count
            for account in own {
                let row = rows.count
                let debit = CellReference(row: row, column: 1)
                let credit = CellReference(row: row, column: 2)
                add(
                    plain(.text("\(account.account) – \(capital.label)")),
                    live(
                        side("debit", account.account, capital, result, place, columns) { $0.debit },
                        .amount(account.debit), .amount),
                    live(
                        side("credit", account.account, capital, result, place, columns) { $0.credit },
                        .amount(account.credit), .amount),
                    live(
                        rounded(.binary(.cell(sheet: nil, debit), .minus, .cell(sheet: nil, credit))),
                        .amount(account.debit - account.credit), .amount))
            }
            let difference = Formula.binary(sum(first..<rows.count, 1), .minus, sum(first..<rows.count, 2))
            let holds = own.reduce(Cents.zero) { $0 + $1.debit - $1.credit } == .zero
            add(
                NewCell(.text("Contrôle, \(capital.label) : débits = crédits"), .wrapped, .remark),
                NewCell(verdict(of: difference, holds: holds, or: "Écart : un compte a changé"), .wrapped, .remark))
        }
        rows.append([])
    }

    /// What lines and budgets post to one side of an account of a capital.
    private func side(
        _ key: String, _ account: String, _ capital: Capital, _ result: PostingsResult, _ place: Int,
        _ columns: AxisColumns, of entry: (PostingsResult.Entry) -> String
    ) -> Formula {
        let lines = sumIf(
            columns["passe"], [(columns[key], account), (columns["capital"], capital.label)])
        let others = result.entries.filter { $0.capital == place && entry($0) == account }
            .reduce(Cents.zero) { $0 + $1.amount }
        return rounded(others == .zero ? lines : .binary(lines, .plus, .number(others.decimal)))
    }
}
