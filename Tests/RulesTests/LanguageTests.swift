import Findings
import PublicAccounts
import Rules
import Tabular
import Testing
import YAML

/// Every clause of the language, from YAML to the line that it takes and the one that it leaves.
@Suite struct LanguageTests {
    static let fixtures = String(#filePath.dropLast("LanguageTests.swift".count)) + "Fixtures/"
    static let plans = NomenclatureStore(
        folder: String(#filePath.dropLast("Tests/RulesTests/LanguageTests.swift".count)) + "pipelines/nomenclatures")

    /// A pack of the rules written in `text`.
    static func pack(_ text: String) throws -> Pack {
        let reading = PackReader.read(Array((PackCheckerTests.header + text).utf8), file: "p.yaml")
        #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) })")
        return try #require(reading.pack)
    }

    /// Whether a rule with that `when:` takes a line.
    static func takes(_ when: String, _ fields: [LineField: String], amount: Int64 = 100, more: String = "") throws
        -> Bool
    {
        let pack = try pack(more + "rules:\n" + PackCheckerTests.rule("a", "when: \(when)\n    rate: neutre"))
        return Evaluator([pack], plans: plans).evaluate(Lines([fields], amounts: [amount])).codes[0] == 1
    }

    @Test(arguments: LineField.allCases)
    func everyFieldCanBeAsked(field: LineField) throws {
        let value =
            switch field {
            case .section: "investissement"
            case .sens: "depense"
            case .mouvement: "reel"
            case .exercice: "2025"
            case .date: "2025-01-31"
            default: "valeur"
            }
        #expect(try Self.takes("{ \(field.rawValue): \(value) }", [field: value]))
        #expect(try !Self.takes("{ \(field.rawValue): \(value) }", [field: "autre"]))
    }

    @Test(arguments: [
        ("{ nature: \"2151\" }", "2151", "21511"),
        ("{ nature: \"2313*\" }", "23131", "2315"),
        ("{ nature: 2151..2158 }", "21581", "2159"),
        ("{ nature: [\"2151\", \"2315*\"] }", "23151", "2313"),
        ("{ nature: \"\" }", "", "2151"),
        ("{ not: { nature: \"21*\" } }", "2313", "2151"),
        ("{ any: [{ nature: \"2151\" }, { nature: \"2152\" }] }", "2152", "2153"),
        ("{ all: [{ nature: \"21*\" }, { nature: \"2151*\" }] }", "21511", "2152"),
    ])
    func codesAreAskedExactlyByBeginningBetweenBoundsAndInSets(when: String, fits: String, other: String) throws {
        #expect(try Self.takes(when, [.nature: fits]))
        #expect(try !Self.takes(when, [.nature: other]))
    }

    @Test func datesLieBetweenBounds() throws {
        #expect(try Self.takes("{ date: 2025-01-15..2025-02-28 }", [.date: "2025-02-01"]))
        #expect(try !Self.takes("{ date: 2025-01-15..2025-02-28 }", [.date: "2025-03-01"]))
    }

    @Test(arguments: [
        ("plus-de: 100", 10_001, 10_000), ("au-moins: 100", 10_000, 9_999), ("moins-de: 100", 9_999, 10_000),
        ("au-plus: 100", 10_000, 10_001), ("plus-de: 100", -10_001, -10_000),
        ("au-moins: $seuil", 50_000, 49_999),
    ])
    func amountsAreComparedWithoutTheirSign(bound: String, fits: Int64, other: Int64) throws {
        let define = "define: { seuil: 500 }\n"
        #expect(try Self.takes("{ montant: { \(bound) } }", [:], amount: fits, more: define))
        #expect(try !Self.takes("{ montant: { \(bound) } }", [:], amount: other, more: define))
    }

    @Test func aCancellationCanBeAskedFor() throws {
        #expect(try Self.takes("{ annulation: oui }", [:], amount: -100))
        #expect(try !Self.takes("{ annulation: oui }", [:], amount: 100))
        #expect(try Self.takes("{ annulation: non }", [:], amount: 100))
    }

    @Test(arguments: [
        ("{ libelle: vélo }", "ABRI A VELOS", "VELODROME"),
        ("{ libelle: { all: [école, toiture] } }", "TOITURE DE L'ÉCOLE", "TOITURE"),
        ("{ libelle: { any: [école], none: [privée] } }", "ECOLE", "ECOLE PRIVEE"),
        (
            "{ libelle: { near: [isolation, toiture], within: 3 } }", "ISOLATION DE LA TOITURE",
            "ISOLATION DU MUR ET DE LA TOITURE"
        ),
        ("{ libelle: { near: [isolation, toiture], within: 1 } }", "TOITURE ISOLATION", "TOITURE ET ISOLATION"),
        ("{ libelle: { near: [isolation, toiture] } }", "TOITURE A B C D ISOLATION", "TOITURE A B C D E ISOLATION"),
        ("{ libelle: { near: [voie douce, eclairage], within: 2 } }", "VOIES DOUCES ET ECLAIRAGE", "VOIE ET ECLAIRAGE"),
        ("{ texte: vélo }", "PLAN VELO", "PLAN EAU"),
    ])
    func textsAreSearched(when: String, fits: String, other: String) throws {
        #expect(try Self.takes(when, [.libelle: fits]))
        #expect(try !Self.takes(when, [.libelle: other]))
    }

    @Test(arguments: [
        ("local", "LOCAUX"), ("locaux", "LOCAL TECHNIQUE"), ("travail", "TRAVAUX"), ("vitraux", "VITRAIL"),
        ("tuyau", "TUYAUX"), ("réseaux", "RESEAU"), ("préau", "PREAUX"), ("hôpital", "HOPITAUX"), ("eau", "EAUX"),
    ])
    func frenchPluralsAreTheSameWord(term: String, label: String) throws {
        #expect(try Self.takes("{ libelle: \(term) }", [.libelle: label]))
    }

    @Test func textLooksInLabelsOfAccountAndFunctionAndOperation() throws {
        for field in [LineField.libelleNature, .libelleFonction, .operation] {
            #expect(try Self.takes("{ texte: { near: [plan, vélo] } }", [field: "PLAN VELO"]))
        }
        #expect(try !Self.takes("{ texte: vélo }", [.service: "VELO"]))
    }

    // MARK: Facts

    static let line: [LineField: String] = [
        .nomenclature: "M57_D", .exercice: "2024", .sens: "depense", .mouvement: "reel",
    ]

    @Test(arguments: [
        ("{ compte: { equipement: oui } }", "2151", "64111"),
        ("{ compte: { chapitre: \"21\" } }", "2151", "2313"),
        ("{ compte: { section: investissement } }", "2151", "60611"),
        ("{ compte: { connu: non } }", "9999", "2151"),
        ("{ compte: { libelle: voirie } }", "2151", "2313"),
        ("{ compte: { chapitre: \"21\", equipement: oui } }", "21511", "2031"),
    ])
    func whatTheNomenclatureSaysOfAccountsCanBeAsked(when: String, fits: String, other: String) throws {
        #expect(try Self.takes(when, Self.line.merging([.nature: fits]) { $1 }))
        #expect(try !Self.takes(when, Self.line.merging([.nature: other]) { $1 }))
    }

    @Test func factsFollowTheSensAndTheMovementOfTheLine() throws {
        let order = Self.line.merging([.nature: "2151", .mouvement: "ordre"]) { $1 }
        #expect(try !Self.takes("{ compte: { chapitre: \"21\" } }", order))
        let receipt = Self.line.merging([.nature: "70311", .sens: "recette"]) { $1 }
        #expect(try Self.takes("{ compte: { chapitre: \"70\", section: fonctionnement } }", receipt))
    }

    @Test func aPlanThatIsMissingIsSaidAndItsFactsNeverHold() throws {
        let pack = try Self.pack(
            "rules:\n" + PackCheckerTests.rule("a", "when: { compte: { connu: non } }\n    rate: neutre"))
        let lines = Lines([[.nomenclature: "M99", .exercice: "2024", .nature: "2151"]])
        let outcomes = Evaluator([pack], plans: Self.plans).evaluate(lines)
        #expect(outcomes.codes == [0])
        #expect(outcomes.findings.map(\.kind) == [.factsWithoutPlan])
        #expect(outcomes.findings.first?.values["plans"] == "M99 2024")
    }

    // MARK: Names and validity

    @Test func constantsAndNamedConditionsStandForWhatTheyName() throws {
        let define = "define:\n  voirie: [\"2151*\", \"2152\"]\n  route: { nature: $voirie, fonction: \"84*\" }\n"
        let line: [LineField: String] = [.nature: "21511", .fonction: "845"]
        #expect(try Self.takes("{ nature: [\"2031\", $voirie] }", line, more: define))
        #expect(try Self.takes("{ nature: $voirie }", [.nature: "2152"], more: define))
        #expect(try Self.takes("{ is: route }", line, more: define))
        #expect(try Self.takes("{ not: { is: route } }", [.nature: "2152"], more: define))
        #expect(try !Self.takes("{ is: route }", [.nature: "2152"], more: define))
    }

    @Test(arguments: [
        ("from: 2025", "2025", "2024"), ("until: 2024", "2024", "2025"),
        ("from: 2024\n    until: 2024", "2024", "2023"),
        ("from: 2025", "2031", ""), ("nomenclature: \"M57*\"", "M57_D", "M49_D"), ("nomenclature: M57_D", "M57_D", ""),
    ])
    func aRuleHoldsForItsYearsAndPlans(validity: String, fits: String, other: String) throws {
        let field: LineField = validity.hasPrefix("nomen") ? .nomenclature : .exercice
        let ofRule = "{ nature: \"2151\" }\n    \(validity)"
        #expect(try Self.takes(ofRule, [.nature: "2151", field: fits]))
        #expect(try !Self.takes(ofRule, [.nature: "2151", field: other]))
        let ofPack = validity.replacing("    ", with: "") + "\n"
        #expect(try Self.takes("{ nature: \"2151\" }", [.nature: "2151", field: fits], more: ofPack))
        #expect(try !Self.takes("{ nature: \"2151\" }", [.nature: "2151", field: other], more: ofPack))
    }

    @Test func namesDoNotHideWhatNobodyCouldRead() {
        func kinds(_ define: [String], _ when: String) -> Set<String> {
            let text =
                "define:\n" + define.map { "  \($0)\n" }.joined() + "rules:\n"
                + PackCheckerTests.rule("a", "when: \(when)\n    rate: neutre")
            let found = PackReader.read(Array((PackCheckerTests.header + text).utf8), file: "p.yaml").findings
            return Set(found.map(\.kind.code))
        }
        // Each name twice the one before: a few lines would make millions of conditions.
        let doubled = (1...40).map { "n\($0): { any: [{ is: n\($0 - 1) }, { is: n\($0 - 1) }] }" }
        #expect(kinds(["n0: { nature: \"2151\" }"] + doubled, "{ is: n40 }").contains("RUL020"))
        let wide = (1...3).map { number in
            "n\(number): { all: [" + (0..<30).map { _ in "{ is: n\(number - 1) }" }.joined(separator: ", ") + "] }"
        }
        #expect(kinds(["n0: { nature: \"2151\" }"] + wide, "{ is: n3 }").contains("RUL038"))
        let nested = ["n0: { not: { not: { not: { nature: \"2151\" } } } }"]
        #expect(kinds(nested, "{ not: { not: { is: n0 } } }") == [])
        #expect(kinds(nested, "{ not: { not: { not: { not: { is: n0 } } } } }") == ["RUL020"])
    }

    // MARK: Tables and extension

    static func fixture(_ name: String) throws -> Pack {
        let reading = PackReader.read(path: fixtures + name)
        #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) })")
        return try #require(reading.pack)
    }

    @Test func tablesAreJoinedAndLookedUpByTheLongestBeginning() throws {
        let pack = try Self.fixture("nationale.yaml")
        let outcomes = Evaluator([pack]).evaluate(
            Lines([
                [.nomenclature: "M57_D", .operation: "VELO"], [.nomenclature: "M57_D", .operation: "ECOLE-1"],
                [.nomenclature: "M57_D", .nature: "21511"], [.nomenclature: "M57_D", .nature: "2188"],
                [.nomenclature: "M57_D", .nature: "23131"], [.nomenclature: "M57_D", .nature: "2031"],
                [.nomenclature: "M49_D", .operation: "VELO"], [.nomenclature: "M57_D", .operation: "VIDE"],
            ]))
        let rules = (0..<8).map { outcomes[$0].rule }
        #expect(
            rules == [
                "national/essai/mobilite", "national/essai/ecole", "national/essai/defaut[2151]",
                "national/essai/defaut[21]", "", "", "", "",
            ])
        #expect(outcomes[2].verdict == .shares([Outcome.CategoryShare("defavorable", .one)]))
        #expect(outcomes[2].because == "Route" && outcomes[2].confidence == .observed)
        #expect(outcomes[3].because == "Table des comptes" && outcomes[3].confidence == .unverified)
        #expect(pack.files.count == 2)
    }

    @Test func aTableByTiersGivesCategoriesAndShowsNobody() throws {
        let folder = try Scratch()
        try folder.write("tiers.csv", "nom;categorie;cotation\nDUPONT Jean;régie;favorable\nDURAND SA;;neutre\n")
        let head =
            PackCheckerTests.header + "tables: { tiers: { file: tiers.csv, key: tiers, column: nom, source: s } }\n"
        let rules =
            "rules:\n"
            + PackCheckerTests.rule("regie", "when: { table: { tiers: { categorie: régie } } }\n    rate: neutre")
            + PackCheckerTests.rule("table", "when: { sens: depense }\n    table: { tiers: cotation }")
        try folder.write("p.yaml", head + rules)
        let reading = PackReader.read(path: folder.path("p.yaml"))
        #expect(reading.findings == [])
        let outcomes = Evaluator([try #require(reading.pack)]).evaluate(
            Lines([
                [.tiers: "Dupont-Jean", .sens: "recette"], [.tiers: "durand sa", .sens: "depense"],
                [.tiers: "AUTRE", .sens: "depense"], [.sens: "depense"],
            ]))
        #expect(
            (0..<4).map { outcomes[$0].rule } == ["budget-vert/essai/regie", "budget-vert/essai/table[2]", "", ""])
        // Neither a name in a rule, nor one that stands twice.
        try folder.write("tiers.csv", "nom;categorie;cotation\nDUPONT Jean;régie;\nDUPONT Jean;;neutre\n")
        let twice = PackReader.read(path: folder.path("p.yaml")).findings
        #expect(twice.first?.kind == .duplicateTableKey)
        #expect(!twice.contains { "\($0.values) \($0.text(.french))".contains("DUPONT") })
    }

    @Test func aRuleWithTheNameOfOneThatIsRemovedIsANewOne() throws {
        let folder = try Scratch()
        let rule = PackCheckerTests.rule
        try folder.write(
            "base.yaml",
            PackCheckerTests.header + "rules:\n" + rule("a", "when: { nature: \"2151\" }\n    rate: neutre")
                + rule("b", "when: { nature: \"21*\" }\n    rate: defavorable"))
        try folder.write(
            "local.yaml",
            "pack: l/l\nversion: 1\nextends: base.yaml\nremove: b\nrules:\n"
                + rule("b", "when: { nature: \"215*\" }\n    rate: favorable"))
        let pack = try #require(PackReader.read(path: folder.path("local.yaml")).pack)
        #expect(pack.rules.map(\.id) == ["b", "a"])
        #expect(Evaluator([pack]).evaluate(Lines([[.nature: "2151"]]))[0].rule == "l/l/b")
    }

    @Test func aPackThatExtendsAnotherIsStrongerReplacesAndRemoves() throws {
        let pack = try Self.fixture("locale.yaml")
        #expect(pack.rules.map(\.id) == ["bus", "velo", "ecole", "defaut"])
        #expect(pack.measure == "budget-vert" && pack.axis == "attenuation")
        let outcomes = Evaluator([pack]).evaluate(
            Lines([
                [.nomenclature: "M57_D", .operation: "ECOLE-1"], [.nomenclature: "M57_D", .operation: "VELO"],
                [.nomenclature: "M57_D", .nature: "2151", .libelle: "PISTE CYCLABLE"],
                [.nomenclature: "M49_D", .operation: "ECOLE-1"],
            ]))
        #expect((0..<4).map { outcomes[$0].rule } == ["local/essai/ecole", "", "national/essai/velo", ""])
        #expect(outcomes[0].packVersion == "1" && outcomes[2].packVersion == "2026.1")
        #expect(outcomes[2].source == "Cotations 2025")
        #expect(PackChecker.check(pack, PackCheckerTests.context).filter { $0.severity == .error } == [])
    }

    @Test func aPackCannotExtendItself() {
        #expect(PackReader.read(path: Self.fixtures + "boucle.yaml").findings.map(\.kind).contains(.endlessExtension))
    }

    @Test(arguments: [
        ("define: { voirie: [\"21*\"] }\n", "{ nature: $ecoles }", FindingKind.unknownName),
        ("define: { voirie: [\"21*\"] }\n", "{ nature: $voiri }", .unknownNameNear),
        ("", "{ is: route }", .unknownName),
        ("", "{ table: { operations: { theme: a } } }", .unknownName),
        ("tables: { t: { file: nulle-part.csv, key: nature, source: s } }\n", "{ nature: \"2\" }", .tableUnreadable),
        ("from: 2026\nuntil: 2025\n", "{ nature: \"2151\" }", .emptyValidity),
        ("remove: a\n", "{ nature: \"2151\" }", .removeWithoutExtends),
        ("", "{ libelle: { near: [a] } }", .nearWantsTwo),
        ("", "{ libelle: { any: [a], within: 3 } }", .nearWantsTwo),
        ("", "{ compte: { chapitr: \"21\" } }", .unknownKeyNear),
    ])
    func mistakesInTheNewClausesAreFound(more: String, when: String, expected: FindingKind) {
        let text =
            more + "rules:\n"
            + PackCheckerTests.rule("a", "when: \(when)\n    rate: neutre")
        let found = PackReader.read(Array((PackCheckerTests.header + text).utf8), file: "p.yaml").findings
        #expect(found.map(\.kind).contains(expected), "\(found.map { $0.text(.french) })")
    }

    @Test func aKeyThatStandsTwiceInATableAndAnUnknownCategoryAreFoundInTheTable() throws {
        let table = Table(
            name: "comptes", key: .nature, takesPrefix: true, columns: ["nature", "cotation"], keyColumn: 0,
            rows: [["21", "vert"]], places: [Place(file: "comptes.csv", line: 2)])
        var pack = Pack(when: .all([]))
        pack.measure = "budget-vert"
        pack.axis = "attenuation"
        pack.rules[0].effect = .lookup(table, column: 1)
        let found = PackChecker.check(pack, PackCheckerTests.context)
        #expect(found.map(\.kind) == [.unknownCategory])
        #expect(found.first?.place.file == "comptes.csv" && found.first?.place.line == 2)
    }
}
