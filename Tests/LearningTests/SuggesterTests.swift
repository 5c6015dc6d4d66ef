import Decisions
import Learning
import PublicAccounts
import Tabular
import Testing

@Suite struct SuggesterTests {
    /// Sixty operations whose natures tell the rating.
    private static let clear = (0..<180).map { index in
        Samples.example(
            index % 2 == 0 ? "2151" : "2183", "845", operation: "OP\(index / 3)", label: "LOT DE VOIRIE",
            Samples.categories[index % 2], piece: index)
    }

    private static func lines(_ rows: [(nature: String, operation: String)]) -> Lines {
        var lines = Lines()
        for (index, row) in rows.enumerated() {
            for field in LineField.allCases {
                let text =
                    switch field {
                    case .nature: row.nature
                    case .operation: row.operation
                    case .budget: "VG"
                    case .fonction: "845"
                    case .libelle: "LOT DE VOIRIE"
                    default: ""
                    }
                var column = lines[field]
                if let code = column.values.firstIndex(of: text) {
                    column.codes.append(UInt32(code))
                } else {
                    column.codes.append(UInt32(column.values.count))
                    column.values.append(text)
                }
                lines[field] = column
            }
            lines.amounts.append(Cents(100))
            lines.rows.append(index)
            lines.isCancellation.append(false)
        }
        return lines
    }

    @Test func aSuggestionHasItsEvidence() throws {
        var suggester = Suggester(Self.clear)
        let lines = Self.lines([("2151", "OP7"), ("2183", "NEUVE"), ("2151", "OP7")])
        let (table, places) = suggester.suggest(lines, for: [0, 1, 2])
        #expect(table.count == 2)
        #expect(places == [0, 1, 0])
        let known = table[0]
        #expect(known.rating == DecidedRating("defavorable"))
        #expect(known.knowledge == .known)
        #expect(known.evidence.basis == .operation)
        // Operation 7 has lines 21, 22 and 23: only 22 is even.
        #expect(known.evidence.votesFor == 1 && known.evidence.votesAgainst == 0)
        #expect(known.evidence.nearest == [22])
        let new = table[1]
        #expect(new.rating == DecidedRating("favorable"))
        #expect(new.knowledge == .new)
        #expect(new.evidence.basis == .fonction)
        #expect(new.evidence.votesFor == 90)
        // Sixty operations without a fault, by the rule of succession.
        #expect(abs(new.probability - 61.0 / 62) < 1e-12)
    }

    @Test func linesLikeNoneAreGivenNothing() {
        var suggester = Suggester(
            Self.clear.map { example in
                var example = example
                example.line.libelle = ""
                return example
            })
        let lines = Self.lines([("6574", "AUTRE")])
        #expect(suggester.suggest(lines, for: [0]).places == [nil])
    }

    @Test func randomRatingsAreGivenNothing() {
        var suggester = Suggester(Samples.lines(seed: 4) { _, _, draws in draws.next(3) })
        let lines = Self.lines([("210", "OP1"), ("211", "NEUVE")])
        #expect(suggester.suggest(lines, for: [0, 1]).table.isEmpty)
        #expect(!suggester.learns(.known) && !suggester.learns(.new))
    }
}
