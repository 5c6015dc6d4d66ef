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
        var count = min(of.count, 1)
        for column in columns { Self.split(&of, into: &count, by: column) }
        counts = [Int](repeating: 0, count: count)
        for (line, group) in of.enumerated() {
            if counts[Int(group)] == 0 { firsts.append(line) }
            counts[Int(group)] += 1
        }
    }

    /// How many pairs of a group and a code may have a place each; more are found by their hash.
    private static let directPairs = 1 << 16

    /// Splits `count` groups by one more column.
    private static func split(_ groups: inout [UInt32], into count: inout Int, by column: [UInt32]) {
        let width = Int(column.max() ?? 0) + 1
        guard width > 1 else { return }
        let pairs = count.multipliedReportingOverflow(by: width)
        if !pairs.overflow, pairs.partialValue <= directPairs {
            count = splitDirectly(&groups, by: column, width: width, pairs: pairs.partialValue)
        } else {
            count = splitByHash(&groups, by: column)
        }
    }

    private static func splitDirectly(
        _ groups: inout [UInt32], by column: [UInt32], width: Int, pairs: Int
    ) -> Int {
        // The group of each pair, plus one.
        var numbers = [UInt32](repeating: 0, count: pairs)
        var count: UInt32 = 0
        for line in groups.indices {
            let pair = Int(groups[line]) * width + Int(column[line])
            if numbers[pair] == 0 {
                count += 1
                numbers[pair] = count
            }
            groups[line] = numbers[pair] - 1
        }
        return Int(count)
    }

    private static func splitByHash(_ groups: inout [UInt32], by column: [UInt32]) -> Int {
        var pairs = PairTable()
        for line in groups.indices {
            groups[line] = pairs.number(of: UInt64(groups[line]) << 32 | UInt64(column[line]))
        }
        return pairs.count
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

    /// How many pairs have a number.
    package var count: Int { keys.count }

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
