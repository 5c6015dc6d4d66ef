internal import Findings
internal import Tabular

/// Writes new sheets as tables.
struct SheetWriter {
    private let prefixes: Prefixes
    private let cell: CellMarkup
    private let table: String
    private let calcext: String

    /// A writer that names things with `prefixes`.
    init(_ prefixes: Prefixes) {
        self.prefixes = prefixes
        cell = CellMarkup(prefixes: prefixes)
        table = prefixes.table
        calcext = prefixes.calcext
    }

    /// The styles that `sheet` needs, made before anything is written.
    struct Styles {
        var table: String
        var row: String
        /// The styles of the rows that ask for a height.
        var heights: [Int: String] = [:]
        var columns: [String]
        var cells: [Key: String] = [:]
        /// The style of the frames of charts.
        var frame = ""
        /// What writes the long columns.
        var columnWriter: BlockWriter?
        /// The attributes that protect the sheet whose place it takes, each after a space.
        var protection = ""

        /// A look and a format.
        struct Key: Hashable {
            var look: CellLook
            var format: ValueFormat
        }
    }

    /// Makes the styles of `sheet`, on pages of the master page `page`; `validations` names the validation of each of its long
    /// columns.
    static func styles(
        of sheet: NewSheet, page: String?, validations: [String?], _ book: inout StyleBook
    ) throws(Finding) -> Styles {
        var styles = Styles(
            table: book.tableStyle(isHidden: sheet.isHidden, page: page), row: book.rowStyle(),
            columns: sheet.widths.map { book.columnStyle(width: $0) })
        for (row, height) in sheet.heights.sorted(by: { $0.key < $1.key }) where Length.rowPoints.contains(height) {
            styles.heights[row] = book.rowStyle(height: height)
        }
        for row in sheet.rows {
            for case let cell? in row {
                let key = Styles.Key(look: cell.look, format: cell.format)
                if styles.cells[key] == nil { styles.cells[key] = book.style(cell.look, cell.format) }
            }
        }
        if !sheet.charts.isEmpty { styles.frame = book.frameStyle() }
        if let block = sheet.columnBlock {
            let survey = BlockSurvey(
                block, newSheet: sheet.name, header: book.style(.header, .general),
                body: book.style(sheet.columnLook, .general))
            styles.columnWriter = try BlockWriter(survey, &book, validations: validations)
        }
        return styles
    }

    /// Writes `sheet` to `output`; `objects` are the folders of its charts, `colours` names the cell style of each of its
    /// colours.
    func write(
        _ sheet: NewSheet, _ styles: Styles, objects: [String], colours: [ValueColour: String], to output: inout Output
    ) throws {
        let name = XMLText.escaped(sheet.name)
        output.buffer += "<\(table):table \(table):name=\"\(name)\" \(table):style-name=\"\(styles.table)\"".utf8
        if let range = sheet.printRange {
            let address = XMLText.escaped(RangeAddress.text(sheet: sheet.name, range))
            output.buffer += " \(table):print-ranges=\"\(address)\"".utf8
        }
        output.buffer += "\(styles.protection)>".utf8
        let extras = extras(of: sheet, styles, objects)
        let mergedColumns = sheet.merges.map { $0.last.column + 1 }.max() ?? 0
        let extraColumns = extras.keys.map { $0.column + 1 }.max() ?? 0
        let extraRows = extras.keys.map { $0.row + 1 }.max() ?? 0
        let columns = max(1, sheet.columnCount, mergedColumns, extraColumns)
        let rows = max(1, sheet.rowCount, extraRows)
        for (column, style) in styles.columns.prefix(columns).enumerated() {
            output.buffer += "<\(table):table-column \(table):style-name=\"\(style)\"".utf8
            if sheet.columns.indices.contains(column), sheet.columns[column].isHidden {
                output.buffer += " \(table):visibility=\"collapse\"".utf8
            }
            output.buffer += " \(table):default-cell-style-name=\"Default\"/>".utf8
        }
        if columns > styles.columns.count {
            output.buffer +=
                ("<\(table):table-column \(table):number-columns-repeated=\"\(columns - styles.columns.count)\" "
                + "\(table):default-cell-style-name=\"Default\"/>").utf8
        }
        let covers = Covers(sheet.merges)
        let titles = (sheet.printTitleRows ?? 0..<0).clamped(to: 0..<sheet.rowCount)
        let long = sheet.columnBlock.map { $0.headerRow..<$0.body.upperBound } ?? 0..<0
        for row in 0..<rows {
            if row == titles.lowerBound, !titles.isEmpty { output.buffer += "<\(table):table-header-rows>".utf8 }
            if let writer = styles.columnWriter, long.contains(row) {
                appendColumns(writer, row: row, style: styles.heights[row] ?? styles.row, to: &output.buffer)
            } else {
                let cells = row < sheet.rows.count ? sheet.rows[row] : []
                append(cells, row: row, width: columns, styles, covers, extras, to: &output.buffer)
            }
            if row + 1 == titles.upperBound, !titles.isEmpty { output.buffer += "</\(table):table-header-rows>".utf8 }
            try output.flush(atLeast: 1 << 18)
        }
        appendColours(sheet, colours, to: &output.buffer)
        output.buffer += "</\(table):table>".utf8
    }

    /// Appends a row of long columns.
    private func appendColumns(_ writer: BlockWriter, row: Int, style: String, to bytes: inout [UInt8]) {
        bytes += "<\(table):table-row \(table):style-name=\"\(style)\">".utf8
        for column in writer.survey.block.columns.indices { writer.append(column, row: row, look: 0, to: &bytes) }
        bytes += "</\(table):table-row>".utf8
    }

    /// What cells hold beside their values: a note, then the charts that start there (OpenDocument 1.3, part 3, section 9.1.4).
    private func extras(
        of sheet: NewSheet, _ styles: Styles, _ objects: [String]
    ) -> [CellReference: [UInt8]] {
        var extras: [CellReference: [UInt8]] = [:]
        let geometry = SheetGeometry(sheet)
        for (cell, text) in sheet.notes where extras[cell] == nil {
            NoteMarkup.append(text, on: cell, geometry, prefixes, to: &extras[cell, default: []])
        }
        for (depth, (chart, object)) in zip(sheet.charts, objects).enumerated() {
            ChartFrame(chart: chart, object: object, depth: depth, style: styles.frame)
                .append(on: sheet, prefixes, to: &extras[chart.place.first, default: []])
        }
        return extras
    }

    private func append(
        _ cells: [NewCell?], row: Int, width: Int, _ styles: Styles, _ covers: Covers,
        _ extras: [CellReference: [UInt8]], to bytes: inout [UInt8]
    ) {
        bytes += "<\(table):table-row \(table):style-name=\"\(styles.heights[row] ?? styles.row)\">".utf8
        var empties = 0
        func flushEmpties() {
            guard empties > 0 else { return }
            bytes += "<\(table):table-cell".utf8
            if empties > 1 { bytes += " \(table):number-columns-repeated=\"\(empties)\"".utf8 }
            bytes += "/>".utf8
            empties = 0
        }
        for column in 0..<width {
            let new = column < cells.count ? cells[column] : nil
            let place = CellReference(row: row, column: column)
            let isCovered = covers.covered.contains(place)
            let merge = covers.merges[place]
            let extra = extras[place]
            if new == nil, !isCovered, merge == nil, extra == nil {
                empties += 1
                continue
            }
            flushEmpties()
            let element = isCovered ? "covered-table-cell" : "table-cell"
            bytes += "<\(table):\(element)".utf8
            if let new, let style = styles.cells[SheetWriter.Styles.Key(look: new.look, format: new.format)] {
                bytes += " \(table):style-name=\"\(style)\"".utf8
            }
            if let merge {
                let columns = merge.last.column - merge.first.column + 1
                let rows = merge.last.row - merge.first.row + 1
                bytes +=
                    " \(table):number-columns-spanned=\"\(columns)\" \(table):number-rows-spanned=\"\(rows)\"".utf8
            }
            let value = isCovered ? nil : new?.value
            let format = new?.format ?? .general
            if let value { cell.appendAttributes(of: value, format, row: row, to: &bytes) }
            guard value != nil || extra != nil else {
                bytes += "/>".utf8
                continue
            }
            bytes.append(UInt8(ascii: ">"))
            if let extra { bytes += extra }
            if let value { cell.appendText(of: value, format, to: &bytes) }
            bytes += "</\(table):\(element)>".utf8
        }
        flushEmpties()
        bytes += "</\(table):table-row>".utf8
    }

    private func appendColours(_ sheet: NewSheet, _ styles: [ValueColour: String], to bytes: inout [UInt8]) {
        guard !sheet.colours.isEmpty else { return }
        bytes += "<\(calcext):conditional-formats>".utf8
        // Colours of one range are the conditions of one format, in their order.
        var ranges: [CellRange] = []
        for (range, _) in sheet.colours where !ranges.contains(range) { ranges.append(range) }
        for range in ranges {
            let colours = sheet.colours.filter { $0.range == range }.map(\.1)
            appendFormat(sheet: sheet.name, range, colours, styles, to: &bytes)
        }
        bytes += "</\(calcext):conditional-formats>".utf8
    }

    /// Appends a conditional format: each colour for the cells whose text is its own.
    func appendFormat(
        sheet: String, _ range: CellRange, _ colours: [ValueColour], _ styles: [ValueColour: String],
        to bytes: inout [UInt8]
    ) {
        let address = XMLText.escaped(RangeAddress.text(sheet: sheet, range))
        let base = XMLText.escaped("\(RangeAddress.quoted(sheet)).\(range.first)")
        bytes += "<\(calcext):conditional-format \(calcext):target-range-address=\"\(address)\">".utf8
        for colour in colours {
            guard let style = styles[colour] else { continue }
            let condition = XMLText.escaped("=\"" + FormulaText.doubled(colour.text, "\"") + "\"")
            bytes +=
                ("<\(calcext):condition \(calcext):apply-style-name=\"\(style)\" \(calcext):value=\"\(condition)\" "
                + "\(calcext):base-cell-address=\"\(base)\"/>").utf8
        }
        bytes += "</\(calcext):conditional-format>".utf8
    }
}

/// Which cells merges take.
private struct Covers {
    var merges: [CellReference: CellRange] = [:]
    var covered: Set<CellReference> = []

    init(_ ranges: [CellRange]) {
        for range in ranges where range.first != range.last {
            merges[range.first] = range
            for row in range.first.row...range.last.row {
                for column in range.first.column...range.last.column {
                    covered.insert(CellReference(row: row, column: column))
                }
            }
            covered.remove(range.first)
        }
    }
}
