internal import Markup

/// What each cell style makes of a number, by style index.
struct StyleKinds: Sendable {
    /// One kind per cell format (`cellXfs`), in order.
    private(set) var kinds: [NumberFormatKind] = []

    /// No style at all: every number is a number.
    init() {}

    /// Reads the root of a styles part.
    init(_ root: Element) {
        var custom: [Int: NumberFormatKind] = [:]
        for format in root.first("numFmts")?.all("numFmt") ?? [] {
            guard let id = format.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
            custom[id] = NumberFormatKind(code: format.attribute("formatCode") ?? "")
        }
        for style in root.first("cellXfs")?.all("xf") ?? [] {
            let id = style.attribute("numFmtId").flatMap { Int($0) } ?? 0
            kinds.append(custom[id] ?? NumberFormatKind(builtIn: id) ?? .number)
        }
    }
}
