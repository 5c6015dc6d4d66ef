public import PublicAccounts
internal import Tabular

/// The quantities of lines: which entry of its rule speaks of each, found once per distinct key, and what its factors
/// multiply.
public struct LineQuantities: Sendable {
    /// An entry that speaks of lines.
    public struct Source: Sendable, Hashable {
        /// The place of its verdict among those given.
        public let verdict: Int
        /// The entry.
        public let entry: Quantification.Entry
        /// What one unit of the base stands for in each post of the entry.
        public let coefficients: [Double]
        /// The row of the table that holds the quantity; nil for amounts.
        public let row: Int?
    }

    /// The entries that speak, in order of first appearance.
    public let sources: [Source]
    /// For each line, the place of its source in `sources`; `none` when its rule gives no quantity.
    public let codes: [UInt32]
    /// For each line, what the factors multiply, in the unit of its entry; 0 without a source.
    public let bases: [Double]

    /// The code of a line without a quantity.
    public static let none = UInt32.max

    /// The quantities of `lines` in `unit`, `codes[line]` telling which of `verdicts` was given to it. Verdicts that are no
    /// quantities, and entries whose units do not cancel, give none.
    public init(of lines: Lines, verdicts: [Outcome.Verdict], codes: [UInt32], in unit: QuantityUnit) {
        let plans = verdicts.map { verdict -> Quantification? in
            if case .quantities(let plan) = verdict { plan } else { nil }
        }
        var tables: [Table] = []
        for entry in plans.compactMap(\.?.entries).joined() {
            for table in [entry.neededTable, entry.condition].compactMap(\.self) where !tables.contains(table) {
                tables.append(table)
            }
        }
        let rows = tables.map { table in lines[table.key].values.map { table.row(for: $0) ?? -1 } }
        var keys = LineKeys(count: lines.count)
        keys.combine(classCount: verdicts.count) { codes[$0] }
        for (table, rows) in zip(tables, rows) {
            let values = lines[table.key].codes
            keys.combine(classCount: table.rows.count + 1) { UInt32(rows[Int(values[$0])] + 1) }
        }
        var sources: [Source] = []
        var places: [Source: UInt32] = [:]
        let ofKey = keys.representatives.map { line -> UInt32 in
            let verdict = Int(codes[line])
            guard let plan = plans[verdict] else { return Self.none }
            func row(_ table: Table) -> Int? {
                guard let place = tables.firstIndex(of: table) else { return nil }
                let row = rows[place][Int(lines[table.key].codes[line])]
                return row < 0 ? nil : row
            }
            for entry in plan.entries {
                if let condition = entry.condition, row(condition) == nil { continue }
                var found: Int?
                if case .column(let table, let column, _) = entry.base {
                    guard let row = row(table), FactorTable.number(table.rows[row][column]) != nil else { continue }
                    found = row
                }
                guard let coefficients = entry.coefficients(in: unit) else { continue }
                let source = Source(verdict: verdict, entry: entry, coefficients: coefficients, row: found)
                if let known = places[source] { return known }
                let place = UInt32(sources.count)
                places[source] = place
                sources.append(source)
                return place
            }
            return Self.none
        }
        self.sources = sources
        self.codes = keys.codes.map { ofKey[Int($0)] }
        bases = Self.bases(of: lines, sources, self.codes)
    }

    /// Where the quantity of a row is shared from.
    private struct Cell: Hashable {
        var table: Table
        var column: Int
        var row: Int
    }

    private static func bases(of lines: Lines, _ sources: [Source], _ codes: [UInt32]) -> [Double] {
        // Several rules may find the same row: its quantity is there once.
        var cells: [Cell: Int] = [:]
        var quantities: [Double] = []
        let cellOf = sources.map { source -> Int in
            guard case .column(let table, let column, _) = source.entry.base, let row = source.row else { return -1 }
            let cell = Cell(table: table, column: column, row: row)
            if let known = cells[cell] { return known }
            cells[cell] = quantities.count
            quantities.append(FactorTable.number(table.rows[row][column]) ?? 0)
            return quantities.count - 1
        }
        let divisors = sources.map { source in
            if case .amount(let divisor, _) = source.entry.base { divisor } else { 1.0 }
        }
        var sums = [Int128](repeating: 0, count: quantities.count)
        for line in codes.indices where codes[line] != none {
            let cell = cellOf[Int(codes[line])]
            if cell >= 0 { sums[cell] += Int128(lines.amounts[line].value) }
        }
        var isGiven = [Bool](repeating: false, count: quantities.count)
        return codes.indices.map { line in
            guard codes[line] != none else { return 0 }
            let code = Int(codes[line])
            let cents = lines.amounts[line].value
            let cell = cellOf[code]
            guard cell >= 0 else { return Double(cents) / 100 / divisors[code] }
            if sums[cell] != 0 { return quantities[cell] * (Double(cents) / Double(sums[cell])) }
            // Amounts that cancel out tell no proportion: the first line has it all.
            defer { isGiven[cell] = true }
            return isGiven[cell] ? 0 : quantities[cell]
        }
    }
}
