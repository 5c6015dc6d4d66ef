import Files
import Findings
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("New sheets in OpenDocument") struct NewSheetTests {
    private func adding(_ sheet: NewSheet, to archive: ZipArchive? = nil) throws -> ZipArchive {
        var change = WorkbookEdit()
        change.sheets = [sheet]
        return try edit(try archive ?? fixture("budget.ods"), change, "a.ods")
    }

    /// The last table of a package.
    private func table(_ archive: ZipArchive) throws -> Element {
        try #require(try tree(archive, "content.xml").every("table").last)
    }

    /// The properties called `name` of the automatic style called `style`.
    private func properties(_ archive: ZipArchive, _ style: String?, _ name: String) throws -> Element {
        let styles = try tree(archive, "content.xml").every("style")
        return try #require(styles.first { $0["name"] == style }?.first(name))
    }

    @Test func aNoteIsHiddenLargeEnoughAndSaysWhoWroteItButNotWhen() throws {
        var sheet = NewSheet(name: "N", widths: [10], rows: [[NewCell(.text("a"))]])
        let long = String(repeating: "mot ", count: 40)
        sheet.notes = [
            (CellReference(row: 0, column: 0), "Une note & sa suite\nsur deux lignes"),
            (CellReference(row: 2, column: 3), long),
        ]
        let result = try adding(sheet)
        let table = try table(result)
        let rows = table.every("table-row")
        let cells = rows.map { $0.children.map { $0["number-columns-repeated"] ?? "1" } }
        #expect(cells == [["1", "3"], ["4"], ["3", "1"]])
        let notes = table.every("annotation")
        #expect(notes.count == 2)
        let first = try #require(rows[0].children[0].children.first)
        #expect(first.name == "annotation")
        #expect(first["display"] == nil)
        #expect(first.first("creator")?.text == "mesures")
        #expect(first.first("date") == nil)
        #expect(first.all("p").map(\.text) == ["Une note & sa suite", "sur deux lignes"])
        #expect((first["width"], first["height"]) == ("7.50cm", "1.36cm"))
        // Beside its cell: LibreOffice heeds a size only with a place.
        #expect((first["x"], first["y"]) == ("2.70cm", "0.00cm"))
        // Four lines of 42 characters.
        #expect(rows[2].every("annotation").first?["height"] == "2.32cm")
        // A note is no text of its cell.
        let dump = try Dump(try OpenDocumentWorkbook(result, file: "a.ods"), 2)
        #expect(dump.cells == ["A1": "text a"])
        try keep(result, "notes.ods")
    }

    @Test func whatNotesAndChartsNeedIsDeclaredOnlyWhenTheyAreThere() throws {
        let bare = try package("<table:table table:name=\"A\"><table:table-row/></table:table>")
        var sheet = NewSheet(name: "N", widths: [], rows: [])
        #expect(!(try text(try adding(sheet, to: bare), "content.xml")).contains("xmlns:svg"))
        sheet.notes = [(CellReference(row: 0, column: 0), "n")]
        let content = try text(try adding(sheet, to: bare), "content.xml")
        #expect(content.contains("xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""))
        #expect(content.contains("xmlns:dc=\"http://purl.org/dc/elements/1.1/\""))
    }

    @Test func numbersAreShownTheFrenchWay() throws {
        let formats: [ValueFormat] = [.amount, .percent, .integer, .date, .text, .wrapped, .general]
        let values: [CellValue] = [
            .amount(Cents(-123_456_789)), .decimal("0.125"), .integer(1_234_567), .date(days: 19_782), .text("007"),
            .text("long"), .decimal("1.5"),
        ]
        let sheet = NewSheet(
            name: "N", widths: [], rows: [zip(values, formats).map { NewCell($0, $1, .tableBody) }])
        let result = try adding(sheet)
        let root = try tree(result, "content.xml")
        let cells = try table(result).every("table-cell")
        let none = "\u{A0}"
        #expect(
            cells.map(\.wholeText) == [
                "-1\(none)234\(none)567,89\(none)€", "12,5\(none)%", "1\(none)234\(none)567", "29/02/2024", "007",
                "long", "1,5",
            ])
        #expect(
            cells.map { $0["value-type"] } == [
                "float", "percentage", "float", "date", "string", "string", "float",
            ])
        func data(_ cell: Element) throws -> Element {
            let style = try #require(root.every("style").first { $0["name"] == cell["style-name"] })
            let lists = root.every("automatic-styles").flatMap(\.children)
            return try #require(lists.first { $0.name != "style" && $0["name"] == style["data-style-name"] })
        }
        let amount = try data(cells[0])
        #expect((amount.name, amount["language"], amount["country"]) == ("currency-style", "fr", "FR"))
        let places = { (style: Element) in
            (style.first("number")?["decimal-places"], style.first("number")?["grouping"])
        }
        #expect(places(amount) == ("2", "true"))
        #expect(amount.children.map(\.wholeText) == ["", none, "€"])
        #expect(try data(cells[1]).name == "percentage-style")
        #expect(places(try data(cells[1])) == ("1", nil))
        #expect(places(try data(cells[2])) == ("0", "true"))
        #expect(try data(cells[3]).children.map(\.name) == ["day", "text", "month", "text", "year"])
        #expect(try data(cells[4]).name == "text-style")
        #expect(try properties(result, cells[5]["style-name"], "table-cell-properties")["wrap-option"] == "wrap")
    }

    @Test func aPageIsLandscapeFittedToTheWidthAndRepeatsTheHeader() throws {
        for isLandscape in [true, false] {
            var sheet = chartSheet([])
            sheet.isLandscape = isLandscape
            sheet.printTitleRows = 0..<1
            let result = try adding(sheet)
            let table = try table(result)
            #expect(table.first("table-header-rows")?.all("table-row").count == 1)
            #expect(table.all("table-row").count == 3)
            let content = try tree(result, "content.xml")
            let style = try #require(content.every("style").first { $0["name"] == table["style-name"] })
            let styles = try tree(result, "styles.xml")
            let page = try #require(styles.every("master-page").first { $0["name"] == style["master-page-name"] })
            let layout = try #require(styles.every("page-layout").first { $0["name"] == page["page-layout-name"] })
            let made = try #require(layout.first("page-layout-properties"))
            #expect(made["print-orientation"] == (isLandscape ? "landscape" : "portrait"))
            #expect(made["page-width"] == (isLandscape ? "29.7cm" : "21.001cm"))
            #expect(made["scale-to-X"] == "1")
            #expect(made["scale-to-Y"] == nil)
        }
    }

    @Test func rowsStayInViewAsTheSettingsSay() throws {
        var sheet = chartSheet([])
        sheet.frozenRows = 2
        let settings = try tree(try adding(sheet), "settings.xml")
        let views = settings.every("config-item-map-entry").filter { $0["name"] == "Synthèse d'été" }
        #expect(views.count == 1)
        let items = Dictionary(uniqueKeysWithValues: try #require(views.first).children.map { ($0["name"], $0.text) })
        #expect(items["VerticalSplitMode"] == "2")
        #expect(items["VerticalSplitPosition"] == "2")
        #expect(items["HorizontalSplitMode"] == "0")
        // Without any settings, people are told.
        var change = WorkbookEdit()
        change.sheets = [sheet]
        let bare = try package("<table:table table:name=\"A\"><table:table-row/></table:table>")
        let found = try OpenDocumentEditor(bare, file: "a.ods").write(change, to: MemorySink())
        #expect(found.map(\.kind) == [.noViewSettings])
    }

    @Test func widthsHeightsMergesLinksAndHiddenSheetsAreAsAsked() throws {
        var sheet = NewSheet(
            name: "N", widths: [10, 40],
            rows: [
                [NewCell(.text("a")), nil, nil],
                [NewCell(.link("Aller\nvoir", sheet: "Exécution", CellReference(row: 3, column: 4)))], [], [],
            ])
        sheet.heights = [1: 33.2]
        sheet.merges = [CellRange("A1:B2")!]
        sheet.isHidden = true
        let result = try adding(sheet)
        let table = try table(result)
        let columns = table.every("table-column")
        #expect(columns.map { $0["number-columns-repeated"] ?? "1" } == ["1", "1", "1"])
        #expect(try properties(result, columns[0]["style-name"], "table-column-properties")["column-width"] == "2.10cm")
        #expect(try properties(result, columns[1]["style-name"], "table-column-properties")["column-width"] == "7.80cm")
        let rows = table.every("table-row")
        #expect(try properties(result, rows[0]["style-name"], "table-row-properties")["row-height"] == nil)
        #expect(try properties(result, rows[1]["style-name"], "table-row-properties")["row-height"] == "34pt")
        let first = try #require(rows[0].children.first)
        #expect((first["number-columns-spanned"], first["number-rows-spanned"]) == ("2", "2"))
        #expect(rows[1].children.map(\.name) == ["covered-table-cell", "covered-table-cell", "table-cell"])
        #expect(try OpenDocumentWorkbook(result, file: "a.ods").sheets.last?.isHidden == true)
        sheet.merges = []
        let link = try #require(try self.table(try adding(sheet)).every("a").first)
        #expect((link["href"], link["type"], link.text) == ("#Exécution.E4", "simple", "Aller voir"))
    }

    @Test func coloursOfASheetAreConditionsOfOneFormatPerRange() throws {
        var sheet = chartSheet([])
        sheet.colours = [
            (CellRange("A2:A4")!, ValueColour(text: "neutre", fill: "EEEEEE", ink: "000000")),
            (CellRange("B2:B4")!, ValueColour(text: "x", fill: "FFFFFF", ink: "000000")),
            (CellRange("A2:A4")!, ValueColour(text: "à \"voir\"", fill: "FFC7CE", ink: "9C0006")),
        ]
        let formats = try table(try adding(sheet)).every("conditional-format")
        #expect(
            formats.map { $0["target-range-address"] } == [
                "'Synthèse d''été'.A2:'Synthèse d''été'.A4", "'Synthèse d''été'.B2:'Synthèse d''été'.B4",
            ])
        #expect(formats[0].children.map { $0["value"] } == ["=\"neutre\"", "=\"à \"\"voir\"\"\""])
        #expect(formats[0].children.map { $0["apply-style-name"] } == ["MesuresCouleur1", "MesuresCouleur3"])
    }
}
