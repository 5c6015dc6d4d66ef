internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

extension RunComparison {
    /// Writes the comparison as a workbook: XLSX or ODS, as the path's extension says; all of it or nothing.
    ///
    /// - Throws: `CMP010` for another extension, and what writing throws.
    public func write(to path: String) throws {
        let format: Workbook.NewFormat
        switch FilePaths.fileExtension(of: path) {
        case "xlsx": format = .xlsx
        case "ods": format = .ods
        case let other:
            throw Finding(.comparisonFormat, at: Place(file: path), ["extension": other])
        }
        let sources = [before, after].flatMap { run in
            [Descriptor.name, LinesTable.name, RatingsTable.name, SharesTable.name].map {
                FilePaths.join(run.folder, $0)
            }
        }
        let file = try AtomicFile(path, sparing: sources)
        try Workbook.writeNew(ComparisonBook.sheets(content), as: format, path: path, to: file)
        try file.commit()
    }

    private var content: ComparisonContent {
        let (first, second) = names
        var told: [Int: [String]] = [:]
        for thing in views.flatMap(\.changes).map(\.thing) where told[thing] == nil {
            let (input, line) = line(of: thing)
            told[thing] = Self.fields(byPiece: things.byPiece).map { field in
                let text = input.lines[field, line]
                return field == .budget && text.isEmpty ? input.budget : text
            }
        }
        return ComparisonContent(
            title: "\(measureTitle) : deux passages côte à côte", before: first, after: second,
            runs: [before, after].map(\.words), views: views, isExecution: isExecution,
            headers: Self.fields(byPiece: things.byPiece).map(\.header), things: told, matching: matching(true),
            rules: rules.differences.map(\.words), controls: controls)
    }

    /// What both runs are called: by their exercices, their titles, or letters.
    private var names: (String, String) {
        if before.exercice != after.exercice { return ("Exercice \(before.exercice)", "Exercice \(after.exercice)") }
        return before.title != after.title ? (before.title, after.title) : ("A", "B")
    }

    /// What tells a thing in the sheet of changes. Never who is paid.
    private static func fields(byPiece: Bool) -> [LineField] {
        byPiece
            ? [.budget, .bordereau, .piece, .operation, .nature, .fonction, .libelle]
            : [.budget, .section, .sens, .chapitre, .operation, .nature, .fonction, .libelleNature]
    }
}

extension ComparedRun {
    /// What it is, in a line.
    fileprivate var words: String {
        let total = inputs.reduce(Cents.zero) { $0 + $1.lines.total }
        return "\(title), exercice \(exercice), \(FilePaths.name(of: path)) : \(FrenchNumber.integer(count)) lignes, "
            + FrenchNumber.euros(cents: total.value)
    }
}

extension LineField {
    /// What a column of it is headed.
    fileprivate var header: String {
        switch self {
        case .budget: "Budget"
        case .section: "Section"
        case .sens: "Sens"
        case .chapitre: "Chapitre"
        case .operation: "Opération"
        case .nature: "Nature"
        case .fonction: "Fonction"
        case .bordereau: "Bordereau"
        case .piece: "Pièce"
        case .libelle: "Libellé"
        case .libelleNature: "Libellé de la nature"
        default: rawValue
        }
    }
}
