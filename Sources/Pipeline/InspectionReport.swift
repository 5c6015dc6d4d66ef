internal import Files
public import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts
internal import Workbooks
public import ZipArchive

/// What `mesures inspect` tells of a workbook: what it is, what an import would understand, what it would repair.
public struct InspectionReport: Sendable {
    private let file: String
    private let format: String
    private let inspection: Inspection
    /// What was noticed, what prevents an import included.
    public let findings: [Finding]

    /// Where the inspection's profiles and nomenclatures are, and what the user settled beforehand.
    public struct Settings: Sendable {
        /// The folder that holds `profiles` and `nomenclatures`.
        public var pipelines: String
        /// The profile; nil to choose by evidence.
        public var profile: String?
        /// The sheet; nil to choose by evidence.
        public var sheet: String?
        /// What is accepted of the workbook's archive.
        public var limits: ArchiveLimits

        /// Settings.
        public init(
            pipelines: String, profile: String? = nil, sheet: String? = nil, limits: ArchiveLimits = ArchiveLimits()
        ) {
            self.pipelines = pipelines
            self.profile = profile
            self.sheet = sheet
            self.limits = limits
        }
    }

    /// Inspects the workbook at `path`.
    ///
    /// - Throws: a `Finding` when it is no workbook, or the profiles cannot be read.
    public init(of path: String, _ settings: Settings) throws {
        let workbook = try Workbook(opening: path, limits: settings.limits)
        var wanted = ImportSettings(
            profiles: try ProfileStore(folder: FilePaths.join(settings.pipelines, "profiles")),
            nomenclatures: NomenclatureStore(folder: FilePaths.join(settings.pipelines, "nomenclatures")))
        wanted.profile = settings.profile
        wanted.sheet = settings.sheet
        do {
            inspection = try Inspector().run(reader: workbook.reader, file: path, settings: wanted)
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
        file = path
        format = workbook.reader.format.rawValue
        let noticed = inspection.result?.findings ?? workbook.reader.findings
        findings = noticed.map { $0.inFile(path) } + (inspection.obstacle.map { [$0.inFile(path)] } ?? [])
    }

    // MARK: For people

    /// The report for people.
    public func text(_ language: Language) -> String {
        let french = language == .french
        func say(_ one: String, _ other: String) -> String { french ? one : other }
        var rows = ["\(file.neutralised) (\(format))"]
        for sheet in inspection.sheets {
            rows.append("")
            rows.append(
                say("Feuille", "Sheet") + " « \(sheet.info.name.neutralised) »"
                    + (sheet.info.isHidden ? say(" (masquée)", " (hidden)") : ""))
            if sheet.isWritten {
                rows.append("  " + say("écrite par un passage précédent", "written by an earlier run"))
                continue
            }
            rows += Self.surroundings(of: sheet.summary, say)
            if !sheet.written.isEmpty {
                rows.append(
                    "  " + say("colonnes écrites par un passage précédent : ", "columns written by an earlier run: ")
                        + Self.letters(sheet.written.map(\.column)))
            }
            guard let header = sheet.headerRows else {
                rows.append("  " + say("aucun en-tête reconnu", "no header recognised"))
                continue
            }
            rows.append("  " + say("en-tête : ligne ", "header: row ") + "\(header.upperBound + 1)")
            for column in sheet.columns {
                let place = CellReference.letters(ofColumn: column.column)
                rows.append(
                    "  \(place)  \(column.header.neutralised) → \(column.role.name) "
                        + "(\(Self.words(column.certainty, french)))")
            }
            let others = sheet.others.map(\.header.neutralised)
            if !others.isEmpty {
                rows.append("  " + say("sans rôle : ", "without a role: ") + others.joined(separator: ", "))
            }
            for fit in sheet.fits {
                let missing =
                    fit.missing.isEmpty ? "" : say(" ; il manque ", "; missing ") + fit.missing.joined(separator: ", ")
                rows.append("  " + say("profil", "profile") + " \(fit.profile) : \(fit.seen)/\(fit.all)\(missing)")
            }
            for sample in sheet.samples { rows.append("    " + sample.map(\.neutralised).joined(separator: " | ")) }
        }
        let names = inspection.names.filter { !$0.isHidden && Mark(name: $0.name) == nil }
        if !names.isEmpty { rows += ["", say("Noms définis", "Defined names")] }
        for name in names {
            let owner = name.sheet.map { " (« \($0.neutralised) »)" } ?? ""
            rows.append("  \(name.name.neutralised)\(owner) = \(name.text.neutralised)")
        }
        guard let found = inspection.result else { return rows.joined(separator: "\n") }
        rows.append("")
        rows.append(
            say("Import", "Import") + " : « \(found.sheetName.neutralised) », \(found.profile) (\(found.profileReason))"
        )
        rows.append(
            "  \(FrenchNumber.integer(found.lines.count)) " + say("lignes", "lines")
                + ", \(FrenchNumber.euros(cents: found.lines.total.value))")
        for total in found.totals {
            let name = [total.sens, total.section, total.mouvement].filter { !$0.isEmpty }.joined(separator: ", ")
            rows.append(
                "  \(name.isEmpty ? "–" : name) : \(FrenchNumber.integer(total.count)) " + say("lignes", "lines")
                    + ", \(FrenchNumber.euros(cents: total.amount.value))")
        }
        for control in found.controls {
            rows.append(
                "  " + say("contrôle", "control") + " \(control.name) : "
                    + (control.holds ? "OK" : say("écart", "differs"))
                    + " (\(FrenchNumber.euros(cents: control.expected.value)) / "
                    + "\(FrenchNumber.euros(cents: control.found.value)))")
        }
        return rows.joined(separator: "\n")
    }

    /// What lies around the cells of a sheet, a line each.
    private static func surroundings(of summary: SheetSummary, _ say: (String, String) -> String) -> [String] {
        guard let used = summary.used else { return ["  " + say("vide", "empty")] }
        var rows = ["  " + say("étendue : ", "extent: ") + used.description]
        for table in summary.tables {
            rows.append("  " + say("tableau ", "table ") + "« \(table.name.neutralised) » : \(table.range)")
        }
        if let filter = summary.filter { rows.append("  " + say("filtre : ", "filter: ") + filter.description) }
        if !summary.merges.isEmpty {
            rows.append("  " + say("zones fusionnées : ", "merged areas: ") + "\(summary.merges.count)")
        }
        if !summary.hiddenColumns.isEmpty {
            let letters = summary.hiddenColumns.sorted().prefix(20).map(CellReference.letters(ofColumn:))
            rows.append("  " + say("colonnes masquées : ", "hidden columns: ") + letters.joined(separator: ", "))
        }
        return rows
    }

    /// Ascending columns by their letters, those side by side as a range: `C, F:H`.
    private static func letters(_ columns: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for column in columns {
            if let last = runs.last, column <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...column
            } else {
                runs.append(column...column)
            }
        }
        return runs.map { run in
            let first = CellReference.letters(ofColumn: run.lowerBound)
            return run.count == 1 ? first : first + ":" + CellReference.letters(ofColumn: run.upperBound)
        }.joined(separator: ", ")
    }

    private static func words(_ certainty: ColumnMapping.Certainty, _ french: Bool) -> String {
        switch certainty {
        case .exact: french ? "à la lettre" : "letter for letter"
        case .folded: french ? "à la casse, aux accents et aux espaces près" : "but for case, accents and spaces"
        case .contested:
            french ? "à confirmer : une autre colonne conviendrait aussi" : "to confirm: another column fits too"
        }
    }

    // MARK: For machines

    /// The report as JSON, indented. Amounts are whole cents.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("file", file)
            json.member("format", format)
            json.key("sheets")
            json.array { json in for sheet in inspection.sheets { Self.write(sheet, to: &json) } }
            json.key("names")
            json.array { json in for name in inspection.names { Self.write(name, to: &json) } }
            if let found = inspection.result {
                json.key("import")
                json.object { json in Self.write(found, to: &json) }
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ name: WorkbookName, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name.name)
            json.member("text", name.text)
            if let sheet = name.sheet { json.member("sheet", sheet) }
            json.member("hidden", name.isHidden)
        }
    }

    private static func write(_ summary: SheetSummary, to json: inout JSONWriter) {
        if let used = summary.used { json.member("extent", used.description) }
        json.key("tables")
        json.array { json in
            for table in summary.tables {
                json.object { json in
                    json.member("name", table.name)
                    json.member("range", table.range.description)
                }
            }
        }
        if let filter = summary.filter { json.member("filter", filter.description) }
        json.key("merges")
        json.array { json in for merge in summary.merges { json.string(merge.description) } }
        json.key("hiddenColumns")
        json.array { json in
            for column in summary.hiddenColumns.sorted() { json.string(CellReference.letters(ofColumn: column)) }
        }
    }

    private static func write(_ sheet: Inspection.Sheet, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", sheet.info.name)
            json.member("hidden", sheet.info.isHidden)
            json.member("written", sheet.isWritten)
            Self.write(sheet.summary, to: &json)
            json.key("writtenColumns")
            json.array { json in
                for (column, mark) in sheet.written {
                    json.object { json in
                        json.member("column", CellReference.letters(ofColumn: column))
                        json.member("owner", mark.owner)
                        json.member("key", mark.key)
                    }
                }
            }
            if let header = sheet.headerRows { json.member("headerRow", header.upperBound + 1) }
            json.key("columns")
            json.array { json in
                for column in sheet.columns {
                    json.object { json in
                        json.member("column", CellReference.letters(ofColumn: column.column))
                        json.member("header", column.header)
                        json.member("role", column.role.name)
                        json.member("alias", column.alias)
                        json.member("certainty", column.certainty.rawValue)
                    }
                }
            }
            json.key("profiles")
            json.array { json in
                for fit in sheet.fits {
                    json.object { json in
                        json.member("profile", fit.profile)
                        json.member("seen", fit.seen)
                        json.member("all", fit.all)
                        json.key("missing")
                        json.array { json in for name in fit.missing { json.string(name) } }
                    }
                }
            }
        }
    }

    private static func write(_ found: Import, to json: inout JSONWriter) {
        json.member("sheet", found.sheetName)
        json.member("profile", found.profile)
        json.member("reason", found.profileReason)
        json.member("headerRow", found.headerRow + 1)
        json.member("lines", found.lines.count)
        json.member("totalCents", Int(found.lines.total.value))
        json.key("totals")
        json.array { json in
            for total in found.totals {
                json.object { json in
                    json.member("sens", total.sens)
                    json.member("section", total.section)
                    json.member("mouvement", total.mouvement)
                    json.member("lines", total.count)
                    json.member("cents", Int(total.amount.value))
                }
            }
        }
        json.key("controls")
        json.array { json in
            for control in found.controls {
                json.object { json in
                    json.member("name", control.name)
                    json.member("expectedCents", Int(control.expected.value))
                    json.member("foundCents", Int(control.found.value))
                    json.member("holds", control.holds)
                }
            }
        }
    }
}
