public import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts

extension InspectionReport {
    /// The report for people.
    public func text(_ language: Language) -> String {
        InspectionText(report: self, language: language).text
    }
}

/// The report of an inspection as people read it.
private struct InspectionText {
    let report: InspectionReport
    let language: Language

    var text: String {
        var rows = ["\(report.file.neutralised) (\(report.format))"]
        rows += report.opening.map { "  " + $0.what(language) }
        for sheet in report.inspection.sheets { rows += [""] + text(of: sheet) }
        rows += names
        if let found = report.inspection.result { rows += [""] + text(of: found) }
        return rows.joined(separator: "\n")
    }

    private func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    // MARK: Sheets

    private func text(of sheet: Inspection.Sheet) -> [String] {
        var rows = [
            say("Feuille", "Sheet") + " « \(sheet.info.name.neutralised) »"
                + (sheet.info.isHidden ? say(" (masquée)", " (hidden)") : "")
        ]
        if sheet.isWritten {
            rows.append("  " + say("écrite par un passage précédent", "written by an earlier run"))
            return rows
        }
        rows += surroundings(of: sheet.summary)
        if !sheet.written.isEmpty {
            rows.append(
                "  " + say("colonnes écrites par un passage précédent : ", "columns written by an earlier run: ")
                    + Self.letters(sheet.written.map(\.column)))
        }
        guard let header = sheet.headerRows else {
            rows.append("  " + say("aucun en-tête reconnu", "no header recognised"))
            return rows
        }
        let last = header.count > 1 ? "–\(header.upperBound + 1)" : ""
        rows.append("  " + say("en-tête : ligne ", "header: row ") + "\(header.lowerBound + 1)\(last)")
        for (field, value) in sheet.facts.sorted(by: { $0.key.position < $1.key.position }) {
            rows.append(
                "  " + say("au-dessus de l'en-tête : ", "above the header: ")
                    + "\(field.rawValue) = \(value.neutralised)")
        }
        rows += columns(of: sheet)
        let others = sheet.others.map {
            "\(CellReference.letters(ofColumn: $0.column)) \($0.header.neutralised)"
        }
        if !others.isEmpty {
            rows.append("  " + say("sans rôle : ", "without a role: ") + others.joined(separator: ", "))
        }
        rows += profiles(of: sheet)
        if !sheet.samples.isEmpty { rows.append("  " + say("premières rangées :", "first rows:")) }
        for sample in sheet.samples { rows.append("    " + sample.map(\.neutralised).joined(separator: " | ")) }
        return rows
    }

    /// A line a column: where, its header, its role, how sure, why.
    private func columns(of sheet: Inspection.Sheet) -> [String] {
        let roles = sheet.columns.map(\.role.name)
        let width = roles.map(\.count).max() ?? 0
        return zip(sheet.columns, sheet.evidence).map { column, evidence in
            let place = CellReference.letters(ofColumn: column.column)
            let role = column.role.name + String(repeating: " ", count: width - column.role.name.count)
            let share = String(repeating: " ", count: evidence.confidence < 100 ? 1 : 0) + "\(evidence.confidence) %"
            let values =
                evidence.values == 0
                ? say("aucune valeur en tête de feuille", "no value at the top of the sheet")
                : say(
                    "valeurs : \(evidence.fitting) sur \(evidence.values)",
                    "values: \(evidence.fitting) of \(evidence.values)")
            return "  \(place.count < 2 ? " " : "")\(place)  \(role)  \(share)  « \(column.header.neutralised) », "
                + "\(words(column)) ; \(values)"
        }
    }

    private func words(_ column: ColumnMapping) -> String {
        switch column.certainty {
        case .exact: return say("à la lettre", "letter for letter")
        case .folded:
            let known = column.alias.neutralised
            return say("comme « \(known) »", "as “\(known)”")
        case .doubled: return say("deuxième colonne sous cet en-tête", "second column under this header")
        case .contested:
            return say("à confirmer : une autre colonne conviendrait aussi", "to confirm: another column fits too")
        }
    }

    /// The profiles that fit, and the closest of the others.
    private func profiles(of sheet: Inspection.Sheet) -> [String] {
        let fitting = sheet.fits.filter(\.isComplete)
        let shown = fitting.prefix(4) + sheet.fits.filter { !$0.isComplete }.prefix(fitting.isEmpty ? 3 : 1)
        return shown.map { fit in
            var row = "  " + say("profil", "profile") + " \(fit.profile) : "
            row += say("colonnes \(fit.seen)/\(fit.all)", "columns \(fit.seen)/\(fit.all)")
            if fit.allSigns > 0 {
                row += say(
                    ", en-têtes propres \(fit.signs)/\(fit.allSigns)", ", own headers \(fit.signs)/\(fit.allSigns)")
            }
            if !fit.missing.isEmpty {
                row += say(" ; il manque ", "; missing ") + fit.missing.joined(separator: ", ")
            } else if !fit.isComplete {
                row += say(" ; trop peu d'en-têtes propres", "; too few headers of its own")
            }
            return row
        }
    }

    /// What lies around the cells of a sheet, a line each.
    private func surroundings(of summary: SheetSummary) -> [String] {
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

    private var names: [String] {
        let names = report.inspection.names.filter { !$0.isHidden && Mark(name: $0.name) == nil }
        guard !names.isEmpty else { return [] }
        return ["", say("Noms définis", "Defined names")]
            + names.map { name in
                let owner = name.sheet.map { " (« \($0.neutralised) »)" } ?? ""
                return "  \(name.name.neutralised)\(owner) = \(name.text.neutralised)"
            }
    }

    // MARK: The import

    private func text(of found: Import) -> [String] {
        var rows = ["Import : « \(found.sheetName.neutralised) », \(found.profile) (\(found.profileReason))"]
        rows.append("  " + count(found.lines.count, found.lines.total))
        for total in found.totals {
            let name = [total.sens, total.section, total.mouvement].filter { !$0.isEmpty }.joined(separator: ", ")
            rows.append("  \(name.isEmpty ? "–" : name) : " + count(total.count, total.amount))
        }
        for control in found.controls {
            rows.append(
                "  " + say("contrôle", "control") + " \(control.name) : "
                    + (control.holds ? "OK" : say("écart", "differs"))
                    + " (\(FrenchNumber.euros(cents: control.expected.value)) / "
                    + "\(FrenchNumber.euros(cents: control.found.value)))"
                    + (control.lines.isEmpty ? "" : say(", lignes ", ", rows ") + control.lines))
        }
        let repairs = report.inspection.repairs
        if !repairs.isEmpty { rows.append("  " + say("ce que l'import ferait :", "what the import would do:")) }
        for repair in repairs { rows.append("    " + repair.what(language)) }
        return rows
    }

    private func count(_ lines: Int, _ amount: Cents) -> String {
        "\(FrenchNumber.integer(lines)) " + say("lignes", "lines") + ", \(FrenchNumber.euros(cents: amount.value))"
    }
}
