import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@Suite struct MeasureTests {
    static func line(_ fields: [LineField: String]) -> [LineField: String] {
        [.exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense", .mouvement: "reel"]
            .merging(fields) { _, own in own }
    }

    static func lines(_ all: [([LineField: String], Int64)]) -> Lines {
        var lines = Lines()
        for (fields, amount) in all {
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(Cents(amount))
            lines.rows.append(lines.rows.count)
            lines.isCancellation.append(amount < 0)
        }
        return lines
    }

    static func pack(_ axis: String, _ rules: [(String, Outcome.Verdict)]) -> Pack {
        var pack = Pack()
        pack.id = axis
        pack.version = "1"
        pack.measure = "budget-vert"
        pack.axis = axis
        pack.rules = rules.map { nature, verdict in
            Rule(
                id: nature, when: .value(.field(.nature), [.exact(nature)]), verdict: verdict, because: "Parce que",
                source: "Essai", confidence: .verified)
        }
        return pack
    }

    static func rate(_ category: String) -> Outcome.Verdict { .shares([Outcome.CategoryShare(category, .one)]) }

    static func split(_ one: String, _ share: Share, _ two: String) -> Outcome.Verdict {
        .shares([
            Outcome.CategoryShare(one, share),
            Outcome.CategoryShare(two, Share(share.denominator - share.numerator, share.denominator)),
        ])
    }

    @Test func sumsOfOneSensThatNoNumberHoldsAreNotTold() {
        let huge = Int64.max - 1
        let lines = Self.lines([
            (Self.line([.nature: "2151"]), huge), (Self.line([.nature: "1321", .sens: "recette"]), -huge),
            (Self.line([.nature: "2151"]), huge),
        ])
        #expect(lines.total == Cents(huge))
        #expect(lines.sensTotals == nil)
        let plain = Self.lines([
            (Self.line([.nature: "2151"]), 5), (Self.line([.nature: "1321", .sens: "recette"]), 3),
        ])
        #expect(plain.sensTotals?.expenditure == Cents(5))
        #expect(plain.sensTotals?.revenue == Cents(3))
    }

    @Test func anEmptyPerimeterNamesTheExercicesThatWereRead() throws {
        let measure = Measure(try ShippedFilesTests.definition(), packs: [])
        let lines = Self.lines(["2023", "2022", "2023"].map { (Self.line([.nature: "2151", .exercice: $0]), 100) })
        let findings = try measure.compute(lines, exercice: 2025).findings
        let empty = try #require(findings.first { $0.kind == .emptyPerimeter })
        #expect(empty.text(.french).contains("2022, 2023"))
    }

    @Test func thePerimeterKeepsRealInvestmentSpendingAndNamesWhatItLeaves() throws {
        let measure = Measure(try ShippedFilesTests.definition(), packs: [])
        let cases: [([LineField: String], String)] = [
            ([.nature: "2151"], ""), ([.nature: "2151", .mouvement: ""], ""), ([.nature: "1675"], ""),
            ([.nature: "10222"], ""), ([.nature: "2151", .nomenclature: "M49_D"], ""),
            ([.nature: "2151", .sens: "recette"], "Recette"),
            ([.nature: "6411", .section: "fonctionnement"], "Dépense de fonctionnement"),
            ([.nature: "2151", .mouvement: "ordre"], "Opération d'ordre"),
            ([.nature: "2151", .section: ""], "Section inconnue"),
            ([.nature: "1641"], "Remboursement d'emprunt"), ([.nature: "16"], "Remboursement d'emprunt"),
            ([.nature: "001"], "Résultat reporté"), ([.nature: "0011"], ""),
            ([.nature: "2151", .exercice: "2024"], "Autre exercice que celui de l'annexe"),
            ([.nature: "2151", .exercice: ""], ""),
        ]
        let lines = Self.lines(cases.map { (Self.line($0.0), 100) })
        let result = try measure.compute(lines, exercice: 2025)
        for (line, (_, reason)) in cases.enumerated() {
            let code = result.exclusionCodes[line]
            #expect((code == 0 ? "" : result.exclusions[Int(code) - 1].reason) == reason, "\(cases[line])")
            #expect(result.axes[0][line].exclusion == reason)
            #expect((result.axes[0][line].main == nil) == !reason.isEmpty)
        }
        #expect(result.exclusions.map(\.count).reduce(0, +) == 8)
        #expect(result.exclusions.first { $0.reason == "Remboursement d'emprunt" }?.total == Cents(200))
        #expect(result.findings.map(\.kind).filter { $0 == .perimeterNote }.count == 3)
        #expect(result.findings.map(\.kind).contains(.axisWithoutPack))
    }

    @Test func anEarlierYearTakesTheFirstPerimeterAndSaysSo() throws {
        let measure = Measure(try ShippedFilesTests.definition(), packs: [])
        let lines = Self.lines([(Self.line([.nature: "2151", .exercice: "2016"]), 100)])
        let result = try measure.compute(lines, exercice: 2016)
        #expect(result.findings.contains { $0.kind == .exerciceBeforePerimeter })
        #expect(result.exclusionCodes == [0])
        let all = try measure.compute(lines, exercice: nil)
        #expect(!all.findings.contains { $0.kind == .exerciceBeforePerimeter })
    }

    @Test func everyAxisAndTheSynthesisSumToTheSourceToTheCent() throws {
        var state: UInt64 = 3
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let packs = [
            Self.pack(
                "attenuation",
                [
                    ("1", Self.rate("favorable")), ("2", Self.split("favorable", Share(1, 3), "neutre")),
                    ("3", .ask(question: "Quoi ?", to: "service")), ("4", .excluded(reason: "Hors sujet")),
                    ("6", Self.split("defavorable", Share(7, 20), "non-cote")),
                ]),
            Self.pack(
                "biodiversite",
                [
                    ("1", Self.rate("neutre")), ("2", Self.split("defavorable", Share(1, 3), "favorable")),
                    ("4", Self.rate("favorable")), ("6", Self.split("neutre", Share(1, 2), "favorable")),
                ]),
        ]
        let measure = Measure(try ShippedFilesTests.definition(), packs: packs)
        for _ in 0..<20 {
            let lines = Self.lines(
                (0..<80).map { _ in
                    (
                        Self.line([.nature: String(next() % 7), .sens: next() % 5 == 0 ? "recette" : "depense"]),
                        Int64(next() % 2_000_003) - 1_000_000
                    )
                })
            let result = try measure.compute(lines, exercice: 2025)
            #expect(result.controls.count == 3)
            for control in result.controls {
                #expect(control.holds)
                #expect(control.expected == lines.total)
            }
            for axis in result.axes {
                var sum = Cents.zero
                for line in 0..<lines.count {
                    let parts = axis[line].amounts(of: lines.amounts[line])
                    #expect(parts.main + parts.other == lines.amounts[line])
                    if axis[line].main == 0 { sum = sum + parts.main }
                    if axis[line].other == 0 { sum = sum + parts.other }
                }
                #expect(sum == axis.totals.amounts[0])
            }
            let synthesis = try #require(result.synthesis)
            for line in 0..<lines.count {
                let parts = synthesis[line].amounts(of: lines.amounts[line])
                #expect(parts.main + parts.other == lines.amounts[line])
            }
        }
    }

    @Test func aRatingCarriesAllThatAWorkbookShows() throws {
        let packs = [
            Self.pack(
                "attenuation",
                [
                    ("1", Self.split("favorable", Share(2, 5), "neutre")),
                    ("2", .ask(question: "Neuf ou rénové ?", to: "service bâtiments")),
                ])
        ]
        let definition = try ShippedFilesTests.definition()
        let lines = Self.lines([
            (Self.line([.nature: "1"]), 101), (Self.line([.nature: "2"]), 5), (Self.line([.nature: "9"]), 7),
        ])
        let axis = try Measure(definition, packs: packs).compute(lines, exercice: 2025).axes[0]
        #expect(axis[0].main == 0 && axis[0].other == 2 && axis[0].share == Share(2, 5))
        #expect(
            axis[0].rule == "attenuation/1" && axis[0].justification == "Parce que [Essai]" && axis[0].toCheck == "")
        #expect(axis[0].amounts(of: Cents(101)).main == Cents(40))
        #expect(axis[1].state == .asked && axis[1].main == definition.absenceMark)
        #expect(axis[1].toCheck == "Neuf ou rénové ? (à demander : service bâtiments)")
        #expect(axis[2].state == .unmatched && axis[2].rule == "" && axis[2].toCheck.hasPrefix("Aucune règle"))
        #expect(axis.totals.amounts == [Cents(40), .zero, Cents(61), .zero, Cents(12), .zero])
        #expect(axis.totals.counts == [1, 0, 1, 0, 2, 0])
    }

    @Test func aSumThatNoBudgetCanHoldIsAFindingNotATrap() throws {
        let measure = Measure(try ShippedFilesTests.definition(), packs: [])
        let lines = Self.lines([(Self.line([.nature: "1"]), .max), (Self.line([.nature: "1"]), .max)])
        #expect(throws: Finding(.totalTooLarge)) { _ = try measure.compute(lines, exercice: 2025) }
    }

    @Test func codesAreUniqueAndBothWordingsNameTheSameValues() {
        #expect(Set(FindingKind.measuresKinds.map(\.code)).count == FindingKind.measuresKinds.count)
        for kind in FindingKind.measuresKinds { #expect(kind.french.names == kind.english.names) }
    }
}
