internal import DelimitedText
internal import Files
internal import Findings
internal import PublicAccounts
internal import Tabular

/// `controls.csv` of the data package: totals that must reconcile, both sides. Columns: `stage`, `control`, `expected`,
/// `found`, `difference` (euros), `lines` (the rows of the sheet behind the difference).
enum ControlsTable {
    static let name = "controls.csv"

    static let columns = ["stage", "control", "expected", "found", "difference", "lines"]

    /// Writes controls by stage, in the order of the stages.
    static func write(_ controls: [Stage: [Control]], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(columns)
        for stage in Stage.allCases {
            for control in controls[stage] ?? [] {
                try writer.row([
                    stage.rawValue, control.name, control.expected.decimal, control.found.decimal,
                    control.difference.decimal, control.lines,
                ])
            }
        }
        try writer.finish()
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String) throws -> [Stage: [Control]] {
        var controls: [Stage: [Control]] = [:]
        try CSVTable.read(path, columns: columns) { fields, place in
            guard let stage = Stage(rawValue: fields.text(0)), let expected = Cents(decimal: fields.text(2)),
                let found = Cents(decimal: fields.text(3))
            else { throw Finding(.badPackage, at: place, ["detail": "stage, expected, found"]) }
            controls[stage, default: []].append(
                Control(fields.text(1), expected: expected, found: found, lines: fields.text(5)))
        }
        return controls
    }
}
