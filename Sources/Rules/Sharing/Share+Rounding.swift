public import Tabular

extension Share {
    /// This part of `amount`, to the cent: half a cent goes away from zero, as the `ROUND` of spreadsheets has it.
    ///
    /// It is the first of two parts that `Allocation` cuts an amount into.
    public func rounded(of amount: Cents) -> Cents {
        let under = UInt64(denominator)
        let product = amount.value.magnitude.multipliedFullWidth(by: UInt64(numerator))
        // The quotient fits: the numerator is at most the denominator, which is at most 10⁹.
        let (whole, rest) = under.dividingFullWidth(product)
        let part = rest * 2 >= under ? whole + 1 : whole
        return Cents(Int64(truncatingIfNeeded: amount.value < 0 ? 0 &- part : part))
    }
}

extension Weight {
    /// What `amount` weighs, to the cent, with the weight's sign.
    public func rounded(of amount: Cents) -> Cents {
        let part = magnitude.rounded(of: amount)
        return isUnfavourable ? Cents(0 &- part.value) : part
    }
}
