public import Files
public import Findings
public import Tabular

/// Writes delimited text (RFC 4180), UTF-8; same calls, same bytes.
///
/// Fields are quoted only where they must be: when they hold the separator, a quote or a line break, and when a row is
/// one empty field, which would else be a blank line.
public struct DelimitedWriter {
    /// What ends a row.
    public enum LineEnd: Sendable, Hashable {
        /// A line feed.
        case lf
        /// A carriage return and a line feed, as RFC 4180 and Excel have it.
        case crlf
    }

    private let sink: any ByteSink
    let separator: UInt8
    private let lineEnd: LineEnd
    private let neutralisesFormulas: Bool
    private var buffer: [UInt8] = []
    private var rowStart = 0
    private var fields = 0
    private static let quote = UInt8(ascii: "\"")
    private static let bufferSize = 256 << 10

    /// A writer that appends to `sink`; `finish()` must be called at the end.
    ///
    /// `neutralisesFormulas` puts `'` before text that a spreadsheet program would take for a formula (it starts with
    /// `=`, `+`, `-`, `@`, a tab or a line break and is no number; OWASP, CSV Injection). `marksEncoding` starts with a byte order mark,
    /// for Excel.
    public init(
        to sink: any ByteSink, separator: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .lf,
        neutralisesFormulas: Bool = false, marksEncoding: Bool = false
    ) {
        self.sink = sink
        self.separator = separator
        self.lineEnd = lineEnd
        self.neutralisesFormulas = neutralisesFormulas
        buffer.reserveCapacity(Self.bufferSize)
        if marksEncoding { buffer += [0xEF, 0xBB, 0xBF] }
        rowStart = buffer.count
    }

    /// Appends a field to the current row, given by its UTF-8 bytes.
    public mutating func field(_ text: some Collection<UInt8>) {
        if fields > 0 { buffer.append(separator) }
        fields += 1
        let needsApostrophe = neutralisesFormulas && Self.looksLikeFormula(text)
        guard text.contains(where: { $0 == separator || $0 == Self.quote || $0 == 0x0A || $0 == 0x0D }) else {
            if needsApostrophe { buffer.append(UInt8(ascii: "'")) }
            buffer += text
            return
        }
        buffer.append(Self.quote)
        if needsApostrophe { buffer.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == Self.quote { buffer.append(Self.quote) }
            buffer.append(byte)
        }
        buffer.append(Self.quote)
    }

    /// Appends a field that is a whole number.
    public mutating func field(_ number: Int) {
        separate()
        append(decimal: number.magnitude, isNegative: number < 0)
    }

    /// Appends a field that is an amount, as `Cents.decimal` writes it: `-1234.50`.
    public mutating func field(_ amount: Cents) {
        separate()
        append(decimal: UInt(amount.value.magnitude / 100), isNegative: amount.value < 0)
        let cents = UInt8(amount.value.magnitude % 100)
        buffer.append(UInt8(ascii: "."))
        buffer.append(UInt8(ascii: "0") + cents / 10)
        buffer.append(UInt8(ascii: "0") + cents % 10)
    }

    /// Counts `count` fields that were appended with their separators.
    mutating func noteFields(_ count: Int) { fields += count }

    /// Appends bytes as they are.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>) { buffer.append(bytes) }

    private mutating func separate() {
        if fields > 0 { buffer.append(separator) }
        fields += 1
    }

    private mutating func append(decimal magnitude: UInt, isNegative: Bool) {
        if isNegative { buffer.append(UInt8(ascii: "-")) }
        var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
        var first = digits.count
        var rest = magnitude
        repeat {
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        buffer.append(digits.span.extracting(first...))
    }

    /// Appends `text` to `field` as `field(_:)` would write it; formulas are not looked for.
    func quote(_ text: Span<UInt8>, into field: inout [UInt8]) {
        guard mustBeQuoted(text) else {
            field.append(text)
            return
        }
        field.append(Self.quote)
        for index in text.indices {
            if text[index] == Self.quote { field.append(Self.quote) }
            field.append(text[index])
        }
        field.append(Self.quote)
    }

    /// Whether `text` holds the separator, a quote or a line break; looked for eight bytes at a time.
    private func mustBeQuoted(_ text: Span<UInt8>) -> Bool {
        var start = 0
        while start + 8 <= text.count {
            let word = text.word(at: start)
            if Self.has(separator, word) || Self.has(Self.quote, word) || Self.has(0x0A, word) || Self.has(0x0D, word) {
                return true
            }
            start += 8
        }
        while start < text.count {
            let byte = text[start]
            if byte == separator || byte == Self.quote || byte == 0x0A || byte == 0x0D { return true }
            start += 1
        }
        return false
    }

    /// Whether a byte of `word` is `byte` (zero bytes in a word: Warren, Hacker's Delight, 6-1).
    @inline(__always)
    private static func has(_ byte: UInt8, _ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let other = word ^ ones &* UInt64(byte)
        return (other &- ones) & ~other & (ones &* 0x80) != 0
    }

    /// Appends a field to the current row.
    public mutating func field(_ text: String) { field(text.utf8) }

    /// Fields that many rows have, none of them the first, as they are written.
    public struct Prepared: Sendable {
        fileprivate var bytes: [UInt8] = []
        fileprivate var count = 0
    }

    /// Makes `fields` ready for `append(_:)`; formulas are not looked for.
    public func prepared(_ fields: [String]) -> Prepared {
        var prepared = Prepared()
        for field in fields {
            prepared.bytes.append(separator)
            quote(Array(field.utf8).span, into: &prepared.bytes)
        }
        prepared.count = fields.count
        return prepared
    }

    /// Appends fields to the current row, which has one at least.
    public mutating func append(_ prepared: Prepared) {
        buffer.append(prepared.bytes.span)
        fields += prepared.count
    }

    /// Ends the current row.
    ///
    /// - Throws: what the sink throws.
    public mutating func endRow() throws(Finding) {
        if fields == 1, buffer.count == rowStart { buffer += [Self.quote, Self.quote] }
        if lineEnd == .crlf { buffer.append(0x0D) }
        buffer.append(0x0A)
        fields = 0
        if buffer.count >= Self.bufferSize { try flush() }
        rowStart = buffer.count
    }

    /// Writes a whole row.
    ///
    /// - Throws: what the sink throws.
    public mutating func row(_ fields: [String]) throws(Finding) {
        for text in fields { field(text) }
        try endRow()
    }

    /// Hands what is left to the sink.
    ///
    /// - Throws: what the sink throws.
    public mutating func finish() throws(Finding) {
        try flush()
        rowStart = 0
    }

    private mutating func flush() throws(Finding) {
        try sink.write(buffer[...])
        buffer.removeAll(keepingCapacity: true)
    }

    private static func looksLikeFormula(_ text: some Collection<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "=")?, UInt8(ascii: "@")?, 0x09?, 0x0A?, 0x0D?: true
        case UInt8(ascii: "+")?, UInt8(ascii: "-")?: !isNumber(text.dropFirst())
        default: false
        }
    }

    /// Digits, with marks, spaces (no-break ones too), an exponent or a percent sign between or after them.
    private static func isNumber(_ text: some Collection<UInt8>) -> Bool {
        var hasDigits = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigits = true
            case UInt8(ascii: ","), UInt8(ascii: "."): continue
            case 0x20, 0xC2, 0xA0, 0xE2, 0x80, 0xAF,
                UInt8(ascii: "%") where hasDigits:
                continue
            default: return false
            }
        }
        return hasDigits
    }
}
