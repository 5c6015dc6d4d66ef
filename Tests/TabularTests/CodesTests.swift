import Testing

@testable import Tabular

/// However wide its elements are, the numbers are those that were given.
@Suite struct CodesTests {
    @Test(
        arguments: [
            [], [0], [.max], [254, .max, 0], [255], [254, 255, .max, 65_534], [1, 65_535, .max],
            [.max, .max - 1, 255, 65_535],
        ] as [[UInt32]])
    func givesWhatItWasGiven(numbers: [UInt32]) {
        let codes = Codes(numbers)
        #expect(Array(codes) == numbers)
        #expect(codes.count == numbers.count)
        for greatest: UInt32 in [0, 254, 255, 65_534, 65_535, .max - 1] {
            var set = Codes(empty: numbers.count, upTo: greatest)
            #expect(set.allSatisfy { $0 == .max })
            for (row, number) in numbers.enumerated().reversed() { set[row] = number }
            #expect(Array(set) == numbers)
        }
    }

    @Test func isALiteral() {
        let codes: Codes = [3, .max, 300]
        #expect(Array(codes) == [3, .max, 300])
    }
}
