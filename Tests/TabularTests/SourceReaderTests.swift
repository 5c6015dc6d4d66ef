import Findings
import Tabular
import Testing

/// What the program wrote is no part of what people exported.
@Suite("Reading what people made")
struct SourceReaderTests {
    /// Two sheets, the same rows on both: texts in columns A to E, the third row in C and E alone.
    private struct Sheets: WorkbookReader {
        var names: [WorkbookName]
        var format: WorkbookFormat { .openXML }
        var sheets: [SheetInfo] { [SheetInfo(name: "Mandats"), SheetInfo(name: "Synthèse")] }
        var findings: [Finding] { [] }

        func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
            -> SheetSummary
        {
            var batch = RowBatch()
            for (row, filled) in [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [2, 4]].enumerated() {
                let start = batch.cells.count
                for column in filled where columns.gives(column) {
                    let text = Array("\(row)\(column)".utf8)
                    batch.cells.append(
                        Cell(
                            column: UInt32(column), kind: .text, offset: UInt32(batch.bytes.count),
                            length: UInt32(text.count)))
                    batch.bytes += text
                }
                batch.rows.append(RowBatch.Row(index: row, cells: start..<batch.cells.count))
            }
            _ = try body(batch)
            var summary = SheetSummary()
            summary.used = CellRange("A1:E3")
            summary.lastColumn = 4
            return summary
        }
    }

    private func reader(_ marked: String...) throws -> SourceReader {
        var names = try marked.map { cell in
            WorkbookName(
                name: Mark(.column, owner: "a", key: cell).name, text: "",
                cells: SheetCells(sheet: "Mandats", range: try #require(CellRange(cell))))
        }
        if !names.isEmpty {
            names.append(
                WorkbookName(
                    name: Mark(.sheet, owner: "a", key: "s").name, text: "",
                    cells: SheetCells(sheet: "Synthèse", range: try #require(CellRange("A1")))))
        }
        return SourceReader(Sheets(names: names))
    }

    private func read(_ reader: SourceReader) throws -> (rows: [[String]], summary: SheetSummary) {
        var rows: [[String]] = []
        let summary = try reader.readSheet(0) { batch in
            for row in batch.rows { rows.append(batch.cells[row.cells].map { batch.text(of: $0) }) }
            return .next
        }
        return (rows, summary)
    }

    @Test func writtenColumnsAndRowsThatHoldNothingElseAreNotThere() throws {
        let found = try read(reader("C1", "E1"))
        #expect(found.rows == [["00", "01", "03"], ["10", "11", "13"]])
        #expect(found.summary.lastColumn == 3)
        #expect(found.summary.used == CellRange("A1:D3"))
    }

    @Test func nothingIsLeftOutWithoutMarks() throws {
        let found = try read(reader())
        #expect(found.rows.map(\.count) == [5, 5, 2])
        #expect(found.summary.lastColumn == 4)
        #expect(try reader().ownSheets == [0, 1])
    }

    @Test func writtenSheetsKeepTheirPlaceAndAreNoneOfThePeoples() throws {
        #expect(try reader("C1").ownSheets == [0])
        #expect(try reader("C1").sheets.count == 2)
    }
}
