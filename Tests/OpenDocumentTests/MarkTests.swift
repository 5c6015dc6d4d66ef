import Files
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Marks in OpenDocument") struct MarkTests {
    private let rating = Mark(.column, owner: "budget-vert", key: "attenuation.cotation")
    private let share = Mark(.column, owner: "budget-vert", key: "attenuation.part")
    private let summary = Mark(.sheet, owner: "budget-vert", key: "synthese")

    private static let rows = """
        <table:table-row><table:table-cell office:value-type="string"><text:p>N</text:p></table:table-cell>\
        </table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell \
        office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>
        """
    private static let table = "<table:table table:name=\"L'essai\">\(rows)</table:table>"

    private func column(_ mark: Mark?) -> NewColumn {
        var column = NewColumn(
            header: mark?.key ?? "C", width: 10, format: .text, data: .coded(values: [], codes: []))
        column.mark = mark
        return column
    }

    private func change(_ marks: [Mark?], at positions: [Int], owned: Set<Int> = []) -> WorkbookEdit {
        var change = WorkbookEdit()
        change.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<4, positions: positions, owned: owned, columns: marks.map(column))
        ]
        return change
    }

    private func names(_ archive: ZipArchive) throws -> [String] {
        try OpenDocumentWorkbook(archive, file: "a.ods").names.map { "\($0.name) \($0.text)" }
    }

    @Test func columnsAndSheetsAreFoundByTheirMarks() throws {
        let archive = try package(Self.table)
        var change = change([rating, nil, share], at: [1, 2, 3])
        change.sheets = [NewSheet(name: "Synthèse", widths: [], rows: [])]
        change.sheets[0].mark = summary
        let book = try OpenDocumentWorkbook(try edit(archive, change, "a.ods"), file: "a.ods")
        let marks = Marks(in: book)
        #expect(
            marks.columns(ofSheet: 0)
                == [rating: CellReference(row: 0, column: 1), share: CellReference(row: 0, column: 3)])
        #expect(marks.sheet(summary) == 1)
    }

    @Test func theListOfNamesIsMadeRightAfterTheSheets() throws {
        let archive = try package(
            Self.table + "<table:database-ranges><table:database-range table:name=\"D\" "
                + "table:target-range-address=\"'L''essai'.A1:'L''essai'.A4\"/></table:database-ranges>")
        var change = change([rating], at: [1])
        change.sheets = [NewSheet(name: "S", widths: [], rows: [])]
        let content = try text(try edit(archive, change, "a.ods"), "content.xml")
        let list = """
            </table:table><table:named-expressions><table:named-range \
            table:name="_mesures.colonne.budget_vert.attenuation.cotation" \
            table:base-cell-address="$'L''essai'.$A$1" table:cell-range-address="$'L''essai'.$B$1"/>\
            </table:named-expressions><table:database-ranges>
            """
        #expect(content.contains(list))
        #expect(content.firstRange(of: "table:name=\"S\"")!.lowerBound < content.firstRange(of: list)!.lowerBound)
    }

    @Test func namesOfOthersStayAsTheyAreAndOursFollow() throws {
        let archive = try fixture("objects.ods")
        let before = try text(archive, "content.xml")
        var change = WorkbookEdit()
        change.sheets = [NewSheet(name: "Synthèse", widths: [], rows: [])]
        change.sheets[0].mark = summary
        let result = try edit(archive, change, "a.ods")
        let after = try text(result, "content.xml")
        let list = try #require(before.firstRange(of: "<table:named-expressions>"))
        let end = try #require(before.firstRange(of: "</table:named-expressions>"))
        #expect(after.contains(before[list.lowerBound..<end.lowerBound]))
        #expect(
            try names(result) == [
                "MonNom $'Données d''essai'.$B$2:.$B$4", "_mesures.feuille.budget_vert.synthese $Synthèse.$A$1",
            ])
    }

    @Test func aNameThatIsRightIsKeptAndOneThatIsNotIsReplacedInItsPlace() throws {
        func list(_ first: String, _ last: String) -> String {
            """
            <table:named-expressions><table:named-range table:cell-range-address="$A.$A$1" table:name="a"/>\(first)\
            <table:named-expression table:name="b" table:expression="1"/>\(last)</table:named-expressions>
            """
        }
        // Written by another program: other order, other base.
        let right = """
            <table:named-range table:cell-range-address="$'L''essai'.$B$1" table:base-cell-address="$'L''essai'.$C$9" \
            table:name="\(rating.name)"/>
            """
        let wrong = """
            <table:named-range table:name="\(share.name)" table:cell-range-address="$'L''essai'.$Z$1"></table:named-range>
            """
        let archive = try package(Self.table + list(right, wrong))
        let content = try text(try edit(archive, change([rating, share], at: [1, 2]), "a.ods"), "content.xml")
        let made = """
            <table:named-range table:name="\(share.name)" table:base-cell-address="$'L''essai'.$A$1" \
            table:cell-range-address="$'L''essai'.$C$1"/>
            """
        #expect(content.contains(list(right, made)))
    }

    @Test func theNameOfAColumnThatIsNoLongerWrittenGoesAndThoseOfOtherOwnersStay() throws {
        let other = Mark(.column, owner: "annotate", key: "note")
        let gone = Mark(.column, owner: "budget-vert", key: "disparue")
        let othersGone = Mark(.column, owner: "annotate", key: "disparue")
        func range(_ mark: Mark, _ cell: String) -> String {
            "<table:named-range table:name=\"\(mark.name)\" table:cell-range-address=\"$'L''essai'.\(cell)\"/>"
        }
        let archive = try package(
            Self.table + "<table:named-expressions>" + range(rating, "$B$1") + range(share, "$C$1")
                + range(other, "$D$1") + range(gone, "$#REF!$1") + range(othersGone, "$#REF!$1")
                + range(summary, "$A$1") + range(rating, "$E$1") + "</table:named-expressions>")
        let result = try edit(archive, change([rating], at: [1], owned: [1, 2]), "a.ods")
        #expect(
            try names(result).map { String($0.prefix { $0 != " " }) }
                == [rating.name, other.name, othersGone.name, summary.name])
    }
}
