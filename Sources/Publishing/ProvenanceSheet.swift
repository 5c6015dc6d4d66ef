public import Findings
public import PublicAccounts
public import Tabular
internal import Texts

/// What the provenance sheet tells: what was read, with which rules, what reconciles, what was noticed. No clock.
public struct Provenance: Sendable {
    /// A fact: its name and its value, as the sheet shows them.
    public struct Fact: Sendable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: CellValue

        /// A fact.
        public init(_ name: String, _ value: CellValue) {
            self.name = name
            self.value = value
        }
    }

    /// Facts about the source, the profile, the counts.
    public var facts: [Fact]
    /// The name of the fact that tells the pipeline.
    public static let pipelineFact = "Pipeline"
    /// The name of the fact that tells the exercice.
    public static let exerciceFact = "Exercice"

    /// The rules files: what they are, their version, their SHA-256.
    public var files: [(role: String, path: String, version: String, sha256: String)]
    /// The totals that reconcile, both sides.
    public var controls: [Control]
    /// What was noticed, gravest first.
    public var findings: [Finding]

    /// A provenance.
    public init(
        facts: [Fact], files: [(role: String, path: String, version: String, sha256: String)],
        controls: [Control], findings: [Finding]
    ) {
        self.facts = facts
        self.files = files
        self.controls = controls
        self.findings = findings
    }
}

/// Lays a provenance out as a sheet.
struct ProvenanceSheet {
    /// The sheet's name when it is new.
    static let name = "Provenance"

    /// What finds the sheet of `owner` again.
    static func mark(of owner: String) -> Mark { Mark(.sheet, owner: owner, key: key) }
    /// Which of a measure's sheets it is.
    static let key = "provenance"
    /// The title of the table of files.
    static let filesTitle = "Règles et tables"

    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []

    /// The sheet of `provenance`.
    static func sheet(
        _ provenance: Provenance, at place: SheetPlan.Place, language: Language = .french
    ) -> NewSheet {
        var layout = ProvenanceSheet()
        layout.rows.append([NewCell(.text("Provenance"), .general, .title)])
        layout.rows.append([
            NewCell(
                .text("Ce qui a été lu, avec quelles règles, ce qui tombe juste, ce qui a été remarqué."), .general,
                .subtitle)
        ])
        layout.facts(provenance.facts)
        layout.files(provenance.files)
        layout.controls(provenance.controls)
        layout.findings(provenance.findings, language)
        var sheet = NewSheet(at: place, widths: [40, 52, 22, 22, 76, 56], rows: layout.rows)
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        sheet.merges =
            [0, 1].map { CellRange(CellReference(row: $0, column: 0), CellReference(row: $0, column: 5)) }
            + layout.merges
        RowHeights.fit(&sheet)
        return sheet
    }

    private mutating func header(_ title: String, _ names: String...) {
        rows.append([])
        rows.append([NewCell(.text(title), .general, .header)] + names.map { NewCell(.text($0), .general, .header) })
    }

    private mutating func facts(_ facts: [Provenance.Fact]) {
        header("Source et périmètre", "Valeur")
        for fact in facts {
            let format: ValueFormat
            switch fact.value {
            case .amount: format = .amount
            case .integer: format = .integer
            default: format = .wrapped
            }
            rows.append([NewCell(.text(fact.name), .wrapped, .tableBody), NewCell(fact.value, format, .tableBody)])
        }
    }

    /// Makes one cell of the third and fourth columns of the last row.
    private mutating func mergeMiddle() {
        let row = rows.count - 1
        merges.append(CellRange(CellReference(row: row, column: 2), CellReference(row: row, column: 3)))
    }

    private mutating func files(_ files: [(role: String, path: String, version: String, sha256: String)]) {
        header(Self.filesTitle, "Fichier", "Version", "", "SHA-256")
        mergeMiddle()
        for file in files {
            rows.append(
                [file.role, file.path, file.version, "", file.sha256].map { NewCell(.text($0), .wrapped, .tableBody) })
            mergeMiddle()
        }
    }

    private mutating func controls(_ controls: [Control]) {
        header("Contrôles", "Résultat", "Attendu", "Trouvé", "Lignes de la feuille", "Écart")
        for control in controls {
            rows.append([
                NewCell(.text(control.name), .wrapped, .tableBody),
                NewCell(.text(control.holds ? "OK" : "Écart"), .general, .tableBody),
                NewCell(.amount(control.expected), .amount, .tableBody),
                NewCell(.amount(control.found), .amount, .tableBody),
                NewCell(.text(control.lines), .wrapped, .tableBody),
                NewCell(.amount(control.difference), .amount, .tableBody),
            ])
        }
    }

    private mutating func findings(_ findings: [Finding], _ language: Language) {
        header("Constats", "Où", "Gravité", "Nombre", "Quoi", "À faire")
        if findings.isEmpty {
            rows.append([NewCell(.text("Rien à signaler"), .general, .tableBody)])
        }
        for finding in findings {
            let why = finding.why(language)
            rows.append([
                NewCell(.text(finding.kind.code), .general, .tableBody),
                NewCell(.text(finding.place.text(language)), .wrapped, .tableBody),
                NewCell(.text(Self.word(finding.severity)), .general, .tableBody),
                NewCell(.integer(Int64(finding.count)), .integer, .tableBody),
                NewCell(.text(finding.what(language) + (why.isEmpty ? "" : " " + why)), .wrapped, .tableBody),
                NewCell(.text(finding.remedy(language)), .wrapped, .tableBody),
            ])
        }
    }

    private static func word(_ severity: Severity) -> String {
        switch severity {
        case .note: "note"
        case .warning: "attention"
        case .error: "erreur"
        }
    }
}
