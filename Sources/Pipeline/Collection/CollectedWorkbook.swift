internal import Decisions
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

/// What people decided in one annotated workbook.
struct CollectedWorkbook {
    /// A decision and the cell of its rating.
    struct Found {
        var decision: Decision
        var line: Int
        var place: Place
    }

    /// The decisions, by measure in the order of rows and axes.
    private(set) var found: [Found] = []
    /// What was noticed.
    private(set) var findings: [Finding] = []
    /// The lines.
    private(set) var lines = Lines()

    /// Reads the annotated workbook `workbook`.
    ///
    /// - Throws: `REC001` when no run has annotated it, `REC002` when what was written is not known, `REC003` and `REC004`
    ///   when nobody says who decided or when, and what opening and importing throw.
    init(_ workbook: Workbook, _ settings: CollectSettings) throws {
        let path = workbook.path
        let owners = Reference.owners(in: workbook.reader)
        guard let first = owners.first, let sheet = LeftRatings.sheet(of: first, in: workbook.reader) else {
            throw Finding(.neverAnnotated, at: Place(file: path))
        }
        let input = Self.input(of: path, settings)
        let read = try Self.imported(workbook, sheet: sheet, input, settings)
        lines = read.lines
        for owner in owners {
            try collect(owner, workbook, read, input, settings)
        }
    }

    private mutating func collect(
        _ owner: String, _ workbook: Workbook, _ read: Import, _ input: PipelineDefinition?, _ settings: CollectSettings
    ) throws {
        let path = workbook.path
        guard let sheet = LeftRatings.sheet(of: owner, in: workbook.reader), sheet == read.sheet else { return }
        var numbers: [Int]?
        var reference = try Reference(of: owner, in: workbook.reader)
        if reference == nil, settings.comparesWithRules, let input {
            (reference, numbers) = try Self.byRules(workbook, read, input)
        }
        let place = Place(file: path, sheet: workbook.reader.sheets[sheet].name)
        guard let reference else { throw Finding(.writtenUnknown, at: place) }
        let left = try LeftRatings(reference, in: workbook.reader, sheet: sheet, lines: lines, numbers: numbers)
        guard left.hasColumns else { throw Finding(.writtenUnknown, at: place) }
        tell(left, at: place)
        guard !left.changes.isEmpty else { return }
        let (author, date) = try Self.signature(of: workbook, settings)
        let reading = ChangeReading(reference, file: path, sheet: place.sheet ?? "")
        let identities = lines.identities(of: left.changes.map(\.line))
        for (change, identity) in zip(left.changes, identities) {
            switch reading.read(change) {
            case .same: continue
            case .refused(let finding): findings.append(finding)
            case .rating(let rating, let reason):
                let decision = Decision(
                    measure: reference.measure, axis: reference.axes[change.axis].id, line: identity, rating: rating,
                    author: author, date: date, reason: reason, rule: change.written.rule,
                    programCategory: reading.words.category(change.written.rating) ?? "")
                var cell = place
                cell.cell = change.cells.rating.description
                found.append(Found(decision: decision, line: change.line, place: cell))
            }
        }
    }

    /// Rows that cannot be told apart from others any more.
    private mutating func tell(_ left: LeftRatings, at place: Place) {
        func rows(_ rows: [Int]) -> [String: String] {
            let shown = rows.prefix(20).map { String($0 + 1) }.joined(separator: ", ")
            return ["rows": shown + (rows.count > 20 ? "…" : ""), "count": FrenchNumber.integer(rows.count)]
        }
        let rated = left.moved.filter(\.isRated).map(\.row)
        let other = left.moved.filter { !$0.isRated }.map(\.row)
        if !rated.isEmpty {
            findings.append(Finding(.correctedLineChanged, at: place, rows(rated), count: rated.count))
        }
        if !other.isEmpty {
            findings.append(Finding(.annotatedLineChanged, at: place, rows(other), count: other.count))
        }
        if !left.unmarked.isEmpty {
            findings.append(
                Finding(.ratedWithoutMark, at: place, rows(left.unmarked), count: left.unmarked.count))
        }
    }

    /// Who decided, and when: as the command says, else as the workbook does.
    private static func signature(of workbook: Workbook, _ settings: CollectSettings) throws -> (String, String) {
        let properties = workbook.properties
        let author = settings.author ?? properties.author
        guard !author.isEmpty else { throw Finding(.authorUnknown, at: Place(file: workbook.path)) }
        let date = settings.date ?? properties.date
        guard let day = CivilDate(iso: date) else {
            throw Finding(.dateUnknown, at: Place(file: workbook.path), ["date": date])
        }
        return (author, day.iso)
    }

    // MARK: Lines

    /// The pipeline of the input that the workbook at `path` annotates.
    private static func input(of path: String, _ settings: CollectSettings) -> PipelineDefinition? {
        guard let pipeline = settings.pipeline else { return nil }
        let stem = ExportStage.sourceStem(of: path)
        let input = pipeline.inputs.first { $0.id == stem } ?? pipeline.inputs.first
        return input.map { pipeline.alone($0) }
    }

    private static func imported(
        _ workbook: Workbook, sheet: Int, _ input: PipelineDefinition?, _ settings: CollectSettings
    ) throws -> Import {
        var wanted: ImportSettings
        if let input {
            wanted = try ImportStage.settings(of: input.source)
        } else {
            wanted = ImportSettings(
                profiles: try ProfileStore(folder: FilePaths.join(settings.pipelines, "profiles")),
                nomenclatures: NomenclatureStore(folder: FilePaths.join(settings.pipelines, "nomenclatures")))
        }
        wanted.sheet = workbook.reader.sheets[sheet].name
        do {
            return try Importer().run(reader: workbook.reader, file: workbook.path, settings: wanted)
        } catch let finding as Finding {
            throw finding.inFile(workbook.path)
        }
    }

    /// What the rules and decisions of `input` give now, and which of it each line has.
    private static func byRules(_ workbook: Workbook, _ read: Import, _ input: PipelineDefinition) throws
        -> (Reference, [Int])
    {
        let stage = TransformStage(definition: input)
        let ready = try stage.ready()
        let decided = stage.decided(read.lines, with: ready)
        let result = try stage.perform(read.lines, decided: decided, with: ready)
        let target = AnnotationTarget(
            read.sheet, of: workbook.reader, headerRow: read.headerRow, body: read.body, lastColumn: read.lastColumn)
        let annotation = Annotation(
            of: target, lines: read.lines, result: result, book: RuleBook(ready.measure, result, decided: decided))
        return (annotation.reference, annotation.referenceNumbers)
    }
}
