import DelimitedText
import Files
import Findings
import OpenDocument
import OpenXML
import PublicAccounts
import Tabular
import Testing
import YAML
import ZipArchive

private func open(_ path: String) throws -> any WorkbookReader {
    let bytes = try Bytes(mapping: path)
    if path.hasSuffix(".csv") { return try DelimitedWorkbook(bytes, fileName: path) }
    let archive = try ZipArchive(bytes)
    return path.hasSuffix(".ods")
        ? try OpenDocumentWorkbook(archive, file: path) : try OpenXMLWorkbook(archive, file: path)
}

private func run(_ path: String, _ change: (inout ImportSettings) -> Void = { _ in }) throws -> Import {
    var settings = try Folders.settings()
    change(&settings)
    return try Importer().run(reader: try open(path), file: path, settings: settings)
}

/// What the samples' generator says of a sample; JSON is YAML too.
private func expected(_ sample: String) throws -> YAMLNode {
    let path = Folders.root + "/samples/expected.json"
    return try YAMLNode.parse(Bytes(mapping: path).array, file: path).required(sample)
}

private func letters(_ total: Import.Total) -> String {
    (total.sens == "depense" ? "D/" : "R/") + (total.section == "fonctionnement" ? "F" : "I")
}

@Test func theMandatesOfTheSampleAddUp() throws {
    let expected = try expected("mandats-2025.xlsx")
    let budgets = try expected.required("budgets").mapping("budgets")
    let result = try run(Folders.root + "/samples/mandats-2025.xlsx") { settings in
        for budget in budgets where budget.value["basis"]?.string == "HT" {
            settings.amount.byBudget[budget.name] = .ht
        }
        for budget in budgets { settings.nomenclature.byBudget[budget.name] = budget.value["nomenclature"]?.string }
    }
    #expect(result.profile == "mandats")
    #expect(result.sheetName == expected["sheet"]?.string)
    #expect(String(result.lines.count) == expected["lines"]?.string)
    #expect(String(result.lines.total.value) == expected["retained"]?.string)
    #expect(result.amounts.map(\.budget) == budgets.map(\.name))
    for (use, budget) in zip(result.amounts, budgets) {
        #expect(String(use.sum.value) == budget.value["retained"]?.string)
        #expect(String(use.count) == budget.value["lines"]?.string)
    }
    let cancelled = result.lines.isCancellation.indices.filter { result.lines.isCancellation[$0] }
    #expect(String(cancelled.count) == expected["cancellations"]?["lines"]?.string)
    let sum = cancelled.reduce(Cents.zero) { $0 + result.lines.amounts[$1] }
    #expect(String(sum.value) == expected["cancellations"]?["retained"]?.string)
    // One cancellation has no mandate in the file, as its finding says; everything else holds.
    #expect(
        result.controls.filter { !$0.holds }.map(\.name) == ["Annulations dont l'écriture annulée est dans le fichier"])
    #expect(result.lines[.fonction].codes.filter { $0 == 0 }.count == 357)
    // Nearly all cut words are joined: the others are joined by nothing that proves it.
    let healed = result.findings.first { $0.kind == .wordsHealed }?.count ?? 0
    #expect(healed > 760 && healed <= 820)
    #expect(result.lines[.libelle].values.contains("VOIE DOUCE RUE DE LA GARANCE SITUATION N° 7"))
    #expect(!result.findings.contains { $0.kind == .accountUnknown })
}

@Test func theExecutedBudgetOfTheSampleAddsUp() throws {
    let expected = try expected("budget-execute.ods")
    let result = try run(Folders.root + "/samples/budget-execute.ods")
    #expect(result.profile == "budget-execute")
    #expect(String(result.lines.count) == expected["lines"]?.string)
    #expect(String(result.lines.total.value) == expected["cents"]?.string)
    for entry in try expected.required("sens_section").mapping("sens_section") {
        let totals = result.totals.filter { letters($0) == entry.name }
        #expect(String(totals.reduce(0) { $0 + $1.count }) == entry.value["lines"]?.string)
        #expect(String(totals.reduce(Cents.zero) { $0 + $1.amount }.value) == entry.value["cents"]?.string)
    }
    let fonctions = result.lines[.fonction]
    for entry in try expected.required("functions").mapping("functions") {
        let count = (0..<result.lines.count).filter { fonctions[$0] == entry.name }.count
        #expect(String(count) == entry.value.string, "\(entry.name)")
    }
    let repaired = try expected.required("functions_to_repair").mapping("functions_to_repair")
    let count = repaired.reduce(0) { $0 + (Int($1.value.string ?? "") ?? 0) }
    let finding = result.findings.first { $0.kind == .codesRepaired && $0.values["field"] == "fonction" }
    #expect(finding?.count == count)
    #expect(String(fonctions.codes.filter { $0 == 0 }.count) == expected["blank_functions"]?.string)
}

@Test func theBalanceOfTheSampleAddsUp() throws {
    let expected = try expected("balance.csv")
    let result = try run(Folders.root + "/samples/balance.csv")
    #expect(result.profile == "balance")
    #expect(String(result.lines.count) == expected["lines"]?.string)
    let totals = try expected.required("sens_section_mouvement").mapping("sens_section_mouvement")
    #expect(result.totals.count == totals.count)
    for entry in totals {
        let total = result.totals.first { letters($0) + ($0.mouvement == "ordre" ? "/O" : "/R") == entry.name }
        #expect(total.map { String($0.amount.value) } == entry.value["cents"]?.string)
        #expect(total.map { String($0.count) } == entry.value["lines"]?.string)
    }
    #expect(Set(result.lines[.nomenclature].values) == ["", "M57_D", "M49_D"])
}

private let montpellier = Folders.data + "/montpellier/VilleMTP_MTP_BudgetAnt_2005_2016"
private let isThere = (try? Bytes(mapping: montpellier + ".ods")) != nil

@Test(.enabled(if: isThere, "needs ../shared/data")) func bothFilesOfMontpellierGiveTheSameLines() throws {
    let sheet = try run(montpellier + ".ods").lines
    let text = try run(montpellier + ".csv").lines
    #expect(sheet.count == 15_826)
    #expect(sheet.total == Cents(1_045_309_684_426))
    #expect(sheet.amounts == text.amounts)
    #expect(sheet.rows == text.rows)
    for field in LineField.allCases {
        #expect(sheet[field].values == text[field].values, "\(field)")
        #expect(sheet[field].codes == text[field].codes, "\(field)")
    }
}
