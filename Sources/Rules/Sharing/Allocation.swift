public import Tabular

/// Cuts an amount into parts that sum to it, to the cent (DESIGN, invariant 2).
public enum Allocation {
    /// `amount` cut into `shares`, in the same order.
    ///
    /// Largest remainder: each part first takes the whole cents of its share of the magnitude, then the cents left over
    /// go one by one to the largest remainders, ties in declared order; the sign is put back last, so that a
    /// cancellation is cut exactly as what it cancels. `shares` must sum to 1 (`Share.sumToOne`).
    public static func split(_ amount: Cents, into shares: [Share]) -> [Cents] {
        precondition(Share.sumToOne(shares), "shares of a partition")
        let magnitude = amount.value.magnitude
        var parts: [UInt64] = []
        var remainders: [(rest: UInt64, of: UInt64, place: Int)] = []
        var left = magnitude
        for (place, share) in shares.enumerated() {
            let denominator = UInt64(share.denominator)
            let product = magnitude.multipliedFullWidth(by: UInt64(share.numerator))
            // The quotient fits: the numerator is at most the denominator.
            let (quotient, remainder) = denominator.dividingFullWidth(product)
            parts.append(quotient)
            remainders.append((remainder, denominator, place))
            left -= quotient
        }
        if left > 0 {
            // Both products stay under 10¹⁸: remainders and denominators are at most 10⁹.
            remainders.sort { one, two in
                let first = one.rest * two.of
                let second = two.rest * one.of
                return first == second ? one.place < two.place : first > second
            }
            // As the shares sum to 1, fewer cents are left than there are parts.
            for remainder in remainders.prefix(Int(clamping: left)) { parts[remainder.place] += 1 }
        }
        return parts.map { part in
            Cents(Int64(truncatingIfNeeded: amount.value < 0 ? 0 &- part : part))
        }
    }

    /// `amount` cut in proportion to `weights`, in the same order: largest remainder, ties in declared order, the sign put
    /// back last, as `split(_:into:)`. No weight is negative, and they sum to more than 0.
    public static func split(_ amount: Cents, inProportionTo weights: [Cents]) -> [Cents] {
        let whole = weights.reduce(UInt64(0)) { $0 + UInt64($1.value) }
        precondition(whole > 0, "something weighs")
        let magnitude = amount.value.magnitude
        var left = magnitude
        var parts: [UInt64] = []
        var remainders: [(rest: UInt64, place: Int)] = []
        for (place, weight) in weights.enumerated() {
            // The quotient fits: no weight is more than the whole.
            let (quotient, rest) = whole.dividingFullWidth(
                magnitude.multipliedFullWidth(by: UInt64(weight.value)))
            parts.append(quotient)
            remainders.append((rest, place))
            left -= quotient
        }
        remainders.sort { one, two in one.rest == two.rest ? one.place < two.place : one.rest > two.rest }
        // Fewer cents are left than there are parts.
        for remainder in remainders.prefix(Int(clamping: left)) { parts[remainder.place] += 1 }
        return parts.map { Cents(Int64(truncatingIfNeeded: amount.value < 0 ? 0 &- $0 : $0)) }
    }
}
