internal import Findings
internal import Markup
internal import Tabular

extension SheetTail {
    /// Replaces the rules that colour the block's columns.
    func editFormats(of block: ColumnBlock, styles: StyleBook, _ splices: inout Splices) throws(Finding) {
        let removed = try removeFormats(of: block, styles: styles, &splices)
        var priority = try lastPriority(besides: removed)
        var formats = ""
        for (index, column) in block.columns.enumerated() where !column.colours.isEmpty && !block.body.isEmpty {
            formats += try Self.conditionalFormat(
                column.colours, on: block.bodyCells(of: index), prefix: prefix, priority: &priority, styles: styles)
        }
        if !formats.isEmpty { splices.insert(formats, at: place(for: "conditionalFormatting")) }
    }

    /// The rules that colour the cells of `range` by their text.
    static func conditionalFormat(
        _ colours: [ValueColour], on range: CellRange, prefix: String, priority: inout Int, styles: StyleBook
    ) throws(Finding) -> String {
        var markup = "<\(prefix)conditionalFormatting sqref=\"\(range)\">"
        for colour in colours {
            priority += 1
            let format = try styles.differential(fill: colour.fill, ink: colour.ink)
            markup +=
                "<\(prefix)cfRule type=\"cellIs\" dxfId=\"\(format)\" priority=\"\(priority)\" operator=\"equal\">"
            markup +=
                "<\(prefix)formula>\(CellMarkup.escaped(Self.formula(colour)))</\(prefix)formula></\(prefix)cfRule>"
        }
        return markup + "</\(prefix)conditionalFormatting>"
    }

    private static func formula(_ colour: ValueColour) -> String { FormulaText(.text(colour.text)).text(inRow: 0) }

    /// Takes the rules of an earlier run off the block's own columns; returns where the rules were that are gone.
    private func removeFormats(
        of block: ColumnBlock, styles: StyleBook, _ splices: inout Splices
    ) throws(Finding) -> [Range<Int>] {
        guard !block.owned.isEmpty else { return [] }
        let texts = Set(block.columns.flatMap(\.colours).map(Self.formula))
        var removed: [Range<Int>] = []
        for node in outline.top where node.name == "conditionalFormatting" {
            guard try outline.attribute("pivot", of: node) == nil,
                let areas = try outline.attribute("sqref", of: node).flatMap({ CellAreas($0) }),
                areas.touches(block.owned)
            else { continue }
            let rules = outline.children(of: node)
            var own: [Outline.Node] = []
            for rule in rules where try isOwn(rule, texts: texts, styles: styles) { own.append(rule) }
            guard !own.isEmpty else { continue }
            let rest = areas.without(block.owned)
            if own.count == rules.count {
                if let rest {
                    try splices.set("sqref", to: "\(rest)", of: node, in: outline)
                } else {
                    splices.replace(node.range, with: "")
                    removed.append(node.range)
                }
                continue
            }
            for rule in own {
                splices.replace(rule.range, with: "")
                if rest == nil { removed.append(rule.range) }
            }
            // Other columns keep the rules, in an element of their own.
            guard let rest else { continue }
            let name = outline.scanner.raw(node.open.name)
            let kept = own.map { outline.scanner.raw($0.range) }.joined()
            splices.insert("<\(name) sqref=\"\(rest)\">\(kept)</\(name)>", at: node.end)
        }
        return removed
    }

    /// Whether `rule` colours a text as an earlier run does: one of `texts`, or in a format made like ours.
    private func isOwn(_ rule: Outline.Node, texts: Set<String>, styles: StyleBook) throws(Finding) -> Bool {
        guard rule.name == "cfRule", try outline.attribute("type", of: rule) == "cellIs",
            try outline.attribute("operator", of: rule) == "equal"
        else { return false }
        let children = outline.children(of: rule)
        guard children.count == 1, children[0].name == "formula" else { return false }
        let formula = EscapedText.unescape(try outline.scanner.decoded(children[0].content))
        guard formula.utf8.first == UInt8(ascii: "\""), formula.utf8.last == UInt8(ascii: "\"") else { return false }
        if texts.contains(formula) { return true }
        guard let format = try outline.attribute("dxfId", of: rule).flatMap({ Int($0) }) else { return false }
        return try styles.isOwnDifferential(format)
    }

    /// The highest priority of a rule, those in extensions included and those in `removed` left out; 0 without rules.
    private func lastPriority(besides removed: [Range<Int>]) throws(Finding) -> Int {
        var scanner = MarkupScanner(outline.bytes, part: outline.scanner.part)
        var last = 0
        while let token = try scanner.next() {
            guard token.kind == .start || token.kind == .empty, scanner.isNamed("cfRule", token),
                !removed.contains(where: { $0.contains(token.range.lowerBound) })
            else { continue }
            if let value = try scanner.text(of: "priority", in: token).flatMap({ Int($0) }), value < 1 << 30 {
                last = max(last, value)
            }
        }
        return last
    }
}
