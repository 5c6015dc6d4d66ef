internal import Findings
internal import Tabular

/// Writes a worksheet part from nothing.
struct NewSheetPart {
    private let sheet: NewSheet
    private let namespaces: Namespaces
    private let markup: CellMarkup
    private let styles: StyleBook
    private let parts: SheetParts
    private let protection: String?

    /// Hyperlinks that a sheet admits; beyond, links are formulas.
    private static let mostLinks = 65_530
    /// How much is written at once.
    private static let step = 256 << 10

    /// A part for `sheet`, whose formats go to `styles`; `protection` are the attributes of the protection that it keeps.
    init(
        _ sheet: NewSheet, with parts: SheetParts, protection: String? = nil, namespaces: Namespaces, uses1904: Bool,
        styles: StyleBook
    ) {
        self.sheet = sheet
        self.parts = parts
        self.protection = protection
        self.namespaces = namespaces
        self.styles = styles
        markup = CellMarkup(prefix: "", startsIn1904: uses1904)
    }

    /// Whether the sheet has a formula.
    var hasFormulas: Bool {
        sheet.columnBlock?.hasFormulas ?? false
            || sheet.rows.contains { row in
                row.contains { cell in
                    if case .formula? = cell?.value { true } else { false }
                }
            }
    }

    /// Registers every format that the sheet needs, in the order in which it needs them.
    func registerStyles() throws(Finding) {
        for row in sheet.rows {
            for cell in row {
                if let cell { _ = try style(of: cell) }
            }
        }
        for column in sheet.columns {
            _ = try styles.look(.header, .general)
            if let look = columnLook {
                _ = try styles.look(look, column.format)
            } else {
                _ = try styles.body(neighbour: 0, column.format)
            }
        }
        for (_, colour) in sheet.colours { _ = try styles.differential(fill: colour.fill, ink: colour.ink) }
    }

    /// The look of the cells of long columns; nil for plain ones.
    private var columnLook: CellLook? { sheet.columnLook == .body ? nil : sheet.columnLook }

    /// Refuses a sheet that does not fit in the grid.
    func check() throws(Finding) {
        try sheet.columnBlock?.check(sheet: sheet.name)
        let columns = max(sheet.widths.count, sheet.columnCount)
        var last = CellReference(row: sheet.rowCount - 1, column: columns - 1)
        for cell in sheet.notes.map(\.cell) + sheet.charts.map(\.place.last) {
            last = CellReference(row: max(last.row, cell.row), column: max(last.column, cell.column))
        }
        guard last.column >= SheetLimits.columns || last.row >= SheetLimits.rows else { return }
        let corner = CellReference(row: SheetLimits.rows - 1, column: SheetLimits.columns - 1)
        throw Finding(.gridExceeded, at: Place(sheet: sheet.name), ["cell": "\(last)", "last": "\(corner)"])
    }

    /// Gives the part to `write`, piece by piece.
    func write(to write: (ArraySlice<UInt8>) throws -> Void) throws {
        var output = Array(head.utf8)
        var links: [String] = []
        for (index, row) in sheet.rows.enumerated() {
            let height = height(of: index)
            guard !height.isEmpty || row.contains(where: { $0 != nil }) else { continue }
            output += "<row r=\"\(index + 1)\"\(height)>".utf8
            for (column, cell) in row.enumerated() {
                guard let cell else { continue }
                try append(cell, at: CellReference(row: index, column: column), to: &output, &links)
            }
            output += "</row>".utf8
            if output.count >= Self.step {
                try write(output[...])
                output.removeAll(keepingCapacity: true)
            }
        }
        try appendColumns(to: &output, write)
        output += try tail(links).utf8
        try write(output[...])
    }

    /// Appends the rows of the long columns to `output`, and gives it to `write` whenever it is long.
    private func appendColumns(
        to output: inout [UInt8], _ write: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        guard let block = sheet.columnBlock else { return }
        var printer = try BlockPrinter(
            block, totalsRow: nil, isOwnSheet: true, markup: markup, styles: styles, look: columnLook)
        let header = try styles.look(.header, .general)
        let hasHeights = sheet.heights.keys.contains { $0 > block.headerRow }
        for row in printer.rows {
            output += "<row r=\"".utf8
            output.appendDigits(UInt64(row + 1))
            output += "\"".utf8
            if hasHeights || row == block.headerRow { output += height(of: row).utf8 }
            output.append(UInt8(ascii: ">"))
            let neighbour = row == block.headerRow ? header : 0
            try printer.print(row, block.columns.indices, neighbour: neighbour, isPlainRow: true, to: &output)
            output += "</row>".utf8
            if output.count >= Self.step {
                try write(output[...])
                output.removeAll(keepingCapacity: true)
            }
        }
    }

    private var head: String {
        var head = Namespaces.declaration
        head += "<worksheet xmlns=\"\(namespaces.main)\" xmlns:r=\"\(namespaces.relationships)\">"
        head += "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        let used = CellRange(
            CellReference(row: 0, column: 0),
            CellReference(row: max(sheet.rowCount, 1) - 1, column: max(sheet.columnCount, 1) - 1))
        head += "<dimension ref=\"\(used)\"/><sheetViews><sheetView workbookViewId=\"0\""
        if sheet.frozenRows > 0, sheet.frozenRows < SheetLimits.rows {
            head += "><pane ySplit=\"\(sheet.frozenRows)\" topLeftCell=\"A\(sheet.frozenRows + 1)\""
            head += " activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView>"
        } else {
            head += "/>"
        }
        head += "</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
        if !sheet.widths.isEmpty {
            head += "<cols>"
            for (index, width) in sheet.widths.enumerated() {
                let width = SheetHead.width(width)
                let isHidden = sheet.columns.indices.contains(index) && sheet.columns[index].isHidden
                head += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\""
                head += (isHidden ? " hidden=\"1\"" : "") + " customWidth=\"1\"/>"
            }
            head += "</cols>"
        }
        return head + "<sheetData>"
    }

    /// The attributes that give row `index` its height, at most 409.5 points; nothing for the program's own height.
    private func height(of index: Int) -> String {
        guard let points = sheet.heights[index], points.isFinite, points > 0 else { return "" }
        return " ht=\"\(min(points, 409.5))\" customHeight=\"1\""
    }

    private func style(of cell: NewCell) throws(Finding) -> Int {
        var isLink = false
        if case .link? = cell.value { isLink = true }
        if cell.look == .body, cell.format == .general, !isLink { return 0 }
        return try styles.look(cell.look, cell.format, isLink: isLink)
    }

    private func append(
        _ cell: NewCell, at reference: CellReference, to output: inout [UInt8], _ links: inout [String]
    ) throws(Finding) {
        let style = try style(of: cell)
        output += "<c r=\"\(reference)\"".utf8
        if style != 0 { output += " s=\"\(style)\"".utf8 }
        var value = cell.value
        if case .link(let text, let target, let place)? = cell.value, links.count < Self.mostLinks {
            let location = CellMarkup.escaped("\(FormulaText.qualifier(target))\(place)", inAttribute: true)
            links.append("<hyperlink ref=\"\(reference)\" location=\"\(location)\"/>")
            value = .text(text)
        }
        let rendered = try value.map { (value) throws(Finding) in try markup.rendered(value, row: reference.row) }
        if let rendered, !rendered.content.isEmpty {
            output += "\(rendered.type)>\(rendered.content)</c>".utf8
        } else {
            output += "/>".utf8
        }
    }

    private func tail(_ links: [String]) throws(Finding) -> String {
        var tail = "</sheetData>"
        if let protection { tail += "<sheetProtection\(protection)/>" }
        if !sheet.merges.isEmpty {
            tail += "<mergeCells count=\"\(sheet.merges.count)\">"
            for merge in sheet.merges { tail += "<mergeCell ref=\"\(merge)\"/>" }
            tail += "</mergeCells>"
        }
        var priority = 0
        for (range, colour) in sheet.colours {
            tail += try SheetTail.conditionalFormat(
                [colour], on: range, prefix: "", priority: &priority, styles: styles)
        }
        if let block = sheet.columnBlock { tail += SheetTail.validations(of: block, prefix: "") }
        if !links.isEmpty { tail += "<hyperlinks>\(links.joined())</hyperlinks>" }
        tail += "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        tail += "<pageSetup paperSize=\"9\" orientation=\"\(sheet.isLandscape ? "landscape" : "portrait")\""
        tail += " fitToHeight=\"0\"/>"
        if let drawing = parts.drawing { tail += "<drawing r:id=\"\(drawing)\"/>" }
        if let boxes = parts.boxes { tail += "<legacyDrawing r:id=\"\(boxes)\"/>" }
        return tail + "</worksheet>"
    }
}

extension NewSheet {
    /// Whether the cell at `reference` holds a formula.
    func hasFormula(at reference: CellReference) -> Bool {
        guard rows.indices.contains(reference.row), rows[reference.row].indices.contains(reference.column),
            case .formula? = rows[reference.row][reference.column]?.value
        else { return false }
        return true
    }

    /// Refuses a name that spreadsheet programs refuse, or that `taken` (folded) has already.
    func checkName(_ taken: inout Set<String>) throws(Finding) {
        guard SheetNames.isLegal(name), taken.insert(name.lowercased()).inserted else {
            throw Finding(.sheetNameRefused, at: Place(sheet: name), ["name": name])
        }
    }
}
