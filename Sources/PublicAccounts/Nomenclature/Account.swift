/// An account of a plan: its label and, when it can be used, the chapter it goes to for each sens and movement.
public struct Account: Sendable, Hashable {
    /// Its code, for example `2313`.
    public var code: String
    /// Its label.
    public var label: String
    /// The code of the account above it; empty at the top.
    public var parent: String
    /// The chapter by usage, in `Usage.allCases` order; empty where the account cannot be used so.
    public var chapters: [String]
    /// Whether it can be an expense of an equipment operation.
    public var isEquipmentExpense: Bool
    /// Whether it can be a receipt of an equipment operation.
    public var isEquipmentReceipt: Bool
    /// When it was removed from the plan, `2023-11-25`; nil when it is still there.
    public var removed: String?

    /// One way to use an account (`DR`, `RR`, `DOES`… in planDeCompte.xml).
    public enum Usage: Int, Sendable, Hashable, CaseIterable {
        /// Real expense.
        case depenseReel
        /// Real receipt.
        case recetteReel
        /// Expense of ordre between sections.
        case depenseOrdreEntreSections
        /// Receipt of ordre between sections.
        case recetteOrdreEntreSections
        /// Expense of ordre inside a section.
        case depenseOrdreInterieur
        /// Receipt of ordre inside a section.
        case recetteOrdreInterieur

        /// Whether it is an expense.
        public var isDepense: Bool { rawValue % 2 == 0 }
        /// Whether it is a real movement.
        public var isReel: Bool { rawValue < 2 }
        /// Whether it is a movement of ordre between sections.
        public var isBetweenSections: Bool { self == .depenseOrdreEntreSections || self == .recetteOrdreEntreSections }
    }

    /// The chapter of `usage`; nil where the account cannot be used so.
    public func chapter(_ usage: Usage) -> String? {
        chapters.indices.contains(usage.rawValue) && !chapters[usage.rawValue].isEmpty
            ? chapters[usage.rawValue] : nil
    }

    /// The ways to use it for `sens` (`depense` or `recette`; any when it is something else).
    public func usages(sens: String) -> [Usage] {
        Usage.allCases.filter { usage in
            chapter(usage) != nil && (sens == "depense" ? usage.isDepense : sens == "recette" ? !usage.isDepense : true)
        }
    }

    /// Whether it can bear a line of `sens` (see `usages(sens:)`), real or not.
    public func isUsable(sens: String, isReel: Bool) -> Bool { usages(sens: sens).contains { $0.isReel == isReel } }
}
