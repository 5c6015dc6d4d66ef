import Findings
import PublicAccounts
import Testing

private let store = NomenclatureStore(folder: Folders.nomenclatures)

@Suite struct PlanExplanationTests {
    @Test func anAccountIsExplainedWithAllThatThePlanSays() throws {
        let found = try PlanExplanation("2313", in: "M57_D", exercice: 2024, of: store)
        let facts = try #require(found.account)
        #expect(facts.account.label == "Constructions" && !facts.isSubdivision)
        #expect(facts.path.map(\.code) == ["23", "231"])
        #expect(facts.neighbours.map(\.code).contains("2315"))
        #expect(!facts.neighbours.map(\.code).contains("2313"))
        let real = try #require(facts.usages.first { $0.usage == .depenseReel })
        #expect(real.chapter.code == "23" && real.chapter.label == "Immobilisations en cours")
        #expect(real.section == "investissement")
        #expect(facts.usages.contains { $0.usage == .depenseOrdreEntreSections && $0.chapter.code == "040" })
        #expect(facts.account.isEquipmentExpense)
        #expect(facts.span.known == [2022, 2023, 2024] && facts.span.present == [2022, 2023, 2024])
        #expect(facts.aggregate?.code == "A155")
        #expect(facts.equivalents.map(\.id) == ["M14_COM_SUP3500"])
        #expect(found.findings.isEmpty)
    }

    @Test func anAccountThatOneYearDoesNotHaveSaysSo() throws {
        let years = try [2022, 2023, 2024].map { year in
            Set(try store.nomenclature("M57_D", exercice: year).accounts.map(\.code))
        }
        let new = try #require(years[2].subtracting(years[1]).min())
        let span = try #require(try PlanExplanation(new, in: "M57_D", exercice: 2024, of: store).account?.span)
        #expect(span.present.contains(2024) && !span.present.contains(2023))
    }

    @Test func chaptersAndFunctionsAreExplained() throws {
        let chapter = try PlanExplanation("011", in: "M57_D", exercice: 2024, of: store)
        #expect(chapter.chapter?.section == "fonctionnement" && chapter.chapter?.isByFonction == false)
        let fonction = try PlanExplanation("020", in: "M57_D", exercice: 2024, of: store)
        #expect(fonction.fonction?.entry.label == "Administration générale de la collectivité")
        #expect(fonction.fonction?.path.map(\.code) == ["0", "02"])
    }

    @Test func aSubdivisionIsExplainedByTheAccountItSubdivides() throws {
        let found = try PlanExplanation("45811", in: "M57_D", exercice: 2024, of: store)
        #expect(found.account?.isSubdivision == true && found.account?.account.code == "4581")
        #expect(found.account?.aggregate?.code == "A225")
    }

    @Test func anUnknownCodeNamesTheNearest() {
        #expect { try PlanExplanation("99132", in: "M57_D", exercice: 2024, of: store) } throws: { error in
            (error as? Finding)?.kind == .codeNotInPlan && (error as? Finding)?.values["year"] == "2024"
        }
        // 60623 with two digits swapped: no plan has 66023.
        #expect { try PlanExplanation("66023", in: "M57_D", exercice: 2024, of: store) } throws: { error in
            (error as? Finding)?.values["nearest"]?.contains("60623") == true
        }
    }

    // MARK: The green annex

    @Test func theDragFillOfTheSourceIsCorrectedAndKept() throws {
        let aggregates = try store.aggregates()
        let corrected = aggregates.corrections.map { "\($0.id) \($0.aggregate.account) \($0.aggregate.sourceCode)" }
        #expect(
            corrected == [
                "M41 216 A151", "M43 216 A152", "M49_A 216 A153", "M49_A 2178 A149", "M49_D 216 A154",
            ])
        #expect(aggregates.corrections.allSatisfy { $0.aggregate.code == "A150" && $0.aggregate.isLine })
        #expect(aggregates.aggregate(of: "216", in: "M4")?.reason == "")
        let found = try PlanExplanation("216", in: "M43", exercice: 2024, of: store)
        #expect(found.findings.map(\.kind) == [.aggregateCorrected])
        #expect(found.findings.first?.values["source"] == "A152")
    }

    @Test func everyInvestmentAggregateIsALineOfTheAnnex() throws {
        let aggregates = try store.aggregates()
        for id in ["M57_D", "M4", "M41", "M43", "M49_A", "M49_D"] {
            for account in try store.nomenclature(id, exercice: 2024).accounts {
                guard let found = aggregates.aggregate(of: account.code, in: id), found.code.hasPrefix("A") else {
                    continue
                }
                #expect(found.isLine, "\(id) \(account.code) \(found.code)")
            }
        }
        // Loans are out of the annex: no class 1.
        #expect(aggregates.aggregate(of: "1641", in: "M57_D") == nil)
        #expect(aggregates.aggregate(of: "2313", in: "M57_A")?.code == "A155")
    }

    // MARK: From one plan to another

    @Test func equivalentsSayHowTheyAreAlike() throws {
        let old = try store.nomenclature("M14_COM_SUP3500", exercice: 2024)
        let new = try store.nomenclature("M57_D", exercice: 2024)
        let passage = PlanEquivalents(from: old, to: new)
        let same = passage.account("60611")
        #expect(same.map(\.likeness) == [.same] && same.first?.code == "60611")
        // Function 3 was culture with M14 (4 was sport); the same digit is another thing with M57.
        let head = passage.fonction("4")
        #expect(head.first?.likeness == .sameCode && head.first?.label != old.fonction("4")?.label)
        #expect(passage.account("nope").isEmpty)
        // A label that several accounts have proves nothing.
        for account in old.accounts {
            for other in passage.account(account.code) where other.likeness == .sameLabel {
                #expect(new.accounts.count { $0.label == other.label } == 1)
            }
        }
    }
}
