internal import Findings
internal import PublicAccounts
internal import Tabular

/// What subjects are in every line: `values[codes[line]]`, as the columns of lines are.
struct SubjectColumns {
    private let lines: Lines
    private let plans: NomenclatureStore?
    private var facts: AccountFacts?

    init(_ lines: Lines, plans: NomenclatureStore?) {
        self.lines = lines
        self.plans = plans
    }

    /// What could not be found out.
    var findings: [Finding] { facts?.findings ?? [] }

    /// The column of `subject`, which is not the amount.
    mutating func column(_ subject: Subject) -> Lines.Column {
        switch subject {
        case .field(let field): return lines[field]
        case .cancellation: return Lines.Column(["non", "oui"], codes: lines.isCancellation.map { $0 ? 1 : 0 })
        case .account(let fact):
            let facts = self.facts ?? AccountFacts(lines, plans)
            self.facts = facts
            return facts.column(fact)
        case .column(let table, let place):
            let column = lines[table.key]
            return Lines.Column(
                column.values.map { table.row(for: $0).map { table.rows[$0][place] } ?? "" }, codes: column.codes)
        case .row(let table):
            let column = lines[table.key]
            return Lines.Column(column.values.map { table.row(for: $0).map(String.init) ?? "" }, codes: column.codes)
        case .amount: return Lines.Column([""], codes: [UInt32](repeating: 0, count: lines.count))
        }
    }
}

extension Lines.Column {
    /// A column whose values need not differ.
    init(_ values: [String], codes: [UInt32]) {
        self.init()
        self.values = TextList(values)
        self.codes = codes
    }
}

/// What nomenclatures say of the accounts of lines, found once for each distinct account, plan, year, sens and movement.
struct AccountFacts {
    private let keys: LineKeys
    private let values: [[AccountFact: String]]
    /// The plans that are missing.
    let findings: [Finding]

    init(_ lines: Lines, _ plans: NomenclatureStore?) {
        var keys = LineKeys(count: lines.count)
        for field in [LineField.nomenclature, .exercice, .nature, .sens, .mouvement] {
            let column = lines[field]
            keys.combine(classCount: column.values.count) { column.codes[$0] }
        }
        var missing: Set<String> = []
        var found: [String: Nomenclature?] = [:]
        values = keys.representatives.map { line in
            let id = lines[.nomenclature, line]
            guard !id.isEmpty, let year = Int(lines[.exercice, line]) else { return [:] }
            let key = "\(id) \(year)"
            if found[key] == nil {
                // A plan that cannot be read is as good as missing: the store's own finding says more in `check`.
                let plan = try? plans?.nomenclature(id, exercice: year)
                found[key] = .some(plan)
                if plan == nil { missing.insert(key) }
            }
            guard let plan = found[key] ?? nil else { return [:] }
            return plan.facts(
                nature: lines[.nature, line], sens: lines[.sens, line], mouvement: lines[.mouvement, line])
        }
        self.keys = keys
        findings =
            missing.isEmpty
            ? [] : [Finding(.factsWithoutPlan, ["plans": missing.sorted().joined(separator: ", ")])]
    }

    /// The column of `fact`.
    func column(_ fact: AccountFact) -> Lines.Column {
        Lines.Column(values.map { $0[fact] ?? "" }, codes: keys.codes)
    }
}

extension Nomenclature {
    /// What the plan says of `nature`; of the closest account above it, of two digits at least, when it does not list it.
    func facts(nature: String, sens: String, mouvement: String) -> [AccountFact: String] {
        var code = Substring(nature)
        while code.utf8.count > 2, account(String(code)) == nil { code = code.dropLast() }
        guard let account = account(String(code)) else { return [.connu: "non"] }
        let isReceipt = sens == "recette"
        let usages: [Account.Usage] =
            switch (mouvement == "ordre", isReceipt) {
            case (false, false): [.depenseReel]
            case (false, true): [.recetteReel]
            case (true, false): [.depenseOrdreEntreSections, .depenseOrdreInterieur]
            case (true, true): [.recetteOrdreEntreSections, .recetteOrdreInterieur]
            }
        let chapters = usages.compactMap { account.chapter($0) }
        // An account of ordre that goes to two chapters does not tell which.
        let chapter = chapters.count == 1 ? chapters[0] : ""
        return [
            .connu: "oui", .libelle: account.label, .chapitre: chapter,
            .section: self.chapter(chapter)?.section ?? "",
            .equipement: (isReceipt ? account.isEquipmentReceipt : account.isEquipmentExpense) ? "oui" : "non",
        ]
    }
}
