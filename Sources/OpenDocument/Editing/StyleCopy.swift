internal import Findings
internal import Markup

/// A copy of an automatic cell style with another name and data style, everything else as it is written but its conditions,
/// which stay behind.
struct StyleCopy {
    /// The markup before and after the name.
    private var before: [UInt8] = []
    private var after: [UInt8] = []
    private let prefixes: Prefixes

    /// Copies `original`, to show values by the data style `data`, on several lines if `isWrapped`.
    init(_ original: [UInt8], data: String, isWrapped: Bool, _ prefixes: Prefixes) throws(Finding) {
        self.prefixes = prefixes
        var scanner = MarkupScanner(original, part: Package.content)
        let p = prefixes.style
        var depth = 0
        var skipping = 0
        var needsWrap = isWrapped
        while let token = try scanner.next() {
            let local = token.kind == .start || token.kind == .empty ? Array(scanner.localName(of: token)) : []
            if skipping > 0 {
                if token.kind == .start { skipping += 1 }
                if token.kind == .end { skipping -= 1 }
                continue
            }
            if depth == 0, token.kind == .start || token.kind == .empty {
                after += "<".utf8
                after += original[token.name]
                try copyAttributes(scanner, token, original, without: ["name", "data-style-name"])
                after += " \(p):name=\"".utf8
                swap(&before, &after)
                after += "\" \(p):data-style-name=\"\(data)\">".utf8
                guard token.kind == .start else {
                    appendWrap(&needsWrap)
                    after += "</".utf8
                    after += original[token.name]
                    after += ">".utf8
                    return
                }
                depth = 1
                continue
            }
            if depth == 1, local.elementsEqual("map".utf8) {
                if token.kind == .start { skipping = 1 }
                continue
            }
            if depth == 1, needsWrap, token.kind == .start || token.kind == .empty {
                if local.elementsEqual("table-cell-properties".utf8) {
                    needsWrap = false
                    after += "<".utf8
                    after += original[token.name]
                    try copyAttributes(scanner, token, original, without: ["wrap-option"])
                    after += " \(prefixes.fo):wrap-option=\"wrap\"\(token.kind == .empty ? "/>" : ">")".utf8
                    if token.kind == .start { depth += 1 }
                    continue
                }
                appendWrap(&needsWrap)
            }
            if token.kind == .start { depth += 1 }
            if token.kind == .end {
                depth -= 1
                if depth == 0 { appendWrap(&needsWrap) }
            }
            after += original[token.range]
        }
    }

    /// The copy, called `name`.
    func markup(name: String) -> String { String(decoding: before + Array(name.utf8) + after, as: UTF8.self) }

    private mutating func appendWrap(_ isNeeded: inout Bool) {
        guard isNeeded else { return }
        isNeeded = false
        after += "<\(prefixes.style):table-cell-properties \(prefixes.fo):wrap-option=\"wrap\"/>".utf8
    }

    private mutating func copyAttributes(
        _ scanner: MarkupScanner, _ token: MarkupScanner.Token, _ original: [UInt8], without left: [String]
    ) throws(Finding) {
        for (name, value) in try scanner.attributes(of: token) {
            let local = original[name].split(separator: UInt8(ascii: ":")).last ?? []
            if left.contains(where: { local.elementsEqual($0.utf8) }) { continue }
            // The value with its quotes, as it is written.
            after.append(0x20)
            after += original[name]
            after.append(UInt8(ascii: "="))
            after += original[(value.lowerBound - 1)..<(value.upperBound + 1)]
        }
    }
}
