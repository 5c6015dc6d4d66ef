/// How an amount is counted.
public enum AmountBasis: String, Sendable, Hashable, CaseIterable {
    /// With the taxes, for budgets that do not recover them.
    case ttc = "TTC"
    /// Without the taxes, for budgets that recover them.
    case ht = "HT"
    /// The taxes alone; never an amount of lines.
    case tva = "TVA"
    /// The file does not say.
    case montant
}

/// What a column is for.
public enum ColumnRole: Sendable, Hashable {
    /// A field of the line.
    case field(LineField)
    /// An amount.
    case amount(AmountBasis)
    /// An amount column that the profile names, for lines of its own (`Profile.rowLines`).
    case named(String)

    /// Reads `nature`, `libelle`, `montant`, `TTC`…; nil when it is no such name.
    public init?(_ name: String) {
        if let field = LineField(rawValue: name) {
            self = .field(field)
        } else if let basis = AmountBasis(rawValue: name) {
            self = .amount(basis)
        } else {
            return nil
        }
    }

    /// The name that `init(_:)` reads.
    public var name: String {
        switch self {
        case .field(let field): field.rawValue
        case .amount(let basis): basis.rawValue
        case .named(let name): name
        }
    }

    /// Whether it is a field of the line.
    public var isField: Bool {
        if case .field = self { true } else { false }
    }

    /// Whether it is an amount, of lines or of taxes.
    public var isMoney: Bool { !isField }

    /// Every name that `init(_:)` reads.
    static let names = LineField.allCases.map(\.rawValue) + AmountBasis.allCases.map(\.rawValue)
}

/// A column of the sheet and what it was taken for.
public struct ColumnMapping: Sendable, Hashable {
    /// What it is for.
    public var role: ColumnRole
    /// The column, from 0.
    public var column: Int
    /// Its header, as the sheet has it, lines joined and spaces tidied.
    public var header: String
    /// The known header it was recognised by.
    public var alias: String
    /// How sure that is.
    public var certainty: Certainty

    /// How a header was recognised.
    public enum Certainty: String, Sendable, Hashable {
        /// Letter for letter.
        case exact
        /// But for case, accents, spaces and punctuation.
        case folded
        /// By the header of the column before, which stands over both.
        case doubled
        /// Exact or folded, but another column could have been it too.
        case contested
    }

    /// A column and its role.
    public init(role: ColumnRole, column: Int, header: String, alias: String, certainty: Certainty) {
        self.role = role
        self.column = column
        self.header = header
        self.alias = alias
        self.certainty = certainty
    }
}

/// A column of the sheet that was taken for nothing.
public struct OtherColumn: Sendable, Hashable {
    /// The column, from 0.
    public var column: Int
    /// Its header.
    public var header: String
}
