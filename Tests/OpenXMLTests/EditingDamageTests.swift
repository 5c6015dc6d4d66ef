import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// Damaged parts lead to a finding or to an outcome, never to a crash.
@Suite struct EditingDamageTests {
    /// Numbers that are the same in every run (Knuth's MMIX generator).
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    private func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...dice.roll(3) {
            let position = dice.roll(bytes.count)
            switch dice.roll(4) {
            case 0: bytes[position] = Array("<>/\"='& 09Az:!?-]".utf8)[dice.roll(17)]
            case 1: bytes.removeSubrange(position..<min(bytes.count, position + 1 + dice.roll(40)))
            case 2: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + dice.roll(60))], at: position)
            default: bytes = Array(bytes[..<max(position, 1)])
            }
        }
        return bytes.isEmpty ? [0] : bytes
    }

    private let block = ColumnBlock(
        sheet: 0, headerRow: 2, body: 3..<6, firstColumn: 4, columns: [Editing.texts("X", ["a", "b", nil])])

    @Test(arguments: ["editing-report.xlsx", "editing-grid.xlsx", "editing-odd.xlsx"])
    func sheets(_ name: String) throws {
        let archive = try Editing.open(name)
        let contents = try archive.contents(of: #require(archive.entry("xl/worksheets/sheet1.xml")))
        var dice = Dice(state: 7)
        for _ in 0..<400 {
            let bytes = damaged(contents, &dice)
            let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
            var splicer = SheetSplicer(block, at: Place(), table: nil, uses1904: false, styles: styles)
            var position = 0
            do {
                try splicer.run { buffer, limit in
                    let count = min(limit, 300, bytes.count - position)
                    buffer += bytes[position..<(position + count)]
                    position += count
                    return count
                } to: { _, _ in
                }
            } catch { #expect(error is Finding) }
        }
    }

    @Test func theSmallParts() throws {
        let archive = try Editing.open("editing-report.xlsx")
        let table = try #require(
            try OpenXMLPackage(archive, file: "").tables(ofSheet: "xl/worksheets/sheet1.xml").first)
        var dice = Dice(state: 11)
        func each(_ part: String, _ body: ([UInt8]) throws(Finding) -> Void) throws {
            let contents = try archive.contents(of: #require(archive.entry(part)))
            for _ in 0..<200 {
                do { try body(damaged(contents, &dice)) } catch { #expect(!error.kind.code.isEmpty) }
            }
        }
        try each("xl/styles.xml") { (bytes) throws(Finding) in
            let styles = try StyleBook(bytes, part: "")
            _ = try styles.body(neighbour: 1, .amount)
            _ = try styles.look(.header, .date)
            _ = try styles.finished()
        }
        try each("xl/workbook.xml") { (bytes) throws(Finding) in
            var names = PartNames([])
            let sheet = NewSheet(name: "S", widths: [], rows: [])
            let strict = Namespaces(isStrict: true)
            let parts = try SheetParts(
                for: sheet, at: "s.xml", names: &names, folder: "", namespaces: strict, uses1904: false)
            let placed = PlacedSheet(
                sheet: sheet, part: "s.xml", relationshipID: "rId9", sheetID: 9, position: 3, parts: parts)
            let plan = WorkbookPlan(
                sheets: [placed], blocks: [0: block], names: [0: "Mandats 2025"], recalculates: true)
            _ = try WorkbookPartEdit(bytes, part: "").edited(plan, strict)
        }
        try each("xl/tables/table1.xml") { (bytes) throws(Finding) in
            var findings: [Finding] = []
            let package = try OpenXMLPackage(archive, file: "")
            for edit in try TableEdit.find(for: block, among: [table], in: package, sheet: "", &findings) {
                _ = try edit.edited(bytes)
            }
        }
        try each("[Content_Types].xml") { (bytes) throws(Finding) in
            _ = try PackagePartEdits.contentTypes(
                bytes, part: "", adding: [("a.xml", "b")], removing: ["xl/workbook.xml"])
        }
        try each("xl/_rels/workbook.xml.rels") { (bytes) throws(Finding) in
            _ = try PackagePartEdits.relationships(bytes, part: "", adding: [("rId9", "t", "u")], removing: "/styles")
        }
    }

    @Test func whatAnEarlierRunWrote() throws {
        let column = ["cotation", "part"].map { key in
            var column = Editing.texts("X", ["a", "b", nil])
            column.choices = .list(["a", "b"])
            column.colours = [ValueColour(text: "a", fill: "C6EFCE", ink: "006100")]
            column.mark = Mark(.column, owner: "m", key: key)
            return column
        }
        let first = ColumnBlock(sheet: 0, headerRow: 2, body: 3..<6, positions: [4, 5], columns: column)
        let second = ColumnBlock(
            sheet: 0, headerRow: 2, body: 3..<6, positions: [4, 6], owned: [4, 5], columns: column)
        let styles = try StyleBook(StyleBook.minimal(Namespaces(isStrict: false)), part: "")
        let tail = try SheetTail(Array("<pageMargins/></worksheet>".utf8), part: "", prefix: "")
        let ours = try tail.edited(for: first, styles: styles).bytes
        var edit = WorkbookEdit()
        edit.sheets = [try Dashboard.sheet()]
        let once = try Editing.write(edit, of: "editing-report.xlsx")
        let part = "xl/workbook.xml"
        let workbook = try once.after.contents(of: #require(once.after.entry(part)))
        let package = try OpenXMLPackage(once.after, file: "")
        var names = PartNames([])
        let strict = Namespaces(isStrict: false)
        let sheet = try Dashboard.sheet(name: "Autre")
        let parts = try SheetParts(
            for: sheet, at: "s.xml", names: &names, folder: "", namespaces: strict, uses1904: false)
        let entry = try #require(package.sheets.last)
        let placed = PlacedSheet(
            sheet: sheet, part: entry.part, relationshipID: "rId9", sheetID: 9, position: entry.position,
            replaced: entry, parts: parts)
        let plan = WorkbookPlan(sheets: [placed], blocks: [0: second], names: [0: "Mandats 2025"])
        let chain = Array("<calcChain><c r=\"E4\" i=\"1\"/><c r=\"F5\"/></calcChain>".utf8)
        var dice = Dice(state: 13)
        for _ in 0..<200 {
            do {
                let tail = try SheetTail(damaged(ours, &dice), part: "", prefix: "")
                try tail.checkMerges(second)
                _ = try tail.edited(for: second, styles: styles)
            } catch { #expect(!error.kind.code.isEmpty) }
            do {
                _ = try WorkbookPartEdit(damaged(workbook, &dice), part: "").edited(plan, strict)
            } catch { #expect(!error.kind.code.isEmpty) }
            do {
                _ = try CalcChain.lists(damaged(chain, &dice), part: "") { _, cell in
                    !second.hasFormula(row: cell.row, column: cell.column)
                }
            } catch { #expect(!error.kind.code.isEmpty) }
        }
    }

    @Test func saysThatTheSheetIsProtected() throws {
        let tail = try SheetTail(Array("<sheetProtection sheet=\"1\"/></worksheet>".utf8), part: "", prefix: "")
        #expect(try tail.isProtected())
        #expect(try !SheetTail(Array("</worksheet>".utf8), part: "", prefix: "").isProtected())
    }
}
