internal import Tabular
internal import Texts

/// Turns the distinct raw texts of a field into clean values, and codes of raw texts into codes of values.
enum FieldCleaner {
    /// Applies `clean` to each distinct raw text, and merges those that become equal; without `clean` they stay.
    static func column(_ raw: RowCollector.Field, _ clean: ((String) -> String)?) -> Lines.Column {
        let count = max(raw.texts.count, 1)
        var values = [""]
        values.reserveCapacity(count)
        var changes = false
        for code in 1..<count {
            if raw.texts.isBlank[code] {
                changes = true
                values.append("")
                continue
            }
            let text = raw.texts.string(code)
            guard let clean else {
                values.append(text)
                continue
            }
            let value = clean(text)
            // Texts that stay as they are stay distinct.
            changes = changes || value.utf8.count != text.utf8.count || value != text
            values.append(value)
        }
        guard changes else { return Lines.Column(values: values, codes: raw.codes) }
        return Lines.Column(values: values, codes: raw.codes).mapped(to: values)
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

    /// `code` without the letters `prefix` that an export puts before digits, nor the dot that it puts after some:
    /// `A62268` is 62268, `A21848.` is 21848.
    static func without(prefix: String, _ code: String) -> String {
        guard !prefix.isEmpty, code.hasPrefix(prefix) else { return code }
        var rest = code.dropFirst(prefix.count)
        guard let first = rest.utf8.first, (0x30...0x39).contains(first) else { return code }
        if rest.last == ".", rest.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }) { rest = rest.dropLast() }
        return String(rest)
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
        if let space = day.firstIndex(where: { $0 == " " || $0 == "T" }), day[space...].contains(":") {
            day = day[..<space]
        }
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
        var beforeLast: UInt8 = 0
        for byte in text.utf8 {
            if byte < 0x20 || (byte == 0x20 && last == 0x20) { return false }
            // Beyond ASCII, spaces are U+0085 and U+00A0 (C2), U+1680 (E1 9A), U+2000 to U+205F (E2 80, E2 81) and
            // U+3000 (E3 80); of the block of U+2000, marks such as ’ and – begin at U+2010.
            if byte >= 0x80 {
                if last == 0xC2, byte == 0xA0 || byte == 0x85 { return false }
                if beforeLast == 0xE2, last == 0x80, byte < 0x90 || (0xA8...0xAF).contains(byte) { return false }
                if last == 0xE1 || last == 0xE3 || (last == 0xE2 && byte == 0x81) { return false }
            }
            beforeLast = last
            last = byte
        }
        return last != 0x20
    }
}

/// Distinct values in order of first appearance; values are the same when their bytes are, as in the data package.
struct ColumnBuilder {
    private(set) var values: [String] = [""]
    private var known = ByteInterner()
    private var bytes: [UInt8] = []

    init() {}

    /// A builder that goes on from the values of `column`.
    init(_ column: Lines.Column) {
        for value in column.values.dropFirst() { _ = code(value) }
    }

    /// The code of `value`.
    mutating func code(_ value: String) -> UInt32 {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: value.utf8)
        let code = known.intern(bytes[...])
        if code == UInt32(values.count) { values.append(value) }
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
