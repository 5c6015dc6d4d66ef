import PublicAccounts
import Rules
import Tabular
import Testing

private let natures = ["2151", "2152", "21538", "2313", "2315", "23", ""]
private let functions = ["01", "020", "552", ""]
private let categories = ["favorable", "neutre", "defavorable"]

@Suite struct EvaluatorTests {
    private static let operations = Table(
        name: "operations", key: .operation, takesPrefix: false, columns: ["operation", "theme"], keyColumn: 0,
        rows: [["A", "velo"], ["B", "route"], ["C", ""]], places: [])
    private static let accounts = Table(
        name: "comptes", key: .nature, takesPrefix: true, columns: ["nature", "cotation"], keyColumn: 0,
        rows: [["21", "neutre"], ["2153", "favorable"], ["2315", ""]], places: [])

    static func condition(_ random: inout SplitMix, depth: Int) -> Condition {
        switch random.next() % (depth > 0 ? 10 : 7) {
        case 0:
            let patterns: [Pattern] = [
                .exact("2151"), .prefix("23"), .range("2151", "2153"), .exact(""), .prefix("215"), .range("23", "2313"),
            ]
            return .value(.field(.nature), [patterns[Int(random.next() % 6)]])
        case 1:
            return .value(.field(.fonction), [.exact(functions[Int(random.next() % 4)]), .prefix("0")])
        case 2: return .words(.field(.libelle), [term(&random)])
        case 3:
            let low = random.next() % 500
            return .amount(AmountRange(atLeast: low, atMost: low + random.next() % 400))
        case 4: return .value(.cancellation, [.exact(random.next() % 2 == 0 ? "oui" : "non")])
        case 5: return .value(.column(operations, 1), [.exact(["velo", "route", ""][Int(random.next() % 3)])])
        case 6:
            return .near(.field(.libelle), Near(term(&random), term(&random), within: Int(1 + random.next() % 3)))
        case 7: return .all([condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)])
        case 8: return .any([condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)])
        default: return .not(condition(&random, depth: depth - 1))
        }
    }

    private static func term(_ random: inout SplitMix) -> Term {
        let word = Naive.vocabulary[Int(random.next() % UInt64(Naive.vocabulary.count))]
        guard let term = Term(word) else { fatalError("a word") }
        return term
    }

    private static func effect(_ random: inout SplitMix) -> Rule.Effect {
        switch random.next() % 5 {
        case 0: return .lookup(accounts, column: 1)
        case 1: return .verdict(.ask(question: "?", to: ""))
        case 2: return .verdict(.excluded(reason: "hors"))
        case 3: return .verdict(.shares([Outcome.CategoryShare(categories[Int(random.next() % 3)], .one)]))
        default:
            let parts = Int64(2 + random.next() % 50)
            let over = Int64(1 + random.next() % UInt64(parts - 1))
            return .verdict(
                .shares([
                    Outcome.CategoryShare("favorable", Share(over, parts)),
                    Outcome.CategoryShare("neutre", Share(parts - over, parts)),
                ]))
        }
    }

    /// A pack of up to `most` rules; over 64, masks take several words.
    static func pack(_ random: inout SplitMix, id: String, most: UInt64 = 12) -> Pack {
        var pack = Pack()
        pack.id = id
        if random.next() % 2 == 0 { pack.scope = condition(&random, depth: 1) }
        for number in 0..<(1 + random.next() % most) {
            pack.rules.append(
                Rule(
                    id: "r\(number)", when: condition(&random, depth: 3), effect: effect(&random), because: "",
                    source: "", confidence: .observed))
        }
        return pack
    }

    static func lines(_ random: inout SplitMix, count: Int) -> Lines {
        let words = [
            "piste", "pistes", "cyclable", "voie", "douce", "douces", "bus", "eau", "de", "la", "local", "locaux",
        ]
        var all: [[LineField: String]] = []
        var amounts: [Int64] = []
        for _ in 0..<count {
            let label = (0..<(random.next() % 6)).map { _ in words[Int(random.next() % 12)] }.joined(separator: " ")
            all.append([
                .nature: natures[Int(random.next() % 7)], .fonction: functions[Int(random.next() % 4)],
                .libelle: label, .operation: ["A", "B", "C", "D", ""][Int(random.next() % 5)],
            ])
            amounts.append(Int64(random.next() % 2000) - 1000)
        }
        return Lines(all, amounts: amounts)
    }

    @Test func itGivesWhatLookingAtEveryLineGives() {
        var random = SplitMix(seed: 7)
        for round in 0..<80 {
            let packs = [
                Self.pack(&random, id: "un", most: round % 10 == 0 ? 150 : 12), Self.pack(&random, id: "deux"),
            ]
            let lines = Self.lines(&random, count: 60)
            let evaluator = Evaluator(packs)
            let outcomes = evaluator.evaluate(lines)
            let matches = evaluator.matches(lines)
            for (line, naive) in Naive.evaluate(packs, lines).enumerated() {
                #expect(outcomes[line].verdict == naive.verdict)
                #expect((matches[line].first ?? -1) + 1 == naive.rule)
                let name = naive.rule == 0 ? "" : evaluator.rules[naive.rule - 1]
                #expect(outcomes[line].rule == name || outcomes[line].rule.hasPrefix(name + "["))
            }
            Self.check(outcomes, lines)
        }
    }

    /// Shares sum to 1, parts to the amount.
    private static func check(_ outcomes: Outcomes, _ lines: Lines) {
        for line in 0..<lines.count {
            guard case .shares(let shares) = outcomes[line].verdict else { continue }
            #expect(Share.sumToOne(shares.map(\.share)))
            let parts = Allocation.split(lines.amounts[line], into: shares.map(\.share))
            #expect(parts.map(\.value).reduce(0, +) == lines.amounts[line].value)
        }
    }

    @Test func everyRuleThatHoldsIsNamedInOrder() {
        var random = SplitMix(seed: 23)
        let pack = Self.pack(&random, id: "un", most: 90)
        let lines = Self.lines(&random, count: 100)
        let matches = Evaluator([pack]).matches(lines)
        let alone = pack.rules.map { rule in
            var one = pack
            one.rules = [rule]
            return Naive.evaluate([one], lines).map { $0.rule == 1 }
        }
        for line in 0..<lines.count { #expect(matches[line] == alone.indices.filter { alone[$0][line] }) }
    }

    @Test func theOrderOfLinesChangesNothing() {
        var random = SplitMix(seed: 11)
        let packs = [Self.pack(&random, id: "un"), Self.pack(&random, id: "deux")]
        var all: [[LineField: String]] = []
        let drawn = Self.lines(&random, count: 200)
        for line in 0..<drawn.count {
            all.append([
                .nature: drawn[.nature, line], .fonction: drawn[.fonction, line], .libelle: drawn[.libelle, line],
                .operation: drawn[.operation, line],
            ])
        }
        let amounts = drawn.amounts.map(\.value)
        let forward = Evaluator(packs).evaluate(Lines(all, amounts: amounts))
        let backward = Evaluator(packs).evaluate(Lines(all.reversed(), amounts: amounts.reversed()))
        #expect(forward.codes == backward.codes.reversed())
        #expect(forward.distinct == backward.distinct)
    }

    @Test func rulesAreEvaluatedOncePerDistinctKeyNotPerLine() throws {
        let term = try #require(Term("piste"))
        let pack = Pack(when: .words(.field(.libelle), [term]))
        let lines = Lines((0..<5000).map { [.libelle: $0 % 2 == 0 ? "PISTE \($0)" : "AUTRE \($0)", .piece: "\($0)"] })
        let outcomes = Evaluator([pack]).evaluate(lines)
        #expect(outcomes.keys == 2)
        #expect(outcomes.codes[0] == 1 && outcomes.codes[1] == 0)
    }

    @Test func noLinesAndNoPacksGiveNoTrouble() {
        #expect(Evaluator([]).evaluate(Lines()).codes == [])
        #expect(Evaluator([]).evaluate(Lines([[:]]))[0].verdict == .unmatched)
        #expect(Evaluator([Pack(when: .all([]))]).evaluate(Lines()).codes == [])
        #expect(Evaluator([Pack(when: .all([]))]).evaluate(Lines([[:]])).codes == [1])
        #expect(Evaluator([Pack(when: .any([]))]).evaluate(Lines([[:]])).codes == [0])
    }

    @Test func namesAreComparedFoldedAndCodesExactly() {
        let service = Evaluator([Pack(when: .value(.field(.service), [.prefix("Espaces")]))])
        #expect(service.evaluate(Lines([[.service: "ESPACES-VERTS"]])).codes == [1])
        let operation = Evaluator([Pack(when: .value(.field(.operation), [.exact("Ecole-1")]))])
        #expect(operation.evaluate(Lines([[.operation: "ECOLE-1"]])).codes == [0])
    }

    @Test func aCancellationFallsUnderTheRuleOfTheLineItCancels() {
        let pack = Pack(when: .amount(AmountRange(atLeast: 800_001)))
        let outcomes = Evaluator([pack]).evaluate(Lines([[:], [:], [:]], amounts: [800_000, -800_001, 900_000]))
        #expect(outcomes.codes == [0, 1, 1])
    }
}
