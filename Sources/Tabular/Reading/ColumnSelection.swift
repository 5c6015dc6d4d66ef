/// Which columns of a sheet a reader gives: what the others hold is passed over, which costs less than reading it.
public struct ColumnSelection: Sendable, Hashable {
    /// Whether each column is given, from the first to the last that is; nil for all columns.
    private let isGiven: [Bool]?
    /// Whether text in the other columns is given all the same.
    public let keepsText: Bool

    /// Every column.
    public static let all = ColumnSelection()

    private init() {
        isGiven = nil
        keepsText = true
    }

    /// Only `columns`, from 0; with `keepsText`, the text of the others too.
    public init(_ columns: some Sequence<Int>, keepsText: Bool = false) {
        var isGiven: [Bool] = []
        for column in columns where column >= 0 && column < SheetLimits.columns {
            while isGiven.count <= column { isGiven.append(false) }
            isGiven[column] = true
        }
        self.isGiven = isGiven
        self.keepsText = keepsText
    }

    /// Whether every column is given.
    public var isAll: Bool { isGiven == nil }

    /// One flag a column, up to the last that is given; those beyond are not. Empty for all columns.
    public var flags: [Bool] { isGiven ?? [] }

    /// Whether `column` is given.
    public func gives(_ column: Int) -> Bool {
        guard let isGiven else { return true }
        return column < isGiven.count && isGiven[column]
    }
}
