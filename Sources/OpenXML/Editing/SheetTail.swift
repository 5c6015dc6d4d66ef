internal import Findings
internal import Markup
internal import Tabular

/// What follows the rows of a sheet: the filter, the conditional formats, the validations.
///
/// What an earlier run put on the block's own columns goes away; what people put there stays.
struct SheetTail {
    let outline: Outline
    let prefix: String
    private let part: String

    /// Reads `bytes`, all that comes after the rows; `prefix` is that of the sheet's root.
    init(_ bytes: [UInt8], part: String, prefix: String) throws(Finding) {
        outline = try Outline(bytes, part: part, depth: 5, start: 1)
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
            let rows = range.first.row...range.last.row
            guard rows.contains(block.headerRow) || rows.overlaps(block.body) else { continue }
            let columns = range.first.column...range.last.column
            if block.positions.contains(where: { columns.contains($0) }) {
                throw Finding(.cellOccupied, at: Place(part: part, cell: text), ["cell": text])
            }
        }
    }

    /// The tail with the filter extended, the colours and the drop-downs of `block` in the place of earlier ones, and the
    /// headers of the columns that keep the drop-down or the check that people made for them instead.
    func edited(for block: ColumnBlock, styles: StyleBook) throws(Finding) -> (bytes: [UInt8], kept: [String]) {
        var splices = Splices()
        if let filter = outline.top("autoFilter"), let text = try outline.attribute("ref", of: filter),
            let range = CellRange(text), block.continues(range)
        {
            try splices.set("ref", to: "\(block.extended(range))", of: filter, in: outline)
        }
        try editFormats(of: block, styles: styles, &splices)
        let kept = try editValidations(of: block, &splices)
        return (splices.applied(to: outline.bytes), kept)
    }

    /// Where a child of the sheet called `name` goes.
    func place(for name: String) -> Int {
        outline.place(for: name, order: ChildOrder.worksheet, atLeast: 0)
    }
}
