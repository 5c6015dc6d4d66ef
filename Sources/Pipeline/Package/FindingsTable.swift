internal import DelimitedText
internal import Files
internal import Findings
internal import Tabular

/// `findings.csv` of the data package: what each stage noticed.
///
/// Columns: `stage`, `code`, `severity`, `file`, `part`, `sheet`, `cell`, `line`, `column`, `offset`, `count`, `what`
/// (in French, for people), `values` (for programs: `name=value` pairs, one a line, `\` and line breaks escaped).
enum FindingsTable {
    static let name = "findings.csv"

    static let columns = [
        "stage", "code", "severity", "file", "part", "sheet", "cell", "line", "column", "offset", "count", "what",
        "values",
    ]

    /// Writes the findings of each input by stage, in the order of the stages.
    static func write(_ parts: [TablePart<[Stage: [Finding]]>], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns, sayInput: parts.first?.input != nil))
        for part in parts {
            for stage in Stage.allCases {
                for finding in part.content[stage] ?? [] {
                    if let input = part.input { writer.field(input) }
                    try writer.row(fields(of: finding, stage))
                }
            }
        }
        try writer.finish()
    }

    /// Writes the findings of one input alone.
    static func write(_ findings: [Stage: [Finding]], to sink: any ByteSink) throws {
        try write([TablePart(nil, findings)], to: sink)
    }

    private static func fields(of finding: Finding, _ stage: Stage) -> [String] {
        let place = finding.place
        let values = finding.values.sorted { $0.key < $1.key }.map { "\($0.key)=\(escaped($0.value))" }
        return [
            stage.rawValue, finding.kind.code, finding.severity.name, place.file ?? "", place.part ?? "",
            place.sheet ?? "", place.cell ?? "", text(place.line), text(place.column), text(place.offset),
            String(finding.count), finding.what(.french), values.joined(separator: "\n"),
        ]
    }

    /// Reads what `write` wrote of each of `inputs`; what it wrote of all of them together is left out.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, of inputs: TableInputs) throws -> [[Stage: [Finding]]] {
        var inputs = inputs
        var findings = [[Stage: [Finding]]](repeating: [:], count: inputs.count)
        try CSVTable.read(path, columns: columns, sayInput: inputs.sayInput) { fields, place in
            guard let stage = Stage(rawValue: fields.text(0)), let kind = FindingCatalogue.kind(fields.text(1)),
                let severity = Severity.allCases.first(where: { $0.name == fields.text(2) })
            else { throw Finding(.badPackage, at: place, ["detail": fields.text(1)]) }
            guard let input = try inputs.place(of: fields, place) else { return }
            func some(_ index: Int) -> String? {
                let text = fields.text(index)
                return text.isEmpty ? nil : text
            }
            let spot = Place(
                file: some(3), part: some(4), sheet: some(5), cell: some(6), line: some(7).flatMap { Int($0) },
                column: some(8).flatMap { Int($0) }, offset: some(9).flatMap { Int($0) })
            var values: [String: String] = [:]
            for pair in fields.text(12).split(separator: "\n") {
                guard let equals = pair.firstIndex(of: "=") else { continue }
                values[String(pair[..<equals])] = unescaped(pair[pair.index(after: equals)...])
            }
            var finding = Finding(kind, at: spot, values, count: Int(fields.text(10)) ?? 1)
            finding.severity = severity
            findings[input][stage, default: []].append(finding)
        }
        return findings
    }

    /// Reads what `write` wrote of one input alone.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String) throws -> [Stage: [Finding]] { try read(path, of: .alone)[0] }

    private static func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\r", with: "\\r").replacing("\n", with: "\\n")
    }

    private static func unescaped(_ text: Substring) -> String {
        var plain = ""
        var isEscape = false
        for character in text {
            if isEscape {
                plain.append(character == "n" ? "\n" : character == "r" ? "\r" : character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                plain.append(character)
            }
        }
        return plain
    }
}
