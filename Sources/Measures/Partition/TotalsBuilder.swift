internal import Findings
internal import Tabular

/// Adds up lines by category, exactly, refusing to overflow.
struct TotalsBuilder {
    private(set) var totals: Totals
    private var places: [String: Int] = [:]

    init(marks: Int) {
        totals = Totals(
            amounts: [Cents](repeating: .zero, count: marks), counts: [Int](repeating: 0, count: marks), excluded: [])
    }

    /// Adds a line in `main` and, when it is split, in `other`.
    mutating func add(main: UInt8, _ mainAmount: Cents, other: UInt8?, _ otherAmount: Cents) throws(Finding) {
        totals.amounts[Int(main)] = try totals.amounts[Int(main)].adding(mainAmount)
        totals.counts[Int(main)] += 1
        guard let other else { return }
        totals.amounts[Int(other)] = try totals.amounts[Int(other)].adding(otherAmount)
        totals.counts[Int(other)] += 1
    }

    /// Adds a line left out.
    mutating func exclude(_ amount: Cents, _ reason: String) throws(Finding) {
        let place: Int
        if let known = places[reason] {
            place = known
        } else {
            place = totals.excluded.count
            places[reason] = place
            totals.excluded.append(Totals.Excluded(reason: reason, count: 0, total: .zero))
        }
        totals.excluded[place].count += 1
        totals.excluded[place].total = try totals.excluded[place].total.adding(amount)
    }
}

extension Totals {
    /// Everything: categories, absence, exclusions.
    func sum() throws(Finding) -> Cents {
        var sum = Cents.zero
        for amount in amounts { sum = try sum.adding(amount) }
        for excluded in excluded { sum = try sum.adding(excluded.total) }
        return sum
    }
}

extension Cents {
    /// The sum.
    ///
    /// - Throws: `MES004` when 64 bits cannot hold it.
    func adding(_ other: Cents) throws(Finding) -> Cents {
        let (sum, overflow) = value.addingReportingOverflow(other.value)
        guard !overflow else { throw Finding(.totalTooLarge) }
        return Cents(sum)
    }
}
