internal import Findings
public import PublicAccounts
internal import Rules
public import Tabular

/// How the two scales of a line go together.
public enum ScaleAgreement: UInt8, Sendable, Hashable, CaseIterable {
    /// The other measure has the rating that the grade becomes.
    case agrees
    /// It has another.
    case disagrees
    /// The line has a grade alone.
    case gradeAlone
    /// It has a rating alone.
    case ratingAlone
    /// It has neither.
    case neither
    /// The other measure does not look at it.
    case outside

    /// The id.
    public var id: String {
        switch self {
        case .agrees: "d-accord"
        case .disagrees: "en-desaccord"
        case .gradeAlone: "grade-seul"
        case .ratingAlone: "cotation-seule"
        case .neither: "ni-l-un-ni-l-autre"
        case .outside: "hors-annexe"
        }
    }

    /// The words that cells show.
    public var label: String {
        switch self {
        case .agrees: "D'accord"
        case .disagrees: "En désaccord"
        case .gradeAlone: "Grade seul"
        case .ratingAlone: "Cotation officielle seule"
        case .neither: "Ni l'un ni l'autre"
        case .outside: "Hors de la mesure officielle"
        }
    }
}

/// One axis of a measure beside the axis of another measure, of a coarser scale, that looks at the same thing.
///
/// A line agrees when the rating of the other measure is the one that its grade becomes, split alike (parts to a hundredth of
/// a percent); whole lines are counted.
public struct ScaleComparison: Sendable {
    /// Lines in the same disagreement.
    public struct Disagreement: Sendable, Hashable {
        /// What the grade becomes.
        public var expected: String
        /// The rating of the other measure.
        public var found: String
        /// Their sum.
        public var amount: Cents
        /// How many lines.
        public var lines: Int
    }

    /// A line in disagreement.
    public struct Line: Sendable, Hashable {
        /// The line.
        public var line: Int
        /// Its sheet row, from 0.
        public var row: Int
        /// Its account.
        public var nature: String
        /// Its amount.
        public var amount: Cents
        /// What its grade becomes.
        public var expected: String
        /// Its rating by the other measure.
        public var found: String
    }

    /// The axis.
    public let axis: Axis
    /// The other measure's axis.
    public let other: Axis
    /// For each rating of the axis, what it becomes in words; empty outside the perimeter.
    public let expectedWords: [String]
    /// For each rating of the other axis, what it is in words; empty outside the other measure.
    public let foundWords: [String]
    /// For each line, the place in `expectedWords`.
    public let expectedCodes: [UInt32]
    /// For each line, the place in `foundWords`.
    public let foundCodes: [UInt32]
    /// The sum of each of `ScaleAgreement.allCases`; together, the lines of the perimeter.
    public private(set) var amounts: [Cents]
    /// How many lines.
    public private(set) var counts: [Int]
    /// The disagreements, those of the largest amounts first.
    public private(set) var disagreements: [Disagreement]
    /// The lines in disagreement with the largest amounts, largest first.
    public private(set) var largest: [Line]
    /// Both sides, category by category, over the lines that have a grade and a rating.
    public private(set) var controls: [Control] = []

    /// How many lines are kept.
    private static let shown = 10

    /// What the two scales say of `line`; nil outside the perimeter.
    public func agreement(of line: Int) -> ScaleAgreement? {
        Self.agreement(expectedWords[Int(expectedCodes[line])], foundWords[Int(foundCodes[line])], absence)
    }

    private let absence: String

    private static func agreement(_ grade: String, _ rating: String, _ absence: String) -> ScaleAgreement? {
        if grade.isEmpty { return nil }
        if rating.isEmpty { return .outside }
        if rating == absence { return grade == absence ? .neither : .gradeAlone }
        if grade == absence { return .ratingAlone }
        return grade == rating ? .agrees : .disagrees
    }

    /// `axis` beside `other`, both of `lines`, by `mapping`.
    ///
    /// - Throws: `MES004` when a sum is beyond 64 bits.
    init(_ mapping: ScaleMapping, _ axis: AxisResult, _ other: AxisResult, _ lines: Lines) throws(Finding) {
        self.axis = axis.axis
        self.other = other.axis
        absence = mapping.absence.label
        expectedWords = axis.ratings.map { mapping.words(of: $0) ?? "" }
        foundWords = other.ratings.map { mapping.words(ofOther: $0) ?? "" }
        expectedCodes = axis.codes
        foundCodes = other.codes
        amounts = [Cents](repeating: .zero, count: ScaleAgreement.allCases.count)
        counts = [Int](repeating: 0, count: ScaleAgreement.allCases.count)
        disagreements = []
        largest = []
        var keys = LineKeys(count: lines.count)
        keys.combine(classCount: axis.ratings.count) { axis.codes[$0] }
        keys.combine(classCount: other.ratings.count) { other.codes[$0] }
        let met = keys.representatives.map { (Int(axis.codes[$0]), Int(other.codes[$0])) }
        let agreements = met.map { Self.agreement(expectedWords[$0.0], foundWords[$0.1], absence) }
        // The disagreement of each pair of ratings: pairs in the same words have the same one.
        var places = [Int](repeating: 0, count: met.count)
        for (key, pair) in met.enumerated() where agreements[key] == .disagrees {
            let (expected, found) = (expectedWords[pair.0], foundWords[pair.1])
            let known = disagreements.firstIndex { $0.expected == expected && $0.found == found }
            places[key] = known ?? disagreements.count
            if known == nil {
                disagreements.append(Disagreement(expected: expected, found: found, amount: .zero, lines: 0))
            }
        }
        let grades = axis.ratings.map { Cut($0, mapping.rank) }
        let ratings = other.ratings.map { Cut($0) }
        var sides = Sides(mapping)
        for line in axis.codes.indices {
            let key = Int(keys.codes[line])
            guard let agreement = agreements[key] else { continue }
            let place = Int(agreement.rawValue)
            let amount = lines.amounts[line]
            counts[place] += 1
            amounts[place] = try amounts[place].adding(amount)
            guard agreement == .agrees || agreement == .disagrees else { continue }
            try sides.add(grades[Int(axis.codes[line])], ratings[Int(other.codes[line])], amount, row: lines.rows[line])
            guard agreement == .disagrees else { continue }
            keep(line, lines)
            let pair = places[key]
            disagreements[pair].amount = try disagreements[pair].amount.adding(amount)
            disagreements[pair].lines += 1
        }
        disagreements.sort {
            ($1.amount.value.magnitude, $0.expected, $0.found) < ($0.amount.value.magnitude, $1.expected, $1.found)
        }
        controls = sides.controls(axis.axis, other.axis)
    }

    /// Keeps `line` among the largest: most lines are smaller than the last one and cost one comparison.
    private mutating func keep(_ line: Int, _ lines: Lines) {
        let amount = lines.amounts[line]
        let size = amount.value.magnitude
        if largest.count == Self.shown, let last = largest.last, size <= last.amount.value.magnitude { return }
        let place = largest.firstIndex { size > $0.amount.value.magnitude } ?? largest.count
        largest.insert(
            Line(
                line: line, row: lines.rows[line], nature: lines[.nature, line], amount: amount,
                expected: expectedWords[Int(expectedCodes[line])], found: foundWords[Int(foundCodes[line])]), at: place)
        if largest.count > Self.shown { largest.removeLast() }
    }

    /// The sum of one kind of lines.
    public subscript(_ agreement: ScaleAgreement) -> (amount: Cents, lines: Int) {
        (amounts[Int(agreement.rawValue)], counts[Int(agreement.rawValue)])
    }
}

/// What grades and ratings give each category of the other measure, over the lines that have both.
private struct Sides {
    private let mapping: ScaleMapping
    private var expected: [Cents]
    private var found: [Cents]
    private var rows: [RowList]

    init(_ mapping: ScaleMapping) {
        self.mapping = mapping
        let none = [Cents](repeating: .zero, count: mapping.categories.count + 1)
        expected = none
        found = none
        rows = [RowList](repeating: RowList(), count: none.count)
    }

    mutating func add(_ grade: Cut, _ rating: Cut, _ amount: Cents, row: Int) throws(Finding) {
        let (own, other) = (grade.amounts(of: amount), rating.amounts(of: amount))
        try Self.add(grade, own, to: &expected)
        try Self.add(rating, other, to: &found)
        if grade.main == rating.main, grade.other == rating.other, grade.share == rating.share { return }
        for place in expected.indices where grade.amount(in: place, of: own) != rating.amount(in: place, of: other) {
            rows[place].add(row)
        }
    }

    private static func add(_ cut: Cut, _ amounts: (main: Cents, other: Cents), to sums: inout [Cents]) throws(Finding)
    {
        if let place = cut.main { sums[place] = try sums[place].adding(amounts.main) }
        if let place = cut.other { sums[place] = try sums[place].adding(amounts.other) }
    }

    func controls(_ axis: Axis, _ other: Axis) -> [Control] {
        mapping.categories.indices.compactMap { place in
            guard expected[place] != .zero || found[place] != .zero || rows[place].count > 0 else { return nil }
            return Control(
                "\(axis.short) : « \(mapping.categories[place].label) » d'après le grade et en « \(other.short) »",
                expected: expected[place], found: found[place], lines: rows[place].text)
        }
    }
}
