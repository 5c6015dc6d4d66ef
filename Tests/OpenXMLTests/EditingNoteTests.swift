import Markup
import Tabular
import Testing

@testable import OpenXML

@Suite struct EditingNoteTests {
    private func outcome(_ notes: [(cell: CellReference, text: String)]) throws -> Outcome {
        var sheet = NewSheet(name: "Notes", widths: [10, 40], rows: [[NewCell(.text("x"))]])
        sheet.notes = notes
        var edit = WorkbookEdit()
        edit.sheets = [sheet]
        return try Editing.write(edit, of: "editing-report.xlsx")
    }

    @Test func writesNotesWithTheirAuthorBesideThoseOfOtherSheets() throws {
        let outcome = try outcome([
            (CellReference(row: 4, column: 1), " un <mot>\nde plus"), (CellReference(row: 0, column: 0), "premier"),
            (CellReference(row: 4, column: 1), "encore"),
        ])
        // The fixture has notes of its own.
        #expect(outcome.added.contains("xl/comments2.xml"))
        #expect(outcome.added.contains("xl/drawings/vmlDrawing2.vml"))
        #expect(try !outcome.changed().contains("xl/comments1.xml"))
        let notes = try outcome.tree("xl/comments2.xml")
        #expect(notes.everywhere("author").map(\.text) == ["mesures"])
        #expect(notes.everywhere("comment").map { $0.attribute("ref") } == ["A1", "B5"])
        #expect(notes.everywhere("t").map(\.text) == ["premier", " un <mot>\nde plus\nencore"])
    }

    @Test func hidesBoxesUntilTheyAreAskedForAndSizesThemByTheText() throws {
        let long = String(repeating: "Une phrase assez longue pour plusieurs lignes. ", count: 8)
        let outcome = try outcome([
            (CellReference(row: 0, column: 0), "court"), (CellReference(row: 9, column: 1), long),
        ])
        let shapes = try outcome.tree("xl/drawings/vmlDrawing2.vml").everywhere("shape")
        #expect(shapes.map { $0.attribute("id") } == ["_x0000_s1025", "_x0000_s1026"])
        for shape in shapes { #expect(shape.attribute("style")?.contains("visibility:hidden") ?? false) }
        #expect(shapes.map { $0.everywhere("Row").first?.text } == ["0", "9"])
        #expect(shapes.map { $0.everywhere("Column").first?.text } == ["0", "1"])
        let anchors = shapes.map { shape in
            (shape.everywhere("Anchor").first?.text ?? "").split(separator: ",").compactMap { number in
                Int(String(number.filter { $0 != " " }))
            }
        }
        // Left and top, right and bottom: a column or row, and pixels in it. Column B is 285 pixels wide.
        #expect(anchors[0] == [1, 15, 0, 2, 1, 143, 1, 13])
        #expect(anchors[1].count == 8)
        #expect(anchors[1][6] >= 15, "eight sentences take more than four rows")
    }

    @Test func numbersShapesBeyondTheFirstBlock() throws {
        let notes = (0..<1030).map { (cell: CellReference(row: $0, column: 0), text: "n") }
        let boxes = try outcome(notes).text("xl/drawings/vmlDrawing2.vml")
        #expect(boxes.contains("data=\"1,2\""))
        #expect(boxes.contains("id=\"_x0000_s2054\""))
    }
}
