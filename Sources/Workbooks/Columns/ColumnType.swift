internal import Findings
internal import Tabular

/// The type that a column's header gives after a colon.
enum ColumnType: Sendable, Equatable {
    /// Text, whatever it looks like.
    case text
    /// Exact numbers: digits, a decimal comma or point.
    case number
    /// Dates: `YYYY-MM-DD`.
    case date
    /// Text among these, offered in a drop-down.
    case list([String])

    /// Splits `header:type`; a colon that no known type follows belongs to the header.
    static func split(_ text: String, at place: Place) throws(Finding) -> (header: String, type: ColumnType) {
        guard let colon = text.lastIndex(of: ":") else { return (text, .text) }
        let header = String(text[..<colon])
        let type = text[text.index(after: colon)...]
        switch type {
        case "text": return (header, .text)
        case "number": return (header, .number)
        case "date": return (header, .date)
        default: break
        }
        guard type.hasPrefix("list(") else { return (text, .text) }
        let choices = type.dropFirst(5).dropLast(1).split(separator: "|").map(String.init)
        // A validation holds its list as text: 255 characters, commas between (ECMA-376, CT_DataValidation).
        guard type.hasSuffix(")"), !choices.isEmpty, !choices.contains(where: { $0.contains(",") }),
            choices.joined(separator: ",").utf16.count <= 255
        else { throw Finding(.badList, at: place, ["column": header]) }
        return (header, .list(choices))
    }

    /// The word that headers use.
    var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .date: "date"
        case .list(let choices): "list(" + choices.joined(separator: "|") + ")"
        }
    }

    /// How its values are shown.
    var format: ValueFormat {
        switch self {
        case .text, .list, .number: .general
        case .date: .date
        }
    }

    /// The cell value that `text` is; nil when it is none of this type.
    func value(of text: String) -> CellValue? {
        switch self {
        case .text: return .text(text)
        case .number: return PlainNumber.decimal(text).map { .decimal($0) }
        case .list(let choices): return choices.contains(text) ? .text(text) : nil
        case .date:
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
                let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
            else { return nil }
            let date = CivilDate(year: year, month: month, day: day)
            return date.isValid ? .date(days: date.daysSince1970) : nil
        }
    }
}
