extension Share {
    /// The share written in `text`, exactly: `40 %`, `12,5 %`, `2/3`, `0.4`, `1`; nil when it is none of these, lies
    /// outside 0…1, or needs a denominator over 10⁹.
    public init?(text: String) {
        var rest = Substring(text.filter { !$0.isWhitespace })
        if let slash = rest.firstIndex(of: "/") {
            guard let over = Share.digits(rest[..<slash]), let under = Share.digits(rest[rest.index(after: slash)...]),
                under > 0, over <= under
            else { return nil }
            self.init(over, under)
            return
        }
        let isPercent = rest.last == "%"
        if isPercent { rest.removeLast() }
        guard let (numerator, decimals) = Share.decimal(rest) else { return nil }
        var denominator: Int64 = isPercent ? 100 : 1
        for _ in 0..<decimals { denominator *= 10 }
        guard denominator <= 1_000_000_000, numerator <= denominator else { return nil }
        self.init(numerator, denominator)
    }

    /// The share as a French reader writes it: `40 %` where at most two decimals say it exactly, else `2/3`.
    public var text: String { Self.text(Int128(numerator), Int128(denominator)) }

    /// The sum of `shares` in the same form.
    static func sumText(_ shares: [Share]) -> String {
        guard let sum = sum(of: shares) else { return "?" }
        return text(sum.numerator, sum.denominator)
    }

    private static func text(_ numerator: Int128, _ denominator: Int128) -> String {
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 10_000)
        guard !overflow, scaled % denominator == 0 else { return "\(numerator)/\(denominator)" }
        let hundredths = scaled / denominator
        var decimals = ""
        if hundredths % 100 != 0 {
            let rest = hundredths % 100
            decimals = "," + (rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest))
        }
        return String(hundredths / 100) + decimals + "\u{A0}%"
    }

    /// Whether `shares` sum to exactly 1.
    public static func sumToOne(_ shares: [Share]) -> Bool {
        guard let sum = sum(of: shares) else { return false }
        return sum.numerator == sum.denominator
    }

    /// The exact sum as a fraction, not reduced to 1 at most; nil when it needs a denominator beyond 128 bits.
    static func sum(of shares: [Share]) -> (numerator: Int128, denominator: Int128)? {
        var numerator: Int128 = 0
        var denominator: Int128 = 1
        for share in shares {
            let over = Int128(share.numerator)
            let under = Int128(share.denominator)
            var a = denominator
            var b = under
            while b != 0 { (a, b) = (b, a % b) }
            let scale = under / a
            let (common, tooLarge) = denominator.multipliedReportingOverflow(by: scale)
            let (scaled, scaledTooLarge) = numerator.multipliedReportingOverflow(by: scale)
            let (added, addedTooLarge) = over.multipliedReportingOverflow(by: common / under)
            let (sum, sumTooLarge) = scaled.addingReportingOverflow(added)
            guard !tooLarge, !scaledTooLarge, !addedTooLarge, !sumTooLarge else { return nil }
            numerator = sum
            denominator = common
        }
        return (numerator, denominator)
    }

    /// Up to nine digits as a number.
    private static func digits(_ text: Substring) -> Int64? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }

    /// A decimal of up to nine digits: its digits as a number, and how many of them follow the point or comma.
    private static func decimal(_ text: Substring) -> (Int64, Int)? {
        guard let point = text.firstIndex(where: { $0 == "." || $0 == "," }) else {
            return digits(text).map { ($0, 0) }
        }
        let after = text[text.index(after: point)...]
        guard !after.isEmpty, let number = digits(text[..<point] + after), point > text.startIndex else { return nil }
        return (number, after.utf8.count)
    }
}
