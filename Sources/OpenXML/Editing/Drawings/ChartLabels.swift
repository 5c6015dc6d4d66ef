internal import Markup
internal import Tabular

/// The values that a chart writes on its marks.
struct ChartLabels {
    private let chart: Chart

    /// The labels of `chart`.
    init(_ chart: Chart) { self.chart = chart }

    /// Whether the labels lie on the marks and not beside them.
    private var isInside: Bool {
        if case .bars = chart.kind { false } else { true }
    }

    /// The `dLbls` of `series`; nothing when the chart shows no values.
    func markup(of series: Chart.Series) -> String {
        guard chart.showsValues, !series.isInvisible else { return "" }
        var markup = "<c:dLbls>"
        if isInside {
            for (index, fill) in series.fills.enumerated() {
                markup += "<c:dLbl><c:idx val=\"\(index)\"/>\(properties(on: fill))</c:dLbl>"
            }
        }
        return markup + properties(on: series.fill) + "</c:dLbls>"
    }

    private func properties(on fill: String) -> String {
        var xml = MarkupWriter()
        xml.raw("<c:numFmt")
        xml.attribute("formatCode", format)
        xml.raw(" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
        xml.raw(ChartText.properties(size: 800, ink: isInside ? ChartText.ink(on: fill) : ChartText.ink))
        switch chart.kind {
        case .bars: xml.raw("<c:dLblPos val=\"outEnd\"/>")
        case .stackedBars, .stackedShares: xml.raw("<c:dLblPos val=\"ctr\"/>")
        case .doughnut: break
        }
        xml.raw(
            "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>")
        xml.raw("<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>")
        return String(decoding: xml.bytes, as: UTF8.self)
    }

    /// How values are written; nothing for a zero inside marks, where it would lie on the next mark's label.
    private var format: String {
        let code = NumberFormatCode.chart(chart.format)
        guard isInside, code != NumberFormatCode.cell(.general), chart.format != .date else { return code }
        return "\(code);-\(code);"
    }
}
