import PublicAccounts
import Tabular
import Testing

@testable import Decisions

@Suite("Matching decisions to lines")
struct DecisionMatchingTests {
    /// Lines of `fields`: pièce, nature, label, amount.
    private func lines(_ fields: [(piece: String, nature: String, label: String, cents: Int64)]) -> Lines {
        var lines = Lines()
        func append(_ text: String, to field: LineField) {
            let known = lines[field].values.firstIndex(of: text)
            if known == nil { lines[field].values.append(text) }
            lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
        }
        for (row, line) in fields.enumerated() {
            for field in LineField.allCases {
                switch field {
                case .budget: append("VG", to: field)
                case .exercice: append("2025", to: field)
                case .bordereau: append(line.piece.isEmpty ? "" : "1", to: field)
                case .piece: append(line.piece, to: field)
                case .nature: append(line.nature, to: field)
                case .libelle: append(line.label, to: field)
                default: append("", to: field)
                }
            }
            lines.amounts.append(Cents(line.cents))
            lines.rows.append(row + 1)
            lines.isCancellation.append(false)
        }
        return lines
    }

    private func decisions(_ lines: Lines, of wanted: [Int], _ categories: [String]? = nil) -> [Decision] {
        zip(lines.identities(of: wanted), categories ?? wanted.map { _ in "favorable" }).map { identity, category in
            Decision(
                measure: "m", axis: "a", line: identity, rating: DecidedRating(category), author: "A",
                date: "2025-01-02")
        }
    }

    private let several: [(piece: String, nature: String, label: String, cents: Int64)] = [
        ("7", "2313", "École", 300), ("7", "2188", "Mobilier", 100), ("7", "2313", "École", 100),
        ("8", "2313", "École", 300),
    ]

    @Test("Ranks follow what lines say, not their rows")
    func ranks() {
        let forward = lines(several).identities(of: [0, 1, 2, 3])
        #expect(forward.map(\.rank) == [3, 1, 2, 1])
        let backward = lines(several.reversed()).identities(of: [0, 1, 2, 3])
        #expect(backward.reversed() == forward)
    }

    @Test("Decisions find their lines in any order of rows, among new lines")
    func reordered() {
        let taken = decisions(lines(several), of: [0, 1, 2, 3], ["a", "b", "c", "d"])
        let now = lines([("9", "2313", "École", 300), ("7", "1", "Avant tout", 1)] + several.reversed())
        let matching = DecisionMatching(taken, in: now)
        #expect(matching.asked.isEmpty && matching.gone.isEmpty)
        #expect(matching.applied.map(\.line) == [5, 4, 3, 2])
    }

    @Test("A line that says something else is asked about, one that is gone is told")
    func changed() {
        let taken = decisions(lines(several), of: [0, 1, 3])
        let now = lines([
            ("7", "2313", "ECOLE", 301), ("7", "2188", "MO BILIER", 100), ("7", "2313", "École", 100),
        ])
        let matching = DecisionMatching(taken, in: now)
        #expect(matching.applied == [.init(decision: 1, line: 1)])
        #expect(matching.asked == [.init(decision: 0, lines: [0], reason: .changed)])
        #expect(matching.gone == [2])
        let difference = taken[0].line.differences(to: now.identities(of: [0])[0])
        #expect(difference.map(\.field) == ["montant"])
        #expect(difference[0].then == "3,00\u{A0}€" && difference[0].now == "3,01\u{A0}€")
    }

    @Test("Lines that nothing tells apart: by rank, or alike, or asked")
    func twins() {
        let twin = (piece: "7", nature: "2313", label: "École", cents: Int64(300))
        let two = lines([twin, twin])
        #expect(DecisionMatching(decisions(two, of: [0, 1], ["a", "b"]), in: two).applied.count == 2)
        // One of them is gone: nobody knows which.
        let mixed = DecisionMatching(decisions(two, of: [0, 1], ["a", "b"]), in: lines([twin]))
        #expect(mixed.asked.map(\.reason) == [.several, .several])
        #expect(DecisionMatching(decisions(two, of: [0, 1]), in: lines([twin])).applied.count == 1)

        let loose = (piece: "", nature: "2313", label: "École", cents: Int64(300))
        let alone = lines([loose, ("", "2313", "Crèche", 300)])
        #expect(DecisionMatching(decisions(alone, of: [0]), in: alone).applied == [.init(decision: 0, line: 0)])
        let doubled = lines([loose, loose])
        let asked = DecisionMatching(decisions(alone, of: [0]), in: doubled).asked
        #expect(asked == [.init(decision: 0, lines: [0, 1], reason: .several)])
    }

    @Test("Without a pièce, a line must still have its label or its amount")
    func withoutPiece() {
        let then = lines([("", "2313", "École", 300)])
        let taken = decisions(then, of: [0])
        #expect(
            DecisionMatching(taken, in: lines([("", "2313", "École", 301)])).asked
                == [.init(decision: 0, lines: [0], reason: .changed)])
        #expect(DecisionMatching(taken, in: lines([("", "2313", "Crèche", 301)])).gone == [0])
        // An export with pièces: the line is known by what it says, once.
        #expect(DecisionMatching(taken, in: lines([("4", "2313", "École", 300)])).applied.count == 1)
        // Another pièce is another line, whatever it says.
        let named = decisions(lines([("4", "2313", "École", 300)]), of: [0])
        #expect(DecisionMatching(named, in: lines([("5", "2313", "École", 300)])).gone == [0])
        #expect(DecisionMatching(named, in: then).applied.count == 1)
    }

    @Test("Decisions that contradict each other are asked, not applied")
    func contradicted() {
        let now = lines(several)
        let taken = decisions(now, of: [0, 0], ["a", "b"])
        let matching = DecisionMatching(taken, conflicting: [0, 1], in: now)
        #expect(matching.applied.isEmpty)
        #expect(matching.asked.map(\.reason) == [.contradicted, .contradicted])
        #expect(matching.asked.map(\.lines) == [[0], [0]])
    }

    @Test("A decision about what a line said before gives way to one about what it says now")
    func superseded() {
        let old = decisions(lines([("7", "2313", "École", 300)]), of: [0], ["a"])
        let now = lines([("7", "2313", "École", 400)])
        let matching = DecisionMatching(old + decisions(now, of: [0], ["b"]), in: now)
        #expect(matching.applied == [.init(decision: 1, line: 0)])
        #expect(matching.gone == [0])
    }
}
