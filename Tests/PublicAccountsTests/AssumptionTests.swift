import Files
import Findings
import OpenXML
import PublicAccounts
import Testing
import ZipArchive

/// Lists of mandates as small as can be: piece, budget, nature, HT, TTC.
private func run(_ lines: [(String, String, String, String)], _ change: (inout ImportSettings) -> Void = { _ in })
    throws
    -> Import
{
    var rows: [[MemoryReader.Value]] = [
        ["N° pièce", "Budget", "Exercice", "Libellé", "Nature", "Montant HT", "Montant TTC"]
    ]
    for (position, line) in lines.enumerated() {
        rows.append([
            .number("\(position + 1)"), .text(line.0), "2025", "TRAVAUX", .text(line.1), .number(line.2),
            .number(line.3),
        ])
    }
    var settings = try Folders.settings()
    change(&settings)
    return try Importer().run(reader: MemoryReader(rows), file: "x.xlsx", settings: settings)
}

private let assumptions: Set<FindingKind> = [.basisAssumed, .planAssumed, .basisAndPlanAssumed]

private func assumption(_ result: Import) -> Finding? {
    let found = result.findings.filter { assumptions.contains($0.kind) }
    return found.count == 1 ? found[0] : nil
}

private func sample(_ profile: String? = nil) throws -> Import {
    var settings = try Folders.settings()
    settings.profile = profile
    settings.exercice = 2025
    let path = Folders.root + "/samples/mandats-2025.xlsx"
    let reader = try OpenXMLWorkbook(try ZipArchive(try Bytes(mapping: path)), file: path)
    return try Importer().run(reader: reader, file: path, settings: settings)
}

@Test func theSampleSaysThatItsBudgetsHaveDefaultsOnly() throws {
    let found = try #require(assumption(try sample()))
    #expect(found.kind == .basisAndPlanAssumed)
    #expect(found.severity == .warning)
    #expect(found.values["budgets"] == "01, 02, 03, 05")
    let form = "par-budget: { \"01\": …, \"02\": …, \"03\": …, \"05\": … } }"
    #expect(found.values["nomenclature"] == "nomenclature: { defaut: M57_D, \(form)")
    #expect(found.values["montant"] == "montant: { defaut: TTC, \(form)")
    #expect(
        found.values["sums"]?.hasPrefix(
            "01 (47\u{A0}817\u{A0}771,34\u{A0}€ HT, 55\u{A0}519\u{A0}892,63\u{A0}€ TTC), 02 (") == true)
    for language in Language.allCases { #expect(found.text(language).contains("par-budget")) }
}

@Test func theProfileOfTheSampleSettlesEverything() throws {
    let result = try sample(Folders.root + "/samples/profils/mandats-val-garance.yaml")
    #expect(!result.findings.contains { assumptions.contains($0.kind) })
    #expect(!result.findings.contains { $0.kind == .accountUnknownLikely })
}

@Test func bothSumsOfABudgetAreShownWhenNobodySaysWhichCounts() throws {
    let result = try run([("01", "2313", "100", "120"), ("01", "2313", "-10.50", "-12.60")])
    let found = try #require(assumption(result))
    #expect(found.kind == .basisAssumed)
    #expect(found.values["sums"] == "01 (89,50\u{A0}€ HT, 107,40\u{A0}€ TTC)")
    #expect(found.values["montant"] == "montant: …")
}

@Test func aBasisThatChangesNothingOrIsGivenIsNotDoubted() throws {
    #expect(assumption(try run([("01", "2313", "100", "100")])) == nil)
    #expect(assumption(try run([("01", "2313", "100", "120")]) { $0.amount.common = .ttc }) == nil)
    #expect(assumption(try run([("01", "2313", "100", "120")]) { $0.amount.byBudget = ["01": .ttc] }) == nil)
}

@Test func budgetsThatShareADefaultPlanAreNamed() throws {
    let found = try #require(assumption(try run([("01", "2313", "100", "100"), ("04", "2313", "100", "100")])))
    #expect(found.kind == .planAssumed)
    #expect(found.values["budgets"] == "01, 04")
    #expect(
        assumption(try run([("01", "2313", "9", "9"), ("04", "2313", "9", "9")]) { $0.nomenclature.common = "M57_D" })
            == nil)
}

@Test func aBudgetWhoseAccountsAreOfAnotherPlanIsToldWhich() throws {
    // 21562, sewerage, is in no M57 plan; of the others, those of water and of gas have it.
    let result = try run([("02", "21561", "100", "100"), ("02", "21562", "100", "100"), ("02", "1318", "1", "1")])
    #expect(
        assumption(result)?.values["nomenclature"]
            == "nomenclature: { defaut: M57_D, par-budget: { \"02\": M41 / M49_D } }")
    let unknown = try run([("02", "6222", "100", "100"), ("02", "21561", "100", "100"), ("02", "99999", "1", "1")])
    let found = try #require(unknown.findings.first { $0.kind == .accountUnknownLikely })
    #expect(found.values["likely"] == "02 → M41 / M49_D")
    #expect(found.values["examples"]?.contains("99999") == true)
}

@Test(arguments: [
    ("45811", "4581", "4581"), ("458207", "4582", "4582"), ("454101", "4541", ""), ("23131", "2313", "23"),
])
func anAccountThatSubdividesOneOfThePlanIsKnownByIt(nature: String, parent: String, chapitre: String) throws {
    let result = try run([("01", nature, "100", "100")])
    #expect(!result.findings.contains { $0.kind == .accountUnknown })
    #expect(result.findings.first { $0.kind == .accountSubdivided }?.values["examples"] == "\(nature) (\(parent))")
    #expect(result.lines[.section, 0] == "investissement")
    #expect(result.lines[.chapitre, 0] == chapitre)
    #expect(!result.lines[.libelleNature, 0].isEmpty)
}

@Test(arguments: ["999", "23", "2399", "60X", "2313000000000"])
func anAccountBelowAHeadingOrNothingIsNotASubdivision(nature: String) throws {
    let result = try run([("01", nature, "100", "100")])
    #expect(!result.findings.contains { $0.kind == .accountSubdivided })
}
