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
}
