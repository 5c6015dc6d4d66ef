internal import Tabular
internal import Texts

/// How sure the role of a column is, and why.
public struct ColumnEvidence: Sendable, Hashable {
    /// How its header was recognised.
    public var certainty: ColumnMapping.Certainty
    /// How many of the first cells below the header are not blank.
    public var values = 0
    /// How many of them have the form that the role calls for.
    public var fitting = 0

    /// From 0 to 100: the header counts for 60, less where another column contests it, the values for 40.
    public var confidence: Int {
        let header =
            switch certainty {
            case .exact: 60
            case .folded: 58
            case .doubled: 50
            case .contested: 30
            }
        // Without a value the header speaks alone.
        return values == 0 ? header : header + 40 * fitting / values
    }

    /// The evidence for `mapping` in the first rows of its sheet.
    init(_ mapping: ColumnMapping, _ head: SheetHead, below row: Int, _ profile: Profile) {
        certainty = mapping.certainty
        for cell in head.values(of: mapping.column, below: row) where !profile.nulls.contains(cell.text) {
            // The header again, or a total: no value.
            guard cell.folded != Folding.fold(mapping.header), TotalWords.kind(cell.folded) == nil else { continue }
            values += 1
            if Self.fits(cell, mapping.role, profile) { fitting += 1 }
        }
    }

    private static func fits(_ cell: HeadCell, _ role: ColumnRole, _ profile: Profile) -> Bool {
        guard case .field(let field) = role else { return cell.looksLikeAmount }
        let code = FieldCleaner.without(prefix: profile.prefixes[field] ?? "", FieldCleaner.code(cell.text))
        let bare = profile.glued[field] == .label ? code : GluedText.splitTight(code)?.code ?? code
        switch field {
        case .exercice:
            return bare.utf8.count == 4 && Int(bare).map { (1990...2100).contains($0) } ?? false
        case .section, .sens, .mouvement:
            let known = profile.aliases.values[field] ?? [:]
            return known[cell.folded] != nil || known[Folding.fold(GluedText.split(cell.text)?.code ?? "")] != nil
        case .nature, .fonction, .chapitre:
            return !bare.isEmpty && bare.utf8.count <= 12 && bare.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .date: return FieldCleaner.isDate(FieldCleaner.date(cell.text))
        case .piece, .bordereau: return bare.utf8.contains { (0x30...0x39).contains($0) }
        case .libelle, .libelleNature, .libelleFonction, .tiers: return cell.text.contains(where: \.isLetter)
        case .budget, .nomenclature, .operation, .programme, .type, .gestionnaire, .service, .antenne: return true
        }
    }
}
