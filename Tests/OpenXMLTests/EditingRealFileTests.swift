import Glibc
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

/// The nomenclature grid of a town, 15,074 lines; the data are not part of the project.
private let grid = "../shared/data/montreuil/NATURES - FONCTIONS v13.xlsx"

private let path: String = {
    var folder = #filePath[...]
    for _ in 0..<3 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    return folder + "/" + grid
}()

@Suite(.enabled(if: unsafe access(path, R_OK) == 0, "needs \(grid), which is not part of the project"))
struct EditingRealFileTests {
    @Test func changesOnlyTheSheetAndTheStylesWhenTwoColumnsAreAppended() throws {
        let rows = 15_074
        let share = NewColumn(
            header: "Part", width: 8, format: .percent,
            data: .coded(values: [.decimal("0.5")], codes: Codes(repeatElement(0, count: rows))))
        let rating = NewColumn(
            header: "Cotation", width: 14, format: .text,
            data: .coded(
                values: [.text("Favorable"), .text("Neutre")], codes: Codes((0..<rows).map { UInt32($0 % 3) })))
        let edit = Editing.block(header: 1, body: 2..<(2 + rows), column: 14, [rating, share])
        let outcome = try Editing.write(edit, of: path)
        let sheet = "xl/worksheets/sheet1.xml"
        let strings = "xl/sharedStrings.xml"
        #expect(try outcome.changed().sorted() == [strings, "xl/styles.xml", sheet])
        let (before, after) = (try outcome.textBefore(strings), try outcome.text(strings))
        let kept = try #require(before.firstRange(of: "<si>"))
        let end = "</sst>"
        #expect(before.hasSuffix(end))
        #expect(
            after.hasSuffix(
                before[kept.lowerBound...].dropLast(end.count) + "<si><t>Favorable</t></si><si><t>Neutre</t></si>" + end
            ))
        #expect(outcome.added.isEmpty)
        #expect(outcome.after.entries.map(\.name) == outcome.before.entries.map(\.name))
        let text = try outcome.text(sheet)
        // The filter stops a row short of the last line: it is not what the columns continue, and stays as it is.
        #expect(text.contains("<autoFilter ref=\"A2:N15075\"/>"))
        #expect(text.contains("<pane ySplit=\"2\" topLeftCell=\"A3\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
        #expect(text.contains("<dimension ref=\"A1:P15076\"/>"))
        #expect(text.components(of: "<c r=\"O") == rows + 1)
        // Every third row has no rating, and a cell for its look only where its neighbour has one.
        #expect(text.components(of: "<c r=\"P") <= rows + 1)
        #expect(text.components(of: " t=\"s\"") > rows / 3 * 2)
        #expect(try outcome.text("xl/workbook.xml").contains("state=\"hidden\""))
    }
}
