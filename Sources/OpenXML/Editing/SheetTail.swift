internal import Findings
internal import Markup
internal import Tabular

/// What follows the rows of a sheet: the filter, the conditional formats, the validations.
struct SheetTail {
    private let outline: Outline
    private let prefix: String
    private let part: String

    /// Reads `bytes`, all that comes after the rows; `prefix` is that of the sheet's root.
    init(_ bytes: [UInt8], part: String, prefix: String) throws(Finding) {
        outline = try Outline(bytes, part: part, depth: 3, start: 1)
        self.prefix = prefix
        self.part = part
    }

    /// Whether the sheet is protected.
    func isProtected() throws(Finding) -> Bool {
        guard let node = outline.top("sheetProtection") else { return false }
        return try ["1", "true"].contains(outline.attribute("sheet", of: node) ?? "0")
    }

    /// Refuses merged areas that reach into the block: what they cover would not be seen.
    func checkMerges(_ block: ColumnBlock) throws(Finding) {
        guard let list = outline.top("mergeCells") else { return }
        for node in outline.children(of: list) {
            guard let text = try outline.attribute("ref", of: node), let range = CellRange(text) else { continue }
            let header = CellRange(
                CellReference(row: block.headerRow, column: block.firstColumn),
                CellReference(row: block.headerRow, column: block.lastColumn))
            let body = block.bodyCells(of: 0).joined(with: block.bodyCells(of: block.columns.count - 1))
            if range.overlaps(header) || (!block.body.isEmpty && range.overlaps(body)) {
                throw Finding(.cellOccupied, at: Place(part: part, cell: text), ["cell": text])
            }
        }
    }

    /// The tail with the filter extended, the colours and the drop-downs of `block` added.
    func edited(for block: ColumnBlock, styles: StyleBook) throws(Finding) -> [UInt8] {
        var splices = Splices()
        if let filter = outline.top("autoFilter"), let text = try outline.attribute("ref", of: filter),
            let range = CellRange(text), block.continues(range)
        {
            try splices.set("ref", to: "\(block.extended(range))", of: filter, in: outline)
        }
        var priority = try lastPriority()
        var formats: [UInt8] = []
        for (index, column) in block.columns.enumerated() where !column.colours.isEmpty && !block.body.isEmpty {
            formats += Array(
                try Self.conditionalFormat(
                    column.colours, on: block.bodyCells(of: index), prefix: prefix, priority: &priority, styles: styles
                ).utf8)
        }
        if !formats.isEmpty { splices.insert(formats, at: place(for: "conditionalFormatting")) }
        try addValidations(of: block, to: &splices)
        return splices.applied(to: outline.bytes)
    }

    private func place(for name: String) -> Int {
        outline.place(for: name, order: ChildOrder.worksheet, atLeast: 0)
    }

    /// The highest priority of a rule, those in extensions included; 0 without rules.
    private func lastPriority() throws(Finding) -> Int {
        var scanner = MarkupScanner(outline.bytes, part: part)
        var last = 0
        while let token = try scanner.next() {
            guard token.kind == .start || token.kind == .empty, scanner.isNamed("cfRule", token) else { continue }
            if let value = try scanner.text(of: "priority", in: token).flatMap({ Int($0) }), value < 1 << 30 {
                last = max(last, value)
            }
        }
        return last
    }

    /// The rules that colour the cells of `range` by their text.
    static func conditionalFormat(
        _ colours: [ValueColour], on range: CellRange, prefix: String, priority: inout Int, styles: StyleBook
    ) throws(Finding) -> String {
        var markup = "<\(prefix)conditionalFormatting sqref=\"\(range)\">"
        for colour in colours {
            priority += 1
            let format = styles.differential(fill: colour.fill, ink: colour.ink)
            let formula = CellMarkup.escaped(FormulaText(.text(colour.text)).text(inRow: 0))
            markup +=
                "<\(prefix)cfRule type=\"cellIs\" dxfId=\"\(format)\" priority=\"\(priority)\" operator=\"equal\">"
            markup += "<\(prefix)formula>\(formula)</\(prefix)formula></\(prefix)cfRule>"
        }
        return markup + "</\(prefix)conditionalFormatting>"
    }

    private func addValidations(of block: ColumnBlock, to splices: inout Splices) throws(Finding) {
        var items: [String] = []
        for (index, column) in block.columns.enumerated() {
            guard let choices = column.choices, !block.body.isEmpty else { continue }
            let source: String =
                switch choices {
                case .list(let values): FormulaText(.text(values.joined(separator: ","))).text(inRow: 0)
                case .range(let sheet, let range): FormulaText.absolute(range, sheet: sheet)
                }
            items.append(
                "<\(prefix)dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\""
                    + " sqref=\"\(block.bodyCells(of: index))\"><\(prefix)formula1>\(CellMarkup.escaped(source))"
                    + "</\(prefix)formula1></\(prefix)dataValidation>")
        }
        guard !items.isEmpty else { return }
        if let list = outline.top("dataValidations") {
            let count = outline.children(of: list).filter { $0.name == "dataValidation" }.count
            try splices.set("count", to: "\(count + items.count)", of: list, in: outline)
            splices.append(Array(items.joined().utf8), to: list, in: outline)
        } else {
            splices.insert(
                "<\(prefix)dataValidations count=\"\(items.count)\">\(items.joined())</\(prefix)dataValidations>",
                at: place(for: "dataValidations"))
        }
    }
}
