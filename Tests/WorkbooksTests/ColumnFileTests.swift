import Files
import Findings
import Tabular
import Testing

@testable import Workbooks

/// Columns of more text than one batch holds, which are scanned ahead of being taken.
@Suite struct ColumnFileTests {
    /// `count` rows of one number column, `values` instead of the numbers of some rows, then `tail`.
    static func file(_ count: Int, _ values: [Int: String] = [:], tail: String = "") -> Bytes {
        var text = "row;Montant:number;Motif\n"
        for row in 1...count { text += "\(row + 1);\(values[row] ?? "\(row)");Ligne \(row)\n" }
        return Bytes(Array((text + tail).utf8))
    }

    static func finding(_ bytes: Bytes) -> Finding? {
        do {
            _ = try ColumnFile(bytes, path: "colonnes.csv")
            return nil
        } catch { return error as? Finding }
    }

    @Test func rowsOfManyBatchesAreTakenInOrder() throws {
        let columns = try ColumnFile(Self.file(60_000), path: "colonnes.csv")
        let block = try columns.block(sheet: 0, headerRow: 0, lastRow: 60_000, firstColumn: 3)
        guard case .coded(let values, let codes) = block.columns[0].data else {
            Issue.record("no codes")
            return
        }
        #expect(codes.count == 60_000)
        #expect(codes.indices.allSatisfy { values[Int(codes[$0])] == CellValue.decimal("\($0 + 1)") })
    }

    @Test func theFirstFaultIsTold() {
        // What is read ahead is not told before what comes first.
        let early = Self.finding(Self.file(60_000, [7: "sept", 59_000: "neuf"], tail: "60002;\"ouvert"))
        #expect(early?.kind.code == "COL005")
        #expect(early?.place.line == 8)
        let late = Self.finding(Self.file(60_000, tail: "60002;\"ouvert"))
        #expect(late?.kind.code == "CSV008")
        #expect(Self.finding(Self.file(60_000)) == nil)
    }

    @Test func ofTwoFaultsTheFirstRowsIsTold() {
        // Columns are taken on different threads; three columns, so that two of them share one.
        func file(_ faults: [Int: [String]], number: Int? = nil) -> Bytes {
            var text = "row;A:number;B:number;C:number\n"
            for row in 1...30_000 {
                let values = faults[row] ?? ["\(row)", "", "3"]
                text += "\(number == row ? "x" : "\(row + 1)");\(values.joined(separator: ";"))\n"
            }
            return Bytes(Array(text.utf8))
        }
        let later = Self.finding(file([20_000: ["un", "2", "3"], 20_001: ["1", "deux", "3"]]))
        #expect(later?.place.line == 20_001)
        #expect(later?.values["value"] == "un")
        let sooner = Self.finding(
            file([20_000: ["un", "2", "3"], 19_000: ["1", "deux", "3"], 19_001: ["1", "2", "c"]]))
        #expect(sooner?.place.line == 19_001)
        #expect(sooner?.values["column"] == "B")
        let sameRow = Self.finding(file([5: ["1", "deux", "trois"]]))
        #expect(sameRow?.values["column"] == "B")
        // A wrong row number comes before the cells of its row, and after those of the rows before.
        #expect(Self.finding(file([7: ["un", "2", "3"]], number: 7))?.kind.code == "COL004")
        #expect(Self.finding(file([6: ["1", "2", "c"]], number: 7))?.values["column"] == "C")
    }

    @Test func cellsLeftOutStayEmpty() throws {
        let bytes = Bytes(Array("row;A;B:number\n2;;5\n3;x\n4;;\n5;y;7\n".utf8))
        let columns = try ColumnFile(bytes, path: "colonnes.csv")
        let block = try columns.block(sheet: 0, headerRow: 0, lastRow: 4, firstColumn: 3)
        func values(_ column: Int) -> [CellValue?] {
            guard case .coded(let values, let codes) = block.columns[column].data else { return [] }
            return codes.map { $0 == Codes.none ? nil : values[Int($0)] }
        }
        #expect(values(0) == [nil, .text("x"), nil, .text("y")])
        #expect(values(1) == [.decimal("5"), nil, nil, .decimal("7")])
    }
}
