import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingRefusalTests {
    private func code(_ body: () throws -> Outcome) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? Finding)?.kind.code
        }
    }

    @Test func neverOverwritesACell() throws {
        let edit = Editing.block(header: 1, body: 2..<5, column: 3, [Editing.texts("X", ["a"])])
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE001")
        do {
            _ = try Editing.write(edit, of: "editing-grid.xlsx")
        } catch let finding as Finding {
            #expect(finding.place.cell == "D2")
            #expect(finding.place.sheet == "Budget")
            #expect(finding.place.file == "editing-grid.xlsx")
        }
    }

    @Test func neverWritesIntoATableOrAMergedArea() throws {
        let table = Editing.block(header: 2, body: 3..<5, column: 2, [Editing.texts("X", ["a"])])
        #expect(code { try Editing.write(table, of: "editing-report.xlsx") } == "XLE001")
        let merged = Editing.block(header: 0, body: 8..<9, column: 3, [Editing.texts("X", ["a"])])
        #expect(code { try Editing.write(merged, of: "editing-grid.xlsx") } == "XLE001")
    }

    @Test func refusesWhatDoesNotFitInTheGrid() throws {
        let columns = Array(repeating: Editing.texts("X", ["a"]), count: 3)
        let wide = Editing.block(header: 0, body: 1..<2, column: SheetLimits.columns - 2, columns)
        #expect(code { try Editing.write(wide, of: "editing-grid.xlsx") } == "XLE002")
        let long = Editing.block(header: 0, body: 1..<(SheetLimits.rows + 1), column: 9, columns)
        #expect(code { try Editing.write(long, of: "editing-grid.xlsx") } == "XLE002")
    }

    @Test func refusesASignedWorkbookUnlessTheSignatureMayGo() throws {
        let edit = Editing.block(header: 0, body: 1..<3, column: 2, [Editing.texts("X", ["a"])])
        #expect(code { try Editing.write(edit, of: "editing-signed.xlsx") } == "XLE003")
        var options = EditOptions()
        options.mayDropSignature = true
        let outcome = try Editing.write(edit, of: "editing-signed.xlsx", options: options)
        #expect(outcome.findings.map(\.kind.code) == ["XLE004"])
        #expect(!outcome.after.entries.contains { $0.name.hasPrefix("_xmlsignatures") })
        #expect(try !outcome.text("[Content_Types].xml").contains("digital-signature"))
        #expect(try !outcome.text("_rels/.rels").contains("digital-signature"))
    }

    @Test func refusesNewSheetsInALockedWorkbookButNotNewColumns() throws {
        var edit = Editing.block(header: 0, body: 1..<3, column: 2, [Editing.texts("X", ["a"])])
        #expect(code { try Editing.write(edit, of: "editing-locked.xlsx") } == nil)
        edit.sheets = [NewSheet(name: "Synthèse", widths: [], rows: [])]
        #expect(code { try Editing.write(edit, of: "editing-locked.xlsx") } == "XLE005")
    }

    @Test(arguments: ["", "budget", "a/b", "un nom de feuille bien trop long!", "'x", "History"])
    func refusesASheetNameThatProgramsRefuse(_ name: String) {
        var edit = WorkbookEdit()
        edit.sheets = [NewSheet(name: name, widths: [], rows: [])]
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE011")
    }

    @Test func refusesATextThatNoCellHolds() {
        let text = String(repeating: "é", count: SheetLimits.textLength + 1)
        let edit = Editing.block(header: 1, body: 2..<3, column: 4, [Editing.texts("X", [text])])
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE007")
    }

    @Test func refusesAHeaderThatTheTableHas() {
        let edit = Editing.block(header: 2, body: 3..<6, column: 4, [Editing.texts("MONTANT", ["a"])])
        #expect(code { try Editing.write(edit, of: "editing-report.xlsx") } == "XLE008")
    }

    @Test(arguments: [["a,b"], [], [String(repeating: "x", count: 256)]])
    func refusesChoicesThatDoNotFit(_ choices: [String]) {
        var column = Editing.texts("X", ["a"])
        column.choices = .list(choices)
        let edit = Editing.block(header: 1, body: 2..<3, column: 4, [column])
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE012")
    }

    @Test func refusesAPromptThatNoCellShows() {
        var column = Editing.texts("X", ["a"])
        column.prompt = String(repeating: "x", count: 256)
        let edit = Editing.block(header: 1, body: 2..<3, column: 4, [column])
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE014")
    }

    @Test func refusesTwoColumnsInOnePlace() {
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 1, body: 2..<3, positions: [5, 5],
                columns: [Editing.texts("X", ["a"]), Editing.texts("Y", ["a"])])
        ]
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE013")
    }

    @Test func refusesChartsAndNotesBeyondTheGrid() throws {
        var sheet = NewSheet(name: "Loin", widths: [], rows: [])
        sheet.notes = [(CellReference(row: SheetLimits.rows, column: 0), "x")]
        var edit = WorkbookEdit()
        edit.sheets = [sheet]
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE002")
        edit.sheets = [try Dashboard.sheet()]
        edit.sheets[0].charts[0].place.last.column = SheetLimits.columns
        #expect(code { try Editing.write(edit, of: "editing-grid.xlsx") } == "XLE002")
    }

    /// A disk that is full after so many bytes.
    private final class FullDisk: ByteSink {
        var count = 0
        let room: Int
        init(room: Int) { self.room = room }
        func write(_ bytes: ArraySlice<UInt8>) throws(Finding) {
            guard count + bytes.count <= room else { throw Finding(.diskFull) }
            count += bytes.count
        }
        func write(_ bytes: Bytes) throws(Finding) { try write(bytes.array[...]) }
    }

    @Test(arguments: [0, 100, 3000, 6000])
    func saysThatTheDiskIsFullWhereverItIs(_ room: Int) throws {
        let edit = Editing.block(
            header: 1, body: 2..<5, column: 4, [Editing.texts("X", ["a"])], sheets: [try Dashboard.sheet()])
        let editor = try OpenXMLEditor(Editing.open("editing-grid.xlsx"), file: "a.xlsx")
        #expect(throws: Finding.self) { _ = try editor.write(edit, to: FullDisk(room: room)) }
    }

    @Test(arguments: [
        "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>", "<worksheet><sheetData><row",
        "<worksheet/>", "", "<!DOCTYPE x><worksheet><sheetData/></worksheet>",
        "<worksheet><sheetData><row r=\"9999999\"/>",
    ])
    func refusesASheetThatIsNotOne(_ sheet: String) throws {
        let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
        let block = ColumnBlock(
            sheet: 0, headerRow: 0, body: 1..<2, firstColumn: 0, columns: [Editing.texts("X", ["a"])])
        var splicer = SheetSplicer(block, at: Place(), table: nil, uses1904: false, styles: styles)
        var rest = Array(sheet.utf8)
        #expect(throws: Finding.self) {
            try splicer.run { buffer, _ in
                defer { rest = [] }
                buffer += rest
                return rest.count
            } to: { _, _ in
            }
        }
    }

    @Test func wordsEveryFindingInBothLanguages() {
        let kinds = FindingKind.openXMLEditingKinds
        #expect(Set(kinds.map(\.code)).count == kinds.count)
        for kind in kinds { #expect(kind.french.names == kind.english.names) }
    }
}
