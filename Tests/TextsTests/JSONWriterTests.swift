import Testing

@testable import Texts

@Suite struct JSONWriterTests {
    private func text(_ writer: JSONWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

    @Test func nestedValues() {
        var json = JSONWriter()
        json.object { json in
            json.member("a", 1)
            json.key("b")
            json.array { json in
                json.null()
                json.string("x\"\\\n\u{1}é")
                json.object { _ in }
                json.array { _ in }
            }
            json.member("c", true)
        }
        #expect(text(json) == #"{"a":1,"b":[null,"x\"\\\n\u0001é",{},[]],"c":true}"#)
    }

    @Test func indentation() {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("a", "x:")
            json.key("b")
            json.array { json in
                json.integer(1)
                json.integer(2)
            }
        }
        #expect(text(json) == "{\n  \"a\": \"x:\",\n  \"b\": [\n    1,\n    2\n  ]\n}")
    }

    @Test func shortestNumbers() {
        #expect(JSONWriter.shortest(3) == "3")
        #expect(JSONWriter.shortest(-0.0) == "0")
        #expect(JSONWriter.shortest(4_503_599_627_370_498) == "4503599627370498")
        #expect(JSONWriter.shortest(1e15) == "1000000000000000")
        #expect(JSONWriter.shortest(0.1) == "0.1")
        #expect(JSONWriter.shortest(.infinity) == "null")
        #expect(JSONWriter.shortest(12_345.67) == "12345.67")
    }
}
