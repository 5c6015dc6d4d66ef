public import Rules

/// What the categories of a measure become on the scale of another, coarser one: the grades of I4CE on the scale of the
/// official annex. It goes one way: several categories become the same one, which no longer tells which it was.
public struct ScaleMapping: Sendable, Hashable {
    /// What one category becomes.
    public struct Entry: Sendable, Hashable {
        /// The place of the other measure's category in `categories`.
        public var place: Int
        /// Why.
        public var because: String
        /// The text that says so.
        public var source: String
        /// How sure that is.
        public var confidence: Confidence
    }

    /// The file of the other measure, seen from where this measure's file was named.
    public var file: String
    /// The other measure's id.
    public var measure: String
    /// Its title.
    public var title: String
    /// Its categories.
    public var categories: [Category]
    /// Its word for a line without a rating.
    public var absence: Category
    /// The version of the mapping.
    public var version: String
    /// Where it comes from.
    public var source: String
    /// How sure it is.
    public var confidence: Confidence
    /// The axes that look at the same thing: this measure's, then the other's.
    public var axes: [Pair]
    /// What each of the measure's categories becomes, in their order.
    public var entries: [Entry]

    /// Two axes that look at the same thing.
    public struct Pair: Sendable, Hashable {
        /// The id of this measure's axis.
        public var own: String
        /// The id of the other measure's.
        public var other: String
    }

    /// The word that a mark of this measure becomes: a category's, or the absence's.
    public func label(of mark: UInt8) -> String {
        entries.indices.contains(Int(mark)) ? categories[entries[Int(mark)].place].label : absence.label
    }

    /// What a rating becomes, in words: `Favorable`, `Favorable 40 % + Neutre` for two parts (the smaller place first, its
    /// part to a hundredth of a percent); nil outside the measure.
    public func words(of rating: Rating) -> String? {
        guard let main = rating.main else { return nil }
        return words(rank(of: main), rating.share, rating.other.map { rank(of: $0) })
    }

    /// What a rating of the other measure is, in the same words.
    func words(ofOther rating: Rating) -> String? {
        guard let main = rating.main else { return nil }
        return words(Int(main), rating.share, rating.other.map { Int($0) })
    }

    /// The place among the other measure's marks of what a mark becomes.
    public func rank(of mark: UInt8) -> Int {
        entries.indices.contains(Int(mark)) ? entries[Int(mark)].place : categories.count
    }

    private func words(_ main: Int, _ share: Share, _ other: Int?) -> String {
        guard let other, other != main else { return word(main) }
        let rest = Share(share.denominator - share.numerator, share.denominator)
        let (first, part, last) = main < other ? (main, share, other) : (other, rest, main)
        return "\(word(first)) \(Self.percent(part)) % + \(word(last))"
    }

    private func word(_ place: Int) -> String {
        categories.indices.contains(place) ? categories[place].label : absence.label
    }

    /// The percents of `share`, with at most two decimals: as a spreadsheet joins `ROUND(share * 100, 2)` to a text, with a
    /// comma.
    private static func percent(_ share: Share) -> String {
        let hundredths = (share.numerator * 20_000 + share.denominator) / (2 * share.denominator)
        let rest = hundredths % 100
        guard rest > 0 else { return String(hundredths / 100) }
        let decimals = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
        return "\(hundredths / 100),\(decimals)"
    }
}
