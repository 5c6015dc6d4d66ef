internal import DelimitedText
internal import Files
internal import Measures
internal import Publishing
internal import Rules
internal import Tabular

/// `views.csv` of the data package: what the views of a measure come to, one row per figure; never a rating.
///
/// Columns: `view` (`section`, the id of a weighted view, `favorable-sans-defavorable`, `accord`), `axis` (empty for a view of
/// the line as a whole), `section`, `category` (of the measure, or of the view), `coefficient` (an exact fraction), `lines`,
/// `amount` and `weighted` (euros). Rows of different axes share the same euros and are never to be summed.
enum ViewsTable {
    static let name = "views.csv"
    static let columns = ["view", "axis", "section", "category", "coefficient", "lines", "amount", "weighted"]

    /// The type of a column, as a data package names it.
    static func type(_ column: String) -> String {
        switch column {
        case "lines": "integer"
        case "amount", "weighted": "number"
        default: "string"
        }
    }

    /// Writes the views of each input's result.
    static func write(_ parts: [TablePart<MeasureResult>], to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(CSVTable.columns(columns, sayInput: parts.first?.input != nil))
        for part in parts {
            for row in rows(of: part.content) {
                if let input = part.input { writer.field(input) }
                try writer.row(row)
            }
        }
        try writer.finish()
    }

    private static func rows(of result: MeasureResult) -> [[String]] {
        let definition = result.definition
        let derived = result.derived
        var rows: [[String]] = []
        for section in derived.sections {
            for (axis, totals) in zip(result.axes, section.axes) {
                for mark in definition.axisMarks {
                    rows.append([
                        "section", axis.axis.id, section.id, definition.marks[mark].id, "",
                        String(totals.counts[mark]), totals.amounts[mark].decimal, "",
                    ])
                }
            }
        }
        for totals in derived.weighted {
            for (mark, part) in totals.parts.enumerated() {
                let weight = totals.view.weights.indices.contains(mark) ? totals.view.weights[mark] : nil
                rows.append([
                    totals.view.id, totals.axis, "", definition.marks[mark].id, weight?.fraction ?? "", "",
                    part.amount.decimal, part.weighted?.decimal ?? "",
                ])
            }
        }
        if let answers = derived.noHarm {
            for answer in NoHarm.allCases {
                rows.append([
                    ViewColumn.noHarm.rawValue, "", "", answer.id, "", String(answers.counts[Int(answer.rawValue)]),
                    answers[answer].decimal, "",
                ])
            }
        }
        for scale in derived.scales {
            for agreement in ScaleAgreement.allCases {
                let found = scale[agreement]
                rows.append([
                    "accord", scale.axis.id, "", agreement.id, "", String(found.lines), found.amount.decimal, "",
                ])
            }
        }
        return rows
    }
}
