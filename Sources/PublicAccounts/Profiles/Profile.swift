/// How a given export is laid out (`pipelines/profiles/*.yaml`, described key by key in `docs/profiles.md`).
public struct Profile: Sendable {
    /// Its name, that pipelines use.
    public var id: String
    /// Its title, for people.
    public var title: String
    /// What the export is.
    public var about = ""
    /// Known headers: the built-in ones and the profile's own.
    public var aliases: HeaderAliases
    /// The columns without which the file is not such an export. `montant` stands for any amount.
    public var required: [ColumnRole] = []
    /// The columns that such an export usually has.
    public var expected: [ColumnRole] = []
    /// Headers, folded, that tell this export from others, whether they are fields or not.
    public var signature: [String] = []
    /// Where the header is; nil to find it by what it says.
    public var header: HeaderPlace?

    /// The value of a field for all lines that have none.
    public var constants: [LineField: String] = [:]
    /// Fields that the rows above the header give, and the words that announce them there.
    public var facts: [LineField: [String]] = [:]
    /// Fields that a row of one text, `011 - CHARGES`, gives to the rows below it; a later one is forgotten when an
    /// earlier one changes.
    public var separators: [LineField] = []
    /// Headers over two columns, by folded header.
    public var doubled: [String: DoubledColumn] = [:]
    /// The value of a field where the nomenclature leaves several open.
    public var deduced: [LineField: String] = [:]

    /// Texts that mean nothing is written.
    public var nulls: Set<String> = []
    /// Letters that the codes of a field begin with.
    public var prefixes: [LineField: String] = [:]
    /// Fields whose cells hold a code, a dash and a label, and which half counts.
    public var glued: [LineField: GluedHalf] = [:]
    /// Fields whose codes begin with the two digits of a chapter of the vote by function (90 to 95).
    public var chapterPrefixed: Set<LineField> = []
    /// Fields whose text the export cut: after how many characters it put a space.
    public var cuts: [LineField: Int] = [:]

    /// The amount that counts.
    public var amount = Choice<AmountBasis>(common: nil)
    /// Whether rows count without an amount: a table of codes.
    public var countsRows = false
    /// The lines that a row gives from amount columns of their own; none for the usual one amount a line.
    public var rowLines: [RowLine] = []
    /// The nomenclature.
    public var nomenclature = Choice<String>(common: nil)
    /// Whether no nomenclature applies: aggregates, accounts of the State.
    public var isOutsideNomenclatures = false

    /// What rows of totals begin with, folded, besides `total` and `sous-total`.
    public var totals: [String] = []
    /// The types of entry that cancel another.
    public var cancellationTypes: [String] = []
    /// Whether cancellations are written as positive amounts, to be negated.
    public var negatesCancellations = false
    /// The fields that tell a line from every other, with its amount; none when lines may well be alike.
    public var identity: [LineField] = []

    /// A profile without demands.
    public init(id: String, title: String, aliases: HeaderAliases) {
        self.id = id
        self.title = title
        self.aliases = aliases
    }

    /// The columns that must be there: the required ones, and those that its lines are made of.
    var needed: [ColumnRole] {
        required + rowLines.filter { !$0.isOptional }.flatMap(\.names).map { ColumnRole.named($0) }
    }

    /// Whether the profile gives `field` without a column.
    func supplies(_ field: LineField) -> Bool {
        constants[field] != nil || facts[field] != nil || separators.contains(field)
            || (!rowLines.isEmpty && rowLines.allSatisfy { $0.values[field] != nil })
    }
}
