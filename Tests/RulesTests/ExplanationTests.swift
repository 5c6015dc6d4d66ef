import Findings
import PublicAccounts
import Rules
import Tabular
import Testing

/// Why rules match lines and why they do not: what is told is what the evaluator does.
@Suite struct ExplanationTests {
    // MARK: Whatever the packs

    @Test func aRuleSaidToMatchDoesAndOneSaidNotToNamesAConditionThatIsFalse() {
        var random = SplitMix(seed: 71)
        for _ in 0..<40 {
            let packs = [EvaluatorTests.pack(&random, id: "un"), EvaluatorTests.pack(&random, id: "deux")]
            let lines = EvaluatorTests.lines(&random, count: 30)
            let ranked = RankedRule.all(packs)
            let evaluator = Evaluator(packs)
            #expect(ranked.map(\.name) == evaluator.rules)
            let matches = evaluator.matches(lines)
            for line in 0..<lines.count {
                var view = LineView(lines, line, plans: nil)
                // Alone, a line matches what it matches among others.
                #expect(evaluator.matches(view.line) == [matches[line]])
                for (place, rule) in ranked.enumerated() {
                    let failure = view.failure(of: rule.conditions)
                    #expect((failure == nil) == matches[line].contains(place))
                    guard let failure else { continue }
                    #expect(!Naive.holds(failure, lines, line))
                    #expect(!ConditionWords(.french).failure(failure, &view).isEmpty)
                }
            }
        }
    }

    @Test func whatMadeARuleMatchIsTheSameForALineAloneAndAmongOthers() {
        var random = SplitMix(seed: 5)
        for _ in 0..<30 {
            let pack = EvaluatorTests.pack(&random, id: "un")
            let lines = EvaluatorTests.lines(&random, count: 50)
            let matches = Evaluator([pack]).matches(lines)
            var reasons = MatchReasons(lines, plans: nil, language: .french)
            for (place, rule) in RankedRule.all([pack]).enumerated() {
                let chosen = matches.indices.filter { matches[$0].contains(place) }
                let found = reasons.reasons(of: rule, chosen: chosen)
                #expect(found.codes.count == chosen.count)
                for (number, line) in chosen.enumerated() {
                    let view = LineView(lines, line, plans: nil)
                    var alone = MatchReasons(view.line, plans: nil, language: .french)
                    #expect(alone.reasons(of: rule, chosen: [0]).texts == [found.texts[Int(found.codes[number])]])
                }
            }
        }
    }

    @Test func everyOutcomeNamesTheRuleThatGivesIt() {
        var random = SplitMix(seed: 9)
        let packs = [EvaluatorTests.pack(&random, id: "un", most: 90), EvaluatorTests.pack(&random, id: "deux")]
        let evaluator = Evaluator(packs)
        #expect(evaluator.origins.count == evaluator.distinct.count)
        for (origin, outcome) in zip(evaluator.origins, evaluator.distinct) {
            let name = origin.rule.map { evaluator.rules[$0] } ?? ""
            #expect(outcome.rule == name || (origin.row != nil && outcome.rule.hasPrefix(name + "[")))
        }
    }

    // MARK: In words

    private static func rule(_ when: String, more: String = "") throws -> RankedRule {
        let pack = try LanguageTests.pack(
            more + "rules:\n" + PackCheckerTests.rule("a", "when: \(when)\n    rate: neutre"))
        return try #require(RankedRule.all([pack]).first)
    }

    @Test(arguments: [
        ("{ nature: [\"2151\", \"2152*\"] }", "nature 2151 ou 2152*", "nature 2128 n'est pas 2151 ou 2152*"),
        ("{ fonction: \"84*\" }", "fonction 84*", "sans fonction, et non 84*"),
        ("{ operation: \"\" }", "sans opération", "opération P1, où la règle n'en veut pas"),
        (
            "{ libelle: [piste cyclable, vélo] }", "libellé : « piste cyclable » ou « vélo »",
            "libellé « ALLEE DU PARC » n'a aucun de : piste cyclable, vélo"
        ),
        (
            "{ libelle: { none: [parc] } }", "libellé sans « parc »",
            "libellé « ALLEE DU PARC » : exclu par libellé : « parc »"
        ),
        (
            "{ texte: école }", "texte : « école »", "texte « ALLEE DU PARC · P1 » n'a pas : école"
        ),
        (
            "{ libelle: { near: [allée, parc], within: 1 } }", "libellé : « allée » à 1 mot au plus de « parc »",
            "libellé « ALLEE DU PARC » n'a pas « allée » à 1 mot au plus de « parc »"
        ),
        (
            "{ montant: { plus-de: 8000, au-plus: 9000 } }",
            "montant de plus de 8\u{A0}000,00\u{A0}€ et d'au plus 9\u{A0}000,00\u{A0}€",
            "montant 1,00\u{A0}€, et non de plus de 8\u{A0}000,00\u{A0}€ et d'au plus 9\u{A0}000,00\u{A0}€"
        ),
        ("{ annulation: oui }", "annulation", "la ligne n'est pas une annulation"),
        ("{ not: { annulation: non } }", "annulation", "la ligne n'est pas une annulation"),
        (
            "{ any: [{ nature: \"21\" }, { fonction: \"8\" }] }", "nature 21 ou fonction 8",
            "ni : nature 2128 n'est pas 21 ; ni : sans fonction, et non 8"
        ),
        ("{ not: { nature: \"21*\" } }", "nature autre que 21*", "nature 2128 : exclu par nature 21*"),
        ("{ tiers: DUPONT }", "tiers nommé dans la règle", "tiers n'est pas nommé dans la règle"),
    ])
    func aConditionIsSaidAndWhyItDoesNotHold(when: String, words: String, failure: String) throws {
        let rule = try Self.rule(when)
        #expect(ConditionWords(.french).words(rule.ownConditions) == words)
        let fields: [LineField: String] = [
            .nature: "2128", .libelle: "ALLEE DU PARC", .operation: "P1", .tiers: "DURAND", .exercice: "2025",
        ]
        var view = LineView(Lines([fields], amounts: [100]), 0, plans: nil)
        let found = view.failure(of: rule.ownConditions)
        let failed = try #require(found)
        #expect(ConditionWords(.french).failure(failed, &view) == failure)
        // In English too, and never the name of who is paid.
        let english = ConditionWords(.english).failure(failed, &view)
        #expect(english != failure && !english.isEmpty)
        #expect(!failure.contains("DURAND") && !english.contains("DURAND"))
    }

    @Test func englishKeepsTheTermsOfTheField() throws {
        let rule = try Self.rule("{ nature: \"2151\", libelle: [vélo, bus] }")
        #expect(ConditionWords(.english).words(rule.ownConditions) == "nature 2151 ; label : “vélo” or “bus”")
        var view = LineView(Lines([[.nature: "2128"]], amounts: [100]), 0, plans: nil)
        let found = view.failure(of: rule.ownConditions)
        let failed = try #require(found)
        #expect(ConditionWords(.english).failure(failed, &view) == "nature 2128 is not 2151")
    }

    @Test func longListsAreCutAndSayByHowMuch() throws {
        let rule = try Self.rule("{ nature: [\"1\", \"2\", \"3\", \"4\"] }")
        #expect(ConditionWords(.french, shown: 2).words(rule.ownConditions) == "nature 1, 2 et 2 autres")
    }

    @Test(arguments: [
        ("{ nature: [\"2151*\", \"23*\"], libelle: [voie douce, vélo] }", "nature 23*, « vélo »"),
        // Of `any`, the part that holds; what is not wanted is not told; nor what whole budgets are.
        ("{ sens: depense, any: [{ nature: \"21*\" }, { texte: [vélos] }] }", "« vélos »"),
        ("{ nature: \"231*\", libelle: { none: [bus] } }", "nature 231*"),
        ("{ nature: \"231*\", montant: { plus-de: 0 } }", "nature 231*, montant de plus de 0,00\u{A0}€"),
    ])
    func whatMatchedIsSaidShort(when: String, words: String) throws {
        let lines = Lines(
            [[.nature: "2315", .libelle: "PISTE POUR VÉLO", .sens: "depense"]], amounts: [100])
        var reasons = MatchReasons(lines, plans: nil, language: .french)
        #expect(reasons.reasons(of: try Self.rule(when), chosen: [0]).texts == [words])
    }

    // MARK: What is followed

    @Test func theLinesThatALineFollowsAreFound() throws {
        let fields: [[LineField: String]] = [
            [.budget: "B", .operation: "A", .nature: "2031"],
            [.budget: "B", .operation: "A", .libelle: "VELO"],
            [.budget: "B", .operation: "Z", .libelle: "VELO"],
            [.budget: "B", .operation: "A", .libelle: "DIVERS"],
            [.budget: "B", .operation: "A", .nature: "2031"],
            [.budget: "B", .exercice: "2025", .piece: "12", .nature: "2151", .libelle: "VELO"],
            [.budget: "B", .exercice: "2025", .piece: "12"],
        ]
        let lines = Lines(fields, amounts: [100, 200, 300, 400, 500, 600, -600])
        let evaluator = Evaluator([try LanguageTests.pack(InheritanceTests.rules)])
        let codes = evaluator.evaluate(lines).codes
        #expect(evaluator.followed(by: 0, lines, codes: codes) == [1])
        #expect(evaluator.followed(by: 4, lines, codes: codes) == [1])
        #expect(evaluator.followed(by: 6, lines, codes: codes) == [5])
        #expect(evaluator.followed(by: 1, lines, codes: codes) == [])
        let origin = evaluator.origins[Int(codes[6])]
        #expect(evaluator.rules[try #require(origin.rule)].hasSuffix("/annulation"))
        #expect(origin.follows == Int(codes[5]))
    }
}
