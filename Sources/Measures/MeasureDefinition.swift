public import PublicAccounts
public import Rules

/// A measure as its file describes it: what categories, axes, perimeter and synthesis it has. Code knows the kind of
/// measure only.
public struct MeasureDefinition: Sendable {
    /// What kind of measure it is: what its rules may say.
    public typealias Kind = OutcomeKind

    /// How many categories a measure may have, so that a place in `marks` fits in a byte.
    public static let categoryLimit = 200

    /// The measure's id, for example `budget-vert`.
    public var id: String
    /// The version, as written.
    public var version: String
    /// The title, for people.
    public var title: String
    /// The kind.
    public var kind: Kind
    /// The texts that define it.
    public var source: String
    /// The licence of the file.
    public var licence: String
    /// The categories of the axes, in the order they are shown.
    public var categories: [Category]
    /// The word for a line without a rating.
    public var absence: Category
    /// The axes, in the order they are shown.
    public var axes: [Axis]
    /// The reason given for lines of another year than the one asked for.
    public var otherExercice: String
    /// The perimeters, by year, oldest first; never empty.
    public var periods: [Period]
    /// The first year of the perimeter that years before the first one get; nil for the first one's own.
    public var earlier: Int?
    /// How axes come together; nil when they do not.
    public var synthesis: Synthesis?
    /// What is shown besides the ratings.
    public var views = DerivedViews()
    /// What the categories become on the scale of another measure; nil when no other is named.
    public var mapping: ScaleMapping?

    /// What the kind has of its own.
    public var details = KindDetails()

    /// Every word that a rating can show: the categories of a partition in order (in the other kinds, the word for a line
    /// that a rule speaks of), then the absence, then the synthesis's mixed category when there is a synthesis. A rating
    /// is a place in this table.
    public var marks: [Category] {
        (kind == .partition ? categories : [.covered]) + [absence] + (synthesis.map { [$0.mixed] } ?? [])
    }
    /// The place of the absence in `marks`.
    public var absenceMark: UInt8 { UInt8(clamping: kind == .partition ? categories.count : 1) }
    /// The place of the mixed category in `marks`, when there is a synthesis.
    public var mixedMark: UInt8 { absenceMark + 1 }

    /// The code of a mark on an axis, as the official annex writes it: `01_FAVORABLE`; empty where it has none.
    public func code(_ mark: UInt8, axis: Axis) -> String {
        let code = marks[Int(mark)].code
        return code.isEmpty || mark == mixedMark ? "" : (axis.number < 10 ? "0" : "") + "\(axis.number)_" + code
    }

    /// The code of a mark in the synthesis: `SYNTH_MIXTE`; empty where it has none.
    public func synthesisCode(_ mark: UInt8) -> String {
        let code = marks[Int(mark)].code
        guard let synthesis, !code.isEmpty else { return "" }
        return synthesis.code + "_" + code
    }

    /// What the measure's packs are checked against, besides the account plans `plans`.
    public func packContext(plans: NomenclatureStore? = nil) -> PackContext {
        var context = PackContext(
            measure: id, axes: axes.map(\.id), categories: categories.map(\.id), plans: plans,
            perimeter: periods.last?.exclusions)
        context.kind = kind
        context.unit = details.unit
        context.posts = details.posts.map(\.id)
        context.capitals = details.capitals.map(\.id)
        context.templates = details.templates.filter { $0.event == .line }.map { ($0.id, $0.section) }
        context.indicators = details.indicators.map(\.id)
        return context
    }
}

/// A category of a measure, or the word for its absence.
public struct Category: Sendable, Hashable {
    /// The id that packs use: `favorable`.
    public var id: String
    /// The word that workbooks show: `Favorable`.
    public var label: String
    /// The word that the official codification uses: `FAVORABLE`; may be empty.
    public var code: String
    /// How it weighs in the synthesis: 1, 0 or -1; nil when it is no judgement.
    public var sign: Int?
    /// The background colour, `RRGGBB`.
    public var fill: String
    /// The colour of the text on that background, `RRGGBB`.
    public var ink: String
    /// The colour of its part in charts, `RRGGBB`; the background's where the file gives none.
    public var chart: String
    /// What it means, in a sentence for people; may be empty.
    public var meaning: String
}

/// One of the ways in which a measure looks at a line.
public struct Axis: Sendable, Hashable {
    /// The id that packs use.
    public var id: String
    /// The official number.
    public var number: Int
    /// The full label.
    public var label: String
    /// The short label, for columns.
    public var short: String
    /// The packs that rate this axis, in order of precedence: paths, seen from where the measure's file was named.
    public var packs: [String]
}

/// What a measure looks at from a year on.
public struct Period: Sendable {
    /// The first year.
    public var from: Int
    /// The ids of the axes that are asked for.
    public var axes: [String]
    /// What is asked for, in words.
    public var because: String
    /// The text that says so.
    public var source: String
    /// How sure that is.
    public var confidence: Confidence
    /// What is left out, first match wins; the rest is in.
    public var exclusions: Pack
    /// Remarks on lines, first match wins.
    public var notes: Pack
}

/// How the axes of a line come together in one rating.
public struct Synthesis: Sendable {
    /// The full label.
    public var label: String
    /// The short label, for columns.
    public var short: String
    /// The prefix of official codes: `SYNTH`.
    public var code: String
    /// The category of lines that are favourable on one axis and unfavourable on another.
    public var mixed: Category
    /// Where the rule comes from.
    public var source: String
    /// How sure that source is.
    public var confidence: Confidence
    /// What a line is whose axes are neutral or not a judgement, both being present: the id of one of the two
    /// categories (option `neutre-et-non-cote`).
    public var neutralAndUnjudged: String
    /// Whether an axis without a rating is left aside (`ignorer`) or makes the synthesis wait (`non-renseigne`); option
    /// `axe-non-renseigne`.
    public var ignoresMissingAxes: Bool
}
