import Findings
import Tabular
import Testing
import Workbooks

/// Reading some columns gives what reading all of them gives, those columns apart.
@Suite("Some columns of a sheet")
struct ColumnSelectionTests {
    /// This repository.
    static let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    static let files = [
        "samples/mandats-2025.xlsx", "samples/budget-execute.ods", "samples/balance.csv",
        "Tests/OpenDocumentTests/Fixtures/types.ods", "Tests/OpenXMLTests/Fixtures/editing-odd.xlsx",
        "Tests/OpenXMLTests/Fixtures/editing-report.xlsx", "Tests/OpenXMLTests/Fixtures/editing-utf16.xlsx",
    ]
    static let selections = [
        ColumnSelection([]), ColumnSelection([0]), ColumnSelection([2, 7, 300]), ColumnSelection(1..<12),
        ColumnSelection([], keepsText: true), ColumnSelection([1, 8], keepsText: true),
    ]

    private struct Listed: Equatable {
        var cells: [String] = []
        var rows: Set<Int> = []
        var around: [String] = []
    }

    private func list(_ reader: any WorkbookReader, _ sheet: Int, _ columns: ColumnSelection) throws -> Listed {
        var listed = Listed()
        let summary = try reader.readSheet(sheet, columns: columns) { batch in
            for row in batch.rows {
                listed.rows.insert(row.index)
                for cell in batch.cells[row.cells] {
                    listed.cells.append(
                        "\(row.index) \(row.repeats) \(row.isHidden) \(cell.column) \(cell.kind) \(batch.text(of: cell))"
                    )
                }
            }
            return .next
        }
        listed.around = [
            "\(String(describing: summary.used))", "\(summary.lastColumn ?? -1)", "\(summary.lastRow ?? -1)",
            "\(summary.merges)", "\(summary.hiddenColumns.sorted())", "\(String(describing: summary.filter))",
            "\(summary.tables)", "\(summary.findings.map(\.kind.code))",
        ]
        return listed
    }

    @Test(arguments: files, selections)
    func same(file: String, columns: ColumnSelection) throws {
        let workbook = try Workbook(opening: "\(Self.root)/\(file)")
        for sheet in workbook.reader.sheets.indices {
            let all = try list(workbook.reader, sheet, .all)
            let some = try list(workbook.reader, sheet, columns)
            let wanted = all.cells.filter { line in
                let words = line.split(separator: " ", maxSplits: 5)
                return columns.gives(Int(words[3]) ?? -1) || (columns.keepsText && words[4] == "text")
            }
            #expect(some.cells == wanted)
            #expect(some.rows == Set(wanted.compactMap { Int($0.prefix { $0 != " " }) }))
            #expect(some.around == all.around)
        }
    }
}
