internal import Tabular

/// Writes the frame in which a sheet shows a chart (OpenDocument 1.3, part 3, section 10.4.2): in the first of the cells that
/// it covers, up to the end of the last, so that it moves and grows with them.
struct ChartFrame {
    let chart: Chart
    /// The folder of its document in the package.
    let object: String
    /// How many charts of the sheet lie under it.
    let depth: Int
    /// The style of its frame.
    let style: String

    /// Appends the frame, on `sheet`.
    func append(on sheet: NewSheet, _ prefixes: Prefixes, to bytes: inout [UInt8]) {
        let draw = prefixes[.drawing]
        let svg = prefixes[.svg]
        let table = prefixes.table
        let xlink = prefixes[.xlink]
        let (width, height) = SheetGeometry(sheet).size(chart.place)
        let last = chart.place.last
        let end = CellReference(
            row: min(last.row + 1, SheetLimits.rows - 1), column: min(last.column + 1, SheetLimits.columns - 1))
        let endCell = XMLText.escaped("\(RangeAddress.quoted(sheet.name)).\(end)")
        bytes += "<\(draw):frame \(table):end-cell-address=\"\(endCell)\" \(table):end-x=\"0cm\" ".utf8
        bytes += "\(table):end-y=\"0cm\" \(draw):z-index=\"\(depth)\" \(draw):name=\"\(object)\" ".utf8
        bytes += "\(draw):style-name=\"\(style)\" \(svg):width=\"\(Length.text(hundredths: width))\" ".utf8
        bytes += "\(svg):height=\"\(Length.text(hundredths: height))\" \(svg):x=\"0cm\" \(svg):y=\"0cm\">".utf8
        let sources = ([chart.categories] + chart.series.flatMap { [CellRange($0.name, $0.name), $0.values] }).map {
            RangeAddress.text(sheet: sheet.name, $0)
        }
        let listened = XMLText.escaped(sources.joined(separator: " "))
        bytes += "<\(draw):object \(draw):notify-on-update-of-ranges=\"\(listened)\" ".utf8
        bytes += "\(xlink):href=\"./\(object)\" \(xlink):type=\"simple\" \(xlink):show=\"embed\" ".utf8
        bytes += "\(xlink):actuate=\"onLoad\"/><\(svg):title>".utf8
        XMLText.append(chart.title, to: &bytes)
        bytes += "</\(svg):title><\(svg):desc>".utf8
        XMLText.append(chart.alternative, to: &bytes)
        bytes += "</\(svg):desc></\(draw):frame>".utf8
    }
}
