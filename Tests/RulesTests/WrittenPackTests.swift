import Findings
import PublicAccounts
import Rules
import Tabular
import Testing

/// Random packs in YAML, with all that the language has, say of random lines what the naive reading of them says.
@Suite struct WrittenPackTests {
    private static let natures = ["2151", "2152", "21538", "2153", "23131", "2313", "2315", "23151", "23", ""]
    private static let vocabulary = ["piste", "voie douce", "bus", "eaux", "piste cyclable", "voie", "locaux"]

    // MARK: Drawing

    private static func code(_ random: inout SplitMix, _ constants: [String]) -> WrittenPack.Code {
        switch random.next() % 5 {
        case 0: .beginning(["21", "2153", "23"][Int(random.next() % 3)])
        case 1: [.span("2151", "2153"), .span("23", "23"), .span("2313", "2315")][Int(random.next() % 3)]
        case 2 where !constants.isEmpty: .constant(constants[Int(random.next() % UInt64(constants.count))])
        default: .exact(natures[Int(random.next() % 10)])
        }
    }

    private static func word(_ random: inout SplitMix) -> String { vocabulary[Int(random.next() % 7)] }

    private static func asked(
        _ random: inout SplitMix, depth: Int, _ constants: [String], _ names: [String]
    ) -> WrittenPack.Asked {
        func part(_ random: inout SplitMix) -> WrittenPack.Asked {
            asked(&random, depth: depth - 1, constants, names)
        }
        switch random.next() % (depth > 0 ? 14 : 11) {
        case 0: return .codes(.nature, [code(&random, constants), code(&random, constants)])
        case 1: return .codes(.fonction, [.exact(["01", "020", "552", ""][Int(random.next() % 4)]), .beginning("0")])
        case 2: return .anyWord([word(&random), word(&random)])
        case 3: return .allWords([word(&random), word(&random)])
        case 4: return .noWord([word(&random)])
        case 5: return .near(word(&random), word(&random), within: Int(1 + random.next() % 4))
        case 6:
            return .amount(
                ["plus-de", "au-moins", "moins-de", "au-plus"][Int(random.next() % 4)], Int(random.next() % 8))
        case 7: return .cancellation(random.next() % 2 == 0)
        case 8: return .column("operations", "theme", ["vélo", "route", ""][Int(random.next() % 3)])
        case 9: return .column("comptes", "theme", ["base", "route", ""][Int(random.next() % 3)])
        case 10:
            return names.isEmpty
                ? .codes(.nature, [.beginning("2")]) : .named(names[Int(random.next() % UInt64(names.count))])
        case 11: return .all([part(&random), part(&random)])
        case 12: return .any([part(&random), part(&random)])
        default: return .not(part(&random))
        }
    }

    private static func years(_ random: inout SplitMix) -> WrittenPack.Years {
        let from = 2023 + Int(random.next() % 3)
        switch random.next() % 6 {
        case 0: return WrittenPack.Years(from: from)
        case 1: return WrittenPack.Years(until: from)
        case 2: return WrittenPack.Years(from: from, until: from + Int(random.next() % 2))
        default: return WrittenPack.Years()
        }
    }

    private static func effect(_ random: inout SplitMix) -> WrittenPack.WrittenRule.Effect {
        switch random.next() % 8 {
        case 0: .split(Int(1 + random.next() % 99))
        case 1: .ask
        case 2: .exclude
        case 3: .lookup
        case 4: .inherit("operation")
        case 5: .inherit("mandat")
        default: .rate(["favorable", "neutre", "defavorable"][Int(random.next() % 3)])
        }
    }

    private static func pack(_ id: String, _ ids: [String], _ random: inout SplitMix, extending base: WrittenPack?)
        -> WrittenPack
    {
        var pack = WrittenPack(id: id)
        var constants = base?.constants.map(\.name) ?? []
        var names = base?.conditions.map(\.name) ?? []
        let letter = base == nil ? "b" : "l"
        for number in 0..<2 {
            let codes = [code(&random, constants), code(&random, constants)]
            pack.constants.append(("\(letter)\(number)", codes))
            constants.append("\(letter)\(number)")
            pack.conditions.append(("n\(letter)\(number)", asked(&random, depth: 1, constants, names)))
            names.append("n\(letter)\(number)")
        }
        if random.next() % 3 == 0 { pack.scope = asked(&random, depth: 0, constants, []) }
        pack.validity = years(&random)
        for id in ids {
            pack.rules.append(
                WrittenPack.WrittenRule(
                    id: id, asked: asked(&random, depth: 1, constants, names), validity: years(&random),
                    effect: effect(&random)))
        }
        if let base {
            pack.extends = WrittenPack.WrittenFile("base.yaml", base)
            pack.removed = base.rules.map(\.id).filter { _ in random.next() % 6 == 0 }
        }
        return pack
    }

    private static func lines(_ random: inout SplitMix) -> [NaiveLanguage.Line] {
        let words = [
            "piste", "pistes", "cyclable", "voie", "douce", "douces", "bus", "eau", "de", "la", "local", "locaux",
        ]
        return (0..<80).map { _ in
            func one(_ values: [String]) -> String { values[Int(random.next() % UInt64(values.count))] }
            let label = (0..<(random.next() % 7)).map { _ in one(words) }.joined(separator: " ")
            return NaiveLanguage.Line(
                fields: [
                    .nature: one(natures), .fonction: one(["01", "020", "552", ""]), .libelle: label,
                    .operation: one(["A", "B", "C", "D", ""]), .exercice: one(["2023", "2024", "2025", ""]),
                    .budget: one(["B", "C"]), .piece: one(["1", "2", "3", "4", ""]), .tiers: one(["T", "U", ""]),
                ], cents: Int(random.next() % 15) - 5)
        }
    }

    // MARK: Proof

    @Test func whatIsWrittenIsWhatIsSaid() throws {
        let folder = try Scratch()
        try folder.write("comptes.csv", WrittenPack.accountsFile)
        try folder.write("operations.csv", WrittenPack.operationsFile)
        var random = SplitMix(seed: 2026)
        var met: Set<String> = []
        for round in 0..<120 {
            let base = Self.pack("national/p", (0..<6).map { "r\($0)" }, &random, extending: nil)
            // Some rules of the local pack take the place of national ones.
            let ids = (0..<4).map { $0 % 2 == 0 ? "r\($0 + Int(random.next() % 2))" : "l\($0)" }
            let local = Self.pack("local/p", ids, &random, extending: base)
            try folder.write("base.yaml", base.yaml)
            try folder.write("local.yaml", local.yaml)
            let packs = try ["local.yaml"].map { name -> Pack in
                let reading = PackReader.read(path: folder.path(name))
                let mistakes = reading.findings.filter { $0.kind != .emptyValidity }
                #expect(mistakes == [], "\(mistakes.map { $0.text(.english) })\n\(local.yaml)\n\(base.yaml)")
                return try #require(reading.pack)
            }
            let lines = Self.lines(&random)
            let outcomes = Evaluator(packs).evaluate(
                Lines(lines.map(\.fields), amounts: lines.map { Int64($0.cents) }))
            for (line, said) in NaiveLanguage([local]).said(of: lines).enumerated() {
                let found = outcomes[line]
                let isSame = found.verdict == said.verdict && found.rule == said.name
                #expect(isSame, "round \(round), \(lines[line]): \(found.rule), not \(said.name)")
                guard isSame else { return }
                met.formUnion(Self.features(of: found) + (said.follows.isEmpty ? [] : [said.follows]))
                guard case .shares(let shares) = found.verdict else { continue }
                #expect(Share.sumToOne(shares.map(\.share)))
                let parts = Allocation.split(Cents(Int64(lines[line].cents)), into: shares.map(\.share))
                #expect(parts.map(\.value).reduce(0, +) == Int64(lines[line].cents))
            }
        }
        // Chance has met all that is to be proved.
        #expect(met == ["national", "local", "lookup", "operation", "mandat", "split", "ask", "exclude", "none"])
    }

    private static func features(of outcome: Outcome) -> [String] {
        var features: [String] = []
        if outcome.rule.hasPrefix("national/") { features.append("national") }
        if outcome.rule.hasPrefix("local/") { features.append("local") }
        if outcome.rule.hasSuffix("]"), !outcome.rule.contains("←") { features.append("lookup") }
        switch outcome.verdict {
        case .ask: features.append("ask")
        case .excluded: features.append("exclude")
        case .unmatched: features.append("none")
        case .shares(let shares) where shares.count == 2: features.append("split")
        default: break
        }
        return features
    }
}
