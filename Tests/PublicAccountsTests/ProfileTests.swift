import Findings
import PublicAccounts
import Testing
import YAML

private func profile(_ text: String) throws -> Profile {
    let store = try ProfileStore(folder: Folders.profiles)
    return try Profile(reading: YAMLNode.parse(Array(text.utf8), file: "p.yaml"), aliases: store.aliases)
}

private func finding(_ text: String) -> Finding? {
    do {
        _ = try profile(text)
        return nil
    } catch { return error as? Finding }
}

@Test func everyShippedProfileIsRead() throws {
    let store = try ProfileStore(folder: Folders.profiles)
    let shipped = try store.automatic()
    #expect(shipped.map(\.id) == store.aliases.automatic)
    #expect(shipped.count == 23)
    // A layout is told from others by headers of its own, but for the three general ones.
    #expect(shipped.filter(\.signature.isEmpty).map(\.id) == ["mandats", "budget-execute", "balance", "scdl-budget"])
    #expect(try store.profile("mandats").cuts == [.libelle: 60])
}

@Test func aProfileSaysWhatABudgetCountsIn() throws {
    let read = try profile(
        """
        profile: x
        title: X
        required: [nature]
        montant: { defaut: TTC, par-budget: { "02": HT } }
        nomenclature: { defaut: M14_COM_SUP3500, depuis: { 2024: M57_D }, par-budget: { "02": M49_D } }
        """)
    #expect(read.amount("02") == .ht)
    #expect(read.amount("2") == .ht)
    #expect(read.amount("01") == .ttc)
    #expect(read.nomenclature("02") == "M49_D")
}

@Test func mistakesInAProfileAreSaidWithTheirPlace() {
    let bad = finding("profile: x\ntitle: X\nrequierd: [nature]")
    #expect(bad?.kind == .unknownKeyNear)
    #expect(bad?.values["nearest"] == "required")
    #expect(bad?.place.line == 3)
    #expect(finding("profile: x\ntitle: X\nrequired: [natur]")?.values["nearest"] == "nature")
    #expect(finding("profile: x\ntitle: X")?.kind == .missingKey)
    #expect(finding("profile: x\ntitle: X\nrequired: [nature]\nmontant: HTT")?.kind == .choiceWanted)
    #expect(finding("profile: x\ntitle: X\nrequired: [nature]\ncoupe: { libelle: soixante }")?.kind == .integerWanted)
}

@Test func anUnknownProfileSuggestsTheNearest() throws {
    let store = try ProfileStore(folder: Folders.profiles)
    #expect { try store.profile("mandat") } throws: { error in
        (error as? Finding)?.kind == .profileUnknownNear && (error as? Finding)?.values["nearest"] == "mandats"
    }
    #expect { try store.profile("../../etc/passwd") } throws: { ($0 as? Finding)?.kind == .profileUnknown }
    #expect { try store.profile("/nowhere/x.yaml") } throws: { ($0 as? Finding)?.kind == .profilesMissing }
}

@Test func codesAreUniqueAndBothLanguagesNameTheSameValues() {
    let kinds = FindingKind.publicAccountsKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds { #expect(kind.french.names == kind.english.names, "\(kind.code)") }
}
