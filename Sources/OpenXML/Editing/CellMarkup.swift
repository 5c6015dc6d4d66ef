internal import Findings
internal import Markup
internal import Tabular

/// Cell values in SpreadsheetML (ECMA-376 part 1, section 18.3.1.4), with the prefix and date system of the workbook.
struct CellMarkup {
    /// The prefix of the main namespace with its colon; empty for the default namespace.
    var prefix: String
    /// Whether dates count from 1904.
    var startsIn1904: Bool
    /// The texts that stand in the shared strings; nil when all stand in their cells.
    var texts: SharedTexts?

    /// What of a cell follows its style: the type attribute, and the content when it has any.
    struct Rendered {
        /// ` t="…"` or nothing.
        var type: String
        /// The child elements; empty for an empty cell.
        var content: String
    }

    /// `value` in `row`, from 0, which formulas may need.
    func rendered(_ value: CellValue, row: Int = 0) throws(Finding) -> Rendered {
        switch value {
        case .text(let text):
            if text.isEmpty { return Rendered(type: "", content: "") }
            if let number = texts?.number(of: text) {
                return Rendered(type: " t=\"s\"", content: "<\(prefix)v>\(number)</\(prefix)v>")
            }
            return Rendered(
                type: " t=\"inlineStr\"", content: "<\(prefix)is>" + (try self.text(text)) + "</\(prefix)is>")
        case .formula(let formula, let cached):
            let result = try self.cached(cached)
            return Rendered(
                type: result.type,
                content: "<\(prefix)f>\(Self.escaped(FormulaText(formula).text(inRow: row)))</\(prefix)f>"
                    + result.content)
        case .link(let text, let sheet, let cell):
            return try rendered(.formula(Self.hyperlink(text, sheet: sheet, cell), .text(text)))
        default: return try cached(value)
        }
    }

    /// A value as the result of a formula, or a plain one that is not text.
    func cached(_ value: CellValue) throws(Finding) -> Rendered {
        switch value {
        case .text(let text), .link(let text, _, _):
            try Self.check(text)
            return Rendered(type: " t=\"str\"", content: "<\(prefix)v>\(Self.escaped(text))</\(prefix)v>")
        case .integer(let number): return numeric(String(number))
        case .amount(let cents): return numeric(cents.shortDecimal)
        case .decimal(let text):
            guard Self.isNumber(text) else { return try cached(.text(text)) }
            return numeric(text)
        case .boolean(let isTrue):
            return Rendered(type: " t=\"b\"", content: "<\(prefix)v>\(isTrue ? 1 : 0)</\(prefix)v>")
        case .date(let days): return numeric(String(serial(days)))
        case .formula(_, let inner): return try cached(inner)
        }
    }

    /// `value` as a number; nil when it is none.
    func number(_ value: CellValue) -> String? {
        switch value {
        case .integer(let number): String(number)
        case .amount(let cents): cents.shortDecimal
        case .decimal(let text): Self.isNumber(text) ? text : nil
        case .boolean(let isTrue): isTrue ? "1" : "0"
        case .date(let days): String(serial(days))
        case .formula(_, let inner): number(inner)
        case .text, .link: nil
        }
    }

    /// The serial number of a date. The 1900 system counts a 29 February 1900 that never was.
    func serial(_ days: Int) -> Int {
        if startsIn1904 { return days + 24_107 }
        let serial = days + 25_569
        return serial < 61 ? serial - 1 : serial
    }

    /// A formula that leads to a cell: unlike hyperlinks, of which a sheet has 65,530 at most, any number may be used.
    static func hyperlink(_ text: String, sheet: String, _ cell: CellReference) -> Formula {
        .call("HYPERLINK", [.text("#\(FormulaText.qualifier(sheet))\(cell)"), .text(text)])
    }

    private func numeric(_ text: String) -> Rendered { Rendered(type: "", content: "<\(prefix)v>\(text)</\(prefix)v>") }

    private func text(_ text: String) throws(Finding) -> String {
        try Self.check(text)
        return "<\(prefix)t\(Self.needsSpace(text) ? " xml:space=\"preserve\"" : "")>\(Self.escaped(text))</\(prefix)t>"
    }

    /// Refuses a text that no cell holds.
    static func check(_ text: String) throws(Finding) {
        let length = text.utf16.count
        guard length > SheetLimits.textLength else { return }
        throw Finding(
            .textTooLong,
            ["length": "\(length)", "limit": "\(SheetLimits.textLength)", "start": String(text.prefix(40))])
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let value = Double(text), value.isFinite else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || (byte | 0x20) == UInt8(ascii: "e")
        }
    }

    /// Whether white space of `text` must be said to count.
    static func needsSpace(_ text: String) -> Bool {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isSpace(first) || isSpace(last) || text.utf8.contains { $0 == 0x0A || $0 == 0x09 }
    }

    /// `text` as content or attribute: markup escaped, what XML cannot hold as `_xHHHH_`, and that escape itself escaped
    /// (ECMA-376 part 1, section 22.9.2.19).
    static func escaped(_ text: String, inAttribute: Bool = false) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 8)
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\"") where inAttribute: escaped += "&quot;".utf8
            case UInt8(ascii: "_") where isEscape(bytes[index...]): escaped += "_x005F_".utf8
            case 0x0A where inAttribute: escaped += "_x000a_".utf8
            case 0x09 where inAttribute: escaped += "_x0009_".utf8
            case 0x0A, 0x09: escaped.append(byte)
            case 0x00..<0x20: escaped += "_x00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))_".utf8
            case 0xBE, 0xBF:
                // U+FFFE and U+FFFF are not characters of XML.
                if index >= 2, bytes[index - 1] == 0xBF, bytes[index - 2] == 0xEF {
                    escaped.removeLast(2)
                    escaped += (byte == 0xBE ? "_xFFFE_" : "_xFFFF_").utf8
                } else {
                    escaped.append(byte)
                }
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Whether `bytes` begin with `_xHHHH_`.
    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 7 else { return false }
        let start = bytes.startIndex
        guard bytes[start + 1] | 0x20 == UInt8(ascii: "x"), bytes[start + 6] == UInt8(ascii: "_") else { return false }
        return bytes[(start + 2)..<(start + 6)].allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        }
    }
}
