internal import Findings
internal import Markup
internal import Tabular

/// What precedes the rows of a sheet: the dimension and the columns, changed for the block that is written.
struct SheetHead {
    /// The prefix of the main namespace with its colon; empty for the default one.
    let prefix: String
    private let outline: Outline
    private let columns: [Column]
    private let part: String

    /// A `col` element: columns from 0, and its other attributes as written.
    private struct Column {
        var range: ClosedRange<Int>
        var style: Int
        var others: [(name: String, value: String)]
        var raw: String
    }

    /// Reads `bytes`, all that comes before `<sheetData`.
    init(_ bytes: [UInt8], part: String) throws(Finding) {
        outline = try Outline(bytes, part: part, depth: 2)
        guard let root = outline.root, root.name == "worksheet" else {
            throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "worksheet"])
        }
        prefix = outline.prefix(of: root)
        self.part = part
        var columns: [Column] = []
        if let list = outline.top("cols") {
            for node in outline.children(of: list) where node.name == "col" {
                columns.append(try Self.column(node, in: outline))
            }
        }
        self.columns = columns
    }

    private static func column(_ node: Outline.Node, in outline: Outline) throws(Finding) -> Column {
        var bounds: [String: Int] = [:]
        var others: [(name: String, value: String)] = []
        var style = 0
        for attribute in try outline.scanner.attributes(of: node.open) {
            let name = outline.scanner.raw(attribute.name)
            let value = outline.scanner.raw(attribute.value)
            if name == "min" || name == "max" { bounds[name] = Int(value) } else { others.append((name, value)) }
            if name == "style" { style = Int(value) ?? 0 }
        }
        guard let first = bounds["min"], let last = bounds["max"], first >= 1, last >= first,
            last <= SheetLimits.columns
        else {
            throw Finding(
                .sheetUnfit, at: outline.scanner.place(of: node.open.range.lowerBound),
                ["detail": outline.scanner.raw(node.range)])
        }
        return Column(
            range: (first - 1)...(last - 1), style: style, others: others, raw: outline.scanner.raw(node.range))
    }

    /// The default cell format of a column.
    func style(ofColumn column: Int) -> Int { columns.first { $0.range.contains(column) }?.style ?? 0 }

    /// The head with the dimension widened to `cells` and the widths of the block's columns.
    func edited(for block: ColumnBlock, cells: CellRange) throws(Finding) -> [UInt8] {
        var splices = Splices()
        if let node = outline.top("dimension"), let text = try outline.attribute("ref", of: node),
            let old = CellRange(text)
        {
            try splices.set("ref", to: "\(old.joined(with: cells))", of: node, in: outline)
        }
        let markup = try merged(block).joined()
        if let list = outline.top("cols") {
            splices.replace(list.content, with: "")
            splices.append(Array(markup.utf8), to: list, in: outline)
        } else if let root = outline.root, !markup.isEmpty {
            splices.insert(
                "<\(prefix)cols>\(markup)</\(prefix)cols>",
                at: outline.place(for: "cols", order: ChildOrder.worksheet, atLeast: root.open.range.upperBound))
        }
        return splices.applied(to: outline.bytes)
    }

    /// The `col` elements in order: those that the block does not touch as they are, the others split around its columns.
    private func merged(_ block: ColumnBlock) throws(Finding) -> [String] {
        var pieces: [(start: Int, markup: String)] = []
        var covered: Set<Int> = []
        for column in columns {
            let inside = block.positions.indices.filter { column.range.contains(block.positions[$0]) }
            guard !inside.isEmpty else {
                pieces.append((column.range.lowerBound, column.raw))
                continue
            }
            var start = column.range.lowerBound
            for index in inside {
                let position = block.positions[index]
                if start < position { pieces.append((start, markup(start...(position - 1), column.others))) }
                covered.insert(position)
                let own = own(block.columns[index], at: position, over: column.others)
                let new = try CanonicalMarkup.of(Array(own.utf8), part: part)
                let old = try CanonicalMarkup.of(Array(column.raw.utf8), part: part)
                let isSame = column.range.count == 1 && new == old
                pieces.append((position, isSame ? column.raw : own))
                start = position + 1
            }
            if start <= column.range.upperBound {
                pieces.append((start, markup(start...column.range.upperBound, column.others)))
            }
        }
        for (position, column) in zip(block.positions, block.columns) where !covered.contains(position) {
            pieces.append((position, own(column, at: position, over: [])))
        }
        return pieces.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element.markup)
    }

    private func own(_ column: NewColumn, at index: Int, over others: [(name: String, value: String)]) -> String {
        let dropped = ["width", "customWidth", "hidden", "bestFit", "collapsed"]
        var attributes = others.filter { !dropped.contains($0.name) }
        attributes.append(("width", Self.width(column.width)))
        if column.isHidden { attributes.append(("hidden", "1")) }
        attributes.append(("customWidth", "1"))
        return markup(index...index, attributes)
    }

    private func markup(_ range: ClosedRange<Int>, _ attributes: [(name: String, value: String)]) -> String {
        "<\(prefix)col min=\"\(range.lowerBound + 1)\" max=\"\(range.upperBound + 1)\""
            + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined() + "/>"
    }

    /// A width in characters as files have it: with the five pixels of padding of an 11-point font, at most 255.
    static func width(_ characters: Double) -> String {
        guard characters.isFinite, characters > 0 else { return "9.140625" }
        return "\(min(characters + 0.7109375, 255))"
    }
}

extension CellRange {
    /// The smallest rectangle that holds both.
    func joined(with other: CellRange) -> CellRange {
        CellRange(
            CellReference(row: min(first.row, other.first.row), column: min(first.column, other.first.column)),
            CellReference(row: max(last.row, other.last.row), column: max(last.column, other.last.column)))
    }

    /// Whether the two have a cell in common.
    func overlaps(_ other: CellRange) -> Bool {
        first.row <= other.last.row && other.first.row <= last.row && first.column <= other.last.column
            && other.first.column <= last.column
    }
}
