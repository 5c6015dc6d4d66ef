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

    /// Writes the controls of each input by stage, in the order of the stages.
    static func write(_ parts: [TablePart<[Stage: [Control]]>], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns, sayInput: parts.first?.input != nil))
        for part in parts {
            for stage in Stage.allCases {
                for control in part.content[stage] ?? [] {
                    if let input = part.input { writer.field(input) }
                    try writer.row([
                        stage.rawValue, control.name, control.expected.decimal, control.found.decimal,
                        control.difference.decimal, control.lines,
                    ])
                }
            }
        }
        try writer.finish()
    }

    /// Writes the controls of one input alone.
    static func write(_ controls: [Stage: [Control]], to sink: any ByteSink) throws {
        try write([TablePart(nil, controls)], to: sink)
    }

    /// Reads what `write` wrote of each of `inputs`; what it wrote of all of them together is left out.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, of inputs: TableInputs) throws -> [[Stage: [Control]]] {
        var inputs = inputs
        var controls = [[Stage: [Control]]](repeating: [:], count: inputs.count)
        try CSVTable.read(path, columns: columns, sayInput: inputs.sayInput) { fields, place in
            guard let stage = Stage(rawValue: fields.text(0)), let expected = Cents(decimal: fields.text(2)),
                let found = Cents(decimal: fields.text(3))
            else { throw Finding(.badPackage, at: place, ["detail": "stage, expected, found"]) }
            guard let input = try inputs.place(of: fields, place) else { return }
            controls[input][stage, default: []].append(
                Control(fields.text(1), expected: expected, found: found, lines: fields.text(5)))
        }
        return controls
    }

    /// Reads what `write` wrote of one input alone.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String) throws -> [Stage: [Control]] { try read(path, of: .alone)[0] }
}
