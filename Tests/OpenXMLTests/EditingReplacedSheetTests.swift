import Files
import Findings
import Markup
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// Sheets that an earlier run wrote are written anew in their place.
@Suite struct EditingReplacedSheetTests {
    private let sheet = "xl/worksheets/sheet3.xml"

    private func edit(
        replacing index: Int? = nil, _ change: (inout NewSheet) throws -> Void = { _ in }
    ) throws -> WorkbookEdit {
        var edit = WorkbookEdit()
        edit.sheets = [try Dashboard.sheet(replaces: index)]
        try change(&edit.sheets[0])
        return edit
    }

    @Test(arguments: ["editing-grid.xlsx", "editing-strict.xlsx"])
    func givesTheSameBytesForTheSameEdit(_ name: String) throws {
        let once = try Editing.write(edit(), of: name)
        let package = try OpenXMLPackage(once.after, file: "")
        let twice = try Editing.write(edit(replacing: package.sheets.count - 1), after: once)
        #expect(try twice.changed().isEmpty)
        #expect(twice.bytes == once.bytes)
    }

    @Test func keepsPartNumberRelationshipAndPosition() throws {
        let once = try Editing.write(edit(), of: "editing-grid.xlsx")
        let twice = try Editing.write(
            edit(replacing: 2) { $0.rows[0] = [NewCell(.text("Autre titre"), .general, .title)] }, after: once)
        #expect(try twice.changed() == [sheet])
        #expect(try twice.text(sheet).contains("Autre titre"))
        #expect(twice.after.entries.map(\.name) == once.after.entries.map(\.name))
    }

    @Test func dropsWhatNothingLeadsToAnyMore() throws {
        let once = try Editing.write(edit(), of: "editing-report.xlsx")
        let number = try OpenXMLPackage(once.after, file: "").sheets.count - 1
        let twice = try Editing.write(
            edit(replacing: number) {
                $0.notes = []
                $0.charts.removeLast(4)
            }, after: once)
        let gone = Set(once.after.entries.map(\.name)).subtracting(twice.after.entries.map(\.name))
        #expect(
            gone == [
                "xl/comments2.xml", "xl/drawings/vmlDrawing2.vml", "xl/charts/chart3.xml", "xl/charts/chart4.xml",
                "xl/charts/chart5.xml", "xl/charts/chart6.xml",
            ], "the fixture has a chart, notes and their boxes of its own")
        let types = try twice.text("[Content_Types].xml")
        for part in gone where part.hasSuffix(".xml") { #expect(!types.contains(part)) }
        #expect(types.contains("chart1.xml") && types.contains("chart2.xml") && types.contains("comments1.xml"))
        try twice.keep("fewer-charts.xlsx")
        // Without anything around it, the sheet needs no relationships either.
        let thrice = try Editing.write(
            edit(replacing: number) {
                $0.notes = []
                $0.charts = []
            }, after: once)
        #expect(thrice.after.entry("xl/worksheets/_rels/sheet4.xml.rels") == nil)
        #expect(thrice.after.entry("xl/drawings/drawing2.xml") == nil)
        #expect(thrice.after.entry("xl/drawings/_rels/drawing2.xml.rels") == nil)
        #expect(thrice.after.entry("xl/drawings/drawing1.xml") != nil)
    }

    @Test func keepsAPartThatAnotherSheetLeadsToAsWell() throws {
        let once = try Editing.write(edit(), of: "editing-grid.xlsx")
        let shared = try Editing.rebuilt(once.after) { name, text in
            guard name == "xl/_rels/workbook.xml.rels" else { return text }
            let link = "<Relationship Id=\"rId77\" Type=\"urn:x\" Target=\"charts/chart5.xml\"/></Relationships>"
            return text.replacing(first: "</Relationships>", with: link)
        }
        let twice = try Editing.write(edit(replacing: 2) { $0.charts = [] }, after: shared)
        #expect(twice.after.entry("xl/charts/chart5.xml") != nil)
        #expect(twice.after.entry("xl/charts/chart4.xml") == nil)
    }

    @Test func givesASheetItsNewNameAndStateWhereverTheOldOneStands() throws {
        let once = try Editing.write(edit(), of: "editing-grid.xlsx")
        let named = try Editing.rebuilt(once.after) { name, text in
            guard name == "xl/workbook.xml" else { return text }
            let own =
                "<definedName name=\"Repère\">SUM('Synthèse budget vert'!$B$3,Budget!$A$1)</definedName></definedNames>"
            return text.replacing(first: "</definedNames>", with: own).replacing(
                first: "activeTab=\"0\"", with: "activeTab=\"2\"")
        }
        let twice = try Editing.write(
            edit(replacing: 2) {
                $0.name = "Vue d'ensemble"
                $0.isHidden = true
            }, after: named)
        #expect(twice.findings.map(\.kind.code) == ["XLE016"])
        let workbook = try twice.tree("xl/workbook.xml")
        let sheets = workbook.everywhere("sheet")
        #expect(sheets.map { $0.attribute("name") } == ["Budget", "Suite", "Vue d'ensemble"])
        #expect(sheets[2].attribute("state") == "hidden")
        #expect(workbook.everywhere("workbookView").first?.attribute("activeTab") == "0")
        var names: [String: String] = [:]
        for name in workbook.everywhere("definedName") { names[name.attribute("name") ?? ""] = name.text }
        #expect(names["_xlnm.Print_Titles"] == "'Vue d''ensemble'!$1:$2")
        #expect(names["_mesures.feuille.budget_vert.synthese"] == "'Vue d''ensemble'!$A$1")
        #expect(names["Repère"] == "SUM('Vue d''ensemble'!$B$3,Budget!$A$1)")
        let back = try Editing.write(edit(replacing: 2), after: twice)
        #expect(try back.tree("xl/workbook.xml").everywhere("sheet")[2].attribute("state") == "visible")
    }

    @Test func keepsTheProtectionThatSomeoneGaveToTheSheet() throws {
        let once = try Editing.write(edit(), of: "editing-grid.xlsx")
        let locked = try Editing.rebuilt(once.after) { name, text in
            guard name == sheet else { return text }
            return text.replacing(
                first: "</sheetData>", with: "</sheetData><sheetProtection sheet=\"1\" objects=\"1\"/>")
        }
        let twice = try Editing.write(edit(replacing: 2), after: locked)
        #expect(try twice.text(sheet).contains("</sheetData><sheetProtection sheet=\"1\" objects=\"1\"/>"))
        #expect(try twice.changed().isEmpty)
    }

    @Test func dropsTheCalculationChainOnlyWhenAFormulaGoes() throws {
        let once = try Editing.write(edit(), of: "editing-grid.xlsx")
        let number = try #require(OpenXMLPackage(once.after, file: "").sheets.last).sheetID
        let chain = "xl/calcChain.xml"
        func chained(_ cell: String) throws -> Outcome {
            let sink = MemorySink()
            let writer = ZipWriter(to: sink)
            let main = Namespaces(isStrict: false)
            for entry in once.after.entries {
                var text = String(decoding: try once.after.contents(of: entry), as: UTF8.self)
                if entry.name == "[Content_Types].xml" {
                    let type = Namespaces.contentType("calcChain")
                    text = text.replacing(
                        first: "</Types>",
                        with: "<Override PartName=\"/\(chain)\" ContentType=\"\(type)\"/></Types>")
                }
                if entry.name == "xl/_rels/workbook.xml.rels" {
                    let link =
                        "<Relationship Id=\"rId70\" Type=\"\(main.relationship("calcChain"))\""
                        + " Target=\"calcChain.xml\"/></Relationships>"
                    text = text.replacing(first: "</Relationships>", with: link)
                }
                try writer.add(entry.name, Array(text.utf8), level: 6)
            }
            let list =
                "<calcChain xmlns=\"\(main.main)\"><c r=\"B2\" i=\"2\"/><c r=\"\(cell)\" i=\"\(number)\"/></calcChain>"
            try writer.add(chain, Array(list.utf8), level: 6)
            try writer.finish()
            return Outcome(
                before: once.after, after: try ZipArchive(Bytes(sink.bytes)), bytes: sink.bytes, findings: [])
        }
        let kept = try Editing.write(edit(replacing: 2), after: chained("B3"))
        #expect(try kept.changed().isEmpty)
        let dropped = try Editing.write(edit(replacing: 2), after: chained("B30"))
        #expect(dropped.after.entry(chain) == nil)
        #expect(try !dropped.text("[Content_Types].xml").contains("calcChain"))
        #expect(try !dropped.text("xl/_rels/workbook.xml.rels").contains("calcChain"))
    }

    @Test func refusesAPlaceThatIsNotThere() throws {
        func code(_ edit: WorkbookEdit, of name: String = "editing-grid.xlsx") -> String? {
            do {
                _ = try Editing.write(edit, of: name)
                return nil
            } catch { return (error as? Finding)?.kind.code }
        }
        #expect(try code(edit(replacing: 9)) == "XLE015")
        var both = try edit(replacing: 1)
        both.sheets.append(try Dashboard.sheet(name: "Deux", replaces: 1))
        #expect(code(both) == "XLE015")
        var annotated = try edit(replacing: 0)
        annotated.blocks = Editing.block(header: 1, body: 2..<5, column: 4, [Editing.texts("X", ["a"])]).blocks
        #expect(code(annotated) == "XLE015")
        #expect(try code(edit(replacing: 0), of: "editing-locked.xlsx") == "XLE005", "it would be renamed")
        #expect(try code(edit(replacing: 0) { $0.name = "Feuille" }, of: "editing-locked.xlsx") == nil)
    }
}
