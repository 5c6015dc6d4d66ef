/// A unit of quantities, of amounts or of factors: `kWh`, `EUR_HT`, `kgCO2e/kEUR_2023_HT`.
///
/// Two units of the same base and tax differ by a power of ten at most; whatever else differs does not cancel.
public struct QuantityUnit: Sendable, Hashable {
    /// A unit without a fraction line.
    public struct Part: Sendable, Hashable {
        /// What it counts, without its scale: `gCO2e`, `Wh`, `EUR`.
        public var base: String
        /// How many powers of ten of the base it is.
        public var exponent: Int
        /// Whether amounts are without (`HT`) or with (`TTC`) value-added tax; nil for what is no money.
        public var tax: Tax?
        /// The year of the prices; nil where none is written, and for what is no money.
        public var year: Int?
    }

    /// How amounts stand to value-added tax.
    public enum Tax: String, Sendable, Hashable {
        /// Without.
        case excluded = "HT"
        /// With.
        case included = "TTC"
    }

    /// What is counted.
    public let numerator: Part
    /// By what; nil for a plain unit.
    public let denominator: Part?
    /// The unit as it is written.
    public let text: String

    /// The scaled units: what they count, and how many powers of ten of it they are.
    private static let scales: [String: (base: String, exponent: Int)] = [
        "gCO2e": ("gCO2e", 0), "kgCO2e": ("gCO2e", 3), "tCO2e": ("gCO2e", 6), "ktCO2e": ("gCO2e", 9),
        "MtCO2e": ("gCO2e", 12), "g": ("g", 0), "kg": ("g", 3), "t": ("g", 6), "kt": ("g", 9), "Wh": ("Wh", 0),
        "kWh": ("Wh", 3), "MWh": ("Wh", 6), "GWh": ("Wh", 9), "L": ("L", 0), "hL": ("L", 2), "m3": ("L", 3),
        "m": ("m", 0), "km": ("m", 3), "m2": ("m2", 0), "ha": ("m2", 4), "km2": ("m2", 6), "EUR": ("EUR", 0),
        "kEUR": ("EUR", 3), "MEUR": ("EUR", 6),
    ]

    /// The unit written in `text`; nil when it is none. Money says its tax, and a year before it where it has one:
    /// `kEUR_2023_HT`. Any other word of letters, digits and points is a unit of its own.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let numerator = Self.part(parts[0]) else { return nil }
        var denominator: Part?
        if parts.count == 2 {
            guard let found = Self.part(parts[1]) else { return nil }
            denominator = found
        }
        self.numerator = numerator
        self.denominator = denominator
        self.text = text
    }

    private static func part(_ text: Substring) -> Part? {
        let words = text.split(separator: "_", omittingEmptySubsequences: false)
        guard let first = words.first, let letter = first.utf8.first, isLetter(letter),
            first.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        let scale = scales[String(first)] ?? (String(first), 0)
        var part = Part(base: scale.base, exponent: scale.exponent)
        guard scale.base == "EUR" else { return words.count == 1 ? part : nil }
        guard let last = words.last, let tax = Tax(rawValue: String(last)), (2...3).contains(words.count) else {
            return nil
        }
        part.tax = tax
        if words.count == 3 {
            guard words[1].utf8.count == 4, let year = Int(words[1]), year > 1900 else { return nil }
            part.year = year
        }
        return part
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// The power of ten by which `base` × `factor` must be multiplied to be in `wanted`; nil when they do not cancel.
    public static func scale(of base: QuantityUnit, times factor: QuantityUnit, in wanted: QuantityUnit) -> Int? {
        guard base.denominator == nil, wanted.denominator == nil, let under = factor.denominator,
            under.base == base.numerator.base, under.tax == base.numerator.tax,
            factor.numerator.base == wanted.numerator.base, factor.numerator.tax == wanted.numerator.tax
        else { return nil }
        return factor.numerator.exponent - wanted.numerator.exponent + base.numerator.exponent - under.exponent
    }

    /// `value` × 10 to the power `exponent`, rounded once.
    static func scaled(_ value: Double, by exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? value / power : value * power
    }
}
