import Files
import Findings
import Tabular
import Testing

@testable import Workbooks

/// Columns that were given before go where they are.
@Suite struct AnnotatingAgainTests {
    private struct Names: WorkbookReader {
        var names: [WorkbookName]
        var format: WorkbookFormat { .openXML }
        var sheets: [SheetInfo] { [SheetInfo(name: "A")] }
        var findings: [Finding] { [] }

        func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
            -> SheetSummary
        { SheetSummary() }
    }

    private func marks(_ columns: [String: String]) throws -> Marks {
        Marks(
            in: Names(
                names: try columns.map { key, cell in
                    WorkbookName(
                        name: Mark(.column, owner: "annotate", key: key).name, text: "",
                        cells: SheetCells(sheet: "A", range: try #require(CellRange(cell))))
                }))
    }

    private func block(_ text: String, _ columns: [String: String]) throws -> ColumnBlock {
        try ColumnFile(Bytes(Array(text.utf8)), path: "c.csv").block(
            sheet: 0, headerRow: 1, lastRow: 9, firstColumn: 7, marks: marks(columns))
    }

    @Test func knownColumnsStayNewOnesGoRightOthersAreLeftAlone() throws {
        let block = try block("row,Avis,Note,Vu\n3,a,b,c\n", ["avis": "F2", "note": "D2", "autre": "E2"])
        #expect(block.columns.map(\.header) == ["Note", "Avis", "Vu"])
        #expect(block.positions == [3, 5, 7])
        #expect(block.owned == [3, 5])
        #expect(block.body == 2..<10)
        #expect(block.columns.map { $0.mark?.key } == ["note", "avis", "vu"])
    }

    @Test func headersThatFoldAlikeHaveMarksOfTheirOwn() throws {
        let block = try block("row,Avis,avis\n3,a,b\n", ["avis.2": "C2"])
        #expect(block.columns.map(\.header) == ["avis", "Avis"])
        #expect(block.positions == [2, 7])
    }

    @Test func aHeaderInAnotherRowIsTold() throws {
        do {
            _ = try block("row,Avis\n3,a\n", ["avis": "C5"])
            Issue.record("no finding")
        } catch let finding as Finding {
            #expect(finding.kind == .headerElsewhere)
            #expect(finding.values == ["row": "5", "header": "2"])
        }
    }
}
