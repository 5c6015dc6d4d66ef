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

    @Test func textsAreRewrittenInTheirPlaces() {
        var list: TextList = ["", "  un  ", "deux", "trois mots ici", "", "fin"]
        var asked: [String] = []
        list.rewrite { index, text, new in
            let isInOrder = index == asked.count && new.isEmpty
            #expect(isInOrder)
            let old = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
            asked.append(old)
            guard old.contains(" ") else { return false }
            new += old.split(separator: " ").joined(separator: "").utf8
            return true
        }
        #expect(asked == ["", "  un  ", "deux", "trois mots ici", "", "fin"])
        #expect(list == ["", "un", "deux", "troismotsici", "", "fin"])
        list.append("encore")
        #expect(list[6] == "encore" && list[1] == "un")
    }

    @Test func textsThatAreTheSameAreMergedInOrderOfFirstAppearance() {
        // More of them than are looked up at a time, of every length around a word of eight bytes.
        let words = [""] + (0..<3_000).map { String(repeating: "é", count: $0 % 11) + "\($0 % 700)" } + ["", "0"]
        var list = TextList(words)
        let numbers = list.merge()
        var known: [String: UInt32] = [:]
        var distinct: [String] = []
        for word in words where known[word] == nil {
            known[word] = UInt32(distinct.count)
            distinct.append(word)
        }
        #expect(Array(list) == distinct)
        #expect(numbers == words.compactMap { known[$0] })
        let again = list.merge()
        #expect(again == nil && Array(list) == distinct)
        var empty = TextList()
        let none = empty.merge()
        #expect(none == nil && empty.isEmpty)
    }

    @Test func listsAreTheSameWhenTheirTextsAre() {
        #expect(TextList(["a", "b"]) == ["a", "b"])
        #expect(TextList(["ab", ""]) != ["a", "b"])
    }
}
