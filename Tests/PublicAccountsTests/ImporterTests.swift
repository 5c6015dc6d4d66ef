import Findings
import PublicAccounts
import Tabular
import Testing

private typealias Row = [MemoryReader.Value]

private let header: Row = [
    "Type écriture", "Nb. ann/rej", "Exercice", "Budget", "N° pièce", "N° bordereau", "Date pièce", "Libellé",
    "Montant HT", "Montant TVA", "Montant TTC", "Libellé tiers", "Gestionnaire", "Fonction", "Nature\u{A0}",
]

private func mandate(
    _ piece: String, budget: String = "01", ht: String = "100", tva: String = "20", ttc: String = "120",
    type: String = "Mandat", fonction: String = "020", nature: MemoryReader.Value = "2313", label: String = "TRAVAUX   "
) -> Row {
    [
        .text(type), " ", "2025", .text(budget), .number(piece), .number("1"), .date("1735689600"), .text(label),
        .number(ht), .number(tva), .number(ttc), "SECRET DUPONT  ", " ", .text(fonction), nature,
    ]
}

private func run(_ rows: [Row], _ change: (inout ImportSettings) -> Void = { _ in }, shared: Bool = false) throws
    -> Import
{
    var settings = try Folders.settings()
    change(&settings)
    var reader = MemoryReader(rows)
    reader.isShared = shared
    return try Importer().run(reader: reader, file: "x.xlsx", settings: settings)
}

private func finding(_ rows: [Row], _ change: (inout ImportSettings) -> Void = { _ in }) throws -> Finding? {
    do {
        _ = try run(rows, change)
        return nil
    } catch let finding as Finding { return finding }
}

@Test(arguments: [false, true]) func mandatesAreReadAsTheyAre(shared: Bool) throws {
    let result = try run(
        [["Liste des mandats"], [], header, mandate("1"), mandate("2", fonction: " "), mandate("3")], shared: shared)
    #expect(result.profile == "mandats")
    #expect(result.headerRow == 2)
    #expect(result.body == 3..<6)
    #expect(result.lastColumn == 14)
    let lines = result.lines
    #expect(lines.count == 3)
    #expect(lines.rows == [3, 4, 5])
    #expect(lines[.libelle, 0] == "TRAVAUX")
    #expect(lines[.fonction, 0] == "020")
    #expect(lines[.fonction, 1] == "")
    #expect(lines[.piece, 1] == "2")
    #expect(lines[.date, 0] == "2025-01-01")
    #expect(lines[.sens, 0] == "depense")
    #expect(lines[.section, 0] == "investissement")
    #expect(lines[.chapitre, 0] == "23")
    #expect(lines[.mouvement, 0] == "reel")
    #expect(lines[.nomenclature, 0] == "M57_D")
    #expect(lines[.gestionnaire].values == [""])
    #expect(lines.total == Cents(36_000))
    #expect(result.findings.contains { $0.kind == .codesBlank && $0.count == 1 })
    #expect(result.controls.contains { $0.name.hasPrefix("Montant HT") && $0.holds })
}

@Test func theAmountOfABudgetIsTheOneItCountsIn() throws {
    let result = try run([header, mandate("1"), mandate("2", budget: "02")]) {
        $0.amount.byBudget = ["02": .ht]
        $0.nomenclature.byBudget = ["02": "M49_D"]
    }
    #expect(result.lines.amounts == [Cents(12_000), Cents(10_000)])
    #expect(result.lines[.nomenclature, 1] == "M49_D")
    #expect(result.amounts.map(\.column) == [10, 8])
}

@Test func aRenamedColumnIsSaidWithItsPlaceAndTheHeadersSeen() throws {
    var renamed = header
    renamed[14] = "Natture"
    let found = try #require(try finding([renamed, mandate("1")]))
    #expect(found.kind == .columnMissingNear)
    #expect(found.kind.exit == .badInput)
    #expect(found.values["field"] == "nature")
    #expect(found.values["nearest"] == "Natture")
    #expect(found.place == Place(file: "x.xlsx", sheet: "Feuille1", cell: "O1"))
    renamed[14] = "Zzz"
    let other = try #require(try finding([renamed, mandate("1")]))
    #expect(other.kind == .columnMissing)
    #expect(other.values["headers"]?.contains("Zzz") == true)
}

@Test func anAmountThatIsNoneIsSaidWithItsCell() throws {
    var bad = mandate("2")
    bad[10] = "douze"
    let found = try #require(try finding([header, mandate("1"), bad]))
    #expect(found.kind == .amountUnreadable)
    #expect(found.place.cell == "K3")
    bad[10] = .error("#REF!")
    #expect(try finding([header, bad])?.place.cell == "K2")
    bad[10] = "1.234"
    #expect(try finding([header, bad])?.kind == .amountAmbiguous)
}

@Test func totalsAreControlsAndRepeatedHeadersAreNoLines() throws {
    let total: Row = [
        "Total général", nil, nil, nil, nil, nil, nil, nil, .number("200"), .number("40"), .number("240"),
    ]
    let result = try run([header, mandate("1"), header, mandate("2"), total])
    #expect(result.lines.count == 2)
    #expect(result.excluded.contains { $0.reason == .total && $0.count == 1 })
    #expect(result.excluded.contains { $0.reason == .repeatedHeader && $0.count == 1 })
    #expect(result.controls.filter { $0.name.hasPrefix("Total écrit") }.count == 3)
    #expect(result.controls.allSatisfy { $0.holds })
    #expect(result.body == 1..<4)
    let wrong: Row = ["TOTAL", nil, nil, nil, nil, nil, nil, nil, nil, nil, .number("241")]
    let warned = try run([header, mandate("1"), mandate("2"), wrong])
    #expect(warned.findings.contains { $0.kind == .totalDisagrees && $0.place.cell == "K4" })
}

@Test func cancellationsAreFlaggedAndMatched() throws {
    let result = try run([
        header, mandate("1"), mandate("1", ht: "-100", tva: "-20", ttc: "-120", type: "Ann. de mandat"),
        mandate("9", ht: "-50", tva: "-10", ttc: "-60", type: "ANN. DE MANDAT "),
    ])
    #expect(result.lines.isCancellation == [false, true, true])
    #expect(result.lines.total == Cents(-6000))
    let alone = result.findings.filter { $0.kind == .cancellationsAlone }
    #expect(alone.map(\.count) == [1])
    #expect(alone.first?.values["examples"] == "4")
}

@Test func cancellationsOfWhatIsInTheFileAreNoFault() throws {
    let name = "Annulations dont l'écriture annulée est dans le fichier"
    let result = try run([
        header, mandate("1", ht: "-100", tva: "-20", ttc: "-120", type: "Ann. de mandat"), mandate("2"), mandate("3"),
        mandate("4", ht: "-100", tva: "-20", ttc: "-120", type: "Ann. de mandat"),
    ])
    #expect(!result.findings.contains { $0.kind == .cancellationsAlone })
    let control = try #require(result.controls.first { $0.name == name })
    #expect(control.holds && control.expected == Cents(-24_000) && control.lines.isEmpty)
    // One entry is cancelled once.
    let twice = try run([
        header, mandate("1"), mandate("2", ht: "-100", tva: "-20", ttc: "-120", type: "Ann. de mandat"),
        mandate("3", ht: "-100", tva: "-20", ttc: "-120", type: "Ann. de mandat"),
    ])
    #expect(twice.findings.filter { $0.kind == .cancellationsAlone }.map(\.count) == [1])
    #expect(try run([header, mandate("1")]).controls.allSatisfy { $0.name != name })
}

@Test func taxesThatDoNotAddUpAreSaid() throws {
    let result = try run([header, mandate("1"), mandate("2", ttc: "121")])
    #expect(result.findings.first { $0.kind == .taxesDisagree }?.values["examples"] == "K3")
    #expect(result.controls.contains { !$0.holds })
}

@Test func unknownAccountsStayAndAreCounted() throws {
    let result = try run([header, mandate("1", nature: "23999"), mandate("2", nature: .number("60628"))])
    #expect(result.lines.count == 2)
    #expect(result.lines[.nature, 1] == "60628")
    #expect(result.lines[.section, 1] == "fonctionnement")
    #expect(result.lines[.section, 0] == "investissement")
    #expect(result.findings.first { $0.kind == .accountUnknown }?.values["examples"] == "23999")
}

@Test func otherYearsAreLeftOutAndCounted() throws {
    var old = mandate("2")
    old[2] = .number("2024")
    let result = try run([header, mandate("1"), old]) { $0.exercice = 2025 }
    #expect(result.lines.count == 1)
    #expect(result.excluded == [Import.ExcludedRows(reason: .otherExercice, count: 1, amount: Cents(12_000))])
    #expect(result.controls.allSatisfy { $0.holds })
    #expect(try finding([header, mandate("1")]) { $0.exercice = 1999 }?.kind == .noLines)
}

@Test func headersOnSeveralLinesAreJoined() throws {
    let top: Row = ["Code", "Libellé", "Sens", "Section", "Montant"]
    let bottom: Row = ["nature", "nature", nil, nil, "réalisé"]
    let result = try run([
        ["Budget exécuté 2025"], top, bottom, ["2313", "Constructions", "D", "I", "1\u{A0}000,50"],
        ["60628", "Fournitures", "D", "F", "2,00"],
    ])
    #expect(result.headerRow == 2)
    #expect(result.lines.count == 2)
    #expect(result.lines[.nature, 0] == "2313")
    #expect(result.lines.total == Cents(100_250))
}

@Test func findingsNeverNameWhoIsPaid() throws {
    var bad = mandate("2", nature: "999")
    bad[2] = "20XX"
    let result = try run([header, mandate("1", tva: "21"), bad])
    for finding in result.findings {
        for language in Language.allCases { #expect(!finding.text(language).contains("DUPONT")) }
        #expect(!finding.what(.french).contains("{"), "\(finding.kind.code)")
    }
}

@Test func anEmptySheetAndAnUnknownSheetAreSaid() throws {
    #expect(try finding([])?.kind == .headerMissing)
    #expect(try finding([["un", "deux"], [.number("1")]])?.kind == .headerMissing)
    #expect(try finding([header])?.kind == .noLines)
    #expect(try finding([header, mandate("1")]) { $0.sheet = "Autre" }?.kind == .sheetMissing)
}

@Test func sumsBeyondReckoningAreRefused() throws {
    let huge = mandate("1", ht: "0", tva: "0", ttc: "9999999999999")
    let rows = Array(repeating: huge, count: 9300)
    #expect(try finding([header] + rows)?.kind == .amountsTooBig)
}

@Test func theInspectorShowsWhatAnImportWouldSee() throws {
    let inspection = try Inspector().run(
        reader: MemoryReader([header, mandate("1")]), file: "x.xlsx", settings: try Folders.settings())
    let sheet = try #require(inspection.sheets.first)
    #expect(sheet.headerRows == 0...0)
    #expect(sheet.fits.first?.profile == "mandats")
    #expect(sheet.others.map(\.header) == ["Nb. ann/rej"])
    #expect(!sheet.samples.joined().contains { $0.contains("DUPONT") })
    #expect(inspection.result?.lines.count == 1)
    #expect(inspection.obstacle == nil)
}

@Test func whatAnEarlierRunWroteIsNoPartOfTheExport() throws {
    // A column moved to the left, one on the right with a header that a profile knows, and a remark below the lines.
    func annotated(_ rows: [Row]) -> [Row] {
        rows.enumerated().map { index, row in
            row.isEmpty ? row : ["Neutre"] + row + [index == 2 ? "Montant TTC" : "total général"]
        }
    }
    let rows: [Row] = [["Liste des mandats"], [], header, mandate("1"), mandate("2", fonction: " ")]
    var reader = MemoryReader(annotated(rows) + [[nil] + Row(repeating: nil, count: header.count) + ["Neutre"]])
    reader.names = ["A3", "Q3"].map { cell in
        WorkbookName(
            name: Mark(.column, owner: "budget-vert", key: cell).name, text: "",
            cells: CellRange(cell).map { SheetCells(sheet: "Feuille1", range: $0) })
    }
    let settings = try Folders.settings()
    let plain = try run(rows)
    let found = try Importer().run(reader: reader, file: "x.xlsx", settings: settings)
    #expect(found.headerRow == plain.headerRow)
    #expect(found.body == plain.body)
    #expect(found.lastColumn == 15)
    #expect(found.lines.columns.map(\.values) == plain.lines.columns.map(\.values))
    #expect(found.lines.total == plain.lines.total)
    #expect(found.excluded == plain.excluded)
    #expect(found.columns.map(\.header) == plain.columns.map(\.header))

    let sheet = try #require(try Inspector().run(reader: reader, file: "x.xlsx", settings: settings).sheets.first)
    #expect(sheet.written.map(\.column) == [0, 16])
    #expect(!sheet.columns.contains { $0.header == "Neutre" || $0.column == 16 })
}

@Test func aSheetThatAnEarlierRunWroteIsNotRead() throws {
    var reader = MemoryReader([header, mandate("1")])
    reader.names = [
        WorkbookName(
            name: Mark(.sheet, owner: "budget-vert", key: "synthese").name, text: "",
            cells: CellRange("A1").map { SheetCells(sheet: "Feuille1", range: $0) })
    ]
    var settings = try Folders.settings()
    let none = #expect(throws: Finding.self) {
        try Importer().run(reader: reader, file: "x.xlsx", settings: settings)
    }
    #expect(none?.kind == .headerMissing)
    settings.sheet = "Feuille1"
    let named = #expect(throws: Finding.self) {
        try Importer().run(reader: reader, file: "x.xlsx", settings: settings)
    }
    #expect(named?.kind == .sheetWritten)
    #expect(try Inspector().run(reader: reader, file: "x.xlsx", settings: settings).sheets[0].isWritten)
}
