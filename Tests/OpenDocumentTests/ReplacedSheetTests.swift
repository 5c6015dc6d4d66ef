import Files
import Findings
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Sheets written again in OpenDocument") struct ReplacedSheetTests {
    /// A sheet with everything that a sheet can have.
    private func full(_ name: String, row: Int = 6) -> NewSheet {
        var sheet = chartSheet(
            [chart(.bars(isHorizontal: true), at: row), chart(.doughnut, at: row + 16)], name: name)
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        sheet.heights = [0: 30]
        sheet.notes = [(CellReference(row: 1, column: 0), "Une note")]
        sheet.colours = [
            (CellRange("A2:A4")!, ValueColour(text: "neutre", fill: "EEEEEE", ink: "000000")),
            (CellRange("A2:A4")!, ValueColour(text: "défavorable", fill: "FFC7CE", ink: "9C0006")),
        ]
        sheet.mark = Mark(.sheet, owner: "budget-vert", key: name)
        return sheet
    }

    private func change(_ sheets: [NewSheet]) -> WorkbookEdit {
        var change = WorkbookEdit()
        change.sheets = sheets
        return change
    }

    private func replacing(_ sheet: NewSheet, _ number: Int) -> NewSheet {
        var sheet = sheet
        sheet.replaces = number
        return sheet
    }

    @Test(arguments: ["objects.ods", "budget.ods", "types.ods"])
    func writtenAgainASheetHasTheSameBytes(_ name: String) throws {
        let archive = try fixture(name)
        let count = try OpenDocumentWorkbook(archive, file: name).sheets.count
        let once = try bytes(archive, change([full("Un"), full("Deux")]))
        let again = change([replacing(full("Un"), count), replacing(full("Deux"), count + 1)])
        let twice = try bytes(try ZipArchive(Bytes(once)), again)
        #expect(twice == once)
        // In the other order too, the sheets stay where they are.
        let swapped = try edit(
            try ZipArchive(Bytes(once)),
            change([replacing(full("Deux"), count + 1), replacing(full("Un"), count)]), name)
        #expect(
            try OpenDocumentWorkbook(swapped, file: name).sheets.suffix(2).map(\.name) == ["Un", "Deux"])
    }

    @Test func theSheetIsReplacedInItsPlaceAndTheOthersKeepTheirBytes() throws {
        let archive = try fixture("budget.ods")
        let once = try edit(archive, change([full("Un"), full("Deux")]), "a.ods")
        var other = full("Autre nom")
        other.rows[1][0] = NewCell(.text("changé"), .text, .tableBody)
        let twice = try edit(once, change([replacing(other, 2)]), "a.ods")
        let book = try OpenDocumentWorkbook(twice, file: "a.ods")
        #expect(book.sheets.map(\.name) == ["Exécution", "Calculs", "Autre nom", "Deux"])
        #expect(try Dump(book, 2).cells["A2"] == "text changé")
        func tables(_ archive: ZipArchive) throws -> [String] {
            try text(archive, "content.xml").split(separator: "<table:table ").map(String.init)
        }
        let (before, after) = (try tables(once), try tables(twice))
        #expect(before.count == after.count)
        for table in [1, 2] { #expect(before[table] == after[table]) }
        // The last table is followed by the names, one of which is new.
        #expect(before[4].prefix { $0 != "é" } == after[4].prefix { $0 != "é" })
        #expect(Marks(in: book).sheet(Mark(.sheet, owner: "budget-vert", key: "Autre nom")) == 2)
    }

    @Test func theChartsOfASheetThatIsReplacedGoAndThoseOfTheUserStay() throws {
        let archive = try fixture("objects.ods")
        let once = try edit(archive, change([full("Un"), full("Deux")]), "a.ods")
        #expect(once.entries.filter { $0.name.hasSuffix("/content.xml") }.count == 6)
        var plain = full("Un")
        plain.charts = []
        let twice = try edit(once, change([replacing(plain, 1)]), "a.ods")
        let left = twice.entries.map(\.name).filter { $0.hasSuffix("/content.xml") }
        #expect(left.sorted() == [1, 2, 5, 6].map { "Object \($0)/content.xml" })
        let listed = try tree(twice, "META-INF/manifest.xml").all("file-entry").compactMap { $0["full-path"] }
        #expect(Set(listed.filter { $0.hasPrefix("Object ") }.map { $0.prefix { $0 != "/" } }).count == 4)
        #expect(!listed.contains { $0.hasPrefix("Object 3") || $0.hasPrefix("Object 4") })
        for entry in archive.entries where entry.name.hasPrefix("Object") {
            #expect(twice.entry(entry.name)?.crc == entry.crc)
        }
        // The free numbers are taken again.
        let thrice = try edit(twice, change([replacing(full("Un"), 1)]), "a.ods")
        #expect(thrice.entry("Object 3/content.xml") != nil)
        #expect(thrice.entries.count == once.entries.count)
    }

    @Test func theViewOfAReplacedSheetIsBroughtUpToDate() throws {
        func settings(_ tables: String) -> String {
            """
            <office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item-set \
            config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">\
            <config:config-item-map-entry><config:config-item-map-named config:name="Tables">\(tables)\
            </config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>\
            </config:config-item-set></office:settings></office:document-settings>
            """
        }
        func item(_ name: String, _ value: Int) -> String {
            "<config:config-item config:name=\"\(name)\" config:type=\"int\">\(value)</config:config-item>"
        }
        func view(_ name: String, _ items: String) -> String {
            "<config:config-item-map-entry config:name=\"\(name)\">\(items)</config:config-item-map-entry>"
        }
        let zoom = item("ZoomValue", 80)
        let user = view("A", item("VerticalSplitMode", 2) + item("VerticalSplitPosition", 9))
        let tables =
            "<table:table table:name=\"A\"><table:table-row/></table:table>"
            + "<table:table table:name=\"Ancien\"><table:table-row/></table:table>"
        var sheet = NewSheet(name: "Nouveau", widths: [], rows: [[NewCell(.text("x"))]])
        sheet.replaces = 1
        sheet.frozenRows = 4
        func result(_ views: String) throws -> String {
            let archive = try package(tables, extra: [("settings.xml", settings(views))])
            return try text(try edit(archive, change([sheet]), "a.ods"), "settings.xml")
        }
        // Renamed, its rows frozen otherwise, the zoom kept.
        let old = view("Ancien", item("VerticalSplitMode", 0) + zoom + item("VerticalSplitPosition", 0))
        let root = try Element(parsing: Array(try result(user + old).utf8), part: "settings.xml")
        let entries = root.every("config-item-map-named").flatMap { $0.all("config-item-map-entry") }
        #expect(entries.map { $0["name"] } == ["A", "Nouveau"])
        func value(_ entry: Element, _ name: String) -> [String] {
            entry.all("config-item").filter { $0["name"] == name }.map(\.text)
        }
        #expect(value(entries[0], "VerticalSplitPosition") == ["9"])
        #expect(value(entries[1], "VerticalSplitPosition") == ["4"])
        #expect(value(entries[1], "VerticalSplitMode") == ["2"])
        #expect(value(entries[1], "PositionBottom") == ["4"])
        #expect(value(entries[1], "ZoomValue") == ["80"])
        // What is right already keeps its bytes, wherever people have scrolled.
        let right = view(
            "Nouveau",
            item("VerticalSplitMode", 2) + item("VerticalSplitPosition", 4) + item("PositionBottom", 300))
        #expect(try result(user + right) == settings(user + right))
        // The view of a sheet that is no more goes.
        #expect(try result(user + old + right) == settings(user + right))
    }

    @Test func sheetsThatTradeNamesKeepTheViewsOfTheirNames() throws {
        let archive = try fixture("budget.ods")
        let once = try edit(archive, change([full("Un"), full("Deux")]), "a.ods")
        var (first, second) = (full("Deux"), full("Un"))
        first.frozenRows = 5
        second.frozenRows = 6
        let twice = try edit(once, change([replacing(first, 2), replacing(second, 3)]), "a.ods")
        let views = try tree(twice, "settings.xml").every("config-item-map-entry")
        for (name, rows) in [("Un", "6"), ("Deux", "5")] {
            let view = views.filter { $0["name"] == name }
            #expect(view.count == 1)
            #expect(view.first?.children.first { $0["name"] == "VerticalSplitPosition" }?.text == rows)
        }
    }

    @Test func aSheetThatPeopleHaveProtectedStaysProtected() throws {
        let attributes = " table:protected=\"true\" table:protection-key=\"a+/=\""
        let archive = try package(
            "<table:table table:name=\"A\"/><table:table table:name=\"B\"\(attributes) table:style-name=\"ta1\"/>")
        let content = try text(try edit(archive, change([replacing(full("B"), 1)]), "a.ods"), "content.xml")
        #expect(content.contains("<table:table table:name=\"B\" table:style-name=\"mesTa1\"\(attributes)>"))
    }

    @Test func aPageThatPeopleHaveChangedServesAgain() throws {
        let once = try edit(try fixture("budget.ods"), change([full("Un")]), "a.ods")
        let margins = try text(once, "styles.xml").replacing("fo:margin-left=\"1.5cm\"", with: "fo:margin-left=\"3cm\"")
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for entry in once.entries {
            if entry.name == "styles.xml" {
                try writer.add(entry.name, Array(margins.utf8), level: 6)
            } else {
                try writer.copy(entry, from: once)
            }
        }
        try writer.finish()
        let twice = try edit(try ZipArchive(Bytes(sink.bytes)), change([replacing(full("Un"), 2)]), "a.ods")
        #expect(try text(twice, "styles.xml") == margins)
    }

    @Test func whatCannotBeReplacedIsRefused() throws {
        let archive = try fixture("budget.ods")
        func code(_ change: WorkbookEdit) -> String? {
            finding { _ = try edit(archive, change, "a.ods") }?.kind.code
        }
        #expect(code(change([replacing(full("Un"), 7)])) == "ODS006")
        #expect(code(change([replacing(full("Un"), 1), replacing(full("Deux"), 1)])) == "ODS027")
        var columns = sampleEdit()
        columns.sheets = [replacing(full("Un"), 0)]
        #expect(code(columns) == "ODS027")
        // The name of the sheet that goes is free, those of the others are not.
        #expect(code(change([replacing(full("Calculs"), 1)])) == nil)
        #expect(code(change([replacing(full("exécution"), 1)])) == "ODS025")
    }
}
