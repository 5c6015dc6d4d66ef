#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Arithmetic of 95 % geometric factors, to a millionth, so that no system's last digit is seen.
enum Logarithm {
    /// ln k.
    static func of(_ k95: Double) -> Double { log(k95) }

    /// ln² k.
    static func square(of k95: Double) -> Double { log(k95) * log(k95) }

    /// e to the power `exponent`, to a millionth.
    static func exponential(_ exponent: Double) -> Double { (exp(exponent) * 1e6).rounded() / 1e6 }

    /// The factor of a product: exp √(ln² a + ln² b).
    static func product(_ one: Double, _ other: Double) -> Double {
        exponential((square(of: one) + square(of: other)).squareRoot())
    }
}
