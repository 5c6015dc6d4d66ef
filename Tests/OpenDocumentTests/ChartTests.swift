import Files
import Findings
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Charts in OpenDocument") struct ChartTests {
    private func adding(_ sheet: NewSheet, to archive: ZipArchive) throws -> ZipArchive {
        var change = WorkbookEdit()
        change.sheets = [sheet]
        return try edit(archive, change, "a.ods")
    }

    @Test func aChartHasADocumentOfItsOwnBesideThoseOfTheUser() throws {
        let archive = try fixture("objects.ods")
        let result = try adding(
            chartSheet([chart(.bars(isHorizontal: true), at: 6), chart(.doughnut, at: 22)]), to: archive)
        for entry in archive.entries where entry.name.hasPrefix("Object") {
            #expect(result.entry(entry.name)?.crc == entry.crc, "\(entry.name)")
        }
        #expect(result.entries.suffix(2).map(\.name) == ["Object 3/content.xml", "Object 4/content.xml"])
        let manifest = try tree(result, "META-INF/manifest.xml")
        let before = try tree(archive, "META-INF/manifest.xml")
        func entries(_ root: Element) -> [String] {
            root.all("file-entry").map { "\($0["full-path"] ?? "") \($0["media-type"] ?? "")" }
        }
        #expect(
            entries(manifest) == entries(before) + [
                "Object 3/ application/vnd.oasis.opendocument.chart", "Object 3/content.xml text/xml",
                "Object 4/ application/vnd.oasis.opendocument.chart", "Object 4/content.xml text/xml",
            ])
        try keep(result, "objects.ods")
    }

    @Test func theFrameStandsInItsFirstCellAndSaysWhatItShows() throws {
        let result = try adding(chartSheet([chart(.doughnut, columns: 1...1, at: 6)]), to: try fixture("budget.ods"))
        let table = try #require(try tree(result, "content.xml").every("table").last)
        let row = table.every("table-row")[6]
        #expect(row.children.map { $0["number-columns-repeated"] ?? "1" } == ["4", "1"])
        let frame = try #require(row.children.last?.first("frame"))
        #expect(frame["end-cell-address"] == "'Synthèse d''été'.K21")
        #expect((frame["end-x"], frame["end-y"]) == ("0cm", "0cm"))
        // Six columns of 2.26 cm, fourteen rows of 0.45 cm.
        #expect((frame["width"], frame["height"]) == ("13.56cm", "6.30cm"))
        #expect(frame.first("title")?.text == "Dépenses « doughnut » & part")
        #expect(frame.first("desc")?.text == "Trois cotations, en euros")
        let object = try #require(frame.first("object"))
        #expect(object["href"] == "./Object 1")
        #expect(
            object["notify-on-update-of-ranges"] == """
                'Synthèse d''été'.A2:'Synthèse d''été'.A4 'Synthèse d''été'.B1:'Synthèse d''été'.B1 \
                'Synthèse d''été'.B2:'Synthèse d''été'.B4
                """)
        #expect(try Dump(try OpenDocumentWorkbook(result, file: "a.ods"), 2).cells["B2"] == "number 1200500")
    }

    private struct Shape {
        var kind: Chart.Kind
        var type = "chart:bar"
        var vertical: String?
        var stacked: String?
        var percentage: String?
        var overlap = "0"
        var reversed: String?
    }

    @Test func eachKindIsDrawnAsItSays() throws {
        let shapes = [
            Shape(kind: .bars(isHorizontal: true), vertical: "true", reversed: "true"),
            Shape(kind: .bars(isHorizontal: false)),
            Shape(
                kind: .stackedBars(isHorizontal: true), vertical: "true", stacked: "true", overlap: "100",
                reversed: "true"),
            Shape(kind: .stackedBars(isHorizontal: false), stacked: "true", overlap: "100"),
            Shape(
                kind: .stackedShares(isHorizontal: true), vertical: "true", stacked: "true", percentage: "true",
                overlap: "100", reversed: "true"),
            Shape(kind: .doughnut, type: "chart:ring"),
        ]
        var charts: [Chart] = []
        for (number, shape) in shapes.enumerated() {
            var made = chart(shape.kind, at: 6 + number / 2 * 16, 4 + number % 2 * 7)
            made.showsValues = number != 1
            if shape.kind == .doughnut { made.series[0].fills = ["1B7F4D", "F2C94C", "C0392B"] }
            charts.append(made)
        }
        let result = try adding(chartSheet(charts), to: try fixture("budget.ods"))
        try keep(result, "charts.ods")
        for (number, shape) in shapes.enumerated() {
            let root = try tree(result, "Object \(number + 1)/content.xml")
            let chart = try #require(root.every("chart").last)
            let comment = Comment(rawValue: "\(shape.kind)")
            #expect(chart["class"] == shape.type, comment)
            func properties(_ element: Element?) throws -> Element {
                let styles = root.every("style")
                let style = try #require(styles.first { $0["name"] == element?["style-name"] })
                return try #require(style.first("chart-properties"))
            }
            let plot = try #require(chart.first("plot-area"))
            let kind = try properties(plot)
            #expect(kind["vertical"] == shape.vertical, comment)
            #expect(kind["stacked"] == shape.stacked, comment)
            #expect(kind["percentage"] == shape.percentage, comment)
            let axes = plot.all("axis")
            #expect(try properties(axes[0])["reverse-direction"] == shape.reversed, comment)
            #expect(try properties(axes[1])["axis-position"] == (shape.reversed == nil ? nil : "end"), comment)
            #expect(try properties(axes[1])["overlap"] == shape.overlap, comment)
            #expect(plot.all("series").count == (shape.kind == .doughnut ? 1 : 2), comment)
            #expect(chart.first("legend") != nil, comment)
        }
    }

    @Test func seriesReferToCellsAndKeepWhatTheyHeld() throws {
        var made = chart(.bars(isHorizontal: false), at: 6)
        made.showsValues = true
        made.series[1].fills = ["000001", "000002"]
        let result = try adding(chartSheet([made]), to: try fixture("budget.ods"))
        let root = try tree(result, "Object 1/content.xml")
        let series = root.every("series")
        #expect(
            series.map { $0["values-cell-range-address"] } == [
                "'Synthèse d''été'.B2:'Synthèse d''été'.B4", "'Synthèse d''été'.C2:'Synthèse d''été'.C4",
            ])
        #expect(
            series.map { $0["label-cell-address"] } == [
                "'Synthèse d''été'.B1:'Synthèse d''été'.B1", "'Synthèse d''été'.C1:'Synthèse d''été'.C1",
            ])
        #expect(root.every("categories").first?["cell-range-address"] == "'Synthèse d''été'.A2:'Synthèse d''été'.A4")
        func style(_ element: Element) -> Element? { root.every("style").first { $0["name"] == element["style-name"] } }
        func fill(_ element: Element) -> String? { style(element)?.first("graphic-properties")?["fill-color"] }
        #expect(series.map(fill) == ["#1b7f4d", "#c0392b"])
        let points = series[1].all("data-point")
        #expect(points.map(fill) == ["#000001", "#000002", nil])
        #expect(points[2]["repeated"] == "1")
        // Labels are written as amounts of euros.
        let labelled = try #require(style(series[0]))
        #expect(labelled.first("chart-properties")?["data-label-number"] == "value")
        let data = try #require(root.every("currency-style").first { $0["name"] == labelled["data-style-name"] })
        #expect(data.first("number")?["decimal-places"] == "2")
        #expect(data.first("number")?["grouping"] == "true")
        #expect(data.first("currency-symbol")?.text == "€")
        let local = root.every("table-row").map { row in row.all("table-cell").map(\.wholeText) }
        #expect(
            local == [
                ["", "Fonctionnement", "Investissement"], ["très favorable", "1200500", "300000"],
                ["neutre", "800000", "400000"], ["défavorable", "300000", "900000"],
            ])
        #expect(root.every("table-cell")[4]["value"] == "1200500")
    }

    @Test func aSeriesThatIsNotSeenHasNeitherFillNorFiguresNorAPlaceInTheLegend() throws {
        var made = chart(.stackedBars(isHorizontal: false), at: 6)
        made.showsValues = true
        made.series[0].isInvisible = true
        let result = try adding(chartSheet([made]), to: try fixture("budget.ods"))
        let root = try tree(result, "Object 1/content.xml")
        let series = root.every("series")
        #expect(series.map { $0["hide-legend"] } == ["true", nil])
        func style(_ element: Element) -> Element? { root.every("style").first { $0["name"] == element["style-name"] } }
        #expect(series.map { style($0)?.first("graphic-properties")?["fill"] } == ["none", "solid"])
        #expect(series.map { style($0)?.first("chart-properties")?["data-label-number"] } == [nil, "value"])
    }

    @Test func theAxisOfSharesIsInPercent() throws {
        let result = try adding(
            chartSheet([chart(.stackedShares(isHorizontal: false), at: 6)]), to: try fixture("budget.ods"))
        let root = try tree(result, "Object 1/content.xml")
        let axis = root.every("axis")[1]
        let style = try #require(root.every("style").first { $0["name"] == axis["style-name"] })
        #expect(root.every("percentage-style").map { $0["name"] } == [style["data-style-name"]])
    }

    @Test func withoutAManifestTheChartIsThereAllTheSame() throws {
        let archive = try package("<table:table table:name=\"A\"><table:table-row/></table:table>")
        let result = try adding(chartSheet([chart(.doughnut, at: 6)]), to: archive)
        #expect(result.entry("Object 1/content.xml") != nil)
        #expect(try tree(result, "content.xml").every("frame").count == 1)
    }
}
