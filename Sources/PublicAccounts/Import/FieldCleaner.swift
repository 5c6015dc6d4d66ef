internal import Texts

/// Turns the distinct raw texts of a field into clean values, and codes of raw texts into codes of values.
enum FieldCleaner {
    /// Applies `clean` to each distinct raw text (spaces tidied first), and merges those that become equal.
    static func column(_ raw: RowCollector.Field, _ clean: (String) -> String) -> Lines.Column {
        if let clean = cleanAlready(raw, clean) { return clean }
        var builder = ColumnBuilder()
        var codes: [UInt32] = [0]
        codes.reserveCapacity(raw.texts.count)
        for code in 1..<max(raw.texts.count, 1) {
            codes.append(raw.texts.isBlank[code] ? 0 : builder.code(clean(raw.texts.string(code))))
        }
        return Lines.Column(values: builder.values, codes: raw.codes.map { codes[Int($0)] })
    }

    /// The column when cleaning changes none of its texts, all of them ASCII: no two become equal, none is looked up.
    private static func cleanAlready(_ raw: RowCollector.Field, _ clean: (String) -> String) -> Lines.Column? {
        var values = [""]
        values.reserveCapacity(raw.texts.count)
        for code in 1..<max(raw.texts.count, 1) {
            guard !raw.texts.isBlank[code], raw.texts.bytes(code).allSatisfy({ $0 < 0x80 }) else {
                return nil
            }
            let text = raw.texts.string(code)
            guard clean(text) == text else { return nil }
            values.append(text)
        }
        return Lines.Column(values: values, codes: raw.codes)
    }

    /// A label: spaces tidied.
    static func label(_ text: String) -> String { isTidy(text) ? text : SheetHead.tidy(text) }

    /// A code: without the apostrophe or the `="…"` that spreadsheets keep it text with.
    static func code(_ text: String) -> String {
        var code = label(text)[...]
        if code.hasPrefix("=\""), code.hasSuffix("\""), code.count > 3 { code = code.dropFirst(2).dropLast() }
        if code.hasPrefix("'") { code = code.dropFirst() }
        return String(code)
    }

    /// A date: `31/03/2025` becomes `2025-03-31`; anything else stays.
    static func date(_ text: String) -> String {
        let tidied = label(text)
        let digits = Array(tidied.utf8)
        guard digits.count == 10, digits[2] == UInt8(ascii: "/"), digits[5] == UInt8(ascii: "/") else { return tidied }
        let parts = tidied.split(separator: "/")
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return tidied
        }
        return "\(parts[2])-\(parts[1])-\(parts[0])"
    }

    private static func isTidy(_ text: String) -> Bool {
        var last: UInt8 = 0x20
        for byte in text.utf8 {
            // Beyond ASCII only C2 (no-break space, next line) and E1 to E3 begin the encoding of a space.
            if byte < 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte) || (byte == 0x20 && last == 0x20) {
                return false
            }
            last = byte
        }
        return last != 0x20
    }
}

/// Distinct values in order of first appearance.
struct ColumnBuilder {
    private(set) var values: [String] = [""]
    private var known: [String: UInt32] = ["": 0]

    init() {}

    /// A builder that goes on from the values of `column`.
    init(_ column: Lines.Column) {
        values = column.values
        known = Dictionary(column.values.enumerated().map { ($0.element, UInt32($0.offset)) }) { first, _ in first }
    }

    /// The code of `value`.
    mutating func code(_ value: String) -> UInt32 {
        if let code = known[value] { return code }
        let code = UInt32(values.count)
        values.append(value)
        known[value] = code
        return code
    }
}

extension Lines.Column {
    /// A column of these values and codes.
    init(values: [String], codes: [UInt32]) {
        self.init()
        self.values = values
        self.codes = codes
    }

    /// The same column without the values that no line has, in order of first appearance.
    var compacted: Lines.Column {
        var numbers = [UInt32](repeating: .max, count: values.count)
        numbers[0] = 0
        var kept = [""]
        let codes = codes.map { code -> UInt32 in
            if numbers[Int(code)] == .max {
                numbers[Int(code)] = UInt32(kept.count)
                kept.append(values[Int(code)])
            }
            return numbers[Int(code)]
        }
        return Lines.Column(values: kept, codes: codes)
    }
}
