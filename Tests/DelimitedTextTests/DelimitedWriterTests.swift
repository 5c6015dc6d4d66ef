import Files
import Findings
import Tabular
import Testing

@testable import DelimitedText

@Suite struct DelimitedWriterTests {
    private func written(
        _ table: [[String]], separator: UInt8 = UInt8(ascii: ","), lineEnd: DelimitedWriter.LineEnd = .lf,
        neutralises: Bool = false
    ) throws -> String {
        let sink = MemorySink()
        var writer = DelimitedWriter(
            to: sink, separator: separator, lineEnd: lineEnd, neutralisesFormulas: neutralises)
        for row in table { try writer.row(row) }
        try writer.finish()
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    @Test func quotesOnlyWhereNeeded() throws {
        #expect(
            try written([["a", "b,c", "d\"e", "f\ng", " h "], [""], ["", ""]])
                == "a,\"b,c\",\"d\"\"e\",\"f\ng\", h \n\"\"\n,\n")
        #expect(try written([["a,b", "c;d"]], separator: UInt8(ascii: ";"), lineEnd: .crlf) == "a,b;\"c;d\"\r\n")
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let table = [
            ["libellé", "montant", "x"], ["a;b\r\n\"c\"", "-1,5", "\"\""], ["'", "=1", "\t"], ["fin", "", "z"],
        ]
        for separator in [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09, UInt8(ascii: "|")] {
            #expect(try rows(written(table, separator: separator)) == table)
            #expect(try rows(written(table, separator: separator, lineEnd: .crlf)) == table)
        }
    }

    @Test func neutralisesFormulasWhenAsked() throws {
        let row = ["=1+1", "+cmd", "-2", "-2,5 %", "+33 1 23", "@x", "\tx", "-a,b", "-", "a=b"]
        #expect(try written([row]).contains("'") == false)
        #expect(
            try written([row], separator: UInt8(ascii: ";"), neutralises: true)
                == "'=1+1;'+cmd;-2;-2,5 %;+33 1 23;'@x;'\tx;'-a,b;'-;a=b\n")
    }

    @Test(
        "what starts like a formula gets an apostrophe, within the quotes where it needs them",
        arguments: [
            ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("--1", "'--1"),
            ("-1-1", "'-1-1"),
            ("+", "'+"), ("-1E5", "'-1E5"), ("-1\u{202F}234,50", "\"-1\u{202F}234,50\""), (" =1", " =1"), ("", "\"\""),
        ])
    func neutralised(text: String, written: String) throws {
        #expect(try self.written([[text]], neutralises: true) == written + "\n")
    }

    @Test func writesManyRowsInOrder() throws {
        let table = (0..<50_000).map { ["\($0)", "x"] }
        #expect(try written(table) == table.map { $0.joined(separator: ",") + "\n" }.joined())
    }

    @Test func codedColumnsAreWrittenAsTheirTexts() throws {
        let texts: TextList = [
            "", "a,b", "court", "un texte assez long, à guillemets \"", "ligne\nsuivante", "sans rien de tel",
        ]
        let codes: [UInt32] = (0..<700).map { UInt32($0 * 7 % 6) }
        let sink = MemorySink()
        var writer = DelimitedWriter(to: sink)
        let columns = CodedColumns([(texts, codes), (["x"], codes.map { _ in 0 })], for: writer)
        try writer.rows(codes.count, columns) { writer, row in
            writer.field(row - 5)
            writer.field(Cents(Int64(row * 3 - 150)))
        }
        try writer.finish()
        let table = codes.indices.map { ["\($0 - 5)", Cents(Int64($0 * 3 - 150)).decimal, texts[Int(codes[$0])], "x"] }
        #expect(String(decoding: sink.bytes, as: UTF8.self) == (try written(table)))
    }

    /// Columns of nearly as many texts as rows stay where they are; among joined ones, with and without quotes.
    @Test func columnsOfManyTextsAreWrittenAsTheirTexts() throws {
        let plain = TextList([""] + (1..<90).map { "pièce \($0)" })
        let quoted = TextList([""] + (1..<90).map { $0 % 9 == 0 ? "a \"\($0)\"" : $0 % 5 == 0 ? "b,\($0)" : "c\($0)" })
        let few: TextList = ["", "x,y", "z"]
        let rows = 0..<300
        let columns = [
            (few, rows.map { UInt32($0 % 3) }), (plain, rows.map { UInt32($0 * 7 % 90) }),
            (quoted, rows.map { UInt32($0 * 11 % 90) }), (few, rows.map { UInt32($0 * 2 % 3) }),
            (few, rows.map { UInt32($0 / 100) }), (plain, rows.map { UInt32($0 % 90) }),
        ]
        let sink = MemorySink()
        var writer = DelimitedWriter(to: sink)
        try writer.rows(rows.count, CodedColumns(columns, for: writer)) { writer, row in writer.field(row) }
        try writer.finish()
        let table = rows.map { row in ["\(row)"] + columns.map { $0.0[Int($0.1[row])] } }
        #expect(String(decoding: sink.bytes, as: UTF8.self) == (try written(table)))
    }

    @Test func numbersAndAmountsAreWrittenInFull() throws {
        let sink = MemorySink()
        var writer = DelimitedWriter(to: sink)
        for number in [0, 9, -10, .max, .min] { writer.field(number) }
        for amount in [Int64(0), 5, -5, -100, 123_456, .max, .min] { writer.field(Cents(amount)) }
        try writer.endRow()
        try writer.finish()
        let numbers = "0,9,-10,9223372036854775807,-9223372036854775808"
        let amounts = "0.00,0.05,-0.05,-1.00,1234.56,92233720368547758.07,-92233720368547758.08"
        #expect(String(decoding: sink.bytes, as: UTF8.self) == "\(numbers),\(amounts)\n")
    }
}
