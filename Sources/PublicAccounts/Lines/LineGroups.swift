/// The lines that have the same codes in some columns, as groups numbered in order of first appearance.
///
/// What depends on these columns alone is then found out once per group, not once per line.
struct LineGroups {
    /// The group of each line.
    private(set) var of: [UInt32]
    /// The first line of each group.
    private(set) var firsts: [Int] = []
    /// How many lines each group has.
    private(set) var counts: [Int] = []

    /// The groups of lines by `columns`, each with one code per line.
    init(_ columns: [UInt32]...) {
        of = [UInt32](repeating: 0, count: columns.first?.count ?? 0)
        for column in columns { number(with: column) }
    }

    /// Splits the groups by one more column.
    private mutating func number(with column: [UInt32]) {
        let width = Int(column.max() ?? 0) + 1
        let pairs = max(firsts.count, 1).multipliedReportingOverflow(by: width)
        firsts.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        if !pairs.overflow, pairs.partialValue <= Self.directPairs {
            numberDirectly(with: column, width: width, pairs: pairs.partialValue)
        } else {
            numberByHash(with: column)
        }
    }

    /// How many pairs of a group and a code may have a place each; more are found by their hash.
    private static let directPairs = 1 << 16

    private mutating func numberDirectly(with column: [UInt32], width: Int, pairs: Int) {
        // The group of each pair, plus one.
        var groups = [UInt32](repeating: 0, count: pairs)
        for line in of.indices {
            let pair = Int(of[line]) * width + Int(column[line])
            if groups[pair] == 0 {
                firsts.append(line)
                counts.append(0)
                groups[pair] = UInt32(firsts.count)
            }
            let group = groups[pair] - 1
            counts[Int(group)] += 1
            of[line] = group
        }
    }

    private mutating func numberByHash(with column: [UInt32]) {
        var pairs = PairTable()
        for line in of.indices {
            let group = pairs.number(of: UInt64(of[line]) << 32 | UInt64(column[line]))
            if Int(group) == firsts.count {
                firsts.append(line)
                counts.append(0)
            }
            counts[Int(group)] += 1
            of[line] = group
        }
    }
}

/// Numbers pairs of codes in order of first appearance.
package struct PairTable {
    private var keys: [UInt64] = []
    /// The number of each slot's pair, plus one; 0 for an empty slot.
    private var slots = [UInt32](repeating: 0, count: 64)
    private var shift: UInt64 = 58
    private let factor = UInt64.random(in: .min ... .max) | 1
    private var last: (key: UInt64, number: UInt32)?

    /// No pairs.
    package init() {}

    /// The number of the pair `key`.
    package mutating func number(of key: UInt64) -> UInt32 {
        if let last, last.key == key { return last.number }
        var slot = position(of: key)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if keys[Int(number)] == key {
                last = (key, number)
                return number
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(keys.count)
        keys.append(key)
        slots[slot] = number + 1
        last = (key, number)
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        shift -= 1
        for (number, key) in keys.enumerated() {
            var slot = position(of: key)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number) + 1
        }
    }

    /// The high bits of a product by a random odd number: no input can choose its collisions.
    private func position(of key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* factor) >> shift) }
}
