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
}
