internal import Tabular
internal import Texts

/// Turns the raw texts of a field into clean values.
enum FieldCleaner {
    /// Cleans each raw text of `raw` once, and merges those that become equal; takes the codes of its lines.
    ///
    /// Texts that are cleaned later stay apart until then, where they are shared strings.
    static func column(_ raw: inout RowCollector.Field, _ cleaner: Cleaner) -> Lines.Column {
        var column = Lines.Column()
        swap(&column.codes, &raw.codes)
        let texts = raw.texts
        raw.texts = Interner()
        if let distinct = texts.distinct, staysAsItIs(texts, cleaner) {
            column.values = distinct
            return column
        }
        if cleaner.isLater {
            column.values = later(texts, cleaner)
            return column
        }
        var builder = ColumnBuilder()
        var numbers: [UInt32] = [0]
        numbers.reserveCapacity(texts.count)
        for code in 1..<max(texts.count, 1) {
            if texts.isBlank[code] {
                numbers.append(0)
                continue
            }
            let text = texts.bytes(code)
            numbers.append(
                cleaner.keeps(text.span)
                    ? builder.code(text.span) : builder.code(cleaner.clean(String(decoding: text, as: UTF8.self))))
        }
        column.values = builder.values
        column.renumber(numbers)
        return column
    }

    private static func later(_ texts: Interner, _ cleaner: Cleaner) -> TextList {
        var values = TextList()
        values.reserveCapacity(texts.count, bytes: texts.mostBytes)
        for code in 0..<texts.count {
            let text = texts.bytes(code)
            if texts.isBlank[code] {
                values.append("")
            } else if cleaner.keeps(text.span) {
                values.append(utf8: text.span)
            } else {
                values.append(cleaner.clean(String(decoding: text, as: UTF8.self)))
            }
        }
        return values
    }

    private static func staysAsItIs(_ texts: Interner, _ cleaner: Cleaner) -> Bool {
        for code in 1..<max(texts.count, 1) {
            if texts.isBlank[code] || !cleaner.keeps(texts.bytes(code).span) { return false }
        }
        return true
    }

    /// A label: spaces tidied.
    static func label(_ text: String) -> String { Spaces.areTidy(text.utf8Span.span) ? text : SheetHead.tidy(text) }

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
    static func isMisread(_ text: Span<UInt8>) -> Bool {
        // U+00C2 and U+00C3 are C3 82 and C3 83, U+00A0 to U+00BF C2 A0 to C2 BF, U+FFFD is EF BF BD.
        var position = 0
        while position + 2 < text.count {
            if position + 8 <= text.count {
                let word = text.word(at: position)
                // The second byte of all is one of these; the last of the eight may be the first one.
                if !has(0x83, word | 0x0101_0101_0101_0101), !has(0xBF, word) {
                    position += 7
                    continue
                }
            }
            let next = text[position + 1]
            if text[position] == 0xEF, next == 0xBF, text[position + 2] == 0xBD { return true }
            if text[position] == 0xC3, next == 0x82 || next == 0x83, position + 3 < text.count,
                text[position + 2] == 0xC2, text[position + 3] >= 0xA0
            {
                return true
            }
            position += 1
        }
        return false
    }

    /// Whether a byte of `word` is `byte` (zero bytes in a word: Warren, Hacker's Delight, 6-1).
    private static func has(_ byte: UInt64, _ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let other = word ^ ones &* byte
        return (other &- ones) & ~other & (ones &* 0x80) != 0
    }
}
