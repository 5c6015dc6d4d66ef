internal import PublicAccounts

/// One number per line: lines with the same classes in every subject so far have the same.
package struct LineKeys {
    /// The number of each line.
    package private(set) var codes: [UInt32]
    /// For each number, the first line that has it.
    package private(set) var representatives: [Int]

    /// How many pairs of a number and a class a plain table may hold; a million take 4 MiB.
    private static let tableLimit = 1 << 20

    /// All lines alike.
    package init(count: Int) {
        codes = [UInt32](repeating: 0, count: count)
        representatives = count > 0 ? [0] : []
    }

    /// Tells apart lines whose new class differs.
    @inline(__always)
    package mutating func combine(classCount: Int, _ classOf: (Int) -> UInt32) {
        guard classCount > 1, !codes.isEmpty else { return }
        var found: [Int] = []
        let (size, overflow) = representatives.count.multipliedReportingOverflow(by: classCount)
        if !overflow, size <= max(Self.tableLimit, codes.count) {
            var table = [UInt32](repeating: .max, count: size)
            for line in codes.indices {
                let slot = Int(codes[line]) &* classCount &+ Int(classOf(line))
                var number = table[slot]
                if number == .max {
                    number = UInt32(truncatingIfNeeded: found.count)
                    table[slot] = number
                    found.append(line)
                }
                codes[line] = number
            }
        } else {
            var pairs = PairTable()
            for line in codes.indices {
                let number = pairs.number(of: UInt64(codes[line]) << 32 | UInt64(classOf(line)))
                if Int(number) == found.count { found.append(line) }
                codes[line] = number
            }
        }
        representatives = found
    }
}
