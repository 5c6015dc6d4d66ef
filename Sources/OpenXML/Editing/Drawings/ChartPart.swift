internal import Findings
internal import Markup
internal import Tabular

/// A chart part (DrawingML charts, ECMA-376 part 1, section 21.2): what is drawn refers to cells and repeats what they
/// show, so that programs that do not calculate draw it too.
struct ChartPart {
    private let chart: Chart
    private let cells: ChartCells
    private let namespaces: Namespaces
    private let uses1904: Bool
    private let labels: ChartLabels
    private var xml = MarkupWriter(capacity: 8 << 10)

    private static let categoryAxis = 111_111_111
    private static let valueAxis = 222_222_222

    /// `chart` of `sheet`.
    init(_ chart: Chart, of sheet: NewSheet, namespaces: Namespaces, uses1904: Bool) {
        self.chart = chart
        self.namespaces = namespaces
        self.uses1904 = uses1904
        cells = ChartCells(sheet, markup: CellMarkup(prefix: "", startsIn1904: uses1904))
        labels = ChartLabels(chart)
    }

    /// The part.
    mutating func written() throws(Finding) -> [UInt8] {
        xml.raw(Namespaces.declaration)
        xml.raw("<c:chartSpace xmlns:c=\"\(namespaces.drawing("chart"))\" xmlns:a=\"\(namespaces.drawing("main"))\"")
        xml.raw(" xmlns:r=\"\(namespaces.relationships)\">")
        if uses1904 { xml.raw("<c:date1904 val=\"1\"/>") }
        xml.raw("<c:roundedCorners val=\"0\"/><c:chart>")
        writeTitle()
        xml.raw("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>")
        switch chart.kind {
        case .bars(let isHorizontal): try writeBars("clustered", isHorizontal)
        case .stackedBars(let isHorizontal): try writeBars("stacked", isHorizontal)
        case .stackedShares(let isHorizontal): try writeBars("percentStacked", isHorizontal)
        case .doughnut: try writeRing()
        }
        xml.raw("<c:spPr><a:noFill/></c:spPr></c:plotArea>")
        writeLegend()
        xml.raw("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>")
        xml.raw("<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>")
        xml.raw("<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr>")
        xml.raw(ChartText.properties(size: 900))
        xml.raw("</c:chartSpace>")
        return xml.bytes
    }

    private mutating func writeTitle() {
        xml.raw("<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>")
        xml.raw(ChartText.defaults(size: 1200, isBold: true))
        xml.raw("</a:pPr><a:r><a:rPr lang=\"fr-FR\" sz=\"1200\" b=\"1\">")
        xml.raw(ChartText.fill(ChartText.ink))
        xml.raw("</a:rPr><a:t>")
        xml.text(ChartText.legal(chart.title))
        xml.raw("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
    }

    /// A legend, unless one series of bars is named by the title alone.
    private mutating func writeLegend() {
        guard chart.kind == .doughnut || chart.series.count > 1 else { return }
        xml.raw("<c:legend><c:legendPos val=\"\(chart.kind == .doughnut ? "r" : "b")\"/>")
        for (index, series) in chart.series.enumerated() where series.isInvisible {
            xml.raw("<c:legendEntry><c:idx val=\"\(index)\"/><c:delete val=\"1\"/></c:legendEntry>")
        }
        xml.raw("<c:overlay val=\"0\"/>")
        xml.raw(ChartText.properties(size: 900))
        xml.raw("</c:legend>")
    }

    // MARK: Bars

    private mutating func writeBars(_ grouping: String, _ isHorizontal: Bool) throws(Finding) {
        xml.raw("<c:barChart><c:barDir val=\"\(isHorizontal ? "bar" : "col")\"/><c:grouping val=\"\(grouping)\"/>")
        xml.raw("<c:varyColors val=\"0\"/>")
        for (index, series) in chart.series.enumerated() { try write(series, number: index, isBar: true) }
        xml.raw("<c:gapWidth val=\"\(namespaces.percent(60))\"/>")
        if grouping != "clustered" { xml.raw("<c:overlap val=\"\(namespaces.percent(100))\"/>") }
        xml.raw("<c:axId val=\"\(Self.categoryAxis)\"/><c:axId val=\"\(Self.valueAxis)\"/></c:barChart>")
        // Horizontal bars grow upwards from the axis: reversed, the first name is on top, and the values, which cross at
        // the last one, stay below.
        xml.raw("<c:catAx><c:axId val=\"\(Self.categoryAxis)\"/><c:scaling>")
        xml.raw("<c:orientation val=\"\(isHorizontal ? "maxMin" : "minMax")\"/></c:scaling><c:delete val=\"0\"/>")
        xml.raw("<c:axPos val=\"\(isHorizontal ? "l" : "b")\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>")
        xml.raw("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>")
        xml.raw("<c:spPr><a:ln w=\"9525\">\(ChartText.fill("A6A6A6"))</a:ln></c:spPr>")
        xml.raw(ChartText.properties(size: 900))
        xml.raw("<c:crossAx val=\"\(Self.valueAxis)\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/>")
        xml.raw("<c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"\(namespaces.percent(100))\"/>")
        xml.raw("<c:noMultiLvlLbl val=\"1\"/></c:catAx>")
        xml.raw("<c:valAx><c:axId val=\"\(Self.valueAxis)\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>")
        // Bars that end in their value need no scale.
        let isScaled = !(chart.showsValues && grouping == "clustered")
        xml.raw("<c:delete val=\"\(isScaled ? 0 : 1)\"/><c:axPos val=\"\(isHorizontal ? "b" : "l")\"/>")
        if isScaled {
            xml.raw("<c:majorGridlines><c:spPr><a:ln w=\"6350\">\(ChartText.fill("E0E0E0"))</a:ln></c:spPr>")
            xml.raw("</c:majorGridlines>")
        }
        xml.raw("<c:numFmt")
        let isShare = grouping == "percentStacked"
        xml.attribute("formatCode", isShare ? NumberFormatCode.share : NumberFormatCode.chart(chart.format))
        xml.raw(" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>")
        xml.raw("<c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>")
        xml.raw(ChartText.properties(size: 900))
        xml.raw("<c:crossAx val=\"\(Self.categoryAxis)\"/><c:crosses val=\"\(isHorizontal ? "max" : "autoZero")\"/>")
        xml.raw("<c:crossBetween val=\"between\"/></c:valAx>")
    }

    // MARK: A ring

    private mutating func writeRing() throws(Finding) {
        xml.raw("<c:doughnutChart><c:varyColors val=\"1\"/>")
        if let series = chart.series.first { try write(series, number: 0, isBar: false) }
        xml.raw("<c:firstSliceAng val=\"0\"/><c:holeSize val=\"\(namespaces.percent(55))\"/></c:doughnutChart>")
    }

    // MARK: Series

    private mutating func write(_ series: Chart.Series, number: Int, isBar: Bool) throws(Finding) {
        xml.raw("<c:ser><c:idx val=\"\(number)\"/><c:order val=\"\(number)\"/><c:tx>")
        try xml.raw(cells.texts(CellRange(series.name, series.name)))
        xml.raw("</c:tx>")
        xml.raw(series.isInvisible ? Self.nothing : shape(series.fill, isBar: isBar))
        if isBar { xml.raw("<c:invertIfNegative val=\"0\"/>") }
        for (index, fill) in series.fills.enumerated() {
            xml.raw("<c:dPt><c:idx val=\"\(index)\"/>")
            if isBar { xml.raw("<c:invertIfNegative val=\"0\"/>") }
            xml.raw("<c:bubble3D val=\"0\"/>\(shape(fill, isBar: isBar))</c:dPt>")
        }
        xml.raw(labels.markup(of: series))
        xml.raw("<c:cat>")
        try xml.raw(cells.names(chart.categories))
        xml.raw("</c:cat><c:val>")
        try xml.raw(cells.numbers(series.values, format: NumberFormatCode.cell(chart.format)))
        xml.raw("</c:val></c:ser>")
    }

    /// The look of what is not seen.
    private static let nothing = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"

    /// The fill of bars and slices. What is nearly white has a grey edge; other slices a white one, which parts
    /// neighbours of near colours.
    private func shape(_ fill: String, isBar: Bool) -> String {
        var edge = ""
        if ChartText.isPale(fill) {
            edge = "<a:ln w=\"6350\">\(ChartText.fill("A6A6A6"))</a:ln>"
        } else if !isBar {
            edge = "<a:ln w=\"12700\">\(ChartText.fill("FFFFFF"))</a:ln>"
        }
        return "<c:spPr>\(ChartText.fill(fill))\(edge)</c:spPr>"
    }
}
