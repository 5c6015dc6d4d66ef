public import Findings
public import PublicAccounts
internal import Tabular

/// What must be known of an annex before it is sent: what it was made of and how sure that is, its controls, its findings.
public struct AnnexNotes: Sendable {
    private let facts: [(name: String, value: String)]
    private let controls: [Control]
    private let findings: [Finding]

    private static let name = "Contrôles"

    /// The notes of an annex.
    public init(facts: [(name: String, value: String)], controls: [Control], findings: [Finding]) {
        self.facts = facts
        self.controls = controls
        self.findings = findings
    }

    /// The sheet.
    var sheet: NewSheet {
        func header(_ texts: String...) -> [NewCell?] { texts.map { NewCell(.text($0), .general, .header) } }
        func text(_ text: String) -> NewCell { NewCell(.text(text), .wrapped, .tableBody) }
        var rows: [[NewCell?]] = [[NewCell(.text("Ce qu'il faut savoir avant de transmettre"), .general, .title)], []]
        rows += facts.map { [text($0.name), text($0.value)] }
        rows += [[], header("Contrôle", "Attendu", "Trouvé", "Résultat")]
        for control in controls {
            rows.append([
                text(control.name), NewCell(.amount(control.expected), .amount, .tableBody),
                NewCell(.amount(control.found), .amount, .tableBody), text(control.holds ? "OK" : "Écart"),
            ])
        }
        rows += [[], header("Constat", "Ce qui est vu, et ce qu'il y a à faire")]
        for finding in findings {
            let words = [finding.what(.french), finding.why(.french), finding.remedy(.french)]
            rows.append([text(finding.kind.code), text(words.filter { !$0.isEmpty }.joined(separator: " "))])
        }
        var sheet = NewSheet(name: Self.name, widths: [56, 70, 20, 12], rows: rows)
        RowHeights.fit(&sheet)
        return sheet
    }
}
