internal import Tabular

/// Writes the document of a chart, `content.xml` of an embedded object (OpenDocument 1.3, part 3, section 3.8 and chapter 11),
/// the way LibreOffice does: styles, title, legend, axes and series that refer to the sheet's cells, then a table of what
/// those cells hold.
struct ChartDocument {
    private let chart: Chart
    private let sheet: NewSheet
    private var styles = ChartStyles()

    /// The document of `chart`, which `sheet` shows.
    init(_ chart: Chart, on sheet: NewSheet) {
        self.chart = chart
        self.sheet = sheet
    }

    /// The part.
    mutating func part() -> [UInt8] {
        // The body asks for the styles, which come before it.
        let body = body()
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content".utf8)
        for namespace in Self.namespaces {
            bytes += " xmlns:\(namespace.usualPrefix)=\"\(namespace.rawValue)\"".utf8
        }
        bytes +=
            " xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\"\(Self.extensions(chart)) office:version=\"1.2\">"
            .utf8
        bytes += "<office:automatic-styles>\(styles.markup)</office:automatic-styles>".utf8
        return bytes + body + Array("</office:document-content>".utf8)
    }

    private static let namespaces: [ContentNamespace] = [
        .office, .style, .text, .table, .drawing, .number, .fo, .xlink, .svg,
    ]

    /// The namespace of what LibreOffice adds to OpenDocument, where the chart needs it.
    private static func extensions(_ chart: Chart) -> String {
        guard chart.series.contains(where: \.isInvisible) else { return "" }
        return " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""
    }

    // MARK: What the kinds differ by

    private var isHorizontal: Bool {
        switch chart.kind {
        case .bars(let isHorizontal), .stackedBars(let isHorizontal), .stackedShares(let isHorizontal): isHorizontal
        case .doughnut: false
        }
    }

    private var isDoughnut: Bool { chart.kind == .doughnut }

    /// The properties of the plot area that make the kind, and whether the bars of one name overlap.
    private var stacking: (properties: String, isStacked: Bool) {
        switch chart.kind {
        case .bars, .doughnut: ("", false)
        case .stackedBars: (" chart:stacked=\"true\"", true)
        case .stackedShares: (" chart:stacked=\"true\" chart:percentage=\"true\"", true)
        }
    }

    private var drawn: [Chart.Series] { isDoughnut ? Array(chart.series.prefix(1)) : chart.series }

    // MARK: The chart

    private mutating func body() -> [UInt8] {
        let size = SheetGeometry(sheet).size(chart.place)
        let frame = styles.style(
            "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"solid\" draw:fill-color=\"#ffffff\"/>")
        let kind = isDoughnut ? "chart:ring" : "chart:bar"
        var bytes = Array("<office:body><office:chart><chart:chart ".utf8)
        bytes += "svg:width=\"\(Length.text(hundredths: size.width))\" ".utf8
        bytes += "svg:height=\"\(Length.text(hundredths: size.height))\" xlink:href=\"..\" xlink:type=\"simple\" ".utf8
        bytes += "chart:class=\"\(kind)\" chart:style-name=\"\(frame)\">".utf8
        appendTitle(to: &bytes)
        appendLegend(to: &bytes)
        appendPlot(to: &bytes)
        appendTable(to: &bytes)
        bytes += "</chart:chart></office:chart></office:body>".utf8
        return bytes
    }

    private mutating func appendTitle(to bytes: inout [UInt8]) {
        let style = styles.style(
            "<style:chart-properties chart:auto-position=\"true\"/>" + ChartStyles.text(size: 13, isBold: true))
        bytes += "<chart:title chart:style-name=\"\(style)\">".utf8
        appendParagraph(chart.title, to: &bytes)
        bytes += "</chart:title>".utf8
    }

    /// A single series of bars is named by the title.
    private mutating func appendLegend(to bytes: inout [UInt8]) {
        guard isDoughnut || chart.series.count > 1 else { return }
        let style = styles.style(
            "<style:chart-properties chart:auto-position=\"true\"/>"
                + "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/>" + ChartStyles.text(size: 10))
        let place = isDoughnut ? ("end", "high") : ("bottom", "wide")
        bytes += "<chart:legend chart:legend-position=\"\(place.0)\" style:legend-expansion=\"\(place.1)\" ".utf8
        bytes += "chart:style-name=\"\(style)\"/>".utf8
    }

    private mutating func appendPlot(to bytes: inout [UInt8]) {
        let vertical = isHorizontal ? " chart:vertical=\"true\"" : ""
        let style = styles.style(
            "<style:chart-properties\(stacking.properties)\(vertical) chart:include-hidden-cells=\"true\" "
                + "chart:auto-position=\"true\" chart:auto-size=\"true\" chart:treat-empty-cells=\"leave-gap\"/>")
        bytes += "<chart:plot-area chart:style-name=\"\(style)\" chart:data-source-has-labels=\"both\">".utf8
        appendAxes(to: &bytes)
        for series in drawn { appendSeries(series, to: &bytes) }
        let wall = styles.style("<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/>")
        bytes += "<chart:wall chart:style-name=\"\(wall)\"/><chart:floor chart:style-name=\"\(wall)\"/>".utf8
        bytes += "</chart:plot-area>".utf8
    }

    private mutating func appendAxes(to bytes: inout [UInt8]) {
        let line = Self.line("a6a6a6")
        let shown = isDoughnut ? " chart:visible=\"false\"" : ""
        // The first name stands on top, as in the table; values are then written at the other end of the names' axis.
        let reversed = isHorizontal ? " chart:reverse-direction=\"true\"" : ""
        let x = styles.style(
            "<style:chart-properties chart:display-label=\"true\" style:rotation-angle=\"0\" "
                + "chart:label-arrangement=\"side-by-side\" "
                + "text:line-break=\"true\"\(reversed)\(shown)/>" + line
                + ChartStyles.text(size: 10))
        bytes += "<chart:axis chart:dimension=\"x\" chart:name=\"primary-x\" chart:style-name=\"\(x)\">".utf8
        bytes += "<chart:categories table:cell-range-address=\"\(address(chart.categories))\"/></chart:axis>".utf8
        let isShare = if case .stackedShares = chart.kind { true } else { false }
        let data = isShare ? styles.wholePercent() : styles.dataStyle(chart.format)
        let end = isHorizontal ? " chart:axis-position=\"end\"" : ""
        // Clockwise, as everywhere else.
        let turned = isDoughnut ? " chart:reverse-direction=\"true\"" : ""
        let y = styles.style(
            "<style:chart-properties chart:display-label=\"true\" style:rotation-angle=\"0\" "
                + "chart:label-arrangement=\"side-by-side\" "
                + "chart:gap-width=\"60\" "
                + "chart:overlap=\"\(stacking.isStacked ? 100 : 0)\" chart:link-data-style-to-source=\"false\""
                + "\(end)\(turned)\(shown)/>" + line + ChartStyles.text(size: 9), data: data)
        bytes += "<chart:axis chart:dimension=\"y\" chart:name=\"primary-y\" chart:style-name=\"\(y)\">".utf8
        if !isDoughnut {
            let grid = styles.style(Self.line("d9d9d9"))
            bytes += "<chart:grid chart:style-name=\"\(grid)\" chart:class=\"major\"/>".utf8
        }
        bytes += "</chart:axis>".utf8
    }

    private static func line(_ colour: String) -> String {
        "<style:graphic-properties draw:stroke=\"solid\" svg:stroke-width=\"0.02cm\" svg:stroke-color=\"#\(colour)\"/>"
    }

    private mutating func appendSeries(_ series: Chart.Series, to bytes: inout [UInt8]) {
        var labels = ""
        if chart.showsValues, !series.isInvisible {
            let place = isDoughnut ? "" : " chart:label-position=\"\(stacking.isStacked ? "center" : "outside")\""
            labels =
                "<style:chart-properties chart:link-data-style-to-source=\"false\" "
                + "chart:data-label-number=\"value\" chart:data-label-text=\"false\"\(place)/>"
        }
        let data = chart.showsValues && !series.isInvisible ? styles.dataStyle(chart.format) : nil
        let look = series.isInvisible ? Self.nothing : fill(series.fill)
        let style = styles.style(labels + look, data: data)
        // OpenDocument has no word for a series that the legend leaves out; LibreOffice has.
        let hidden = series.isInvisible ? " loext:hide-legend=\"true\"" : ""
        bytes += "<chart:series chart:style-name=\"\(style)\" ".utf8
        bytes += "chart:values-cell-range-address=\"\(address(series.values))\" ".utf8
        bytes += "chart:label-cell-address=\"\(address(CellRange(series.name, series.name)))\" ".utf8
        bytes += "chart:class=\"\(isDoughnut ? "chart:circle" : "chart:bar")\"\(hidden)>".utf8
        let count = Self.cells(series.values).count
        for colour in series.fills.prefix(count) {
            bytes += "<chart:data-point chart:style-name=\"\(styles.style(fill(colour)))\"/>".utf8
        }
        if count > series.fills.count {
            bytes += "<chart:data-point chart:repeated=\"\(count - series.fills.count)\"/>".utf8
        }
        bytes += "</chart:series>".utf8
    }

    /// The properties of what is not seen.
    private static let nothing = "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/>"

    /// The properties of a mark filled so, and of the value written on it.
    private func fill(_ colour: String) -> String {
        let isOnMark = stacking.isStacked || isDoughnut
        return "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"solid\" "
            + "draw:fill-color=\"#\(colour.lowercased())\"/>"
            + (isOnMark ? ChartStyles.text(size: 9, ink: ChartStyles.ink(on: colour)) : ChartStyles.text(size: 9))
    }

    // MARK: The table of values

    private func appendTable(to bytes: inout [UInt8]) {
        bytes += "<table:table table:name=\"local-table\"><table:table-header-columns><table:table-column/>".utf8
        bytes += "</table:table-header-columns><table:table-columns>".utf8
        bytes += "<table:table-column table:number-columns-repeated=\"\(max(1, drawn.count))\"/>".utf8
        bytes += "</table:table-columns><table:table-header-rows><table:table-row>".utf8
        bytes += "<table:table-cell><text:p/></table:table-cell>".utf8
        for series in drawn { appendText(series.name, to: &bytes) }
        bytes += "</table:table-row></table:table-header-rows><table:table-rows>".utf8
        let values = drawn.map { Self.cells($0.values) }
        for (row, name) in Self.cells(chart.categories).enumerated() {
            bytes += "<table:table-row>".utf8
            appendText(name, to: &bytes)
            for column in values { appendNumber(row < column.count ? column[row] : nil, to: &bytes) }
            bytes += "</table:table-row>".utf8
        }
        bytes += "</table:table-rows></table:table>".utf8
    }

    private func appendText(_ cell: CellReference, to bytes: inout [UInt8]) {
        bytes += "<table:table-cell office:value-type=\"string\">".utf8
        let text = sheet.shown(at: cell).map { CellMarkup.shown($0, .general) } ?? ""
        appendParagraph(text, to: &bytes)
        bytes += "</table:table-cell>".utf8
    }

    private func appendNumber(_ cell: CellReference?, to bytes: inout [UInt8]) {
        let decimal: String
        switch cell.flatMap(sheet.shown(at:)) {
        case .integer(let number)?: decimal = String(number)
        case .amount(let amount)?: decimal = amount.shortDecimal
        case .decimal(let text)?: decimal = text
        default: decimal = "NaN"
        }
        bytes += "<table:table-cell office:value-type=\"float\" office:value=\"\(decimal)\"><text:p>\(decimal)".utf8
        bytes += "</text:p></table:table-cell>".utf8
    }

    /// Appends `text` on one line.
    private func appendParagraph(_ text: String, to bytes: inout [UInt8]) {
        XMLText.appendParagraphs(String(text.map { $0.isNewline ? " " : $0 }), prefix: "text", to: &bytes)
    }

    private func address(_ range: CellRange) -> String {
        XMLText.escaped(RangeAddress.text(sheet: sheet.name, range))
    }

    private static func cells(_ range: CellRange) -> [CellReference] {
        (range.first.row...range.last.row).flatMap { row in
            (range.first.column...range.last.column).map { CellReference(row: row, column: $0) }
        }
    }
}
