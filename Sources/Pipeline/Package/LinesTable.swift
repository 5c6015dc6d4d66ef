internal import DelimitedText
internal import Files
internal import Findings
internal import PublicAccounts
internal import Tabular

/// `lines.csv` of the data package: one row per line, in the order of the sheet.
///
/// Columns: `line` (from 1), `row` (the sheet's row, from 1), `amount` (euros, two decimals, a point), `cancellation`
/// (`true` or `false`), then every `LineField` by its name. Where the run has several inputs, `input` comes first, and
/// `line` counts the lines of each.
enum LinesTable {
    static let name = "lines.csv"

    static var columns: [String] { ["line", "row", "amount", "cancellation"] + LineField.allCases.map(\.rawValue) }

    /// Writes lines, those of each input after the other's.
    static func write(_ parts: [TablePart<Lines>], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns, sayInput: parts.first?.input != nil))
        for part in parts {
            let lines = part.content
            let columns = CodedColumns(lines.columns.map { ($0.values, $0.codes) }, for: writer)
            try writer.rows(lines.count, columns) { writer, line in
                if let input = part.input { writer.field(input) }
                writer.field(line + 1)
                writer.field(lines.rows[line] + 1)
                writer.field(lines.amounts[line])
                writer.field(lines.isCancellation[line] ? "true" : "false")
            }
        }
        try writer.finish()
    }

    /// Writes the lines of one input alone.
    static func write(_ lines: Lines, to sink: any ByteSink) throws { try write([TablePart(nil, lines)], to: sink) }

    /// Reads what `write` wrote, the lines of each of `inputs`.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, of inputs: TableInputs) throws -> [Lines] {
        var inputs = inputs
        var builders = [Builder](repeating: Builder(), count: inputs.count)
        try CSVTable.read(path, columns: columns, sayInput: inputs.sayInput) { fields, place in
            guard let input = try inputs.place(of: fields, place) else {
                throw Finding(.badPackage, at: place, ["detail": CSVTable.inputColumn])
            }
            try builders[input].add(fields, place)
        }
        return builders.map(\.lines)
    }

    /// Reads what `write` wrote of one input alone.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String) throws -> Lines { try read(path, of: .alone)[0] }

    /// The lines of one input as they are read.
    private struct Builder {
        var lines = Lines()
        private var codes = LineField.allCases.map { _ in [ArraySlice<UInt8>: UInt32]() }

        mutating func add(_ fields: CSVTable.Fields, _ place: Place) throws(Finding) {
            guard let row = Int(fields.text(1)), row > 0, let amount = Cents(decimal: fields.text(2)) else {
                throw Finding(.badPackage, at: place, ["detail": "row, amount"])
            }
            lines.rows.append(row - 1)
            lines.amounts.append(amount)
            lines.isCancellation.append(fields.text(3) == "true")
            for index in lines.columns.indices {
                let utf8 = fields.utf8(4 + index)
                if utf8.isEmpty {
                    lines.columns[index].codes.append(0)
                } else if let code = codes[index][utf8] {
                    lines.columns[index].codes.append(code)
                } else {
                    let code = UInt32(lines.columns[index].values.count)
                    codes[index][ArraySlice(Array(utf8))] = code
                    lines.columns[index].values.append(String(decoding: utf8, as: UTF8.self))
                    lines.columns[index].codes.append(code)
                }
            }
        }
    }
}
