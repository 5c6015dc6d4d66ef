internal import Markup
internal import Tabular

/// The part that places the charts of a sheet over its cells (ECMA-376 part 1, section 20.5).
enum DrawingPart {
    /// The part with `charts`, the first of which has the relationship `rId1`.
    static func written(_ charts: [Chart], namespaces: Namespaces) -> [UInt8] {
        var xml = MarkupWriter(capacity: 1 << 10)
        xml.raw(Namespaces.declaration)
        xml.raw("<xdr:wsDr xmlns:xdr=\"\(namespaces.drawing("spreadsheetDrawing"))\"")
        xml.raw(" xmlns:a=\"\(namespaces.drawing("main"))\">")
        for (index, chart) in charts.enumerated() {
            xml.raw("<xdr:twoCellAnchor>")
            write("from", chart.place.first.column, chart.place.first.row, to: &xml)
            // Up to where the next cell begins, which the last column and row have not.
            let last = chart.place.last
            write(
                "to", min(last.column + 1, SheetLimits.columns - 1), min(last.row + 1, SheetLimits.rows - 1), to: &xml)
            xml.raw("<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"\(index + 2)\"")
            xml.attribute("name", "Graphique \(index + 1)")
            xml.attribute("descr", ChartText.legal(chart.alternative))
            xml.attribute("title", ChartText.legal(chart.title))
            xml.raw("/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>")
            xml.raw("<xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm>")
            xml.raw("<a:graphic><a:graphicData uri=\"\(namespaces.drawing("chart"))\">")
            xml.raw("<c:chart xmlns:c=\"\(namespaces.drawing("chart"))\" xmlns:r=\"\(namespaces.relationships)\"")
            xml.raw(" r:id=\"rId\(index + 1)\"/></a:graphicData></a:graphic></xdr:graphicFrame>")
            xml.raw("<xdr:clientData/></xdr:twoCellAnchor>")
        }
        xml.raw("</xdr:wsDr>")
        return xml.bytes
    }

    private static func write(_ name: String, _ column: Int, _ row: Int, to xml: inout MarkupWriter) {
        xml.raw("<xdr:\(name)><xdr:col>\(column)</xdr:col><xdr:colOff>0</xdr:colOff>")
        xml.raw("<xdr:row>\(row)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:\(name)>")
    }
}
