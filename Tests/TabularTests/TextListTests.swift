import Tabular
import Testing

@Suite struct TextListTests {
    @Test func textsComeBackAsTheyWere() {
        var list: TextList = ["", "Été", "x"]
        list.append(utf8: "sept".utf8Span.span)
        list.append("")
        #expect(Array(list) == ["", "Été", "x", "sept", ""])
        #expect(list.count == 5 && list[1] == "Été")
        #expect(Array(list.utf8(at: 1)) == Array("Été".utf8))
        #expect(list.bytes[list.range(of: 3)].elementsEqual("sept".utf8))
        #expect(list.range(of: 0).isEmpty && list.range(of: 4).isEmpty)
    }

    @Test func listsAreTheSameWhenTheirTextsAre() {
        #expect(TextList(["a", "b"]) == ["a", "b"])
        #expect(TextList(["ab", ""]) != ["a", "b"])
    }
}
