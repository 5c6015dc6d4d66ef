public import Files
public import Findings
internal import Markup

/// Puts an annex into a budget document and leaves every other byte as it is.
///
/// Layout: the annexes of a `Budget` are the children of its `Annexes`, which is its last child (DGCL,
/// `Class_Budget.xsd`). An annex of that name that is there already is replaced.
public struct AnnexInsertion: Sendable {
    /// The prefix of the document's elements, colon included; empty without one.
    public let prefix: String

    private let bytes: Bytes
    private let width: TagSurvey.Width
    /// What the annex takes the place of; empty where it is only added.
    private let place: Range<Int>
    /// What goes around it: the document may have no `Annexes` yet.
    private let isWrapped: Bool
    /// Whether the document carries a seal (`Scellement`), which any change breaks.
    private let isSealed: Bool

    /// Where the annex `name` (`DATA_BUDGETVERT`) goes in the first budget of the document `bytes`.
    ///
    /// - Throws: `XML001` to `XML003` when it is damaged, `TOT001` when it holds no budget.
    public init(of name: String, in bytes: Bytes) throws(Finding) {
        self.bytes = bytes
        // The survey below does not look at namespaces, nor at which tag ends which element; libxml2 does.
        _ = try BudgetDocumentWorkbook(bytes, file: "")
        width = try DeclaredEncoding(of: bytes).width
        var path: [String] = []
        var budgetTag: Range<Int>?
        var budgetEnd: Int?
        var annexes: (start: Range<Int>, isEmpty: Bool, end: Int?)?
        var old: Range<Int>?
        var isSealed = false
        var survey = TagSurvey(.xml)
        try survey.run(bytes, width) { tag in
            if tag.isEnd { path.removeLast() }
            let depth = path.count
            let isInDocument = path.contains("DocumentBudgetaire")
            if isInDocument, tag.name == "Scellement" { isSealed = true }
            if isInDocument, path.last == "DocumentBudgetaire", tag.name == "Budget" {
                if !tag.isEnd, budgetTag == nil, !tag.isEmpty { budgetTag = tag.range }
                if tag.isEnd, budgetEnd == nil { budgetEnd = tag.range.lowerBound }
            }
            if budgetTag != nil, budgetEnd == nil, depth > 1, path[depth - 1] == "Budget", tag.name == "Annexes" {
                if !tag.isEnd {
                    annexes = (tag.range, tag.isEmpty, nil)
                } else {
                    annexes?.end = tag.range.lowerBound
                }
            }
            if budgetTag != nil, budgetEnd == nil, path.last == "Annexes", tag.name == name {
                if !tag.isEnd { old = tag.range }
                if tag.isEnd, let start = old?.lowerBound { old = start..<tag.range.upperBound }
            }
            if !tag.isEnd, !tag.isEmpty { path.append(tag.name) }
        }
        guard let budgetTag, let budgetEnd else { throw Finding(.budgetMissing) }
        self.isSealed = isSealed
        prefix = Self.prefix(of: budgetTag, bytes, width)
        if let old {
            place = old
            isWrapped = false
        } else if let annexes, let end = annexes.end {
            place = end..<end
            isWrapped = false
        } else if let annexes {
            place = annexes.start
            isWrapped = true
        } else {
            place = budgetEnd..<budgetEnd
            isWrapped = true
        }
    }

    /// Writes the document with the annex `markup`, which is ASCII: any encoding of a budget document has it.
    ///
    /// - Returns: that the seal no longer holds, where there is one.
    /// - Throws: what the sink throws.
    public func write(_ markup: [UInt8], to sink: any ByteSink) throws(Finding) -> [Finding] {
        try sink.write(bytes[0..<place.lowerBound])
        var text = markup
        if isWrapped { text = Array("<\(prefix)Annexes>".utf8) + text + Array("</\(prefix)Annexes>".utf8) }
        try sink.write(coded(text)[...])
        try sink.write(bytes[place.upperBound..<bytes.count])
        return isSealed ? [Finding(.sealBroken)] : []
    }

    private func coded(_ ascii: [UInt8]) -> [UInt8] {
        switch width {
        case .one: ascii
        case .two(let isBigEndian): ascii.flatMap { isBigEndian ? [0, $0] : [$0, 0] }
        }
    }

    private static func prefix(of tag: Range<Int>, _ bytes: Bytes, _ width: TagSurvey.Width) -> String {
        let units = bytes[tag].array.filter { width == .one || $0 != 0 }
        let name = units.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(decoding: name[...colon], as: UTF8.self)
    }
}
