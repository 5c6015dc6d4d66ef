public import Files
public import Findings

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
    private let separator: UInt8
    private let lineEnd: LineEnd
    private let neutralisesFormulas: Bool
    private var buffer: [UInt8] = []
    private var rowStart = 0
    private var fields = 0
    private static let quote = UInt8(ascii: "\"")
    private static let bufferSize = 64 << 10

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

    /// Appends a field that is written already as it must be: with quotes where it needs them (`quote(_:into:)`).
    public mutating func written(_ text: ArraySlice<UInt8>) {
        if fields > 0 { buffer.append(separator) }
        fields += 1
        buffer.append(contentsOf: text)
    }

    /// Appends `text` to `field` as `field(_:)` would write it, for `written(_:)`; formulas are not looked for.
    public func quote(_ text: ArraySlice<UInt8>, into field: inout [UInt8]) {
        guard text.contains(where: { $0 == separator || $0 == Self.quote || $0 == 0x0A || $0 == 0x0D }) else {
            field.append(contentsOf: text)
            return
        }
        field.append(Self.quote)
        for byte in text {
            if byte == Self.quote { field.append(Self.quote) }
            field.append(byte)
        }
        field.append(Self.quote)
    }

    /// Appends a field to the current row.
    public mutating func field(_ text: String) { field(text.utf8) }

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
