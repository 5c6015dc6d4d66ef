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

    /// Writes findings by stage, in the order of the stages.
    static func write(_ findings: [Stage: [Finding]], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(columns)
        for stage in Stage.allCases {
            for finding in findings[stage] ?? [] {
                let place = finding.place
                let values = finding.values.sorted { $0.key < $1.key }.map { "\($0.key)=\(escaped($0.value))" }
                try writer.row([
                    stage.rawValue, finding.kind.code, finding.severity.name, place.file ?? "", place.part ?? "",
                    place.sheet ?? "", place.cell ?? "", text(place.line), text(place.column), text(place.offset),
                    String(finding.count), finding.what(.french), values.joined(separator: "\n"),
                ])
            }
        }
        try writer.finish()
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String) throws -> [Stage: [Finding]] {
        var findings: [Stage: [Finding]] = [:]
        try CSVTable.read(path, columns: columns) { fields, place in
            guard let stage = Stage(rawValue: fields.text(0)), let kind = FindingCatalogue.kind(fields.text(1)),
                let severity = Severity.allCases.first(where: { $0.name == fields.text(2) })
            else { throw Finding(.badPackage, at: place, ["detail": fields.text(1)]) }
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
            findings[stage, default: []].append(finding)
        }
        return findings
    }

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
