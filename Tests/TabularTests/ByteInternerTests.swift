import Testing

@testable import Tabular

@Suite struct ByteInternerTests {
    @Test func numbersFollowTheOrderOfAppearanceAndStay() {
        var interner = ByteInterner()
        let words = (0..<1000).map { "mot \($0 % 300)" }
        let codes = words.map { interner.intern(Array($0.utf8)[...]) }
        #expect(codes == (0..<1000).map { UInt32($0 % 300 + 1) })
        #expect(interner.count == 301)
        #expect(words.allSatisfy { interner.string(Int(interner.intern(Array($0.utf8)[...]))) == $0 })
    }

    @Test func theEmptyStringIsZeroAndKnown() {
        var interner = ByteInterner()
        #expect(interner.intern([]) == 0)
        #expect(interner.knows([]))
        #expect(!interner.knows([0x20]))
    }

    @Test func numbersAndTextsAreTheSameWhateverWayTheyAreFound() {
        // Far numbers first, which have no place in a small table; then near ones, then the far ones again.
        var words = ["900000", "899999", "00", "0", "007", "7", "1000000", "-1", "1.0", ""]
        words += (0..<6000).map { String($0 * 3) } + (890_000..<900_100).map(String.init)
        words += (0..<300).map { "FOURNITURES DE BUREAU POUR LE SERVICE \($0)" } + ["12345678", "123456789", "12 345"]
        var interner = ByteInterner()
        var known = ["": UInt32(0)]
        for word in words + words.reversed() {
            let code = interner.intern(Array(word.utf8)[...])
            #expect(known[word] == nil ? Int(code) == known.count : code == known[word])
            known[word] = code
            #expect(interner.knows(Array(word.utf8)[...]))
        }
        #expect(interner.count == known.count)
        #expect(known.allSatisfy { interner.string(Int($0.value)) == $0.key })
        #expect(!interner.knows(Array("899998 ".utf8)[...]) && !interner.knows(Array("1".utf8)[...]))
    }
}
