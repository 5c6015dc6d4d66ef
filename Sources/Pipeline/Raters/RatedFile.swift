internal import Decisions
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts
internal import Workbooks
public import ZipArchive

/// Where profiles, nomenclatures and measures are, and what the user settled beforehand of the files that are read.
public struct ReadingSettings: Sendable {
    /// The folder that holds `profiles`, `nomenclatures` and `measures`.
    public var pipelines: String
    /// The profile; nil to choose by evidence.
    public var profile: String?
    /// The sheet; nil to choose by evidence.
    public var sheet: String?
    /// What is accepted of a workbook's archive.
    public var limits: ArchiveLimits

    /// Settings.
    public init(
        pipelines: String, profile: String? = nil, sheet: String? = nil, limits: ArchiveLimits = ArchiveLimits()
    ) {
        self.pipelines = pipelines
        self.profile = profile
        self.sheet = sheet
        self.limits = limits
    }

    /// Opens the workbook at `path` and reads its lines.
    func lines(of path: String) throws -> (workbook: Workbook, found: Import) {
        var settings = ImportSettings(
            profiles: try ProfileStore(folder: FilePaths.join(pipelines, "profiles")),
            nomenclatures: NomenclatureStore(folder: FilePaths.join(pipelines, "nomenclatures")))
        settings.profile = profile
        settings.sheet = sheet
        do {
            let workbook = try Workbook(opening: path, limits: limits)
            return (workbook, try Importer().run(reader: workbook.reader, file: path, settings: settings))
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
    }
}

/// What is rated: one axis of one measure.
struct RatedSubject: Hashable, Comparable {
    var measure: String
    var axis: String

    static func < (left: RatedSubject, right: RatedSubject) -> Bool {
        (left.measure, left.axis) < (right.measure, right.axis)
    }
}

/// What somebody said of a line.
struct Opinion {
    var rating: DecidedRating
    /// Why, in the words of the file.
    var reason: String
}

/// A file of ratings: decisions, or a workbook that the program annotated and people may have corrected.
struct RatedFile {
    /// The path.
    let path: String
    /// Whether it holds decisions; else the ratings of a workbook, whoever gave them.
    let isDecisions: Bool
    /// What is said of lines.
    private(set) var opinions: [RatedSubject: [LineIdentity: Opinion]] = [:]
    /// What was noticed.
    private(set) var findings: [Finding] = []

    /// Reads the file at `path`.
    ///
    /// - Throws: `RAT001` when it holds no ratings, and what reading throws.
    init(reading path: String, _ settings: ReadingSettings, _ measures: MeasureFolder) throws {
        self.path = path
        isDecisions = try Self.holdsDecisions(path)
        if isDecisions {
            let file = try DecisionsFile(reading: [path])
            let errors = file.findings.filter { $0.severity == .error && $0.kind != .contradiction }
            guard errors.isEmpty else { throw PipelineFailure(errors) }
            findings = file.findings
            for (index, decision) in file.decisions.enumerated() where !file.conflicting.contains(index) {
                let subject = RatedSubject(measure: decision.measure, axis: decision.axis)
                let absence = measures.definitions.first { $0.id == decision.measure }?.absence.id
                guard decision.rating.category != absence else { continue }
                opinions[subject, default: [:]][decision.line] = Opinion(
                    rating: decision.rating, reason: decision.reason)
            }
        } else {
            try read(settings, measures)
        }
    }

    /// Whether the file at `path` begins as a file of decisions does.
    private static func holdsDecisions(_ path: String) throws(Finding) -> Bool {
        let bytes = try Bytes(mapping: path)
        var header = Array(DecisionsFile.columns.prefix(3).joined(separator: ",").utf8)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.array.starts(with: mark) { header = mark + header }
        return bytes.array.starts(with: header)
    }

    // MARK: Annotated workbooks

    private mutating func read(_ settings: ReadingSettings, _ measures: MeasureFolder) throws {
        let (workbook, found) = try settings.lines(of: path)
        let columns = Marks(in: workbook.reader).columns(ofSheet: found.sheet)
        var readers: [RatingColumns] = []
        for definition in measures.definitions {
            for axis in definition.axes {
                if let columns = RatingColumns(definition, axis, among: columns) { readers.append(columns) }
            }
        }
        guard !readers.isEmpty else { throw Finding(.notRated, at: Place(file: path, sheet: found.sheetName)) }
        let identities = found.lines.identities(of: Array(0..<found.lines.count))
        let lineOfRow = Dictionary(found.lines.rows.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        var unknown: [String] = []
        var unknownCount = 0
        let wanted = ColumnSelection(readers.flatMap(\.positions))
        _ = try workbook.reader.readSheet(found.sheet, columns: wanted) { batch in
            for row in batch.rows {
                for repeated in row.index..<(row.index + row.repeats) {
                    guard let line = lineOfRow[repeated] else { continue }
                    for reader in readers {
                        switch reader.opinion(batch.cells[row.cells], in: batch) {
                        case .none: break
                        case .unknown(let word):
                            unknownCount += 1
                            if unknown.count < 5, !unknown.contains(word) { unknown.append(word) }
                        case .opinion(let opinion):
                            opinions[reader.subject, default: [:]][identities[line]] = opinion
                        }
                    }
                }
                // Rows far below the lines repeat without end.
                if row.index > found.body.upperBound { return .stop }
            }
            return .next
        }
        if unknownCount > 0 {
            findings.append(
                Finding(
                    .unknownRatings, at: Place(file: path, sheet: found.sheetName),
                    [
                        "count": FrenchNumber.integer(unknownCount),
                        "words": unknown.map { "« \($0) »" }.joined(separator: ", "),
                    ], count: unknownCount))
        }
    }
}

/// The columns of one axis in an annotated sheet.
private struct RatingColumns {
    enum Reading {
        case none
        case unknown(String)
        case opinion(Opinion)
    }

    let subject: RatedSubject
    let positions: [Int]
    private let absence: String
    private let categories: [String: String]

    /// The columns of `axis` among those that are marked; nil when it is not rated there.
    init?(_ definition: MeasureDefinition, _ axis: Axis, among columns: [Mark: CellReference]) {
        let places = ["cotation", "part", "autre", "justification"].map { key in
            columns[Mark(.column, owner: definition.id, key: "\(axis.id).\(key)")]?.column ?? -1
        }
        guard places[0] >= 0 else { return nil }
        positions = places
        subject = RatedSubject(measure: definition.id, axis: axis.id)
        absence = definition.absence.id
        categories = Dictionary(
            (definition.categories + [definition.absence]).map { (Folding.fold($0.label), $0.id) }
        ) { first, _ in first }
    }

    /// What the cells of a row say.
    func opinion(_ cells: ArraySlice<Cell>, in batch: RowBatch) -> Reading {
        func text(_ place: Int) -> String {
            cells.first { Int($0.column) == positions[place] }.map { batch.text(of: $0) } ?? ""
        }
        let word = text(0)
        guard !word.allSatisfy(\.isWhitespace) else { return .none }
        guard let category = categories[Folding.fold(word)] else { return .unknown(word) }
        guard category != absence else { return .none }
        let reason = text(3)
        let part = Share(text: text(1)) ?? .one
        guard part != .one else { return .opinion(Opinion(rating: DecidedRating(category), reason: reason)) }
        let rest = text(2)
        guard let other = categories[Folding.fold(rest)], other != absence else { return .unknown(rest) }
        return .opinion(Opinion(rating: DecidedRating(category, part, other: other), reason: reason))
    }
}
