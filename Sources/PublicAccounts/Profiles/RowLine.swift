/// A line that a row gives from amount columns of its own: one for the expenditure and one for the revenue of a row, or
/// the real and the ordre movements of an account balance.
public struct RowLine: Sendable, Hashable {
    /// The amount column, by its name in `Profile.amounts`.
    public var amount: String
    /// The columns to subtract from it.
    public var minus: [String] = []
    /// What the line is: `sens`, `mouvement`…
    public var values: [LineField: String] = [:]
    /// Whether the column may be missing.
    public var isOptional = false

    /// A line of `amount`.
    public init(amount: String) { self.amount = amount }

    /// The columns that it needs.
    var names: [String] { [amount] + minus }
}

/// A header that stands over two columns, the second of them without header: a code and its label.
public struct DoubledColumn: Sendable, Hashable {
    /// What the first column is for; nil when it is of no use.
    public var code: LineField?
    /// What the second column is for; nil when it is of no use.
    public var label: LineField?
    /// The header, as the profile has it.
    public var header: String
}

/// Which half of `73-M57` or `011 - CHARGES` is the value.
public enum GluedHalf: String, Sendable, Hashable, CaseIterable {
    /// What comes before the dash.
    case code
    /// What comes after it.
    case label
}

/// Where a header is, when the profile says so.
public struct HeaderPlace: Sendable, Hashable {
    /// Its first row, from 1.
    public var row: Int
    /// How many rows it has.
    public var height: Int
}
