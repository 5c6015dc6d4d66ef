/// What a rule asks of a line (`when:` in a pack).
public indirect enum Condition: Sendable, Hashable {
    /// The subject's value fits one of the patterns.
    case value(Subject, [Pattern])
    /// The subject's text contains one of the terms.
    case words(Subject, [Term])
    /// The subject's text contains two terms near each other.
    case near(Subject, Near)
    /// The amount lies between bounds.
    case amount(AmountRange)
    /// Every condition holds; none at all holds always.
    case all([Condition])
    /// One condition holds at least.
    case any([Condition])
    /// The condition does not hold.
    case not(Condition)
}

/// Bounds on an amount, in cents, both included.
///
/// The magnitude is compared, so that a cancellation falls under the rule of the line it cancels.
public struct AmountRange: Sendable, Hashable {
    /// The least magnitude, in cents.
    public var atLeast: UInt64
    /// The greatest magnitude, in cents.
    public var atMost: UInt64

    /// Bounds, both included.
    public init(atLeast: UInt64 = 0, atMost: UInt64 = .max) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// Whether a magnitude lies within the bounds.
    public func contains(_ magnitude: UInt64) -> Bool { atLeast <= magnitude && magnitude <= atMost }
}

/// Two terms at most `within` words apart, in either order; neighbours are one word apart.
public struct Near: Sendable, Hashable {
    /// One term.
    public var first: Term
    /// The other one.
    public var second: Term
    /// How far apart they may be, in words, from the last word of the one that comes first to the first word of the other.
    public var within: Int

    /// Two terms near each other.
    public init(_ first: Term, _ second: Term, within: Int) {
        self.first = first
        self.second = second
        self.within = within
    }
}

/// What a value must look like.
public enum Pattern: Sendable, Hashable {
    /// This value: `2151`. The empty text stands for a missing value.
    case exact(String)
    /// Any value that begins so: `2313*`.
    case prefix(String)
    /// Any account from the first to the last, sub-accounts of both included: `2151..2158` holds for `21581`.
    case range(String, String)

    /// Whether `value` fits.
    public func matches(_ value: String) -> Bool {
        switch self {
        case .exact(let text): return value == text
        case .prefix(let start): return value.utf8.starts(with: start.utf8)
        case .range(let first, let last):
            // Codes of digits: comparing as many digits as the bound has takes the sub-accounts in.
            let bytes = value.utf8
            guard bytes.count >= first.utf8.count else { return false }
            return !bytes.prefix(first.utf8.count).lexicographicallyPrecedes(first.utf8)
                && !last.utf8.lexicographicallyPrecedes(bytes.prefix(last.utf8.count))
        }
    }

    /// The pattern as a pack writes it.
    public var text: String {
        switch self {
        case .exact(let text): text
        case .prefix(let start): start + "*"
        case .range(let first, let last): first + ".." + last
        }
    }
}

extension Pattern {
    /// The pattern written in `text`: a value, a beginning and `*`, or two codes of digits (two dates, `2025-01-31`) and
    /// `..` between them.
    init?(reading text: String) {
        if let dots = text.firstRange(of: "..") {
            let first = String(text[..<dots.lowerBound])
            let last = String(text[dots.upperBound...])
            let isCode = (first + last).utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
            guard !first.isEmpty, !last.isEmpty, isCode, !last.utf8.lexicographicallyPrecedes(first.utf8) else {
                return nil
            }
            self = .range(first, last)
        } else if let star = text.firstIndex(of: "*") {
            guard text.index(after: star) == text.endIndex, star != text.startIndex else { return nil }
            self = .prefix(String(text[..<star]))
        } else {
            self = .exact(text)
        }
    }

    /// Whether a field named `name` can have such values: dates are written as `2025-01-31`, years in digits, accounts and
    /// functions in letters and digits. What no line can have would never match, and nothing would tell.
    func isWritable(for name: String) -> Bool {
        let texts =
            switch self {
            case .exact(let text), .prefix(let text): [text]
            case .range(let first, let last): [first, last]
            }
        func digits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        return texts.allSatisfy { text in
            if text.isEmpty { return true }
            switch name {
            case "date":
                let parts = text.split(separator: "-", omittingEmptySubsequences: false)
                guard parts.count <= 3, parts.allSatisfy(digits), parts[0].utf8.count <= 4 else { return false }
                // A month or a year has days: it may bound, and it may begin.
                if case .exact = self { return parts.map(\.utf8.count) == [4, 2, 2] }
                return true
            case "exercice":
                if case .exact = self, text.utf8.count != 4 { return false }
                return digits(text[...])
            case "nature", "fonction":
                return text.utf8.allSatisfy { (0x30...0x39).contains($0) || isLetter($0) }
            default: return true
            }
        }
    }

    /// The years from `from` to `until`, either of which may be open.
    static func years(from: Int?, until: Int?) -> Pattern {
        .range(from.map(year) ?? "0000", until.map(year) ?? "9999")
    }

    private static func year(_ number: Int) -> String {
        let digits = String(min(9999, max(0, number)))
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
