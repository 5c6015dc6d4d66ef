internal import Findings
internal import MarkupSheets
internal import Tabular

extension ImportSettings {
    /// These settings, completed for `reader` where it is a budget document: its own profile, and its lines.
    func suited(to reader: any WorkbookReader) -> ImportSettings {
        guard reader.format == .budgetDocument else { return self }
        var settings = self
        settings.profile = settings.profile ?? "totem"
        settings.sheet = settings.sheet ?? reader.sheets.first?.name
        return settings
    }
}

extension Import {
    /// Adds what a budget document lets one check: which plan stood in.
    mutating func judge(_ reader: any WorkbookReader, asked: String?, at place: Place) {
        guard let document = reader as? BudgetDocumentWorkbook else { return }
        if asked == nil { profileReason = "document budgétaire" }
        let used = Set(lines[.nomenclature].values)
        for header in document.budgets where !header.nomenclature.isEmpty && !used.contains(header.nomenclature) {
            findings.append(
                Finding(
                    .planStandsIn, at: place,
                    ["id": header.nomenclature, "used": used.sorted().filter { !$0.isEmpty }.joined(separator: ", ")]))
        }
    }
}
