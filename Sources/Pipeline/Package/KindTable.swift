internal import DelimitedText
internal import Files
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
internal import Tabular

/// What a measure says of lines, as a table of the data package: one file per kind of measure.
///
/// `shares.csv` for a partition (`SharesTable`); `contributions.csv`: `line` (from 1), `measure`, `axis`, `category`,
/// `weight` (an exact signed fraction), `amount` (euros), `rule`; `quantities.csv`: a row per line and post; `postings.csv`: a
/// row per line, and rows without a line for what budgets post; `links.csv`. Lines outside the perimeter have no rows.
enum KindTable {
    /// The file's name.
    static func name(_ kind: OutcomeKind) -> String {
        switch kind {
        case .partition: SharesTable.name
        case .contribution: "contributions.csv"
        case .quantity: "quantities.csv"
        case .postings: "postings.csv"
        case .link: "links.csv"
        }
    }

    /// Its columns.
    static func columns(_ kind: OutcomeKind) -> [String] {
        switch kind {
        case .partition: SharesTable.columns
        case .contribution: ["line", "measure", "axis", "category", "weight", "amount", "rule"]
        case .quantity:
            [
                "line", "measure", "axis", "post", "value", "unit", "low", "high", "k95", "basis", "factor", "base",
                "baseUnit", "rule",
            ]
        case .postings:
            ["line", "measure", "axis", "template", "capital", "share", "debit", "credit", "amount", "rule"]
        case .link: ["line", "measure", "axis", "indicator", "share", "amount", "rule"]
        }
    }

    /// The type of a column, as a data package names it.
    static func type(_ column: String) -> String {
        switch column {
        case "line": "integer"
        case "amount", "value", "low", "high", "k95", "base": "number"
        default: "string"
        }
    }

    typealias Part = TablePart<(result: MeasureResult, lines: Lines)>

    /// Writes what the measure of the parts says of each input's lines.
    static func write(_ parts: [Part], _ kind: OutcomeKind, to sink: any ByteSink) throws {
        guard kind != .partition else { return try SharesTable.write(parts, to: sink) }
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns(kind), sayInput: parts.first?.input != nil))
        for part in parts {
            for axis in part.content.result.axes {
                var rows = RowWriter(part: part, axis: axis, writer: writer)
                switch axis.detail {
                case .partition: break
                case .contribution(let result): try rows.write(result)
                case .quantity(let result): try rows.write(result)
                case .postings(let result): try rows.write(result)
                case .links(let result): try rows.write(result)
                }
                writer = rows.writer
            }
        }
        try writer.finish()
    }

    /// Writes the rows of one axis of one input.
    private struct RowWriter {
        let part: Part
        let axis: AxisResult
        var writer: DelimitedWriter

        private var definition: MeasureDefinition { part.content.result.definition }
        private var lines: Lines { part.content.lines }

        private mutating func row(_ line: Int?, _ fields: [String], rule: String) throws {
            if let input = part.input { writer.field(input) }
            try writer.row(
                [line.map { String($0 + 1) } ?? "", definition.id, axis.axis.id] + fields + [rule])
        }

        mutating func write(_ result: ContributionResult) throws {
            for line in 0..<lines.count {
                for place in result.categories.indices {
                    guard let weight = result.weight(axis.codes[line], place) else { continue }
                    try row(
                        line,
                        [
                            definition.categories[result.categories[place]].id, weight.fraction,
                            weight.rounded(of: lines.amounts[line]).decimal,
                        ], rule: axis[line].rule)
                }
            }
        }

        mutating func write(_ result: QuantityResult) throws {
            for line in 0..<lines.count {
                guard let source = result.source(of: line) else { continue }
                let k95 = QuantityResult.k95(of: source)
                let code = Int(result.quantities.codes[line])
                for post in source.coefficients.indices {
                    let value = result.quantities.bases[line] * source.coefficients[post]
                    try row(
                        line,
                        [
                            definition.details.posts[result.places[code][post]].id, ExactDecimal.text(value),
                            result.unit.text, ExactDecimal.text(value / k95), ExactDecimal.text(value * k95),
                            ExactDecimal.text(k95), source.entry.basis.rawValue, source.entry.posts[post].factor.id,
                            ExactDecimal.text(result.quantities.bases[line]), source.entry.base.unit.text,
                        ], rule: axis[line].rule)
                }
            }
        }

        mutating func write(_ result: PostingsResult) throws {
            let details = definition.details
            for entry in result.entries {
                try row(
                    nil,
                    [
                        details.templates[entry.template].id, details.capitals[entry.capital].id, "", entry.debit,
                        entry.credit, entry.amount.decimal,
                    ], rule: "")
            }
            for line in 0..<lines.count {
                guard let posting = result.postings[Int(axis.codes[line])] else { continue }
                let template = details.templates[posting.template]
                let capital = details.capitals[posting.capital].id
                let nature = lines[.nature, line]
                try row(
                    line,
                    [
                        template.id, capital, posting.part.fraction,
                        template.account(template.debit, capital: capital, nature: nature),
                        template.account(template.credit, capital: capital, nature: nature),
                        posting.part.rounded(of: lines.amounts[line]).decimal,
                    ], rule: axis[line].rule)
            }
        }

        mutating func write(_ result: LinksResult) throws {
            for line in 0..<lines.count {
                guard let link = result.links[Int(axis.codes[line])] else { continue }
                try row(
                    line,
                    [
                        definition.details.indicators[link.indicator].id, link.part.fraction,
                        link.part.rounded(of: lines.amounts[line]).decimal,
                    ], rule: axis[line].rule)
            }
        }
    }
}

extension Weight {
    /// The exact signed fraction as text: `1/2`, `-1/5`.
    fileprivate var fraction: String { (isUnfavourable ? "-" : "") + magnitude.fraction }
}
