internal import Findings
internal import PublicAccounts
public import Rules
public import Tabular
internal import Texts

/// How lines weigh on categories, for and against. Nothing is summed across categories, as weights of different
/// categories have no common measure.
public struct ContributionResult: Sendable {
    /// The categories that a rule weighs on, as places in the definition's `categories`, ascending.
    public let categories: [Int]
    /// The weight of rating `code` on `categories[place]`, at `code * categories.count + place`; nil where it has none.
    public let weights: [Weight?]
    /// The totals, one per element of `categories`.
    public let totals: [Total]

    /// What weighs on one category. A line that cancels another takes away from the side of what it cancels.
    public struct Total: Sendable, Hashable {
        /// The sum of the weighted amounts that weigh for it, each to the cent.
        public var favourable = Cents.zero
        /// The sum of the weighted amounts that weigh against it; negative, cancellations apart.
        public var unfavourable = Cents.zero
        /// How many lines weigh for it.
        public var favourableLines = 0
        /// How many lines weigh against it.
        public var unfavourableLines = 0
    }

    /// The weight of the rating `code` on the category at `place`.
    public func weight(_ code: UInt32, _ place: Int) -> Weight? { weights[Int(code) * categories.count + place] }

    init(_ definition: MeasureDefinition, _ lines: Lines, _ draft: AxisDraft) throws(Finding) {
        var placeOf: [String: Int] = [:]
        for (place, category) in definition.categories.enumerated() { placeOf[category.id] = place }
        var met: Set<Int> = []
        var said: [[(place: Int, weight: Weight)]] = []
        for verdict in draft.verdicts {
            guard case .contributions(let contributions) = verdict else {
                said.append([])
                continue
            }
            let found = contributions.compactMap { one in placeOf[one.category].map { (place: $0, weight: one.weight) }
            }
            for one in found { met.insert(one.place) }
            said.append(found)
        }
        let categories = met.sorted()
        var weights = [Weight?](repeating: nil, count: said.count * categories.count)
        for (code, found) in said.enumerated() {
            for one in found {
                guard let place = categories.firstIndex(of: one.place) else { continue }
                weights[code * categories.count + place] = one.weight
            }
        }
        self.categories = categories
        self.weights = weights
        totals = try Self.totals(lines, draft.codes, categories.count, weights)
        try Self.check(definition, lines, draft.codes, categories, weights, totals)
    }

    private static func totals(_ lines: Lines, _ codes: [UInt32], _ width: Int, _ weights: [Weight?])
        throws(Finding) -> [Total]
    {
        var totals = [Total](repeating: Total(), count: width)
        for line in codes.indices {
            let first = Int(codes[line]) * width
            for place in 0..<width {
                guard let weight = weights[first + place] else { continue }
                let amount = weight.rounded(of: lines.amounts[line])
                if weight.isUnfavourable {
                    totals[place].unfavourable = try totals[place].unfavourable.adding(amount)
                    totals[place].unfavourableLines += 1
                } else {
                    totals[place].favourable = try totals[place].favourable.adding(amount)
                    totals[place].favourableLines += 1
                }
            }
        }
        return totals
    }

    /// Holds each total against the exact weighted sum of its lines: rounding each line moves it by half a cent a line at
    /// most.
    private static func check(
        _ definition: MeasureDefinition, _ lines: Lines, _ codes: [UInt32], _ categories: [Int], _ weights: [Weight?],
        _ totals: [Total]
    ) throws(Finding) {
        let width = categories.count
        guard width > 0 else { return }
        var sums = [Int128](repeating: 0, count: weights.count / width)
        for line in codes.indices { sums[Int(codes[line])] += Int128(lines.amounts[line].value) }
        for place in categories.indices {
            var exact = 0.0
            for code in sums.indices {
                guard let weight = weights[code * width + place] else { continue }
                let part = weight.magnitude
                exact +=
                    Double(sums[code] * Int128(part.numerator)) / Double(part.denominator)
                    * (weight.isUnfavourable ? -1 : 1)
            }
            let total = totals[place]
            let found = Double(total.favourable.value) + Double(total.unfavourable.value)
            let room = 0.5 * Double(total.favourableLines + total.unfavourableLines) + 1e-9 * abs(exact) + 1e-6
            guard abs(found - exact) <= room else {
                throw Finding(
                    .controlFails,
                    [
                        "control": definition.categories[categories[place]].label,
                        "expected": FrenchNumber.euros(cents: Int64(exact.rounded())),
                        "found": FrenchNumber.euros(cents: Int64(found)),
                    ])
            }
        }
    }
}
