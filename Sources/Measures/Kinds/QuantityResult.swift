internal import Findings
internal import PublicAccounts
public import Rules
internal import Tabular
internal import Texts

/// The quantities of lines: what each comes to by post, and how sure the sums are.
public struct QuantityResult: Sendable {
    /// The unit of every quantity.
    public let unit: QuantityUnit
    /// Which entry speaks of each line, and what its factors multiply.
    public let quantities: LineQuantities
    /// The sums, one per post of the definition.
    public let posts: [Total]
    /// The sums by factor, in order of first appearance.
    public let factors: [FactorTotal]
    /// The sums by how well quantities are known, one per `Quantification.Basis`.
    public let bases: [Total]
    /// The sum of everything.
    public let total: Total
    /// How far the total may be off, as 95 % geometric factors.
    public let uncertainty: Uncertainty

    /// A sum of quantities.
    public struct Total: Sendable, Hashable {
        /// In the unit of the measure.
        public var value = 0.0
        /// How many lines.
        public var lines = 0
    }

    /// The sum of what one factor gives.
    public struct FactorTotal: Sendable, Hashable {
        /// The factor.
        public var factor: Factor
        /// The 95 % geometric factor of the factor and of what it multiplies, together.
        public var k95: Double
        /// The sum.
        public var total: Total
    }

    /// Three answers to one question, from the boldest to the most careful.
    public struct Uncertainty: Sendable, Hashable {
        /// Each line errs on its own.
        public var independent: Double
        /// Lines of one factor err together: the one to tell.
        public var byFactor: Double
        /// All err together.
        public var correlated: Double
    }

    /// Lines that each post of a source gives: `places[source][n]` is the place in the definition of the n-th post.
    public let places: [[Int]]

    /// What the n-th post of the entry of `line` comes to; nil without one.
    public func value(_ line: Int, post: Int) -> Double? {
        guard let source = source(of: line), post < source.coefficients.count else { return nil }
        return quantities.bases[line] * source.coefficients[post]
    }

    /// The entry that speaks of `line`; nil without one.
    public func source(of line: Int) -> LineQuantities.Source? {
        let code = quantities.codes[line]
        return code == LineQuantities.none ? nil : quantities.sources[Int(code)]
    }

    /// What `line` comes to, posts together; nil without an entry.
    public func total(of line: Int) -> Double? {
        source(of: line)?.coefficients.reduce(0) { $0 + quantities.bases[line] * $1 }
    }

    /// The 95 % geometric factor of a line of `source`: its posts err each on their own.
    ///
    /// Source: ABC method, exp √Σ (eᵢ/E)² ln² kᵢ.
    public static func k95(of source: LineQuantities.Source) -> Double {
        let sum = source.coefficients.reduce(0, +)
        guard sum != 0 else { return 1 }
        let base = Logarithm.of(source.entry.k95)
        var square = 0.0
        for (post, coefficient) in zip(source.entry.posts, source.coefficients) {
            let weight = coefficient / sum
            square += weight * weight * Logarithm.square(of: post.factor.k95)
        }
        return Logarithm.exponential((square + base * base).squareRoot())
    }

    init(_ definition: MeasureDefinition, _ lines: Lines, _ draft: inout AxisDraft) throws(Finding) {
        // A measure of quantities that was read without error has a unit.
        let unit = definition.details.unit ?? definition.fallbackUnit
        let found = LineQuantities(of: lines, verdicts: draft.verdicts, codes: draft.codes, in: unit)
        Self.leaveOpen(found, &draft)
        var placeOf: [String: Int] = [:]
        for (place, post) in definition.details.posts.enumerated() { placeOf[post.id] = place }
        let places = found.sources.map { source in source.entry.posts.map { placeOf[$0.id] ?? 0 } }
        self.unit = unit
        self.places = places
        quantities = found

        var factorPlaces: [FactorKey: Int] = [:]
        var factors: [FactorTotal] = []
        let factorsOf = found.sources.map { source in
            source.entry.posts.map { post -> Int in
                let key = FactorKey(id: post.factor.id, base: source.entry.k95)
                if let known = factorPlaces[key] { return known }
                factorPlaces[key] = factors.count
                factors.append(
                    FactorTotal(
                        factor: post.factor, k95: Logarithm.product(post.factor.k95, source.entry.k95), total: Total()))
                return factors.count - 1
            }
        }
        let basisOf = found.sources.map { Quantification.Basis.allCases.firstIndex(of: $0.entry.basis) ?? 0 }
        let squares = found.sources.map { Logarithm.square(of: Self.k95(of: $0)) }
        var posts = [Total](repeating: Total(), count: definition.details.posts.count)
        var bases = [Total](repeating: Total(), count: Quantification.Basis.allCases.count)
        var total = Total()
        var ofLines = 0.0
        for line in found.codes.indices where found.codes[line] != LineQuantities.none {
            let code = Int(found.codes[line])
            let base = found.bases[line]
            var sum = 0.0
            for post in places[code].indices {
                let value = base * found.sources[code].coefficients[post]
                sum += value
                posts[places[code][post]].value += value
                posts[places[code][post]].lines += 1
                factors[factorsOf[code][post]].total.value += value
                factors[factorsOf[code][post]].total.lines += 1
            }
            bases[basisOf[code]].value += sum
            bases[basisOf[code]].lines += 1
            total.value += sum
            total.lines += 1
            ofLines += sum * sum * squares[code]
        }
        self.posts = posts
        self.bases = bases
        self.factors = factors
        self.total = total
        uncertainty = Uncertainty(ofLines, factors, total.value)
        try check(lines)
    }

    private struct FactorKey: Hashable {
        var id: String
        var base: Double
    }

    /// Lines whose rule found no quantity stay open: nothing is never zero.
    private static func leaveOpen(_ found: LineQuantities, _ draft: inout AxisDraft) {
        var open: [UInt32: UInt32] = [:]
        for line in draft.codes.indices where found.codes[line] == LineQuantities.none {
            let code = draft.codes[line]
            guard case .quantities = draft.verdicts[Int(code)] else { continue }
            if let known = open[code] {
                draft.codes[line] = known
                continue
            }
            var rating = draft.ratings[Int(code)]
            rating.state = .unmatched
            rating.main = 1
            rating.toCheck = "La règle ne trouve de quantité pour cette ligne dans aucune de ses tables."
            let place = UInt32(draft.ratings.count)
            draft.ratings.append(rating)
            draft.verdicts.append(.unmatched)
            open[code] = place
            draft.codes[line] = place
        }
    }

    /// Sums by post, by factor, by basis are the same total; so is what the amounts of each entry come to together.
    private func check(_ lines: Lines) throws(Finding) {
        var cents = [Int128](repeating: 0, count: quantities.sources.count)
        var measured = [Double](repeating: 0, count: quantities.sources.count)
        var size = 0.0
        for line in quantities.codes.indices where quantities.codes[line] != LineQuantities.none {
            let code = Int(quantities.codes[line])
            cents[code] += Int128(lines.amounts[line].value)
            measured[code] += quantities.bases[line]
            size += abs(total(of: line) ?? 0)
        }
        var naive = 0.0
        for (code, source) in quantities.sources.enumerated() {
            let coefficient = source.coefficients.reduce(0, +)
            if case .amount(let divisor, _) = source.entry.base {
                naive += Double(cents[code]) / 100 / divisor * coefficient
            } else {
                naive += measured[code] * coefficient
            }
        }
        let sums = [
            posts.reduce(0) { $0 + $1.value }, bases.reduce(0) { $0 + $1.value },
            factors.reduce(0) { $0 + $1.total.value }, naive,
        ]
        for sum in sums where abs(sum - total.value) > 1e-9 * max(1, size) {
            throw Finding(
                .controlFails,
                ["control": unit.text, "expected": "\(total.value)", "found": "\(sum)"])
        }
    }

    /// Factors of another year than the lines.
    func findings(exercice: Int?) -> [Finding] {
        guard let exercice else { return [] }
        let others = factors.filter { $0.factor.vintage != exercice && $0.factor.unit.denominator?.tax != nil }
        guard !others.isEmpty else { return [] }
        let vintages = Set(others.map(\.factor.vintage)).sorted().map(String.init).joined(separator: ", ")
        let shown = others.prefix(5).map(\.factor.id).joined(separator: ", ") + (others.count > 5 ? "…" : "")
        return [
            Finding(
                .otherVintage, ["vintages": vintages, "exercice": String(exercice), "factors": shown],
                count: others.count)
        ]
    }
}

extension QuantityResult.Uncertainty {
    init(_ ofLines: Double, _ factors: [QuantityResult.FactorTotal], _ total: Double) {
        guard total != 0 else {
            self.init(independent: 1, byFactor: 1, correlated: 1)
            return
        }
        var square = 0.0
        var linear = 0.0
        for factor in factors {
            let weight = factor.total.value / total
            square += weight * weight * Logarithm.square(of: factor.k95)
            linear += abs(weight) * Logarithm.of(factor.k95)
        }
        self.init(
            independent: Logarithm.exponential((ofLines / (total * total)).squareRoot()),
            byFactor: Logarithm.exponential(square.squareRoot()), correlated: Logarithm.exponential(linear))
    }
}

extension MeasureDefinition {
    /// What quantities are counted in where the definition has no unit, which its reader refuses.
    fileprivate var fallbackUnit: QuantityUnit {
        guard let unit = QuantityUnit("unite") else { preconditionFailure("a word is a unit") }
        return unit
    }
}
