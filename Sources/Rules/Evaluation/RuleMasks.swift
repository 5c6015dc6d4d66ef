/// Which rules a class of one subject's values leaves possible: one bit per rule.
///
/// Most rules ask one test of a subject, or none: their bits are put together from masks made once. What asks more of it
/// is worked out for each class.
struct RuleMasks: Sendable {
    /// The rules that ask nothing of the subject, or only that one test fails.
    private var free: [UInt64]
    /// For each test, the rules that ask it alone, `width` words per test.
    private var grants: [UInt64] = []
    /// For each test, the rules that ask only that it fails.
    private var denials: [UInt64] = []
    /// The rules that ask more, each with its condition.
    private var others: [(rule: Int, node: Int)] = []
    private let width: Int

    /// The masks of `rules` rules of which none asks anything yet.
    init(rules: Int, tests: Int) {
        width = (rules + 63) / 64
        free = [UInt64](repeating: .max, count: width)
        if rules % 64 > 0 { free[width - 1] = (1 << UInt64(rules % 64)) - 1 }
        grants = [UInt64](repeating: 0, count: width * tests)
        denials = grants
    }

    /// Rule `rule` asks `parts` of this subject.
    mutating func add(_ rule: Int, _ parts: [Expression], _ program: inout Program) {
        let bit: UInt64 = 1 << UInt64(rule & 63)
        if parts.count == 1, case .not(.bit(_, let test)) = parts[0] {
            denials[test * width + rule >> 6] |= bit
            return
        }
        free[rule >> 6] &= ~bit
        if parts.count == 1, case .bit(_, let test) = parts[0] {
            grants[test * width + rule >> 6] |= bit
        } else {
            others.append((rule, program.add(.all(parts))))
        }
    }

    /// The rules that each class leaves possible, `width` words per class.
    func masks(_ classes: ValueClasses, testWidth: Int, _ program: Program) -> [UInt64] {
        var masks: [UInt64] = []
        masks.reserveCapacity(classes.count * width)
        for place in 0..<classes.count {
            let start = masks.count
            masks.append(contentsOf: free)
            for word in 0..<testWidth {
                var bits = classes.bits[place * testWidth + word]
                while bits != 0 {
                    let test = word << 6 + bits.trailingZeroBitCount
                    bits &= bits - 1
                    for part in 0..<width {
                        masks[start + part] |= grants[test * width + part]
                        masks[start + part] &= ~denials[test * width + part]
                    }
                }
            }
            for other in others {
                let holds = program.holds(other.node) { _, bit in
                    classes.bits[place * testWidth + bit >> 6] & (1 << UInt64(bit & 63)) != 0
                }
                if holds { masks[start + other.rule >> 6] |= 1 << UInt64(other.rule & 63) }
            }
        }
        return masks
    }
}
