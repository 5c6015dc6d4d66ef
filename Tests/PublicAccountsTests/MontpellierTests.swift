import Files
import Findings
import PublicAccounts
import Tabular
import Testing

private let csv = Folders.data + "/montpellier/VilleMTP_MTP_BudgetAnt_2005_2016.csv"
private let isThere = (try? Bytes(mapping: csv)) != nil

/// The published table, windows-1252, cut at semicolons; the real readers are proven in their own targets.
private func rows() throws -> [[MemoryReader.Value]] {
    try Bytes(mapping: csv).array.split(separator: 0x0A).map { line in
        line.filter { $0 != 0x0D }.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            field.isEmpty
                ? .empty : .text(String(String.UnicodeScalarView(field.map { Unicode.Scalar($0) })))
        }
    }
}

/// What the file itself leaves open: accounts of years whose plan is not shipped, functions that are blank. All else holds.
private let openControls = [
    "Lignes dont la nature est connue de leur nomenclature",
    "Lignes dont la nature est utilisable dans leur sens, leur section et leur mouvement",
    "Lignes avec fonction, des nomenclatures à fonctions",
]

@Test(.enabled(if: isThere, "needs ../shared/data")) func theBudgetOfMontpellierGivesItsLinesAndTotals() throws {
    let result = try Importer().run(reader: MemoryReader(try rows()), file: "m.csv", settings: try Folders.settings())
    #expect(result.profile == "budget-execute")
    #expect(result.lines.count == 15_826)
    #expect(result.lines.total == Cents(1_045_309_684_426))
    let repaired = result.findings.filter { $0.kind == .codesRepaired }
    #expect(repaired.count == 1)
    #expect(result.controls.filter { !$0.holds }.map(\.name) == openControls)
    #expect(!result.controls.isEmpty)
    let fonctions = result.lines[.fonction]
    let labels = result.lines[.libelleFonction]
    for line in 0..<result.lines.count where labels[line] == "ADMINISTRATION GENERALE DE LA COLLECTIVITE" {
        #expect(fonctions[line] == "020")
    }
    // One line of function 20 is really 20, whose label says so.
    #expect((0..<result.lines.count).filter { fonctions[$0] == "20" }.count == 1)
    #expect((0..<result.lines.count).filter { fonctions[$0].isEmpty }.count == 1072)
}

@Test(.enabled(if: isThere, "needs ../shared/data")) func oneYearOfMontpellierGivesItsFourTotals() throws {
    var settings = try Folders.settings()
    settings.exercice = 2016
    let result = try Importer().run(reader: MemoryReader(try rows()), file: "m.csv", settings: settings)
    func total(_ sens: String, _ section: String) -> Int64 {
        result.totals.filter { $0.sens == sens && $0.section == section }.reduce(0) { $0 + $1.amount.value }
    }
    #expect(total("depense", "fonctionnement") == 30_739_238_351)
    #expect(total("depense", "investissement") == 9_188_099_507)
    #expect(total("recette", "fonctionnement") == 33_412_830_055)
    #expect(total("recette", "investissement") == 8_563_397_281)
    #expect(result.controls.filter { !$0.holds }.map(\.name) == openControls)
    #expect(result.excluded.first { $0.reason == .otherExercice }.map { $0.count + result.lines.count } == 15_826)
}
