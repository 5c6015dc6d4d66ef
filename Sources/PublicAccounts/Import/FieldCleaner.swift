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

    /// `code` without the letters `prefix` that an export puts before digits: `A62268` is 62268.
    static func without(prefix: String, _ code: String) -> String {
        guard !prefix.isEmpty, code.hasPrefix(prefix) else { return code }
        let rest = code.dropFirst(prefix.count)
        return rest.utf8.first.map { (0x30...0x39).contains($0) } ?? false ? String(rest) : code
    }

    /// A function without the chapter of the vote by function that it begins with: `93317` is 317.
    ///
    /// Chapters 90 to 95: M57 instruction, vote by function.
    static func withoutChapter(_ code: String) -> String {
        let digits = Array(code.utf8)
        guard digits.count > 2, digits[0] == UInt8(ascii: "9"), (0x30...0x35).contains(digits[1]) else { return code }
        return String(code.dropFirst(2))
    }

    /// A date as `2025-03-31`, from `31/03/2025`, `31-03-2025`, `31.03.2025` or `20250331`, an hour after it aside; anything
    /// else stays.
    static func date(_ text: String) -> String {
        let tidied = label(text)
        if isDate(tidied) { return tidied }
        var day = tidied[...]
        if let space = day.firstIndex(where: { $0 == " " || $0 == "T" }), day[space...].contains(":") { day = day[..<space] }
        let parts = day.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" || $0 == "." }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return tidied }
        if parts.count == 1, day.utf8.count == 8 {
            let iso = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
            return isDate(iso) ? iso : tidied
        }
        guard parts.count == 3 else { return tidied }
        if parts[0].count == 4 {
            let iso = "\(parts[0])-\(twoDigits(parts[1]))-\(twoDigits(parts[2]))"
            return isDate(iso) ? iso : tidied
        }
        let iso = "\(parts[2])-\(twoDigits(parts[1]))-\(twoDigits(parts[0]))"
        return parts[2].count == 4 && isDate(iso) ? iso : tidied
    }

    private static func twoDigits(_ number: Substring) -> String { number.count == 1 ? "0" + number : String(number) }

    /// Whether `text` is a day written as `2025-03-31`.
    static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard number(0..<4) != nil, let month = number(5..<7), let day = number(8..<10) else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// Whether a text shows the two characters that a UTF-8 letter becomes when read as windows-1252 (`Ã©` for é), or the
    /// mark of what could not be read at all.
    static func isMisread(_ text: String) -> Bool {
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar.value == 0xFFFD { return true }
            if before.value == 0xC3 || before.value == 0xC2, (0xA0...0xBF).contains(scalar.value) { return true }
            before = scalar
        }
        return false
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
