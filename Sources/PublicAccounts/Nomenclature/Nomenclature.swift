internal import Texts

/// An account plan: accounts, chapters and functions of one nomenclature and one year.
///
/// Codes are text. Source of the shipped tables: odm-budgetaire.org, `planDeCompte.xml`, facts extracted by
/// `pipelines/nomenclatures/make.py`.
public struct Nomenclature: Sendable {
    /// Its name: `M57_D`, `M49_A`…
    public let id: String
    /// The year it was published for.
    public let exercice: Int
    /// Accounts in the plan's order.
    public let accounts: [Account]
    /// Chapters by nature, then chapters by function.
    public let chapters: [Chapter]
    /// Functions in the plan's order; none in the M4 family.
    public let fonctions: [Fonction]

    private let accountPositions: [String: Int]
    private let chapterPositions: [String: Int]
    private let fonctionPositions: [String: Int]

    /// A plan made of these records.
    public init(id: String, exercice: Int, accounts: [Account], chapters: [Chapter], fonctions: [Fonction]) {
        self.id = id
        self.exercice = exercice
        self.accounts = accounts
        self.chapters = chapters
        self.fonctions = fonctions
        accountPositions = Self.positions(accounts.map(\.code))
        chapterPositions = Self.positions(chapters.map(\.code))
        fonctionPositions = Self.positions(fonctions.map(\.code))
    }

    /// A chapter: by nature (`011`), or by function (`930`).
    public struct Chapter: Sendable, Hashable {
        /// Its code.
        public var code: String
        /// Its label.
        public var label: String
        /// `fonctionnement` or `investissement`.
        public var section: String
        /// Whether it belongs to the vote by function.
        public var isByFonction: Bool
    }

    /// A function.
    public struct Fonction: Sendable, Hashable {
        /// Its code.
        public var code: String
        /// Its label.
        public var label: String
        /// The code of the function above it; empty at the top.
        public var parent: String
    }

    /// The account `code`; nil when the plan has none.
    public func account(_ code: String) -> Account? { accountPositions[code].map { accounts[$0] } }

    /// The chapter `code`; nil when the plan has none.
    public func chapter(_ code: String) -> Chapter? { chapterPositions[code].map { chapters[$0] } }

    /// The function `code`; nil when the plan has none.
    public func fonction(_ code: String) -> Fonction? { fonctionPositions[code].map { fonctions[$0] } }

    /// The accounts whose label holds every word of `text`, case and accents aside; or whose code begins with it.
    public func searchAccounts(_ text: String) -> [Account] {
        accounts.filter { Self.matches(text, code: $0.code, label: $0.label) }
    }

    /// The functions whose label holds every word of `text`, case and accents aside; or whose code begins with it.
    public func searchFonctions(_ text: String) -> [Fonction] {
        fonctions.filter { Self.matches(text, code: $0.code, label: $0.label) }
    }

    private static func matches(_ text: String, code: String, label: String) -> Bool {
        let words = Folding.fold(text).split(separator: " ")
        guard !words.isEmpty else { return false }
        if words.count == 1, code.hasPrefix(words[0]) { return true }
        let folded = Folding.fold(label)
        return words.allSatisfy { folded.contains($0) }
    }

    private static func positions(_ codes: [String]) -> [String: Int] {
        Dictionary(codes.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }
}
