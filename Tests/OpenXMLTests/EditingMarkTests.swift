import Files
import Markup
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingMarkTests {
    private func mark(_ key: String, owner: String = "budget-vert") -> Mark { Mark(.column, owner: owner, key: key) }

    /// The names of a workbook part made of `names`, after `plan`.
    private func names(_ names: String, after plan: WorkbookPlan) throws -> [String] {
        let part =
            "<w:workbook xmlns:w=\"m\"><w:sheets><w:sheet name=\"L'export\"/><w:sheet name=\"Deux\"/></w:sheets>"
            + (names.isEmpty ? "" : "<w:definedNames>\(names)</w:definedNames>") + "</w:workbook>"
        let edit = try WorkbookPartEdit(Array(part.utf8), part: "")
        let bytes = try edit.edited(plan, Namespaces(isStrict: false)) ?? Array(part.utf8)
        let once = String(decoding: bytes, as: UTF8.self)
        let again = try WorkbookPartEdit(bytes, part: "").edited(plan, Namespaces(isStrict: false))
        #expect(again == nil, "the same once more changes nothing")
        guard let start = once.range(of: "<w:definedNames>"), let end = once.range(of: "</w:definedNames>") else {
            #expect(once.range(of: "definedNames") == nil)
            return []
        }
        return once[start.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
    }

    private func plan(_ columns: [(Int, Mark?)], owned: Set<Int> = []) -> WorkbookPlan {
        var plan = WorkbookPlan()
        plan.names = [0: "L'export", 1: "Deux"]
        let new = columns.map { (_, mark) in
            var column = Editing.texts("X", [])
            column.mark = mark
            return column
        }
        plan.blocks[0] = ColumnBlock(
            sheet: 0, headerRow: 3, body: 4..<9, positions: columns.map(\.0), owned: owned, columns: new)
        return plan
    }

    @Test func namesTheHeaderCellOfEachMarkedColumn() throws {
        let found = try names("", after: plan([(15, mark("a.part")), (17, nil), (18, mark("a.cotation"))]))
        #expect(
            found == [
                "<w:definedName name=\"_mesures.colonne.budget_vert.a.part\" hidden=\"1\">'L''export'!$P$4</w:definedName>"
                    + "<w:definedName name=\"_mesures.colonne.budget_vert.a.cotation\" hidden=\"1\">'L''export'!$S$4"
                    + "</w:definedName>"
            ])
    }

    @Test func leavesANameInPlaceAndReplacesItsTextOnlyIfItDiffers() throws {
        let old = "<w:definedName hidden='1' name='_mesures.colonne.budget_vert.a'>'L''export'!P4</w:definedName>"
        #expect(try names(old, after: plan([(15, mark("a"))], owned: [15])) == [old])
        #expect(
            try names(old, after: plan([(16, mark("a"))], owned: [15])) == [
                "<w:definedName hidden='1' name='_mesures.colonne.budget_vert.a'>'L''export'!$Q$4</w:definedName>"
            ])
        let shown = "<w:definedName name=\"_mesures.colonne.budget_vert.a\">'L''export'!$P$4</w:definedName>"
        #expect(
            try names(shown, after: plan([(15, mark("a"))])) == [
                "<w:definedName name=\"_mesures.colonne.budget_vert.a\" hidden=\"1\">'L''export'!$P$4</w:definedName>"
            ], "LibreOffice shows what was hidden")
    }

    @Test func takesAwayWhatMarksNothingAnyMoreAndNothingElse() throws {
        func name(_ name: String, _ text: String, _ more: String = "") -> String {
            "<w:definedName name=\"\(name)\"\(more) hidden=\"1\">\(text)</w:definedName>"
        }
        let kept = [
            name("_mesures.colonne.budget_vert.a", "'L''export'!$P$4"),
            name("_mesures.colonne.carbone.b", "'L''export'!$T$4"), name("_mesures.colonne.carbone.c", "#REF!"),
            name("_mesures.colonne.budget_vert.d", "Deux!$P$4"), name("Seuil", "Deux!#REF!"),
            name("_mesures.colonne.budget_vert.a", "Deux!$P$4", " localSheetId=\"1\""),
            name("_mesures.feuille.budget_vert.s", "Deux!$A$1"),
        ]
        let gone = [
            name("_mesures.colonne.budget_vert.e", "'L''export'!$R$4"),
            name("_mesures.colonne.budget_vert.f", "'L''export'!#REF!"),
        ]
        #expect(
            try names((kept + gone).joined(separator: "\n"), after: plan([(15, mark("a"))], owned: [15, 17])) == kept)
    }

    @Test func leavesNoEmptyList() throws {
        let old = "<w:definedName name=\"_mesures.colonne.budget_vert.a\">'L''export'!$P$4</w:definedName>"
        #expect(try names(old, after: plan([], owned: [15])).isEmpty)
    }

    @Test func marksSheetsOfNewWorkbooksToo() throws {
        let sink = MemorySink()
        try OpenXMLNew.write(sheets: [try Dashboard.sheet()], to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        let outcome = Outcome(before: archive, after: archive, bytes: sink.bytes, findings: [])
        try outcome.keep("new.xlsx")
        let workbook = try OpenXMLWorkbook(archive, file: "")
        let marks = Marks(in: workbook)
        #expect(marks.sheet(Mark(.sheet, owner: "budget-vert", key: "synthese")) == 0)
        #expect(archive.entry("xl/charts/chart5.xml") != nil)
        #expect(workbook.package.contentType(of: "xl/drawings/vmlDrawing1.vml") == Namespaces.boxesType)
    }

    @Test func renamesASheetInFormulas() {
        let renaming = SheetRenaming(old: "L'export", new: "Été")
        #expect(
            renaming.applied(to: "SUM('L''export'!A1,\"'L''export'!\",'Autre'!B2)")
                == "SUM('Été'!A1,\"'L''export'!\",'Autre'!B2)")
        let plain = SheetRenaming(old: "Données", new: "D 2")
        #expect(plain.applied(to: "données!A1+MesDonnées!A1+[1]x!B2") == "'D 2'!A1+MesDonnées!A1+[1]x!B2")
    }
}
