internal import Findings
internal import YAML

/// What a pipeline's `export:` says of the optional annex of the debt.
struct DebtExport: Sendable {
    /// The annex's layout (`pipelines/annexes/dette-verte.yaml`).
    var layout: String
    /// The loans: a budget document with its annex EMPRUNT, or a table.
    var loans: String
    /// The table that says which operations each loan financed; nil where the loans' table does.
    var operations: String?

    /// Every file that it reads.
    var files: [String] { [loans] + (operations.map { [$0] } ?? []) }

    private static let key = "dette-verte"

    /// What `export` says: `dette-verte: { layout: FILE, loans: FILE, operations: FILE }`; nil when it names no loans.
    init?(of export: YAMLNode, _ variables: Variables, base: String) throws(Finding) {
        guard let node = export.optional(Self.key) else { return nil }
        try node.expectKeys(["layout", "loans", "operations"], in: Self.key)
        // A variable may be empty: then nobody asks for it.
        let wanted = try node.required("loans")
        guard try !variables.fill(wanted).isEmpty else { return nil }
        layout = try variables.path(node.required("layout"), from: base)
        loans = try variables.path(wanted, from: base)
        if let table = node.optional("operations"), try !variables.fill(table).isEmpty {
            operations = try variables.path(table, from: base)
        }
    }
}

extension FindingKind {
    /// The annex of the debt has no workbook to go to.
    static let debtWithoutBook = FindingKind(
        "DET017", exit: .usage,
        french: Wording(
            "« dette-verte » demande une annexe en classeur et une seule entrée.",
            why: "L'état de la dette est une feuille du classeur de l'annexe.",
            remedy: "Écrire annexe: workbook ou both ; une chaîne par jeu d'emprunts."),
        english: Wording(
            "“dette-verte” needs an annex as a workbook and one input alone.",
            why: "The statement of the debt is a sheet of the annex's workbook.",
            remedy: "Write annexe: workbook or both; one pipeline for each set of loans."))
}
