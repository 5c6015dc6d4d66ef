internal import Files
public import Findings
internal import Markup

/// An account plan as it is published, `planDeCompte.xml`, made the compact table that the program reads.
///
/// Layout of odm-budgetaire.org (composants/normes), no namespace: `Nomenclature@Norme,@Declinaison,@Exer` holds
/// `Nature` (`Chapitres/Chapitre`, `Comptes/Compte` nested) and `Fonction` (`Chapitres/Chapitre`,
/// `RefFonctionnelles/RefFonc` nested). `Compte@DR`, `@RR`, `@DOES`… name the chapter of each usage.
public struct PlanDocument: Sendable {
    /// What the document says that it is: `M57_D`.
    public let declaredId: String
    /// The year that it declares.
    public let declaredExercice: String
    /// The family that it declares: `M57`.
    public let norme: String
    /// The SHA-256 of the document, lower-case hexadecimal.
    public let sha256: String
    /// What was noticed: `NOM014`.
    public let findings: [Finding]
    private let rows: [[String]]

    /// Reads the document in `bytes`, of the file at `file`.
    ///
    /// - Throws: `XML001` to `XML003` when it is no XML, `NOM012` when it is no account plan.
    public init(reading bytes: [UInt8], file: String) throws(Finding) {
        let root: Element
        do throws(Finding) {
            root = try Element(parsing: bytes, part: file)
        } catch {
            var finding = error
            finding.place.file = file
            finding.place.part = nil
            throw finding
        }
        guard root.name == "Nomenclature", let nature = root.first("Nature"), let accounts = nature.first("Comptes")
        else {
            throw Finding(
                .planDocumentInvalid, at: Place(file: file, line: root.line),
                ["detail": "Nomenclature/Nature/Comptes"])
        }
        declaredId = PlanRows.clean(root.attribute("Declinaison"))
        declaredExercice = PlanRows.clean(root.attribute("Exer"))
        norme = PlanRows.clean(root.attribute("Norme"))
        var rows = PlanRows(file: file)
        try rows.chapters(of: nature, as: "chapitre")
        try rows.nested("compte", in: accounts, tag: "Compte")
        if let fonction = root.first("Fonction") {
            try rows.chapters(of: fonction, as: "chapitre-fonction")
            if let heads = fonction.first("RefFonctionnelles") {
                try rows.nested("fonction", in: heads, tag: "RefFonc")
            }
        }
        var hash = SHA256()
        hash.update(bytes[...])
        sha256 = hash.hex()
        self.rows = rows.rows
        findings = rows.undeclaredChapters()
    }

    /// How many rows of `type` (`chapitre`, `compte`, `fonction`…) there are.
    func count(of type: String) -> Int { rows.count { $0[0] == type } }

    /// The table of the plan, named `id` and published for `exercice`: what `Nomenclature.init(reading:…)` reads.
    public func table(id: String, exercice: Int) -> [UInt8] {
        var text = """
            # Nomenclature \(id), exercice \(exercice) : comptes, chapitres, fonctions
            # Source : odm-budgetaire.org, composants/normes, planDeCompte.xml ; seuls les faits en sont extraits
            # Le fichier d'origine porte la licence LGPL v2 ou suivante (ODM print-comp, axYus, 2010)
            # Il se déclare \(declaredId), exercice \(declaredExercice)
            # SHA-256 du fichier d'origine : \(sha256)
            \(Nomenclature.columns.joined(separator: ";"))

            """
        for row in rows { text += row.joined(separator: ";") + "\n" }
        return Array(text.utf8)
    }
}

/// The rows of a plan's table, as they are met in the document.
private struct PlanRows {
    private struct Key: Hashable {
        var type: String
        var code: String
    }

    let file: String
    var rows: [[String]] = []
    private var seen = Set<Key>()

    init(file: String) { self.file = file }

    /// Text without spaces at the ends or in a row, and without the separator of the table.
    static func clean(_ text: String?) -> String {
        (text ?? "").replacing(";", with: ",").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    mutating func chapters(of part: Element, as type: String) throws(Finding) {
        for chapter in part.first("Chapitres")?.all("Chapitre") ?? [] { try add(chapter, as: type, parent: "") }
    }

    /// Adds the elements `tag` of `element`, each before those inside it.
    mutating func nested(_ type: String, in element: Element, tag: String, parent: String = "") throws(Finding) {
        for child in element.all(tag) {
            try add(child, as: type, parent: parent)
            try nested(type, in: child, tag: tag, parent: Self.clean(child.attribute("Code")))
        }
    }

    private mutating func add(_ element: Element, as type: String, parent: String) throws(Finding) {
        let code = Self.clean(element.attribute("Code"))
        guard !code.isEmpty else { throw invalid(element, "\(element.name)@Code") }
        // Some documents list an account twice; the first one counts.
        guard seen.insert(Key(type: type, code: code)).inserted else { return }
        var row = [type, code, Self.clean(element.attribute("Libelle")), parent, ""]
        if type.hasPrefix("chapitre") {
            switch element.attribute("Section") {
            case "F": row[4] = "fonctionnement"
            case "I": row[4] = "investissement"
            default: throw invalid(element, "Chapitre@Section")
            }
        }
        let isAccount = type == "compte"
        for usage in Nomenclature.columns[5...10] { row.append(isAccount ? Self.clean(element.attribute(usage)) : "") }
        for flag in Nomenclature.columns[11...12] {
            row.append(isAccount && element.attribute(flag) == "1" ? "1" : "")
        }
        let since = String((element.attribute("SupprimeDepuis") ?? "").prefix(10))
        row.append(element.attribute("Supprime") != "1" ? "" : since.isEmpty ? "oui" : since)
        rows.append(row)
    }

    private func invalid(_ element: Element, _ detail: String) -> Finding {
        Finding(.planDocumentInvalid, at: Place(file: file, line: element.line), ["detail": detail])
    }

    /// Accounts that lead to a chapter which the document does not declare.
    func undeclaredChapters() -> [Finding] {
        let declared = Set(rows.lazy.filter { $0[0] == "chapitre" }.map { $0[1] })
        var examples = Examples()
        for row in rows where row[0] == "compte" {
            for chapter in row[5...10] where !chapter.isEmpty && !declared.contains(chapter) {
                examples.add("\(row[1]) (\(chapter))")
            }
        }
        guard examples.count > 0 else { return [] }
        return [
            Finding(
                .chapterUndeclared, at: Place(file: file),
                ["examples": examples.text, "count": String(examples.count)], count: examples.count)
        ]
    }
}
