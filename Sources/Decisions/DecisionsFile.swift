internal import DelimitedText
internal import Files
public import Findings
internal import Tabular

/// The decisions of one or several files `decisions.csv`.
///
/// UTF-8, commas, quotes where RFC 4180 asks for them, line feeds; one line per decision, sorted, so that git merges what two
/// people decided. Columns: what the decision is about (`measure`, `axis`), the line (`budget`, `exercice`, `bordereau`,
/// `piece`, `rang`), what it said then (`operation`, `nature`, `fonction`, `libelle`, `montant` in euros with a point), the
/// decision (`categorie` by id, `part` as `40 %` or `2/3`, `autre`), who, when and why (`auteur`, `date`, `motif`), and what
/// the program had said (`regle`, `categorie_programme`).
public struct DecisionsFile: Sendable {
    /// The columns, in order.
    public static let columns = [
        "measure", "axis", "budget", "exercice", "bordereau", "piece", "rang", "operation", "nature", "fonction",
        "libelle", "montant", "categorie", "part", "autre", "auteur", "date", "motif", "regle", "categorie_programme",
    ]

    /// How many decisions a file may have.
    public static let limit = 1_000_000
    /// How many bytes it may have.
    static let sizeLimit = 512 << 20

    /// The decisions, in order, each once.
    public private(set) var decisions: [Decision] = []
    /// Where each of `decisions` stands.
    public private(set) var places: [Place] = []
    /// Those of `decisions`, as indices, that others of the same line and axis contradict: none of them is to be applied.
    public private(set) var conflicting: Set<Int> = []
    /// What was noticed, errors included: a line that means nothing is an error, and is no decision.
    public private(set) var findings: [Finding] = []

    /// No decisions.
    public init() {}

    /// These decisions, of no file.
    public init(_ decisions: [Decision]) {
        self.decisions = decisions
        places = decisions.map { _ in Place() }
        settle()
    }

    /// Reads the files at `paths`.
    ///
    /// - Throws: `DEC001` when a file has other columns, `DEC005` when git has left a conflict in it, `DEC006` beyond the
    ///   limits, and what reading files throws.
    public init(reading paths: [String]) throws(Finding) {
        for path in paths { try read(FileSystem.read(path, limit: Self.sizeLimit), path: path) }
        settle()
    }

    /// Reads the text `bytes` of a file shown as `path`.
    ///
    /// - Throws: as for files.
    public init(parsing bytes: [UInt8], path: String) throws(Finding) {
        try read(bytes, path: path)
        settle()
    }

    private mutating func read(_ bytes: [UInt8], path: String) throws(Finding) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = Bytes(hasMark ? Array(bytes.dropFirst(3)) : bytes)
        let reader = DelimitedWorkbook(text, fileName: path, dialect: .commaSeparatedUTF8)
        var hasHeader = false
        do {
            _ = try reader.readSheet(0) { batch in
                for row in batch.rows where !row.cells.isEmpty {
                    let place = Place(file: path, line: row.index + 1)
                    var fields = [String](repeating: "", count: Self.columns.count)
                    for cell in batch.cells[row.cells] {
                        let text = batch.text(of: cell)
                        if Int(cell.column) < fields.count {
                            fields[Int(cell.column)] = text
                        } else {
                            fields.append(text)
                        }
                    }
                    try take(fields, at: place, isHeader: !hasHeader)
                    hasHeader = true
                }
                return .next
            }
        } catch let finding as Finding {
            throw finding.inFile(path)
        } catch {
            // Reading text throws nothing else.
            preconditionFailure("\(error)")
        }
        guard hasHeader else { throw Self.otherColumns(at: Place(file: path, line: 1)) }
    }

    private mutating func take(_ fields: [String], at place: Place, isHeader: Bool) throws(Finding) {
        if ["<<<<<<<", "=======", ">>>>>>>"].contains(where: { fields[0].hasPrefix($0) }) {
            throw Finding(.mergeUnfinished, at: place)
        }
        if isHeader {
            guard fields == Self.columns else { throw Self.otherColumns(at: place) }
            return
        }
        guard decisions.count < Self.limit else {
            throw Finding(.tooManyDecisions, at: place, ["limit": String(Self.limit)])
        }
        do {
            decisions.append(try DecisionRow(fields, at: place).decision())
            places.append(place)
        } catch {
            findings.append(error)
        }
    }

    private static func otherColumns(at place: Place) -> Finding {
        Finding(.otherColumns, at: place, ["columns": columns.joined(separator: ",")])
    }

    /// Drops decisions that are there twice, and finds those that contradict each other.
    private mutating func settle() {
        struct Subject: Hashable {
            var measure: String
            var axis: String
            var line: LineIdentity
        }
        var first: [Subject: Int] = [:]
        var kept: [Int] = []
        for (index, decision) in decisions.enumerated() {
            let subject = Subject(measure: decision.measure, axis: decision.axis, line: decision.line)
            guard let known = first[subject] else {
                first[subject] = index
                kept.append(index)
                continue
            }
            let earlier = places[known]
            let other = (earlier.file == places[index].file ? "" : (earlier.file ?? "") + ":") + "\(earlier.line ?? 0)"
            if decisions[known].rating == decision.rating {
                findings.append(Finding(.sameDecision, at: places[index], ["other": other]))
            } else {
                findings.append(
                    Finding(
                        .contradiction, at: places[index],
                        [
                            "other": other, "axis": decision.axis, "line": decision.line.words,
                            "first": decisions[known].words, "second": decision.words,
                        ]))
                conflicting.formUnion([known, index])
                kept.append(index)
            }
        }
        let old = (decisions, places, conflicting)
        decisions = kept.map { old.0[$0] }
        places = kept.map { old.1[$0] }
        conflicting = Set(kept.indices.filter { old.2.contains(kept[$0]) })
    }
}
