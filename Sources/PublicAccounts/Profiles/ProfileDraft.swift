internal import Tabular
internal import Texts

/// A profile to edit, written for one file: it starts from the profile that fits it best, and pins what was found there.
///
/// Read back, it gives the same import of that file.
public struct ProfileDraft: Sendable {
    private let sheet: Inspection.Sheet
    private let base: Inspection.Fit
    private let file: String
    private let result: Import?

    /// A draft for the sheet of `inspection` that an import would read, or the first that looks like an export; nil when no
    /// sheet does. `file` is the workbook's name.
    public init?(_ inspection: Inspection, file: String) {
        let sheet =
            inspection.result.map { inspection.sheets[$0.sheet] }
            ?? inspection.sheets.filter { !$0.fits.isEmpty }.max {
                ($0.fits.first?.score ?? 0) < ($1.fits.first?.score ?? 0)
            }
        guard let sheet,
            let fit = sheet.fits.first(where: { $0.profile == inspection.result?.profile }) ?? sheet.fits.first
        else { return nil }
        self.sheet = sheet
        self.file = file
        base = fit
        result = inspection.result
    }

    /// The profile as YAML; `id` is its name, `origin` the name or the path by which the base can be found.
    public func yaml(id: String, origin: String? = nil) -> String {
        var rows = [
            "# Profil proposé par « mesures inspect » d'après \(Self.comment(file)), feuille \(Self.comment(sheet.info.name)).",
            "# À relire : chaque clé est décrite dans docs/profiles.md ; ce qui n'est pas dit ici vient de « base ».",
            "profile: \(Self.scalar(id))",
            "title: \(Self.scalar(base.title))",
            "base: \(Self.scalar(origin ?? base.profile))",
        ]
        if let header = sheet.headerRows {
            rows.append("# L'en-tête est cherché ; pour le fixer :")
            rows.append("# header: { row: \(header.lowerBound + 1), height: \(header.count) }")
        }
        rows += aliases
        if !base.missing.isEmpty {
            rows.append("# Il manque : \(base.missing.joined(separator: ", ")). Les en-têtes sans rôle sont plus bas.")
        }
        rows += budgets
        if !sheet.others.isEmpty {
            rows.append("# En-têtes sans rôle :")
            for other in sheet.others {
                rows.append("#   \(CellReference.letters(ofColumn: other.column)) : \(Self.comment(other.header))")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// The columns as they were recognised, one line each; a doubled column is the business of the base.
    private var aliases: [String] {
        let pinned = sheet.columns.filter { mapping in
            guard mapping.certainty != .doubled, !Folding.fold(mapping.header).isEmpty else { return false }
            if case .named = mapping.role { return false }
            let isOverTwo = sheet.columns.contains { $0.certainty == .doubled && $0.column == mapping.column + 1 }
            return !isOverTwo
        }
        guard !pinned.isEmpty else { return [] }
        return ["aliases:"]
            + pinned.map { mapping in
                "  \(mapping.role.name): [\(Self.scalar(mapping.header))]"
                    + "  # \(CellReference.letters(ofColumn: mapping.column))"
            }
    }

    /// What each budget counts, to be said when there are several.
    private var budgets: [String] {
        guard let result else { return [] }
        let named = result.amounts.filter { !$0.budget.isEmpty }
        let bases = Set(result.columns.map(\.role))
        guard named.count > 1, bases.contains(.amount(.ht)), bases.contains(.amount(.ttc)) else { return [] }
        let values = named.map { "\(Self.scalar($0.budget, quoted: true)): \($0.basis.rawValue)" }
        return [
            "# Ce que chaque budget compte, à corriger (HT s'il récupère la TVA) :",
            "montant: { defaut: TTC, par-budget: { \(values.joined(separator: ", ")) } }",
        ]
    }

    /// A text as a YAML scalar, between double quotes unless it is plain beyond doubt (YAML 1.2, section 7.3.1).
    private static func scalar(_ text: String, quoted: Bool = false) -> String {
        let isPlain =
            !quoted && text.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
            && text.utf8.allSatisfy {
                ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
            }
            && !["null", "true", "false", "yes", "no", "oui", "non"].contains(text.lowercased())
        if isPlain { return text }
        var quotedText = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quotedText += "\\\""
            case "\\": quotedText += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quotedText += "\\x" + (digits.count == 1 ? "0" : "") + digits
            default: quotedText.unicodeScalars.append(scalar)
            }
        }
        return quotedText + "\""
    }

    /// A text fit for a comment: one line.
    private static func comment(_ text: String) -> String {
        "« " + String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 })) + " »"
    }
}
