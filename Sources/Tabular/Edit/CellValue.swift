/// How a value is shown.
public enum ValueFormat: UInt8, Sendable, Hashable, CaseIterable {
    /// As the program likes.
    case general
    /// As text, even if it looks like a number.
    case text
    /// Text that wraps.
    case wrapped
    /// Euros and cents: `# ##0,00 €`.
    case amount
    /// `0 %`, one decimal where needed: `0.0 %`.
    case percent
    /// A whole number with thousands separated.
    case integer
    /// A date: `dd/mm/yyyy`.
    case date
}

/// What a new cell holds.
public enum CellValue: Sendable, Hashable {
    /// Text; text that begins with `=` stays text.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// An amount of money, written as a plain number of euros.
    case amount(Cents)
    /// A number given by its exact decimal text: digits, at most one point, an optional leading `-`.
    case decimal(String)
    /// TRUE or FALSE.
    case boolean(Bool)
    /// A date, as days since 1970-01-01.
    case date(days: Int)
    /// A formula with what it gives, which is written beside it so that nobody needs to recalculate.
    indirect case formula(Formula, CellValue)
    /// Text that leads to a cell of the same workbook when clicked.
    indirect case link(String, sheet: String, CellReference)
}
