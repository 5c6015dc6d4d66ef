import Files
import Findings
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
}
