public import Findings

/// A value of a YAML file, with the place where it begins.
///
/// Scalars stay text: `01` is `01`, not 1; whoever reads a value decides what it is.
public struct YAMLNode: Sendable, Hashable {
    /// What a value is.
    public indirect enum Kind: Sendable, Hashable {
        /// Text; `isQuoted` when it is between quotes or in a block.
        case scalar(String, isQuoted: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values, in the order of the file; keys differ.
        case mapping([YAMLEntry])
    }

    /// What it is.
    public var kind: Kind
    /// The file it was read from, as the user named it.
    public var file: String
    /// The line where it begins, from 1.
    public var line: Int
    /// The column where it begins, from 1, in characters.
    public var column: Int

    /// A value.
    public init(_ kind: Kind, file: String, line: Int, column: Int) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A key of a mapping and its value.
public struct YAMLEntry: Sendable, Hashable {
    /// The key, a scalar.
    public var key: YAMLNode
    /// The value.
    public var value: YAMLNode

    /// A key and its value.
    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// The key's text.
    public var name: String { key.string ?? "" }
}

extension YAMLNode {
    /// Where it begins.
    public var place: Place { Place(file: file, line: line, column: column) }

    /// Where it begins, in a file named `file`.
    public func place(_ file: String) -> Place { Place(file: file, line: line, column: column) }

    /// The text of a scalar; nil for a list or a mapping.
    public var string: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    /// The elements of a list; nil for anything else.
    public var sequence: [YAMLNode]? {
        if case .sequence(let elements) = kind { elements } else { nil }
    }

    /// The keys and values of a mapping; nil for anything else.
    public var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = kind { entries } else { nil }
    }

    /// Whether nothing is written: an unquoted empty value, `~` or `null`.
    public var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = kind else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    /// The value of `key` in a mapping; nil when there is none.
    public subscript(_ key: String) -> YAMLNode? { mapping?.first { $0.name == key }?.value }
}
