internal import DelimitedText
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular

/// `ratings.csv` of the data package: which rule spoke for each line. Columns: `line` (from 1), `perimeter` (the exclusion
/// that leaves it out; empty inside), then one column per axis with the rule's id.
enum RatingsTable {
    static let name = "ratings.csv"

    /// What one input gives: which rules spoke on the axes of its exercice.
    typealias Ratings = (matches: RuleMatches, axes: [String])

    /// Writes the rules that spoke; the axes of all the parts together are columns, in the order of `axes`.
    static func write(_ parts: [TablePart<Ratings>], axes: [String], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(
            CSVTable.columns(["line", "perimeter"] + axes, sayInput: parts.first?.input != nil))
        for part in parts {
            let (matches, own) = part.content
            let count = matches.perimeter.codes.count
            var none = Lines.Column()
            none.codes = Array(repeating: 0, count: count)
            let all =
                [matches.perimeter] + axes.map { axis in own.firstIndex(of: axis).map { matches.axes[$0] } ?? none }
            let columns = CodedColumns(all.map { ($0.values, $0.codes) }, for: writer)
            try writer.rows(count, columns) { writer, line in
                if let input = part.input { writer.field(input) }
                writer.field(line + 1)
            }
        }
        try writer.finish()
    }

    /// Writes the rules that spoke for one input alone.
    static func write(_ matches: RuleMatches, axes: [String], to sink: any ByteSink) throws {
        try write([TablePart(nil, (matches: matches, axes: axes))], axes: axes, to: sink)
    }

    /// Reads what `write` wrote for `axes`, of each of `inputs` the axes it has among `own`.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, axes: [String], of inputs: TableInputs, own: [[String]]) throws -> [RuleMatches] {
        var inputs = inputs
        var builders = own.map { names in Builder(columns: [0] + names.map { (axes.firstIndex(of: $0) ?? 0) + 1 }) }
        try CSVTable.read(path, columns: ["line", "perimeter"] + axes, sayInput: inputs.sayInput) { fields, place in
            guard let input = try inputs.place(of: fields, place) else {
                throw Finding(.badPackage, at: place, ["detail": CSVTable.inputColumn])
            }
            builders[input].add(fields)
        }
        return builders.map { RuleMatches(perimeter: $0.columns[0], axes: Array($0.columns.dropFirst())) }
    }

    /// Reads what `write` wrote of one input alone.
    ///
    /// - Throws: `PIP004` when it is something else.
    static func read(_ path: String, axes: [String]) throws -> RuleMatches {
        try read(path, axes: axes, of: .alone, own: [axes])[0]
    }

    /// The columns of one input as they are read.
    private struct Builder {
        /// Where each column stands in the table, after `line`.
        private let places: [Int]
        private(set) var columns: [Lines.Column]
        private var codes: [[String: UInt32]]

        init(columns places: [Int]) {
            self.places = places
            columns = places.map { _ in Lines.Column() }
            codes = places.map { _ in ["": 0] }
        }

        mutating func add(_ fields: CSVTable.Fields) {
            for (index, place) in places.enumerated() {
                let text = fields.text(place + 1)
                if let code = codes[index][text] {
                    columns[index].codes.append(code)
                } else {
                    let code = UInt32(columns[index].values.count)
                    codes[index][text] = code
                    columns[index].values.append(text)
                    columns[index].codes.append(code)
                }
            }
        }
    }
}
