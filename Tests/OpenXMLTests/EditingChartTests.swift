import Files
import Markup
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingChartTests {
    private func outcome(of name: String = "editing-grid.xlsx") throws -> Outcome {
        var edit = WorkbookEdit()
        edit.sheets = [try Dashboard.sheet()]
        return try Editing.write(edit, of: name)
    }

    private func chart(_ number: Int) throws -> Element {
        try outcome().tree("xl/charts/chart\(number).xml")
    }

    @Test func leadsFromTheSheetToItsChartsAndNotes() throws {
        let outcome = try outcome()
        try outcome.keep("charts.xlsx")
        #expect(
            outcome.added == [
                "xl/worksheets/sheet3.xml", "xl/worksheets/_rels/sheet3.xml.rels", "xl/drawings/drawing1.xml",
                "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml", "xl/charts/chart2.xml",
                "xl/charts/chart3.xml", "xl/charts/chart4.xml", "xl/charts/chart5.xml", "xl/comments1.xml",
                "xl/drawings/vmlDrawing1.vml",
            ])
        let package = try OpenXMLPackage(outcome.after, file: "")
        let own = try package.relationships(of: "xl/worksheets/sheet3.xml")
        #expect(own.map(\.kind) == ["drawing", "vmlDrawing", "comments"])
        #expect(own.map(\.part) == ["xl/drawings/drawing1.xml", "xl/drawings/vmlDrawing1.vml", "xl/comments1.xml"])
        let tail = try outcome.piece("xl/worksheets/sheet3.xml", from: "<pageSetup", to: "</worksheet>")
        #expect(tail.hasSuffix("/><drawing r:id=\"rId1\"/><legacyDrawing r:id=\"rId2\"/></worksheet>"))
        let charts = try package.relationships(of: "xl/drawings/drawing1.xml")
        #expect(charts.map(\.part) == (1...5).map { "xl/charts/chart\($0).xml" })
        #expect(package.contentType(of: "xl/charts/chart5.xml") == Namespaces.chartType)
        #expect(package.contentType(of: "xl/drawings/drawing1.xml") == Namespaces.drawingType)
        #expect(package.contentType(of: "xl/drawings/vmlDrawing1.vml") == Namespaces.boxesType)
        #expect(package.contentType(of: "xl/comments1.xml") == Namespaces.contentType("comments"))
    }

    @Test func placesEachChartOverItsCellsAndSaysInWordsWhatItShows() throws {
        let anchors = try outcome().tree("xl/drawings/drawing1.xml").all("twoCellAnchor")
        #expect(anchors.count == 5)
        func numbers(_ name: String) -> [String] { anchors[0].first(name)?.children.map(\.text) ?? [] }
        #expect(numbers("from") == ["6", "0", "1", "0"])
        #expect(numbers("to") == ["14", "0", "18", "0"])
        let frames = anchors.flatMap { $0.everywhere("cNvPr") }
        #expect(Set(frames.map { $0.attribute("id") }).count == 5)
        #expect(frames[1].attribute("descr") == "Anneau <des> cotations de l'axe atténuation.")
    }

    @Test func drawsHorizontalSharesFromTheTopWithTheValuesBelow() throws {
        let chart = try chart(1)
        #expect(chart.val("barDir") == "bar")
        #expect(chart.val("grouping") == "percentStacked")
        #expect(chart.val("overlap") == "100")
        let names = try #require(chart.everywhere("catAx").first)
        let values = try #require(chart.everywhere("valAx").first)
        #expect(names.val("orientation") == "maxMin")
        #expect(values.val("crosses") == "max")
        #expect(values.everywhere("numFmt").first?.attribute("formatCode") == "0\\ %")
        #expect(values.everywhere("majorGridlines").count == 1)
        #expect(chart.everywhere("legend").count == 1)
    }

    @Test func refersToTheCellsAndRepeatsWhatTheyShow() throws {
        let series = try chart(1).everywhere("ser")
        #expect(series.count == 4)
        #expect(
            series[1].everywhere("f").map(\.text) == [
                "'Synthèse budget vert'!$C$2", "'Synthèse budget vert'!$A$3:$A$8", "'Synthèse budget vert'!$C$3:$C$8",
            ])
        #expect(series[1].first("tx")?.everywhere("v").map(\.text) == ["Neutre"])
        #expect(series[1].first("cat")?.everywhere("v").map(\.text) == Dashboard.axes)
        let cache = try #require(series[1].everywhere("numCache").first)
        #expect(cache.val("ptCount") == "6")
        #expect(cache.everywhere("v").first?.text == "24692.23", "1 234 567 × 2 + 89 cents")
        #expect(cache.first("formatCode")?.text == "#,##0.00\\ \"€\"")
        #expect(series.map { $0.first("spPr")?.val("srgbClr") } == Dashboard.fills)
        #expect(series.map { $0.first("spPr")?.all("ln").count } == [0, 0, 0, 1], "what is nearly white has an edge")
    }

    @Test func writesValuesInAnInkThatCanBeReadOnTheMark() throws {
        let inks = try chart(1).everywhere("dLbls").map { $0.first("txPr")?.val("srgbClr") }
        #expect(inks == ["FFFFFF", "262626", "FFFFFF", "262626"])
        #expect(try chart(1).everywhere("dLblPos").map { $0.attribute("val") } == Array(repeating: "ctr", count: 4))
        #expect(try chart(3).val("dLblPos") == "outEnd")
        #expect(try chart(3).everywhere("delete").map { $0.attribute("val") } == ["0", "1"], "no scale is needed")
        #expect(try chart(4).everywhere("dLbls").isEmpty, "asked for by none")
    }

    @Test func drawsARingWithAColourForEachValue() throws {
        let chart = try chart(2)
        #expect(chart.everywhere("doughnutChart").count == 1)
        #expect(chart.everywhere("catAx").isEmpty)
        let points = chart.everywhere("dPt")
        #expect(points.map { $0.val("srgbClr") } == Dashboard.fills)
        #expect(points.compactMap { $0.val("idx") } == ["0", "1", "2", "3"])
        #expect(chart.everywhere("dLbl").count == 4)
        #expect(chart.everywhere("dLblPos").isEmpty, "a ring has no positions of labels; Excel repairs the file")
        #expect(chart.everywhere("title").first?.everywhere("t").map(\.text) == ["Atténuation & \"reste\""])
    }

    @Test func drawsColumnsUpright() throws {
        let clustered = try chart(4)
        #expect(clustered.val("barDir") == "col")
        #expect(clustered.val("grouping") == "clustered")
        #expect(clustered.everywhere("overlap").isEmpty)
        #expect(clustered.everywhere("catAx").first?.val("orientation") == "minMax")
        #expect(clustered.everywhere("valAx").first?.val("crosses") == "autoZero")
        #expect(try chart(5).val("grouping") == "stacked")
        #expect(try chart(3).everywhere("legend").isEmpty, "one series is named by the title")
    }

    @Test func aSeriesThatIsNotSeenHasNeitherFillNorFiguresNorAPlaceInTheLegend() throws {
        var sheet = try Dashboard.sheet()
        sheet.charts = [sheet.charts[4]]
        sheet.charts[0].showsValues = true
        sheet.charts[0].series[0].isInvisible = true
        var edit = WorkbookEdit()
        edit.sheets = [sheet]
        let chart = try Editing.write(edit, of: "editing-grid.xlsx").tree("xl/charts/chart1.xml")
        let series = chart.everywhere("ser")
        #expect(series.map { $0.first("spPr")?.all("noFill").count } == [1, 0, 0, 0])
        #expect(series.map { $0.all("dLbls").count } == [0, 1, 1, 1])
        let legend = try #require(chart.everywhere("legend").first)
        #expect(legend.children.map(\.name) == ["legendPos", "legendEntry", "overlay", "txPr"])
        #expect(legend.first("legendEntry")?.val("idx") == "0")
        #expect(legend.first("legendEntry")?.val("delete") == "1")
    }

    @Test func takesYearsForNumbersAndLeavesEmptyCellsOut() throws {
        let rows: [[NewCell?]] = [
            [NewCell(.integer(2024)), NewCell(.amount(Cents(150)))], [NewCell(.integer(2025)), nil],
        ]
        let cells = ChartCells(
            NewSheet(name: "L'année", widths: [], rows: rows), markup: CellMarkup(prefix: "", startsIn1904: false))
        #expect(
            try cells.names(#require(CellRange("A1:A2")))
                == "<c:numRef><c:f>'L''année'!$A$1:$A$2</c:f><c:numCache><c:formatCode>General</c:formatCode>"
                + "<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>2024</c:v></c:pt><c:pt idx=\"1\"><c:v>2025</c:v></c:pt>"
                + "</c:numCache></c:numRef>")
        let numbers = try cells.numbers(#require(CellRange("B1:B2")), format: "0")
        #expect(
            numbers.hasSuffix("<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>1.5</c:v></c:pt></c:numCache></c:numRef>"))
    }

    @Test func staysStrictInAStrictWorkbook() throws {
        let outcome = try outcome(of: "editing-strict.xlsx")
        try outcome.keep("charts-strict.xlsx")
        #expect(outcome.added.contains("xl/charts/chart1.xml"))
        for name in outcome.added {
            #expect(try !outcome.text(name).contains("schemas.openxmlformats.org/drawingml"), "\(name)")
            #expect(try !outcome.text(name).contains("schemas.openxmlformats.org/officeDocument"), "\(name)")
            #expect(try !outcome.text(name).contains("schemas.openxmlformats.org/spreadsheetml"), "\(name)")
        }
        let chart = try outcome.tree("xl/charts/chart2.xml")
        #expect(chart.namespace == "http://purl.oclc.org/ooxml/drawingml/chart")
        #expect(chart.val("holeSize") == "55%")
    }
}
