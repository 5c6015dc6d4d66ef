public import Findings
public import PublicAccounts
internal import Texts

/// A table that a pack joins to lines by one of their fields: the list of operations, the categories of tiers, the sites,
/// the ratings by account. Read once; two tables are the same when they are the same object.
public final class Table: Sendable, Hashable {
    /// The name that the pack gives it.
    public let name: String
    /// The field that finds a row.
    public let key: LineField
    /// Whether the longest beginning of a line's key finds the row; otherwise the whole key does.
    public let takesPrefix: Bool
    /// The names of the columns.
    public let columns: [String]
    /// The rows, each with as many values as there are columns.
    public let rows: [[String]]
    /// Where each row was read.
    public let places: [Place]
    /// The file it was read from.
    public let file: String
    /// The column that holds the key.
    public let keyColumn: Int
    private let rowOfKey: [String: Int]

    /// A table of these rows. Where a key stands several times, its first row speaks.
    public init(
        name: String, key: LineField, takesPrefix: Bool, columns: [String], keyColumn: Int, rows: [[String]],
        places: [Place], file: String = ""
    ) {
        self.name = name
        self.key = key
        self.takesPrefix = takesPrefix
        self.columns = columns
        self.keyColumn = keyColumn
        self.rows = rows
        self.places = places
        self.file = file
        let isFolded = key.isCompareFolded
        rowOfKey = Dictionary(
            rows.enumerated().map {
                (isFolded ? Folding.fold($0.element[keyColumn]) : $0.element[keyColumn], $0.offset)
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// The place of the column `name`; nil when there is none.
    public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

    /// The place of the row that `value` finds; nil when none does, and for a missing value.
    public func row(for value: String) -> Int? {
        let value = key.isCompareFolded ? Folding.fold(value) : value
        guard !value.isEmpty else { return nil }
        if let row = rowOfKey[value] { return row }
        guard takesPrefix else { return nil }
        var start = Substring(value).dropLast()
        while !start.isEmpty {
            if let row = rowOfKey[String(start)] { return row }
            start = start.dropLast()
        }
        return nil
    }

    /// Tables are the same when they are the same object.
    public static func == (left: Table, right: Table) -> Bool { left === right }

    /// Hashes the object's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
