/// How the raw texts of a field become values.
struct Cleaner {
    /// Texts that `change` would leave as they are.
    enum Plain {
        /// None that is known.
        case none
        /// Those whose spaces are tidy.
        case labels
        /// The same, without a sign before that keeps them text.
        case codes
    }

    /// The value of a text; nil when texts stay as they are.
    private let change: ((String) -> String)?
    private let plain: Plain
    /// What is written for nothing.
    private let nulls: Set<String>
    private let longestNull: Int

    init(_ change: ((String) -> String)?, plain: Plain, nulls: Set<String>) {
        self.change = change
        self.plain = plain
        self.nulls = nulls
        longestNull = nulls.map(\.utf8.count).max() ?? 0
    }

    /// Whether texts are cleaned later, by what looks at all of them.
    var isLater: Bool { change == nil }

    /// The value of `text`.
    func clean(_ text: String) -> String {
        let value = change?(text) ?? text
        return nulls.contains(value) ? "" : value
    }

    /// Whether `text` is known to be its own value: nearly all are, and need no string made of them.
    func keeps(_ text: Span<UInt8>) -> Bool {
        guard text.count > longestNull else { return false }
        guard change != nil else { return true }
        switch plain {
        case .none: return false
        case .labels: return Spaces.areTidy(text)
        case .codes:
            guard text[0] != UInt8(ascii: "'"), text[0] != UInt8(ascii: "=") else { return false }
            return Spaces.areTidy(text)
        }
    }
}
