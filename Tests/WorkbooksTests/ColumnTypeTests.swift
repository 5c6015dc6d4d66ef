import Files
import Findings
import Tabular
import Testing

@testable import Workbooks

@Suite struct ColumnTypeTests {
    private func split(_ text: String) throws(Finding) -> (String, ColumnType) {
        let (header, type) = try ColumnType.split(text, at: Place())
        return (header, type)
    }

    @Test(
        arguments: [
            ("Avis", "Avis", .text), ("Note:number", "Note", .number), ("Vu le:date", "Vu le", .date),
            ("Heure : fin", "Heure : fin", .text), ("A:B:number", "A:B", .number), ("x:autre", "x:autre", .text),
            ("Avis:list(a|b c)", "Avis", .list(["a", "b c"])),
        ] as [(String, String, ColumnType)])
    func headersGiveTypes(_ text: String, _ header: String, _ type: ColumnType) throws {
        let found = try split(text)
        #expect(found.0 == header)
        #expect(found.1 == type)
    }

    @Test(arguments: ["a:list()", "a:list(x", "a:list(x,y)", "a:list(" + String(repeating: "é|", count: 200) + "z)"])
    func listsThatNoWorkbookHoldsAreRefused(_ text: String) {
        #expect(throws: Finding.self) { try split(text) }
    }

    @Test func valuesAreExactOrNone() {
        #expect(ColumnType.number.value(of: "12,50") == .decimal("12.50"))
        #expect(ColumnType.number.value(of: "douze") == nil)
        #expect(ColumnType.date.value(of: "2024-02-29") == .date(days: 19_782))
        #expect(ColumnType.date.value(of: "2025-02-29") == nil)
        #expect(ColumnType.date.value(of: "29/02/2024") == nil)
        #expect(ColumnType.list(["a"]).value(of: "b") == nil)
        #expect(ColumnType.text.value(of: "=1+1") == .text("=1+1"))
    }

    @Test func moreCellsThanASheetIsGivenAreRefused() throws {
        let headers = (0..<70).map { "C\($0)" }.joined(separator: ";")
        let columns = try ColumnFile(Bytes(Array("row;\(headers)\n1048576;x\n".utf8)), path: "a.csv")
        #expect(throws: Finding.self) { try columns.block(sheet: 0, headerRow: 0, lastRow: 5, firstColumn: 1) }
        let few = try ColumnFile(Bytes(Array("row;a;b\n1048576;x;y\n".utf8)), path: "a.csv")
        #expect(try few.block(sheet: 0, headerRow: 0, lastRow: 5, firstColumn: 1).body == 1..<1_048_576)
    }
}
