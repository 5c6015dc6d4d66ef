import Testing

@testable import Workbooks

/// Rows that follow each other are kept as two numbers, others one by one; nobody can tell from outside.
@Suite struct GivenRowsTests {
    @Test(arguments: [
        [], [4], [4, 5, 6], [4, 6, 5], [6, 5, 4], [4, 5, 5], [4, 5, 4, 6], [9, 1, 9, 1, 2], [0, 1, 3, 2, 3],
    ])
    func takesEachOnce(rows: [Int]) {
        var given = GivenRows()
        var expected: [Int] = []
        for row in rows {
            let isNew = !expected.contains(row)
            #expect(given.take(row) == isNew)
            if isNew { expected.append(row) }
        }
        #expect(given.count == expected.count)
        #expect(expected.indices.map { given[$0] } == expected)
        #expect(given.min == expected.min())
        #expect(given.max == expected.max())
        for first in 0..<10 where !expected.isEmpty {
            #expect(given.follow(from: first) == (expected == Array(first..<first + expected.count)))
        }
    }
}
