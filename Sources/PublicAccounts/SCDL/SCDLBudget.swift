internal import DelimitedText
public import Files
public import Findings
internal import MarkupSheets
public import Tabular

/// Writes a budget as the SCDL standard has it: CSV, 22 columns, UTF-8, commas, CRLF.
///
/// Layout: *SCDL Budget* 0.8.3 (schema.data.gouv.fr, `scdl/budget`); values as the converters of TOTEM give them
/// (megalis-bretagne/yatotem2scdl): `BGT_SIRET` is `IdEtab`, `BGT_NOM` is `LibelleColl`, amounts are as they are written.
public struct SCDLBudget {
    /// The columns, in the standard's order.
    public static let columns = [
        "BGT_NATDEC", "BGT_ANNEE", "BGT_SIRET", "BGT_NOM", "BGT_CONTNAT", "BGT_CONTNAT_LABEL", "BGT_NATURE",
        "BGT_NATURE_LABEL", "BGT_FONCTION", "BGT_FONCTION_LABEL", "BGT_OPERATION", "BGT_SECTION", "BGT_OPBUDG",
        "BGT_CODRD", "BGT_MTREAL", "BGT_MTBUDGPREC", "BGT_MTRARPREC", "BGT_MTPROPNOUV", "BGT_MTPREV", "BGT_CREDOUV",
        "BGT_MTRAR3112", "BGT_ARTSPE",
    ]

    /// What a budget says of itself, for inputs that do not.
    public struct Identity: Sendable, Hashable {
        /// The decision, `BGT_NATDEC`.
        public var decision: SCDLDecision?
        /// The SIRET, 14 digits.
        public var siret: String?
        /// The name of the authority.
        public var name: String?
        /// The year, for lines that have none.
        public var exercice: String?

        /// Nothing known yet.
        public init() {}
    }

    private let settings: ImportSettings
    private let identity: Identity

    /// A writer whose labels come from the plans of `settings`; `identity` is for inputs that are no budget documents.
    public init(settings: ImportSettings, identity: Identity = Identity()) {
        self.settings = settings
        self.identity = identity
    }

    /// Writes the budget that `reader`, opened from `file`, holds to `sink`.
    ///
    /// - Returns: what was noticed on the way.
    /// - Throws: `SCD001` when the standard wants a value that nothing gives, what an import throws otherwise.
    public func write(_ reader: any WorkbookReader, file: String, to sink: any ByteSink) throws -> [Finding] {
        if let document = reader as? BudgetDocumentWorkbook {
            return try write(document, file: file, to: sink)
        }
        let found = try Importer().run(reader: reader, file: file, settings: settings)
        return try found.findings + write(found.lines, file: file, to: sink)
    }

    // MARK: A budget document

    /// One row a line, in the order of the document.
    private func write(_ document: BudgetDocumentWorkbook, file: String, to sink: any ByteSink) throws -> [Finding] {
        var rows = SCDLRows(sink)
        try rows.start()
        var plans = SCDLPlans(settings)
        var findings = document.findings
        var names: [String: BudgetHeader] = [:]
        for header in document.budgets { names[header.code] = names[header.code] ?? header }
        _ = try document.readSheet(0) { batch in
            for row in batch.rows where row.index > 0 {
                var cells: [Int: String] = [:]
                for cell in batch.cells[row.cells] where Int(cell.column) < LineColumn.allCases.count {
                    cells[Int(cell.column)] = batch.text(of: cell)
                }
                func cell(_ column: LineColumn) -> String { cells[column.rawValue] ?? "" }
                let header = names[cell(.budget)] ?? document.budgets[0]
                let plan = try plans.plan(cell(.nomenclature), exercice: cell(.exercice))
                var entry = SCDLRows.Row()
                entry.decision = header.decision.map(SCDLDecision.init)?.words ?? header.decisionCode
                entry.exercice = cell(.exercice)
                entry.siret = header.siret
                entry.name = header.authorityName
                // A vote by function has no chapter by nature; those that the import works out are not the document's.
                entry.chapitre = header.vote == .fonction ? "" : cell(.chapitre)
                entry.nature = cell(.nature)
                entry.fonction = cell(.fonctionTotem)
                entry.operation = cell(.operation)
                entry.mouvement = cell(.mouvement)
                entry.sens = cell(.sens)
                // As the converters have it: the section of the chapter by nature, or nothing without one.
                entry.section =
                    header.vote == .fonction ? cell(.section) : plan?.chapter(entry.chapitre)?.section ?? ""
                entry.amounts = [
                    cell(.mtReal), cell(.mtBudgPrec), cell(.mtRARPrec), cell(.mtPropNouv), cell(.mtPrev),
                    cell(.credOuv), cell(.mtRAR3112),
                ]
                entry.artSpe = ["true": "spécialisé", "false": "non spécialisé"][cell(.artSpe)] ?? ""
                entry.label(with: plan, plainFonction: cell(.fonction))
                try rows.add(entry)
            }
            return .next
        }
        try rows.finish()
        findings += plans.findings + rows.findings
        return findings.map { $0.inFile(file) }
    }

    // MARK: Lines of an export

    /// One row for the lines that have the same year, chapter, nature, function, operation, section, movement and sens,
    /// in order of first appearance.
    private func write(_ lines: Lines, file: String, to sink: any ByteSink) throws -> [Finding] {
        guard let decision = identity.decision else { throw missing("BGT_NATDEC", "--nature-decision", file) }
        guard let siret = identity.siret else { throw missing("BGT_SIRET", "--siret", file) }
        guard let name = identity.name else { throw missing("BGT_NOM", "--nom", file) }
        var plans = SCDLPlans(settings)
        var rows = SCDLRows(sink)
        try rows.start()
        let keys: [LineField] = [
            .exercice, .chapitre, .nature, .fonction, .operation, .section, .mouvement, .sens, .nomenclature,
        ]
        var positions: [[UInt32]: Int] = [:]
        var sums: [(line: Int, amount: Cents)] = []
        for line in lines.amounts.indices {
            let key = keys.map { lines[$0].codes[line] }
            if let position = positions[key] {
                sums[position].amount = sums[position].amount + lines.amounts[line]
            } else {
                positions[key] = sums.count
                sums.append((line, lines.amounts[line]))
            }
        }
        for (line, amount) in sums {
            var entry = SCDLRows.Row()
            entry.exercice = lines[.exercice, line].isEmpty ? identity.exercice ?? "" : lines[.exercice, line]
            guard !entry.exercice.isEmpty else { throw missing("BGT_ANNEE", "--exercice", file) }
            let plan = try plans.plan(lines[.nomenclature, line], exercice: entry.exercice)
            entry.decision = decision.words
            entry.siret = siret
            entry.name = name
            entry.chapitre = lines[.chapitre, line]
            entry.nature = lines[.nature, line]
            entry.fonction = lines[.fonction, line]
            entry.operation = lines[.operation, line]
            entry.section = lines[.section, line]
            entry.mouvement = ["reel": "réel", "ordre": "ordre"][lines[.mouvement, line]] ?? ""
            entry.sens = ["depense": "dépense", "recette": "recette"][lines[.sens, line]] ?? ""
            entry.amounts = decision.isExecuted ? [amount.decimal, "", "", "", ""] : ["", "", "", "", amount.decimal]
            entry.amounts += ["", ""]
            entry.label(with: plan, plainFonction: entry.fonction)
            if entry.natureLabel.isEmpty { entry.natureLabel = lines[.libelleNature, line] }
            if entry.fonctionLabel.isEmpty { entry.fonctionLabel = lines[.libelleFonction, line] }
            try rows.add(entry)
        }
        try rows.finish()
        return (plans.findings + rows.findings).map { $0.inFile(file) }
    }

    private func missing(_ column: String, _ option: String, _ file: String) -> Finding {
        Finding(.scdlValueMissing, at: Place(file: file), ["column": column, "option": option])
    }
}

/// The decisions that the standard names (`BGT_NATDEC`).
public enum SCDLDecision: String, Sendable, Hashable, CaseIterable {
    /// Budget primitif.
    case primitif = "bp"
    /// Décision modificative.
    case modificative = "dm"
    /// Budget supplémentaire.
    case supplementaire = "bs"
    /// Compte administratif; the standard has no word of its own for a compte financier unique.
    case compteAdministratif = "ca"

    init(_ decision: BudgetDecision) {
        switch decision {
        case .primitif: self = .primitif
        case .modificative: self = .modificative
        case .supplementaire: self = .supplementaire
        case .compteAdministratif, .compteFinancierUnique: self = .compteAdministratif
        }
    }

    /// As it is written.
    var words: String {
        switch self {
        case .primitif: "Budget primitif"
        case .modificative: "Décision modificative"
        case .supplementaire: "Budget supplémentaire"
        case .compteAdministratif: "Compte administratif"
        }
    }

    /// Whether it tells what was done.
    var isExecuted: Bool { self == .compteAdministratif }
}
