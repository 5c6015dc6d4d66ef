import Testing

@testable import Texts

@Suite struct FrenchNumberTests {
    @Test func euros() {
        #expect(FrenchNumber.euros(cents: 1_045_309_684_426) == "10\u{A0}453\u{A0}096\u{A0}844,26\u{A0}€")
        #expect(FrenchNumber.euros(cents: -5) == "-0,05\u{A0}€")
        #expect(FrenchNumber.euros(cents: .min) == "-92\u{A0}233\u{A0}720\u{A0}368\u{A0}547\u{A0}758,08\u{A0}€")
    }

    @Test func percentages() {
        #expect(FrenchNumber.percent(1, of: 3) == "33,3\u{A0}%")
        #expect(FrenchNumber.percent(1, of: 2000) == "0,1\u{A0}%")
        #expect(FrenchNumber.percent(-1, of: 4) == "-25,0\u{A0}%")
        #expect(FrenchNumber.percent(7, of: 0) == "-")
        #expect(FrenchNumber.percent(.max, of: .max) == "100,0\u{A0}%")
    }
}
