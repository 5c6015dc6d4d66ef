public import Tabular
internal import Texts

/// What a line is known by from one export to the next.
///
/// A mandate's line is one of its budget, exercice, bordereau and pièce; `rank` tells lines of the same pièce apart. A line
/// without pièce (a budget's, a balance's) is known by what it says. What it said when it was decided is kept, so that a
/// line that has changed since is asked about and not rated unseen. Tiers are personal data and no part of it.
public struct LineIdentity: Sendable, Hashable {
    /// The budget's code or name, as the export gives it.
    public var budget: String
    /// The exercice.
    public var exercice: String
    /// The bordereau.
    public var bordereau: String
    /// The pièce; empty when the export has none.
    public var piece: String
    /// The line's place, from 1, among those of the same pièce (without pièce, of the same budget, exercice, operation,
    /// nature and fonction), ordered by what they say and never by their rows.
    public var rank: Int
    /// The operation it had.
    public var operation: String
    /// The nature it had.
    public var nature: String
    /// The fonction it had.
    public var fonction: String
    /// The label it had.
    public var libelle: String
    /// The amount it had.
    public var amount: Cents

    /// What a line is known by.
    public init(
        budget: String = "", exercice: String = "", bordereau: String = "", piece: String = "", rank: Int = 1,
        operation: String = "", nature: String = "", fonction: String = "", libelle: String = "", amount: Cents
    ) {
        self.budget = budget
        self.exercice = exercice
        self.bordereau = bordereau
        self.piece = piece
        self.rank = rank
        self.operation = operation
        self.nature = nature
        self.fonction = fonction
        self.libelle = libelle
        self.amount = amount
    }

    /// What the line says, by which a decision knows whether it is still the same. Case, accents and spaces of a label do
    /// not count: an export may cut them.
    struct Content: Hashable {
        var nature: String
        var fonction: String
        var operation: String
        var label: String
        var amount: Cents
    }

    /// What the line says.
    var content: Content {
        Content(
            nature: nature, fonction: fonction, operation: operation, label: Self.bare(libelle), amount: amount)
    }

    /// A field of what a line says, and what it says there.
    public struct Difference: Sendable, Hashable {
        /// The field, in French, as messages name it.
        public var field: String
        /// The field's column in a decisions file.
        public var column: String
        /// What it said when it was decided.
        public var then: String
        /// What it says now.
        public var now: String
    }

    /// What says something else in `now`.
    public func differences(to now: LineIdentity) -> [Difference] {
        var found: [Difference] = []
        func compare(_ field: String, column: String? = nil, _ then: String, _ other: String, isSame: Bool) {
            guard !isSame else { return }
            found.append(Difference(field: field, column: column ?? field, then: then, now: other))
        }
        compare("nature", nature, now.nature, isSame: nature == now.nature)
        compare("fonction", fonction, now.fonction, isSame: fonction == now.fonction)
        compare("opération", column: "operation", operation, now.operation, isSame: operation == now.operation)
        compare(
            "libellé", column: "libelle", libelle, now.libelle, isSame: Self.bare(libelle) == Self.bare(now.libelle))
        compare(
            "montant", FrenchNumber.euros(cents: amount.value), FrenchNumber.euros(cents: now.amount.value),
            isSame: amount == now.amount)
        return found
    }

    /// A label without what may differ between two exports of the same line.
    private static func bare(_ label: String) -> String { Folding.fold(label).filter { $0 != " " } }
}

extension LineIdentity: Comparable {
    /// In the order of a decisions file: budget, exercice, bordereau, pièce, rank, then what the line says. Numbers by
    /// their value, so that pièce 9 comes before pièce 10.
    public static func < (left: LineIdentity, right: LineIdentity) -> Bool {
        for (own, other) in zip(left.names, right.names) where own != other { return isBefore(own, other) }
        if left.rank != right.rank { return left.rank < right.rank }
        for (own, other) in zip(left.texts, right.texts) where own != other { return isBefore(own, other) }
        return left.amount < right.amount
    }

    private var names: [String] { [budget, exercice, bordereau, piece] }
    private var texts: [String] { [operation, nature, fonction, libelle] }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        if isNumber(left), isNumber(right), left.utf8.count != right.utf8.count {
            return left.utf8.count < right.utf8.count
        }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
