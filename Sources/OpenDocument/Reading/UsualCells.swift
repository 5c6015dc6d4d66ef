internal import Tabular

/// Reads a cell at once when it is written as nearly all producers write it: the attributes of a plain value, then
/// nothing or one paragraph of plain text.
///
/// It gives what reading the cell token by token gives, or nothing; then the cell is read token by token.
struct UsualCells {
    /// A cell that was read.
    struct Found {
        /// Where its end tag ends.
        var end = 0
        var kind = CellKind.text
        var number = 0.0
        /// Where its text, or the decimal text of its number, is; empty for an empty cell.
        var text = 0..<0
        var repeats = 1
        /// Where the digits of its repetition are; empty when it repeats nothing.
        var repeatDigits = 0..<0
        /// Where the name of its style is; nil when it has none.
        var style: Range<Int>?
        /// Whether it has a type or a paragraph.
        var isOccupied = false
    }

    private enum Holding { case content, number, date }

    /// What a cell is made of, with the prefixes of this document, one after the other: a copy of one array costs less than
    /// one of nine.
    private let tokens: [UInt8]
    // Where each of them is.
    private let cell: Range<Int>
    private let paragraph: Range<Int>
    private let ends: Range<Int>
    private let style: Range<Int>
    private let repeated: Range<Int>
    private let type: Range<Int>
    private let value: Range<Int>
    private let date: Range<Int>
    private let calcType: Range<Int>

    /// A reader for a document with these names; nil when it has no usual prefixes.
    init?(_ names: NameTable) {
        guard let table = names.prefix(of: .table), let office = names.prefix(of: .office),
            let text = names.prefix(of: .text)
        else { return nil }
        // Without this namespace, no attribute can be of it; a space is in no name.
        let calcext = names.prefix(of: .calcext) ?? " "
        var tokens: [UInt8] = []
        func add(_ token: String) -> Range<Int> {
            let start = tokens.count
            tokens += token.utf8
            return start..<tokens.count
        }
        cell = add("<\(table):table-cell")
        paragraph = add("<\(text):p>")
        ends = add("</\(text):p></\(table):table-cell>")
        style = add(" \(table):style-name=\"")
        repeated = add(" \(table):number-columns-repeated=\"")
        type = add(" \(office):value-type=\"")
        value = add(" \(office):value=\"")
        date = add(" \(office):date-value=\"")
        calcType = add(" \(calcext):value-type=\"")
        self.tokens = tokens
    }

    /// Reads the cell of `bytes` that starts at `start`; nil when it is not a usual one, or not whole.
    ///
    /// Without `readsValue`, what it holds is found to be there, not what it is, nor whether it is valid.
    @inline(__always)
    func read(_ bytes: Span<UInt8>, at start: Int, readsValue: Bool = true) -> Found? {
        let tokens = tokens.span
        guard start >= 0, Self.matches(bytes, start, tokens, cell) else { return nil }
        // Sound, here and below: `start` is not negative and positions only grow, so that comparing them with the count
        // just before each unchecked read is enough.
        let count = bytes.count
        var found = Found()
        var holding = Holding.content
        var typed = 0..<0
        var at = start + cell.count
        while at < count, unsafe bytes[unchecked: at] == 0x20 {
            let open: Int
            var isStyle = false
            var isRepetition = false
            if Self.matches(bytes, at, tokens, type) {
                open = at + type.count
                found.isOccupied = true
                guard open < count else { return nil }
                switch unsafe bytes[unchecked: open] {
                case UInt8(ascii: "s"): holding = .content
                case UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "c"): holding = .number
                case UInt8(ascii: "d"): holding = .date
                default: return nil
                }
            } else if Self.matches(bytes, at, tokens, calcType) {
                open = at + calcType.count
                // This is where errors are said to be errors.
                guard open < count, unsafe bytes[unchecked: open] != UInt8(ascii: "e") else { return nil }
            } else if Self.matches(bytes, at, tokens, style) {
                open = at + style.count
                isStyle = true
            } else {
                let isValue = Self.matches(bytes, at, tokens, value)
                if isValue || Self.matches(bytes, at, tokens, date) {
                    open = at + (isValue ? value.count : date.count)
                    guard let close = Self.find(UInt8(ascii: "\""), bytes, open) else { return nil }
                    typed = open..<close
                } else if Self.matches(bytes, at, tokens, repeated) {
                    open = at + repeated.count
                    guard let repeats = Self.number(bytes, open) else { return nil }
                    found.repeats = repeats
                    isRepetition = true
                } else {
                    return nil
                }
            }
            guard let close = Self.find(UInt8(ascii: "\""), bytes, open) else { return nil }
            if isStyle { found.style = open..<close }
            if isRepetition { found.repeatDigits = open..<close }
            at = close + 1
        }
        switch holding {
        case .content: guard typed.isEmpty else { return nil }
        case _ where !readsValue: break
        case .number:
            guard let number = ValueText.plainNumber(bytes, typed) else { return nil }
            (found.kind, found.number, found.text) = (.number, number, typed)
        case .date:
            guard let seconds = ValueText.plainDate(bytes, typed) else { return nil }
            (found.kind, found.number, found.text) = (.date, seconds, typed)
        }
        return finished(found, bytes, at, hasText: holding == .content && readsValue)
    }

    /// `found`, read on from the end of its start tag.
    @inline(__always)
    private func finished(_ found: Found, _ bytes: Span<UInt8>, _ start: Int, hasText: Bool) -> Found? {
        var found = found
        let tokens = tokens.span
        let count = bytes.count
        guard start + 1 < count else { return nil }
        if unsafe bytes[unchecked: start] == UInt8(ascii: "/") {
            guard unsafe bytes[unchecked: start + 1] == UInt8(ascii: ">") else { return nil }
            found.end = start + 2
            return found
        }
        guard unsafe bytes[unchecked: start] == UInt8(ascii: ">"), Self.matches(bytes, start + 1, tokens, paragraph)
        else { return nil }
        let first = start + 1 + paragraph.count
        var at = first
        while at < count {
            let byte = unsafe bytes[unchecked: at]
            if byte == UInt8(ascii: "<") { break }
            // A reference is to be resolved.
            if byte == UInt8(ascii: "&"), hasText { return nil }
            at += 1
        }
        guard Self.matches(bytes, at, tokens, ends) else { return nil }
        if hasText { found.text = first..<at }
        found.isOccupied = true
        found.end = at + ends.count
        return found
    }

    /// Whether the `token` of `tokens` lies at `start`.
    @inline(__always)
    private static func matches(
        _ bytes: Span<UInt8>, _ start: Int, _ tokens: Span<UInt8>, _ token: Range<Int>
    ) -> Bool {
        let length = token.count
        guard length >= 8, start <= bytes.count - length else { return false }
        var offset = 0
        while offset < length - 8 {
            guard word(bytes, start + offset) == word(tokens, token.lowerBound + offset) else { return false }
            offset += 8
        }
        // The last eight may overlap those before.
        return word(bytes, start + length - 8) == word(tokens, token.upperBound - 8)
    }

    /// The eight bytes at `position`, which the caller knows to be there.
    @inline(__always)
    private static func word(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
        // Sound: `matches`, the only user, stays within both lengths.
        unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
    }

    /// Where the next `byte` from `start` on is.
    @inline(__always)
    private static func find(_ byte: UInt8, _ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            if unsafe bytes[unchecked: at] == byte { return at }
            at += 1
        }
        return nil
    }

    /// The number of one to five digits between `start` and a quote, 1 or more.
    private static func number(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var value = 0
        var at = start
        while at < bytes.count, at - start < 6 {
            let digit = bytes[at] &- 0x30
            guard digit < 10 else { return bytes[at] == UInt8(ascii: "\"") && value > 0 ? value : nil }
            value = value * 10 + Int(digit)
            at += 1
        }
        return nil
    }
}
