internal import Files
internal import Findings
internal import MarkupSheets
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

/// The budget document that gets an annex, and how its lines agree with the records.
struct AnnexDocument {
    /// Its path.
    let path: String
    /// Its bytes.
    let bytes: Bytes
    /// The annex that is its own, a place among budgets; nil when none is.
    private(set) var place: Int?
    /// The totals, then each nature and function that differs: the document's side is expected.
    private(set) var controls: [Control] = []
    /// What was compared, and what differs.
    private(set) var findings: [Finding] = []

    private static let shown = 200

    /// The document of the pipeline: the one that `export:` names, else the one that the lines are held against, else the
    /// one that they come from, `origin`; nil when there is none.
    ///
    /// - Throws: `CTL009` when it is no budget document, and what reading it throws.
    init?(
        for step: AnnexStep, from origin: Workbook, _ records: [BudgetVertAnnex], _ keys: AnnexKeys, _ lines: Lines,
        _ result: MeasureResult
    ) throws {
        let source = step.definition.source
        let named = step.asked.document ?? source.against
        let workbook = try named.map { try Workbook(opening: $0) } ?? origin
        guard workbook.reader.format == .budgetDocument else {
            guard let named else { return nil }
            throw Finding(.documentWanted, at: Place(file: named))
        }
        path = named ?? source.file
        bytes = workbook.bytes
        let budget: Lines
        if named == nil {
            budget = lines
        } else {
            let settings = ImportSettings(
                profiles: try ProfileStore(folder: source.profiles),
                nomenclatures: NomenclatureStore(folders: source.nomenclatures))
            budget = try Importer().run(reader: workbook.reader, file: path, settings: settings).lines
        }
        let own = budget[.budget].values.first { !$0.isEmpty } ?? ""
        let years = budget[.exercice].values.filter { !$0.isEmpty }
        let isYear = result.exercice.map { years.isEmpty || years.contains(String($0)) } ?? true
        let known = keys.budgets.count == 1 ? 0 : keys.budgets.firstIndex { $0.code == own }
        guard isYear, let known, !keys.budgets.isEmpty else {
            let found = keys.budgets.map(\.code).joined(separator: ", ")
            findings.append(
                Finding(
                    .documentWithoutAnnex, at: Place(file: path),
                    [
                        "document": FilePaths.name(of: path), "budget": own,
                        "exercice": years.joined(separator: ", "),
                        "found": "\(found.isEmpty ? "–" : found), \(step.definition.exercice)",
                    ]))
            return
        }
        place = known
        let measure = Measure(result.definition, packs: [])
        let perimeter = try measure.compute(budget, exercice: result.exercice).exclusionCodes
        compare(records[known], with: budget) { perimeter[$0] == 0 }
    }

    /// One nature and one function.
    private struct Key: Hashable, Comparable {
        var nature: String
        var fonction: String

        static func < (left: Key, right: Key) -> Bool {
            (left.nature, left.fonction) < (right.nature, right.fonction)
        }
    }

    private mutating func compare(_ annex: BudgetVertAnnex, with lines: Lines, isInside: (Int) -> Bool) {
        var sides: [Key: (document: Cents, annex: Cents)] = [:]
        for record in annex.records {
            sides[Key(nature: record.nature, fonction: record.fonction), default: (.zero, .zero)].annex += record.amount
        }
        for line in 0..<lines.count where isInside(line) {
            let key = Key(nature: lines[.nature, line], fonction: lines[.fonction, line])
            sides[key, default: (.zero, .zero)].document += lines.amounts[line]
        }
        func difference(_ key: Key) -> Int64 { sides[key].map { $0.annex.value - $0.document.value } ?? 0 }
        let keys = sides.filter { $0.value != (.zero, .zero) }.keys.sorted()
        let wrong = keys.filter { difference($0) != 0 }
        let name = "DATA_BUDGETVERT"
        controls.append(
            Control(
                "\(name), total", expected: keys.reduce(.zero) { $0 + (sides[$1]?.document ?? .zero) },
                found: keys.reduce(.zero) { $0 + (sides[$1]?.annex ?? .zero) }))
        for key in wrong.prefix(Self.shown) {
            guard let side = sides[key] else { continue }
            controls.append(Control("\(name), \(Self.words(key))", expected: side.document, found: side.annex))
        }
        var values = [
            "document": FilePaths.name(of: path), "records": FrenchNumber.integer(annex.records.count),
            "keys": FrenchNumber.integer(keys.count), "count": FrenchNumber.integer(wrong.count),
        ]
        guard !wrong.isEmpty else {
            findings.append(Finding(.recordsAgree, at: Place(file: path), values))
            return
        }
        let largest = wrong.sorted { left, right in
            let sizes = (difference(left).magnitude, difference(right).magnitude)
            return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : left < right
        }
        values["examples"] = largest.prefix(3).compactMap { key in
            sides[key].map {
                "\(Self.words(key)) : \(FrenchNumber.euros(cents: $0.annex.value)) / "
                    + FrenchNumber.euros(cents: $0.document.value)
            }
        }.joined(separator: " ; ")
        findings.append(Finding(.recordsDiffer, at: Place(file: path), values, count: wrong.count))
    }

    private static func words(_ key: Key) -> String {
        "nature \(key.nature), fonction \(key.fonction.isEmpty ? "–" : key.fonction)"
    }
}
