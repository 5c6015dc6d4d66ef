internal import Tabular

/// Number format codes (ECMA-376 part 1, section 18.8.31). Separators are written the English way; programs show the
/// user's own.
enum NumberFormatCode {
    /// How a cell shows `format`.
    static func cell(_ format: ValueFormat) -> String {
        switch format {
        case .general, .text, .wrapped: "General"
        case .integer: "#,##0"
        case .amount: "#,##0.00\\ \"€\""
        case .percent: "0.0\\ %"
        case .date: "dd/mm/yyyy"
        }
    }

    /// How an axis or a label of a chart shows `format`: amounts without cents, which stand in the cells.
    static func chart(_ format: ValueFormat) -> String {
        switch format {
        case .amount: "#,##0\\ \"€\""
        default: cell(format)
        }
    }

    /// The shares of an axis whose end is the whole.
    static let share = "0\\ %"
}
