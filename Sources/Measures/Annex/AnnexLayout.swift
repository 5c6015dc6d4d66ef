public import PublicAccounts
public import Rules

/// The layout of an official annex (`pipelines/annexes/*.yaml`): its sheets, its lines, its words, and the matrix that the
/// State's tool is fed with. Code knows what an annex is made of; which one it is, the file says.
public struct AnnexLayout: Sendable {
    /// The annex's id: `transition-ecologique`.
    public var id: String
    /// The version, as written.
    public var version: String
    /// The measure whose ratings it shows.
    public var measure: String
    /// Where the layout comes from.
    public var source: String
    /// How sure that is.
    public var confidence: Confidence
    /// The words of headers and totals.
    public var headings: Headings
    /// The presentation of the synthesis.
    public var aggregated: Presentation
    /// The presentation of one axis.
    public var detailed: Presentation
    /// What stands under the title of an axis' presentation, by the axis' number.
    public var subtitles: [Int: String]
    /// The lines by nature: groups of accounts.
    public var nature: [Line]
    /// The lines that are given for information, by nature.
    public var information: [Line]
    /// The lines by function.
    public var fonctions: [FonctionLine]
    /// What fills the free fields of the records in a budget document, and groups them.
    public var recordChamps: [LineField]
    /// The matrix.
    public var matrix: Matrix

    /// The words of headers and totals.
    public struct Headings: Sendable, Hashable {
        /// Over the lines by nature.
        public var nature: String
        /// Over the lines for information.
        public var information: String
        /// Over the lines by function.
        public var fonction: String
        /// Over the amounts.
        public var amount: String
        /// Before the verdicts.
        public var control: String
        /// The total of the lines for information.
        public var informationTotal: String
        /// The total of the lines by nature.
        public var listedTotal: String
        /// The total of the lines by function.
        public var fonctionTotal: String
    }

    /// A kind of sheet.
    public struct Presentation: Sendable, Hashable {
        /// The sheet's name; `{number}` stands for the axis' number.
        public var sheet: String
        /// Its title.
        public var title: String
        /// The words for the total by nature.
        public var total: String
        /// Its columns.
        public var columns: [Column]
    }

    /// Two columns of a presentation, the amount and the share of one rating.
    public struct Column: Sendable, Hashable {
        /// The id of a category, of the absence or of the mixed category.
        public var rating: String
        /// The header.
        public var heading: String
    }

    /// A line by nature.
    public struct Line: Sendable, Hashable {
        /// Its code, that of an aggregate of accounts: `A125`.
        public var code: String
        /// Its label in the aggregated presentation.
        public var label: String
        /// Its label in the detailed ones.
        public var detailedLabel: String
    }

    /// A line by function.
    public struct FonctionLine: Sendable, Hashable {
        /// Its code: `0-5`.
        public var code: String
        /// Its label.
        public var label: String
        /// What its functions begin with: `05`.
        public var prefix: String
    }

    /// The table that the State's tool is fed with, one row per rated part of a line.
    public struct Matrix: Sendable, Hashable {
        /// The sheet's name.
        public var sheet: String
        /// What fills the three free fields.
        public var champs: [LineField]
        /// The columns.
        public var columns: [MatrixColumn]
    }

    /// A column of the matrix.
    public struct MatrixColumn: Sendable, Hashable {
        /// The header.
        public var heading: String
        /// What its cells hold.
        public var holds: Holding
    }

    /// What a column of the matrix holds.
    public enum Holding: Sendable, Hashable {
        /// The account.
        case nature
        /// The function.
        case fonction
        /// The amount of the part.
        case montant
        /// A free field, from 1.
        case champ(Int)
        /// The label.
        case libelle
        /// The rating on the axis of this number.
        case axe(Int)
        /// The synthesis.
        case synthese
        /// The line by nature.
        case agregat
        /// The line by function.
        case ligneFonction
        /// 1, 0 or -1 for the rating on the axis of this number; empty when it is no judgement.
        case signe(Int)
        /// The sum of the signs.
        case somme
        /// The sum of their magnitudes.
        case sommeAbsolue
    }
}

extension AnnexLayout {
    /// The place among `fonctions` of the function `code`: the longest prefix wins; nil when none fits.
    public func place(ofFonction code: String) -> Int? {
        var best: (place: Int, length: Int)?
        for (place, line) in fonctions.enumerated() where code.hasPrefix(line.prefix) {
            if line.prefix.count > best?.length ?? 0 { best = (place, line.prefix.count) }
        }
        return best?.place
    }
}

extension AnnexLayout.Holding {
    /// How a layout names it: `axe-1`.
    init?(name: String) {
        let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch (name, parts[0], number) {
        case ("nature", _, _): self = .nature
        case ("fonction", _, _): self = .fonction
        case ("montant", _, _): self = .montant
        case ("libelle", _, _): self = .libelle
        case ("synthese", _, _): self = .synthese
        case ("agregat", _, _): self = .agregat
        case ("ligne-fonction", _, _): self = .ligneFonction
        case ("somme", _, _): self = .somme
        case ("somme-absolue", _, _): self = .sommeAbsolue
        case (_, "champ", let number?) where (1...3).contains(number): self = .champ(number)
        case (_, "axe", let number?) where number > 0: self = .axe(number)
        case (_, "signe", let number?) where number > 0: self = .signe(number)
        default: return nil
        }
    }
}
