internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
internal import Tabular
internal import Texts
internal import Workbooks

/// Makes the official annexes of one input: one per budget.
struct AnnexStep {
    let definition: PipelineDefinition
    let asked: AnnexExport
    let layout: AnnexLayout

    /// A million lines and one budget are fine; beyond that, a workbook takes minutes to open.
    private static let mostSums = 3_000_000_000

    /// The annexes that `definition`, of one input, asks for; nil when it asks for none.
    ///
    /// - Throws: what reading the layout throws, `ANX001` when it is that of another measure than `measure`.
    init?(_ definition: PipelineDefinition, measure: String) throws(Finding) {
        guard let asked = definition.annex else { return nil }
        self.definition = definition
        self.asked = asked
        layout = try AnnexLayout(reading: asked.layout)
        guard layout.measure == measure else {
            throw Finding(
                .annexOfAnotherMeasure, at: Place(file: asked.layout), ["wanted": layout.measure, "measure": measure])
        }
    }

    /// What is known before anything is written.
    struct Prepared {
        var keys: AnnexKeys
        var figures: AnnexFigures
        /// What each annex is of, by budget.
        var remarks: [String]
        /// The sheets of the annotated workbook; nil for none.
        var sheets: AnnexSheets?
        /// The controls of each annex, by budget.
        var controls: [[Control]]
        /// What is said, and of the annex of which budget; nil for all.
        var remarked: [(budget: Int?, finding: Finding)] = []
        /// The records of each annex, by budget.
        var records: [BudgetVertAnnex] = []
        var insertion: AnnexDocument?

        /// Everything that is said.
        var findings: [Finding] { remarked.map(\.finding) + (insertion?.findings ?? []) }

        /// What the annex of `budget` says of itself.
        func findings(of budget: Int) -> [Finding] {
            remarked.filter { $0.budget == nil || $0.budget == budget }.map(\.finding)
                + (insertion?.place == budget ? insertion?.findings ?? [] : [])
        }

        /// Everything that must reconcile.
        var allControls: [Control] { controls.flatMap(\.self) + (insertion?.controls ?? []) }

        /// What must reconcile in the annex of `budget`.
        func controls(of budget: Int) -> [Control] {
            controls[budget] + (insertion?.place == budget ? insertion?.controls ?? [] : [])
        }
    }

    /// Finds the places and the figures of the annexes, and holds them against the lines, which come from `origin`, and
    /// the budget document.
    ///
    /// - Throws: `PIP006` when an annex does not sum to its lines.
    func prepare(_ lines: Lines, from origin: Workbook, _ result: MeasureResult) throws -> Prepared {
        let store = NomenclatureStore(folders: definition.source.nomenclatures)
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try store.aggregates())
        let figures = try AnnexFigures(keys, lines: lines, result: result)
        let controls = figures.controls(keys, result)
        for control in controls where !control.holds {
            throw Finding(
                .controlFailed, at: Place(file: definition.source.file),
                ["name": control.name, "expected": control.expected.decimal, "found": control.found.decimal])
        }
        let budgets = keys.budgets.count
        let each = budgets == 0 ? 0 : controls.count / budgets
        var prepared = Prepared(
            keys: keys, figures: figures, remarks: keys.budgets.map { remark($0, result) },
            controls: (0..<budgets).map { Array(controls[$0 * each..<($0 + 1) * each]) })
        prepared.remarked = AnnexRemarks(keys, figures, result).remarks
        if asked.output.hasSheets, budgets > 0 {
            let sheets = AnnexSheets(keys, figures, remarks: prepared.remarks)
            let sums = sheets.sums(result)
            if sums * lines.count <= Self.mostSums || !asked.output.hasWorkbook {
                prepared.sheets = sheets
            } else {
                let values = ["sums": FrenchNumber.integer(sums), "lines": FrenchNumber.integer(lines.count)]
                prepared.remarked.append((nil, Finding(.annexSheetsLeft, values)))
            }
        }
        if asked.output.hasWorkbook {
            let labels = AccountLabels(store, lines)
            prepared.records = keys.budgets.indices.map { budget in
                BudgetVertAnnex(budget, keys, lines: lines, result: result) { labels.label(of: $0) }
            }
            prepared.insertion = try AnnexDocument(for: self, from: origin, prepared.records, keys, lines, result)
        }
        return prepared
    }

    /// What an annex is of: its budget, its year, its perimeter and how sure that is.
    private func remark(_ budget: AnnexKeys.Budget, _ result: MeasureResult) -> String {
        var parts: [String] = []
        if !budget.code.isEmpty { parts.append("Budget \(budget.code)") }
        if !budget.nomenclatures.isEmpty { parts.append(budget.nomenclatures.joined(separator: ", ")) }
        parts.append("Exercice \(definition.exercice)")
        parts.append("\(result.period.because) (\(result.period.confidence.words))")
        return parts.joined(separator: " · ")
    }

    // MARK: Writing

    /// An annex that was written.
    struct Written {
        /// The budget's code; empty when lines do not say.
        var budget: String
        /// The annex's workbook.
        var workbook: String
        /// The records as XML.
        var fragment: String
        /// The budget document with them; nil where there is none.
        var document: String?
    }

    /// Writes the annexes in the format that the copy of `workbook` has.
    ///
    /// - Returns: what was written, and what was noticed.
    func write(
        _ prepared: Prepared, _ lines: Lines, _ result: MeasureResult, like workbook: Workbook, to outputs: Outputs,
        options: EditOptions, progress: (PipelineStep) -> Void
    ) throws -> (written: [Written], findings: [Finding]) {
        guard asked.output.hasWorkbook else { return ([], []) }
        var written: [Written] = []
        var findings: [Finding] = []
        let keys = prepared.keys
        let format: Workbook.NewFormat = workbook.outputFormat == .openDocument ? .ods : .xlsx
        let names = fileNames(keys)
        for (place, budget) in keys.budgets.enumerated() {
            let book = AnnexBook(
                place, keys, prepared.figures, lines: lines, result: result, remark: prepared.remarks[place],
                notes: AnnexNotes(
                    facts: facts(result), controls: prepared.controls(of: place), findings: prepared.findings(of: place)
                ))
            if !book.hasMatrix {
                findings.append(
                    Finding(
                        .matrixTooLong,
                        [
                            "annex": "Budget \(budget.code)", "rows": FrenchNumber.integer(book.matrixRows),
                            "limit": FrenchNumber.integer(SheetLimits.rows),
                        ]))
            }
            let path = "\(definition.folder)/\(stem)-annexe\(names[place]).\(format.rawValue)"
            progress(.writing(path))
            try Workbook.writeNew(book.sheets, as: format, path: path, to: outputs.file(path), options: options)
            let fragment = "\(definition.folder)/\(stem)-DATA_BUDGETVERT\(names[place]).xml"
            let file = try outputs.file(fragment)
            try file.write(prepared.records[place].markup()[...])
            written.append(Written(budget: budget.code, workbook: path, fragment: fragment))
        }
        if let insertion = prepared.insertion, let place = insertion.place {
            let path = "\(definition.folder)/\(stem)-totem.xml"
            findings += try prepared.records[place].write(into: insertion.bytes, to: outputs.file(path))
                .map { $0.inFile(insertion.path) }
            written[place].document = path
        }
        return (written, findings)
    }

    private var stem: String { definition.annotatedStem ?? String(ExportStage.sourceStem(of: definition.source.file)) }

    /// What the names of the files of each annex end with: nothing when there is one budget.
    private func fileNames(_ keys: AnnexKeys) -> [String] {
        guard keys.budgets.count > 1 else { return keys.budgets.map { _ in "" } }
        var taken: Set<String> = []
        return keys.budgets.enumerated().map { place, budget in
            let words = Folding.fold(budget.code).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            let name = words.isEmpty ? "-n\(place + 1)" : "-\(words.joined(separator: "-"))"
            return taken.insert(name).inserted ? name : "\(name)-n\(place + 1)"
        }
    }

    private func facts(_ result: MeasureResult) -> [(name: String, value: String)] {
        let period = result.period
        return [
            ("Exercice", String(definition.exercice)),
            ("Périmètre", "\(period.because) (\(period.source))"),
            ("Certitude du périmètre", period.confidence.words),
            ("Axes demandés", result.axes.map(\.axis.label).joined(separator: " ; ")),
            ("Modèle de l'annexe", "\(layout.id) \(layout.version) : \(layout.source)"),
            ("Certitude du modèle", layout.confidence.words),
        ]
    }
}

/// The labels of accounts: the export's own, else the plan's.
private struct AccountLabels {
    private let store: NomenclatureStore
    private let lines: Lines

    init(_ store: NomenclatureStore, _ lines: Lines) {
        self.store = store
        self.lines = lines
    }

    func label(of line: Int) -> String {
        let own = lines[.libelleNature, line]
        if !own.isEmpty { return own }
        let year = Int(lines[.exercice, line]) ?? .max
        let plan = try? store.nomenclature(lines[.nomenclature, line], exercice: year)
        return plan?.account(lines[.nature, line])?.label ?? ""
    }
}
