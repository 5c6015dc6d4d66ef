public import PublicAccounts
internal import Tabular
internal import Texts

/// What the rules say of every line: a table of outcomes, and one code per line.
public struct Outcomes: Sendable {
    /// The outcomes: first that no rule spoke, then one per rule, in the order of packs and rules, met or not.
    public let distinct: [Outcome]
    /// For each line, the place of its outcome in `distinct`.
    public let codes: [UInt32]
    /// How many distinct keys the rules were evaluated for.
    public let keys: Int

    /// The outcome of `line`.
    public subscript(_ line: Int) -> Outcome { distinct[Int(codes[line])] }
}

/// Packs made ready to look at lines: the first rule whose condition holds decides.
///
/// Conditions look at the distinct values of a field, never at lines: each value gets a class, the set of conditions it
/// meets; lines of the same classes have the same outcome, which is found once for all of them.
public struct Evaluator: Sendable {
    /// What no rule and every rule say, in order.
    public let distinct: [Outcome]
    private let conditions: [Expression]
    private let fields: [FieldConditions]
    private let boundaries: [UInt64]

    /// Makes `packs` ready; they are tried in order.
    public init(_ packs: [Pack]) {
        var builder = ExpressionBuilder()
        var distinct = [
            Outcome(verdict: .unmatched, rule: "", packVersion: "", because: "", source: "", confidence: .verified)
        ]
        var conditions: [Expression] = []
        for pack in packs {
            let scope = builder.expression(pack.scope)
            for rule in pack.rules {
                conditions.append(.all([scope, builder.expression(rule.when)]))
                distinct.append(
                    Outcome(
                        verdict: rule.verdict, rule: pack.id + "/" + rule.id, packVersion: pack.version,
                        because: rule.because, source: rule.source, confidence: rule.confidence))
            }
        }
        self.distinct = distinct
        self.conditions = conditions
        fields = builder.fields
        boundaries = builder.boundaries.sorted()
    }

    /// What the rules say of `lines`. A line's outcome depends on that line alone.
    public func evaluate(_ lines: Lines) -> Outcomes {
        var keys = LineKeys(count: lines.count)
        var classes: [FieldClasses] = []
        for field in fields {
            let column = lines[field.field]
            let found = FieldClasses(field, values: column.values)
            keys.combine(classCount: found.bits.count) { line in found.classes[Int(column.codes[line])] }
            classes.append(found)
        }
        if !boundaries.isEmpty {
            keys.combine(classCount: boundaries.count + 1) { line in
                UInt32(amountClass(lines.amounts[line].value.magnitude))
            }
        }
        let codes = keys.representatives.map { line in
            let bits = fields.indices.map { place in
                classes[place].bits[Int(classes[place].classes[Int(lines[fields[place].field].codes[line])])]
            }
            let magnitude = lines.amounts[line].value.magnitude
            let match = conditions.firstIndex { $0.holds(bits, magnitude) }
            return UInt32((match ?? -1) + 1)
        }
        return Outcomes(
            distinct: distinct, codes: keys.codes.map { codes[Int($0)] }, keys: keys.representatives.count)
    }

    /// How many boundaries are at most `magnitude`.
    private func amountClass(_ magnitude: UInt64) -> Int {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= magnitude { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// One number per line: lines with the same classes in every field so far have the same.
package struct LineKeys {
    /// The number of each line.
    package private(set) var codes: [UInt32]
    /// For each number, a line that has it.
    package private(set) var representatives: [Int]

    /// All lines alike.
    package init(count: Int) {
        codes = [UInt32](repeating: 0, count: count)
        representatives = count > 0 ? [0] : []
    }

    /// Tells apart lines whose new class differs.
    package mutating func combine(classCount: Int, _ classOf: (Int) -> UInt32) {
        guard classCount > 1, !codes.isEmpty else { return }
        var found: [Int] = []
        let (size, overflow) = representatives.count.multipliedReportingOverflow(by: classCount)
        if !overflow, size <= 1 << 20 {
            var table = [UInt32](repeating: .max, count: size)
            for line in codes.indices {
                let slot = Int(codes[line]) * classCount + Int(classOf(line))
                if table[slot] == .max {
                    table[slot] = UInt32(found.count)
                    found.append(line)
                }
                codes[line] = table[slot]
            }
        } else {
            var table: [UInt64: UInt32] = [:]
            for line in codes.indices {
                let pair = UInt64(codes[line]) << 32 | UInt64(classOf(line))
                if let known = table[pair] {
                    codes[line] = known
                } else {
                    let number = UInt32(found.count)
                    table[pair] = number
                    found.append(line)
                    codes[line] = number
                }
            }
        }
        representatives = found
    }
}
