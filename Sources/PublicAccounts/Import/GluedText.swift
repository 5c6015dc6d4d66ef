/// A code and a label in one cell: `01 - OPERATIONS NON VENTILABLES`, `73-M57`.
enum GluedText {
    /// The code and the label around ` - `; nil when there is none.
    static func split(_ text: String) -> (code: String, label: String)? {
        guard let dash = text.firstRange(of: " - "), dash.lowerBound > text.startIndex else { return nil }
        return (String(text[..<dash.lowerBound]), String(text[dash.upperBound...]))
    }

    /// The code and the label around the first dash, with or without spaces, when the code is letters and digits.
    static func splitTight(_ text: String) -> (code: String, label: String)? {
        if let parts = split(text) { return parts }
        guard let dash = text.firstIndex(of: "-"), dash > text.startIndex else { return nil }
        let code = text[..<dash]
        let label = text[text.index(after: dash)...]
        guard !label.isEmpty, code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
        return (String(code), String(label))
    }
}
