import Findings
import PublicAccounts
import Testing

private let store = NomenclatureStore(folder: Folders.nomenclatures)

@Test func anAccountKnowsItsChaptersAndSections() throws {
    let plan = try store.nomenclature("M57_D", exercice: 2024)
    let account = try #require(plan.account("2313"))
    #expect(account.label == "Constructions")
    #expect(account.chapter(.depenseReel) == "23")
    #expect(account.isUsable(sens: "depense", isReel: true))
    #expect(plan.chapter("23")?.section == "investissement")
    #expect(plan.account("60628")?.chapter(.depenseReel) == "011")
    #expect(plan.account("60628")?.isUsable(sens: "recette", isReel: true) == false)
    #expect(plan.account("6811")?.isUsable(sens: "depense", isReel: true) == false)
    #expect(plan.account("2816")?.removed == "2023-11-25")
    #expect(plan.fonction("020")?.label == "Administration générale de la collectivité")
    #expect(plan.account("nope") == nil)
}

@Test func theLatestYearBeforeStandsIn() throws {
    #expect(try store.nomenclature("M57_D", exercice: 2030).exercice == 2024)
    #expect(try store.nomenclature("M57_D", exercice: 2023).exercice == 2023)
    #expect(try store.nomenclature("M57_D", exercice: 2010).exercice == 2022)
}

@Test func everyListedPlanIsReadAndItsChaptersHaveASection() throws {
    let entries = try store.entries()
    #expect(entries.count >= 20)
    for entry in entries {
        let plan = try store.nomenclature(entry.id, exercice: entry.exercice)
        #expect(plan.accounts.count > 700)
        #expect(plan.chapters.allSatisfy { ["fonctionnement", "investissement"].contains($0.section) })
        for account in plan.accounts {
            for usage in Account.Usage.allCases {
                if let chapter = account.chapter(usage) { #expect(plan.chapter(chapter) != nil) }
            }
        }
    }
}

@Test func labelsAreFoundWhateverTheirAccents() throws {
    let plan = try store.nomenclature("M57_D", exercice: 2024)
    #expect(plan.searchAccounts("MATERIEL TRANSPORT").contains { $0.code == "21828" })
    #expect(plan.searchFonctions("ceremonies").map(\.code) == ["023"])
    #expect(plan.searchAccounts("").isEmpty)
}

@Test func anUnknownPlanSuggestsTheNearest() {
    #expect { try store.nomenclature("M57-D", exercice: 2024) } throws: { error in
        (error as? Finding)?.kind == .nomenclatureUnknownNear && (error as? Finding)?.values["nearest"] == "M57_D"
    }
}

@Test func aBrokenTableIsSaidWithItsLine() {
    let table = "# x\ntype;code;libelle;parent;section;DR;RR;DOES;ROES;DOIS;ROIS;DEquip;REquip;supprime\ncompte;2313\n"
    #expect { try Nomenclature(reading: Array(table.utf8), id: "X", exercice: 2024, file: "x.csv") } throws: { error in
        (error as? Finding)?.place == Place(file: "x.csv", line: 3)
    }
}

@Test func aggregatesAreThoseOfTheAnnexWhateverTheDepthOfTheAccount() throws {
    let aggregates = try store.aggregates()
    #expect(aggregates.aggregate(of: "2313", in: "M57_D")?.code == "A155")
    #expect(aggregates.aggregate(of: "21318", in: "M57_A")?.code == "A125")
    // Below an account of the table, above accounts that agree, above accounts that do not.
    #expect(aggregates.aggregate(of: "2313001", in: "M57_D")?.code == "A155")
    #expect(aggregates.aggregate(of: "2183", in: "M57_D")?.code == "A150")
    #expect(aggregates.aggregate(of: "215", in: "M57_D") == nil)
    // The cell that was dragged down.
    let corrected = aggregates.aggregate(of: "216", in: "M49_D")
    #expect(corrected?.code == "A150")
    #expect(corrected?.sourceCode == "A154")
    #expect(aggregates.aggregate(of: "10222", in: "M57_D") == nil)
    #expect(aggregates.aggregate(of: "1675", in: "M57_D") == nil)
}
