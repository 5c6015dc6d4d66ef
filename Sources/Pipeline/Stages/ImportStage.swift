internal import Files
internal import Findings
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

/// The first stage: the workbook becomes lines.
struct ImportStage {
    /// What the stage gives.
    struct Output {
        var lines: Lines
        var state: ImportState
        var controls: [Control]
        var findings: [Finding]
    }

    let definition: PipelineDefinition

    /// Opens, reads and controls the source.
    func perform(_ workbook: Workbook) throws -> Output {
        let source = definition.source
        let settings = try Self.settings(of: source)
        let found: Import
        do {
            found = try Importer().run(reader: workbook.reader, file: source.file, settings: settings)
        } catch let finding as Finding {
            throw finding.inFile(source.file)
        }
        let comparison = try source.against.map { try compared(found, with: $0, settings) }
        let sourceTotal = found.amounts.reduce(Cents.zero) { $0 + $1.sum }
        let controls =
            [Control("Montants lus dans la source = lignes", expected: sourceTotal, found: found.lines.total)]
            + found.controls + (comparison?.controls ?? [])
        let state = ImportState(
            file: source.file, sha256: SHA256.hex(of: workbook.bytes), size: workbook.bytes.count,
            format: workbook.reader.format.rawValue, sheet: found.sheet, sheetName: found.sheetName,
            headerRow: found.headerRow, body: found.body, lastColumn: found.lastColumn,
            amountColumns: amountColumns(found),
            headers: found.columns.map(\.header) + found.others.map(\.header), sourceTotal: sourceTotal,
            facts: facts(found, workbook), files: try files(found, settings))
        return Output(
            lines: found.lines, state: state, controls: controls,
            findings: found.findings + (comparison?.findings ?? []))
    }

    /// What `source` asks of an import.
    static func settings(of source: PipelineDefinition.Source) throws -> ImportSettings {
        var settings = ImportSettings(
            profiles: try ProfileStore(folder: source.profiles),
            nomenclatures: NomenclatureStore(folders: source.nomenclatures))
        settings.profile = source.profile
        settings.sheet = source.sheet
        if let nomenclature = source.nomenclature { settings.nomenclature = Choice(common: nomenclature) }
        return settings
    }

    /// The lines held against those of the budget document at `path`.
    private func compared(
        _ found: Import, with path: String, _ settings: ImportSettings
    ) throws -> DocumentComparison {
        let place = Place(file: definition.source.file, sheet: found.sheetName)
        do {
            let document = try Workbook(opening: path)
            guard document.reader.format == .budgetDocument else {
                throw Finding(.documentWanted, at: Place(file: path))
            }
            // What was chosen for the export says nothing of the document.
            let own = ImportSettings(profiles: settings.profiles, nomenclatures: settings.nomenclatures)
            let budget = try Importer().run(reader: document.reader, file: path, settings: own)
            return try DocumentComparison(found.lines, against: budget.lines, file: path, at: place)
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
    }

    private func amountColumns(_ found: Import) -> [Int] {
        let columns = found.columns.filter { mapping in
            if case .amount = mapping.role { true } else { false }
        }
        return Set(columns.map(\.column)).sorted()
    }

    private func facts(_ found: Import, _ workbook: Workbook) -> [Provenance.Fact] {
        var facts = [
            Provenance.Fact("Feuille lue", .text(found.sheetName)),
            Provenance.Fact("Profil d'import", .text("\(found.profile) : \(found.profileReason)")),
            Provenance.Fact("Lignes", .integer(Int64(found.lines.count))),
            Provenance.Fact("Total des lignes", .amount(found.lines.total)),
        ]
        let cancelled = found.lines.isCancellation.count { $0 }
        if cancelled > 0 {
            facts.append(Provenance.Fact("Annulations, déduites des totaux", .integer(Int64(cancelled))))
        }
        for use in found.amounts {
            let budget = use.budget.isEmpty ? "tous budgets" : "budget \(use.budget)"
            facts.append(
                Provenance.Fact(
                    "Montant budgétaire, \(budget)",
                    .text(
                        "\(use.basis.rawValue), colonne \(CellReference.letters(ofColumn: use.column)) : "
                            + "\(FrenchNumber.integer(use.count)) lignes, \(FrenchNumber.euros(cents: use.sum.value))"))
            )
        }
        for plan in found.plans {
            let year = plan.exercice == 0 ? "" : ", exercice \(plan.exercice)"
            facts.append(
                Provenance.Fact(
                    "Nomenclature \(plan.id)\(year)",
                    .text("plan de comptes \(plan.planExercice) : \(FrenchNumber.integer(plan.count)) lignes")))
        }
        for total in found.totals {
            let name = [total.sens, total.section, total.mouvement].filter { !$0.isEmpty }.map(Self.word)
                .joined(separator: ", ")
            facts.append(
                Provenance.Fact("Total \(name.isEmpty ? "sans sens ni section" : name)", .amount(total.amount)))
        }
        for excluded in found.excluded {
            facts.append(
                Provenance.Fact(
                    "Rangées qui ne sont pas des lignes : \(excluded.reason.rawValue)", .integer(Int64(excluded.count)))
            )
        }
        return facts
    }

    /// A value of a closed field as people write it.
    private static func word(_ value: String) -> String {
        switch value {
        case "depense": "dépense"
        case "reel": "réel"
        default: value
        }
    }

    private func files(_ found: Import, _ settings: ImportSettings) throws -> [RuleFile] {
        var files: [RuleFile] = []
        let named = settings.profile ?? found.profile
        let profile = named.hasSuffix(".yaml") ? named : settings.profiles.folder + "/" + found.profile + ".yaml"
        for (role, path) in [
            ("Profil d'import", profile), ("En-têtes connus", settings.profiles.folder + "/aliases.yaml"),
        ]
        where FileSystem.exists(path) {
            files.append(
                RuleFile(role: role, path: path, version: "", sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        if let path = definition.source.against {
            files.append(
                RuleFile(
                    role: "Document budgétaire comparé", path: path, version: "",
                    sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        for entry in try settings.nomenclatures.entries()
        where found.plans.contains(where: { $0.id == entry.id && $0.planExercice == entry.exercice }) {
            files.append(
                RuleFile(
                    role: RuleFile.planRole, path: entry.path, version: "\(entry.id) \(entry.exercice)",
                    sha256: try SHA256.hex(of: Bytes(mapping: entry.path))))
        }
        return files
    }
}
