public import Findings
internal import MarkupSheets
internal import Tabular
internal import Texts

/// Holds the lines of an export against those of the budget document (TOTEM) of the same budget and year, by nature and
/// function.
///
/// Only what both may have is compared: the years of the document; the budget of the same code, or the only one that the
/// export has; the sens, sections and movements that the export has. A document says its lines by account, an export by
/// mandate: sums are compared. Functions of a vote by function are less their chapter on both sides: `93317` is 317.
public struct DocumentComparison: Sendable {
    /// The totals of each sens, then each nature and function that differs: the document's side is expected.
    public private(set) var controls: [Control] = []
    /// What was compared, and what differs.
    public private(set) var findings: [Finding] = []

    /// How many differences have a control of their own; the others share one.
    private static let shown = 200

    /// One total.
    private struct Key: Hashable, Comparable {
        var sens: String
        var nature: String
        var fonction: String

        static func < (left: Key, right: Key) -> Bool {
            (left.sens, left.nature, left.fonction) < (right.sens, right.nature, right.fonction)
        }
    }

    /// Both sides of a total.
    private struct Sides {
        var document = Cents.zero
        var export = Cents.zero
        var rows = RowList()
        var difference: Cents { export - document }
    }

    /// Compares `lines`, read at `place`, with those of the document in `file`.
    ///
    /// - Throws: `CTL008` when no line is of the document's budget and year.
    public init(_ lines: Lines, against document: Lines, file: String, at place: Place) throws(Finding) {
        let scope = Scope(lines, document)
        let isKept = (0..<lines.count).map { scope.hasExport($0, of: lines) }
        guard isKept.contains(true) else {
            throw Finding(
                .documentOfAnother, at: place,
                [
                    "budget": Self.list(document[.budget]), "exercice": Self.list(document[.exercice]),
                    "found": "budget \(Self.list(lines[.budget])), exercice \(Self.list(lines[.exercice]))",
                ])
        }
        let perimeter = Perimeter(lines, isKept)
        let hasFonctions = document[.fonction].values.count > 1 && perimeter.hasFonctions
        let fonctions = hasFonctions ? Set(document[.fonction].values) : nil
        var sides: [Key: Sides] = [:]
        Self.sum(document, among: fonctions, perimeter) { line in
            scope.hasDocument(line, of: document) && perimeter.has(line, of: document)
        } into: { key, line in
            sides[key, default: Sides()].document += document.amounts[line]
        }
        Self.sum(lines, among: fonctions, perimeter) {
            isKept[$0]
        } into: { key, line in
            sides[key, default: Sides()].export += lines.amounts[line]
        }
        let wrong = sides.filter { $0.value.difference != .zero }.map(\.key)
        if !wrong.isEmpty {
            let isWrong = Set(wrong)
            Self.sum(lines, among: fonctions, perimeter) {
                isKept[$0]
            } into: { key, line in
                if isWrong.contains(key) { sides[key]?.rows.add(lines.rows[line]) }
            }
        }
        compare(sides, hasFonctions: hasFonctions, perimeter, file: file, at: place)
    }

    private mutating func compare(
        _ sides: [Key: Sides], hasFonctions: Bool, _ perimeter: Perimeter, file: String, at place: Place
    ) {
        let keys = sides.keys.sorted()
        for sens in Set(keys.map(\.sens)).sorted() {
            var control = Control("Document budgétaire, total \(Self.word(sens))", expected: .zero, found: .zero)
            for key in keys where key.sens == sens {
                guard let side = sides[key] else { continue }
                control.expected += side.document
                control.found += side.export
            }
            controls.append(control)
        }
        let wrong = keys.filter { sides[$0]?.difference != .zero }
        var rest = Control("Document budgétaire, autres écarts", expected: .zero, found: .zero)
        for (number, key) in wrong.enumerated() {
            guard let side = sides[key] else { continue }
            if number < Self.shown {
                controls.append(
                    Control(
                        "Document budgétaire, \(Self.name(key))", expected: side.document, found: side.export,
                        lines: side.rows.text))
            } else {
                rest.expected += side.document
                rest.found += side.export
                rest.lines = "\(wrong.count - Self.shown)"
            }
        }
        if wrong.count > Self.shown { controls.append(rest) }

        findings.append(
            Finding(
                .documentCompared, at: place,
                [
                    "document": file, "keys": hasFonctions ? "nature × fonction" : "nature",
                    "perimeter": perimeter.text, "count": FrenchNumber.integer(keys.count),
                    "same": FrenchNumber.integer(keys.count - wrong.count),
                ]))
        guard !wrong.isEmpty else { return }
        let largest = wrong.sorted { left, right in
            let sizes = [left, right].map { (sides[$0]?.difference.value ?? 0).magnitude }
            return sizes[0] != sizes[1] ? sizes[0] > sizes[1] : left < right
        }
        let examples = largest.prefix(3).map { key in
            let side = sides[key] ?? Sides()
            return "\(Self.name(key)) : \(FrenchNumber.euros(cents: side.export.value)) / "
                + FrenchNumber.euros(cents: side.document.value)
        }
        let difference = wrong.reduce(Cents.zero) { $0 + (sides[$1]?.difference ?? .zero) }
        findings.append(
            Finding(
                .documentDiffers, at: place,
                [
                    "count": FrenchNumber.integer(wrong.count),
                    "difference": FrenchNumber.euros(cents: difference.value),
                    "examples": examples.joined(separator: " ; ") + (wrong.count > 3 ? " ; …" : ""),
                ], count: wrong.count))
    }

    private static func name(_ key: Key) -> String {
        let fonction = key.fonction.isEmpty ? "" : ", fonction \(key.fonction)"
        return "\(word(key.sens)) \(key.nature.isEmpty ? "sans nature" : key.nature)\(fonction)"
    }

    private static func word(_ sens: String) -> String {
        switch sens {
        case "depense": "dépense"
        case "": "tous sens"
        default: sens
        }
    }

    private static func list(_ column: Lines.Column) -> String {
        let values = column.values.filter { !$0.isEmpty }.sorted()
        return values.isEmpty ? "-" : values.prefix(5).joined(separator: ", ") + (values.count > 5 ? "…" : "")
    }

    /// A function as the document has it: less the chapter of the vote by function where only so the document knows it.
    private static func plain(_ fonction: String, _ nomenclature: String, among known: Set<String>) -> String {
        guard !known.contains(fonction) else { return fonction }
        let plain = FunctionCode.plain(fonction, nomenclature: nomenclature)
        return known.contains(plain) ? plain : fonction
    }

    /// Gives `body` each line that `isWanted`, with its key; keys are made once per distinct group of codes. `fonctions`
    /// are those of the document, nil when they are not compared.
    private static func sum(
        _ lines: Lines, among fonctions: Set<String>?, _ perimeter: Perimeter, where isWanted: (Int) -> Bool,
        into body: (Key, Int) -> Void
    ) {
        let groups = LineGroups(
            lines[.sens].codes, lines[.nature].codes, lines[.fonction].codes, lines[.nomenclature].codes)
        let keys = groups.firsts.map { line in
            Key(
                sens: perimeter.knowsSens ? lines[.sens, line] : "", nature: lines[.nature, line],
                fonction: fonctions.map { plain(lines[.fonction, line], lines[.nomenclature, line], among: $0) } ?? "")
        }
        for line in groups.of.indices where isWanted(line) { body(keys[Int(groups.of[line])], line) }
    }
}

/// The budget and the years that both sides have.
private struct Scope {
    private let years: Set<String>
    /// The budgets to compare; nil when the export has one alone, which is then the document's.
    private let budgets: Set<String>?

    init(_ lines: Lines, _ document: Lines) {
        years = Set(document[.exercice].values.filter { !$0.isEmpty })
        let own = Set(lines[.budget].codes).map { lines[.budget].values[Int($0)] }
        budgets = own.count <= 1 ? nil : Set(own).intersection(document[.budget].values.filter { !$0.isEmpty })
    }

    func hasExport(_ line: Int, of lines: Lines) -> Bool {
        let year = lines[.exercice, line]
        guard year.isEmpty || years.isEmpty || years.contains(year) else { return false }
        return budgets?.contains(lines[.budget, line]) ?? true
    }

    func hasDocument(_ line: Int, of document: Lines) -> Bool { budgets?.contains(document[.budget, line]) ?? true }
}

/// The sens, sections and movements that the export has; all where it does not always say.
private struct Perimeter {
    private var values: [LineField: Set<String>] = [:]
    private(set) var hasFonctions = false
    /// Whether every line of the export has a sens.
    var knowsSens: Bool { values[.sens] != nil }

    init(_ lines: Lines, _ isKept: [Bool]) {
        for field in [LineField.sens, .section, .mouvement] {
            let column = lines[field]
            var isMet = [Bool](repeating: false, count: column.values.count)
            for line in isKept.indices where isKept[line] { isMet[Int(column.codes[line])] = true }
            guard !isMet[0] else { continue }
            values[field] = Set(column.values.indices.filter { isMet[$0] }.map { column.values[$0] })
        }
        let fonctions = lines[.fonction].codes
        hasFonctions = isKept.indices.contains { isKept[$0] && fonctions[$0] != 0 }
    }

    func has(_ line: Int, of document: Lines) -> Bool {
        values.allSatisfy { field, wanted in wanted.contains(document[field, line]) }
    }

    /// In words.
    var text: String {
        let parts = [LineField.sens, .section, .mouvement].compactMap { field in
            values[field].map { $0.sorted().map(Self.word).joined(separator: " et ") }
        }
        return parts.isEmpty ? "toutes les lignes" : parts.joined(separator: ", ")
    }

    private static func word(_ value: String) -> String {
        switch value {
        case "depense": "dépense"
        case "reel": "réel"
        default: value
        }
    }
}
