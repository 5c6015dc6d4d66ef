import PublicAccounts
import Rules
import Tabular
import Testing

/// The evaluator looks at classes of values; this one looks at each line, the plain way.
private enum Naive {
    static func evaluate(_ packs: [Pack], _ lines: Lines) -> [UInt32] {
        (0..<lines.count).map { line in
            var code: UInt32 = 0
            for pack in packs {
                for rule in pack.rules {
                    code += 1
                    if holds(pack.scope, lines, line), holds(rule.when, lines, line) { return code }
                }
            }
            return 0
        }
    }

    static func holds(_ condition: Condition, _ lines: Lines, _ line: Int) -> Bool {
        switch condition {
        case .value(let field, let patterns): return patterns.contains { $0.matches(lines[field, line]) }
        case .words(let field, let terms):
            let text = lines[field, line].lowercased().split(separator: " ").map(stem)
            return terms.contains { term in
                let wanted = words(of: term)
                return text.indices.contains { start in
                    start + wanted.count <= text.count && Array(text[start..<(start + wanted.count)]) == wanted
                }
            }
        case .amount(let range): return range.contains(lines.amounts[line].value.magnitude)
        case .all(let parts): return parts.allSatisfy { holds($0, lines, line) }
        case .any(let parts): return parts.contains { holds($0, lines, line) }
        case .not(let part): return !holds(part, lines, line)
        }
    }

    static func words(of term: Term) -> [String] {
        vocabulary.first { Term($0) == term }.map { $0.split(separator: " ").map(stem) } ?? []
    }

    static func stem(_ word: Substring) -> String {
        word.count > 3 && (word.last == "s" || word.last == "x") ? String(word.dropLast()) : String(word)
    }
}

private let vocabulary = ["piste", "voie douce", "bus", "eaux", "piste cyclable", "voie"]
private let natures = ["2151", "2152", "21538", "2313", "2315", "23", ""]
private let functions = ["01", "020", "552", ""]

@Suite struct EvaluatorTests {
    private static func condition(_ random: inout SplitMix, depth: Int) -> Condition {
        switch random.next() % (depth > 0 ? 7 : 4) {
        case 0:
            return .value(
                .nature,
                [
                    [
                        .exact("2151"), .prefix("23"), .range("2151", "2153"), .exact(""), .prefix("215"),
                        .range("23", "2313"),
                    ][Int(random.next() % 6)]
                ])
        case 1: return .value(.fonction, [.exact(functions[Int(random.next() % 4)]), .prefix("0")])
        case 2: return .words(.libelle, [Term(vocabulary[Int(random.next() % 6)])].compactMap { $0 })
        case 3:
            let low = random.next() % 500
            return .amount(AmountRange(atLeast: low, atMost: low + random.next() % 400))
        case 4: return .all([condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)])
        case 5: return .any([condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)])
        default: return .not(condition(&random, depth: depth - 1))
        }
    }

    private static func pack(_ random: inout SplitMix) -> Pack {
        var pack = Pack()
        pack.id = "essai"
        if random.next() % 2 == 0 { pack.scope = condition(&random, depth: 1) }
        for number in 0..<(1 + random.next() % 12) {
            pack.rules.append(
                Rule(
                    id: "r\(number)", when: condition(&random, depth: 3), verdict: .excluded(reason: "\(number)"),
                    because: "", source: "", confidence: .observed))
        }
        return pack
    }

    private static func lines(_ random: inout SplitMix, count: Int) -> Lines {
        let words = ["piste", "pistes", "cyclable", "voie", "douce", "douces", "bus", "eau", "de", "la"]
        var all: [[LineField: String]] = []
        var amounts: [Int64] = []
        for _ in 0..<count {
            let label = (0..<(random.next() % 6)).map { _ in words[Int(random.next() % 10)] }.joined(separator: " ")
            all.append([
                .nature: natures[Int(random.next() % 7)], .fonction: functions[Int(random.next() % 4)], .libelle: label,
            ])
            amounts.append(Int64(random.next() % 2000) - 1000)
        }
        return Lines(all, amounts: amounts)
    }

    @Test func itGivesWhatLookingAtEveryLineGives() {
        var random = SplitMix(seed: 7)
        for _ in 0..<150 {
            let packs = [Self.pack(&random), Self.pack(&random)]
            let lines = Self.lines(&random, count: 60)
            let outcomes = Evaluator(packs).evaluate(lines)
            #expect(outcomes.codes == Naive.evaluate(packs, lines))
            #expect(outcomes.distinct.count == 1 + packs.map(\.rules.count).reduce(0, +))
        }
    }

    @Test func theOrderOfLinesChangesNothing() {
        var random = SplitMix(seed: 11)
        let packs = [Self.pack(&random), Self.pack(&random)]
        var all: [[LineField: String]] = []
        let drawn = Self.lines(&random, count: 200)
        for line in 0..<drawn.count {
            all.append([
                .nature: drawn[.nature, line], .fonction: drawn[.fonction, line], .libelle: drawn[.libelle, line],
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
        let pack = Pack(when: .words(.libelle, [term]))
        let lines = Lines((0..<5000).map { [.libelle: $0 % 2 == 0 ? "PISTE \($0)" : "AUTRE \($0)", .piece: "\($0)"] })
        let outcomes = Evaluator([pack]).evaluate(lines)
        #expect(outcomes.keys == 2)
        #expect(outcomes.codes[0] == 1 && outcomes.codes[1] == 0)
    }

    @Test func noLinesAndNoPacksGiveNoTrouble() {
        #expect(Evaluator([]).evaluate(Lines()).codes == [])
        #expect(Evaluator([]).evaluate(Lines([[:]]))[0].verdict == .unmatched)
        #expect(Evaluator([Pack(when: .all([]))]).evaluate(Lines()).codes == [])
    }

    @Test func namesAreComparedFoldedAndCodesExactly() {
        let service = Evaluator([Pack(when: .value(.service, [.prefix("Espaces")]))])
        #expect(service.evaluate(Lines([[.service: "ESPACES-VERTS"]])).codes == [1])
        let operation = Evaluator([Pack(when: .value(.operation, [.exact("Ecole-1")]))])
        #expect(operation.evaluate(Lines([[.operation: "ECOLE-1"]])).codes == [0])
    }

    @Test func aCancellationFallsUnderTheRuleOfTheLineItCancels() {
        let pack = Pack(when: .amount(AmountRange(atLeast: 800_001)))
        let outcomes = Evaluator([pack]).evaluate(Lines([[:], [:], [:]], amounts: [800_000, -800_001, 900_000]))
        #expect(outcomes.codes == [0, 1, 1])
    }
}
