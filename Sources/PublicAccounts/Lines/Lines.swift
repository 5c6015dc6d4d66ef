public import Tabular

/// The fields of a budget line, named as TOTEM, SCDL and the M57 instruction name them.
///
/// Codes and labels are text, always: `020` is not 20.
public enum LineField: String, Sendable, Hashable, CaseIterable {
    case exercice
    case budget
    /// The nomenclature of the line's budget: `M57_D`, `M49_D`, `M14_COM_SUP3500`…
    case nomenclature
    /// `fonctionnement` or `investissement`.
    case section
    /// `depense` or `recette`.
    case sens
    /// `reel` or `ordre`.
    case mouvement
    case chapitre
    case nature
    case fonction
    case operation
    case programme
    /// The label, cuts of the export healed, padding removed.
    case libelle
    case libelleNature
    case libelleFonction
    /// The kind of entry: `Mandat`, `Ann. de mandat`…
    case type
    case bordereau
    case piece
    case date
    /// Who is paid. Personal data: never shown in a message, never sent anywhere.
    case tiers
    case gestionnaire
    case service
    case antenne
}

/// Budget lines (or mandates), one column per field, each distinct text stored once.
///
/// A million lines cost a few bytes per field and line; rules look at distinct values, not at lines.
public struct Lines: Sendable {
    /// A field of all lines: `values[codes[line]]`. Code 0 is always the empty text.
    public struct Column: Sendable {
        /// The distinct values, in order of first appearance; `values[0]` is empty.
        public var values: TextList = [""]
        /// One code per line.
        public var codes: [UInt32] = []

        /// A column of no lines.
        public init() {}

        /// The value of `line`.
        public subscript(_ line: Int) -> String { values[Int(codes[line])] }
    }

    /// The fields, by `LineField` in `allCases` order.
    public var columns: [Column]
    /// The amount of each line, in cents, signed as the budget counts it: a cancellation is negative.
    public var amounts: [Cents]
    /// The sheet row of each line, from 0.
    public var rows: [Int]
    /// Whether the line cancels another.
    public var isCancellation: [Bool]

    /// No lines.
    public init() {
        columns = LineField.allCases.map { _ in Column() }
        amounts = []
        rows = []
        isCancellation = []
    }

    /// How many lines there are.
    public var count: Int { amounts.count }

    /// The column of `field`.
    public subscript(_ field: LineField) -> Column {
        get { columns[field.position] }
        _modify { yield &columns[field.position] }
    }

    /// The value of `field` in `line`.
    public subscript(_ field: LineField, _ line: Int) -> String { columns[field.position][line] }

    /// The first sheet row, from 0, that gives several lines; nil when each gives one.
    public var firstSplitRow: Int? {
        zip(rows, rows.dropFirst()).first { $0 == $1 }?.0
    }

    /// The sum of all amounts.
    public var total: Cents { amounts.reduce(.zero, +) }
}

extension LineField {
    /// Its place in `allCases`.
    public var position: Int {
        switch self {
        case .exercice: 0
        case .budget: 1
        case .nomenclature: 2
        case .section: 3
        case .sens: 4
        case .mouvement: 5
        case .chapitre: 6
        case .nature: 7
        case .fonction: 8
        case .operation: 9
        case .programme: 10
        case .libelle: 11
        case .libelleNature: 12
        case .libelleFonction: 13
        case .type: 14
        case .bordereau: 15
        case .piece: 16
        case .date: 17
        case .tiers: 18
        case .gestionnaire: 19
        case .service: 20
        case .antenne: 21
        }
    }
}
