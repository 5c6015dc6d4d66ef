import Files
import Findings
import PublicAccounts
import Tabular
import Testing

private typealias Row = [MemoryReader.Value]

/// An import with a profile written here, which starts from nothing but the built-in headers.
private func run(_ profile: String, _ rows: [Row]) throws -> Import {
    let path = "/tmp/mesures-layout-\(UInt64.random(in: 0 ... .max)).yaml"
    defer { try? FileSystem.remove(path) }
    let file = try AtomicFile(path)
    try file.write(Array(("profile: essai\ntitle: Essai\n" + profile).utf8)[...])
    try file.commit()
    var settings = try Folders.settings()
    settings.profile = path
    return try Importer().run(reader: MemoryReader(rows), file: "x.xlsx", settings: settings)
}

private let budget: Row = ["Sens", "Section", "Mouvement", "Nature", "Libellé", "Montant"]

private func line(_ nature: MemoryReader.Value, _ amount: MemoryReader.Value, label: String = "ACHATS") -> Row {
    ["D", "F", "OR", nature, .text(label), amount]
}

private let plain = "required: [sens, nature, montant]\nmontant: montant\nnomenclature: M57_D\n"

@Test func separatorsGiveWhatTheySayToTheRowsBelow() throws {
    let result = try run(
        "required: [fonction, montant]\nseparators: [section, chapitre]\nmontant: montant\nnomenclature: M57_D\n",
        [
            ["F - Fonctionnement"], ["011 - CHARGES"], ["Fonction", "Montant"],
            ["020 - ADMINISTRATION", .number("10")],
            ["012 - PERSONNEL"], ["Fonction", "Montant"], ["025", .number("5")],
            ["I - Investissement"], ["331", .number("7")], ["Filtre", .number("2025")],
        ])
    #expect((0..<3).map { result.lines[.section, $0] } == ["fonctionnement", "fonctionnement", "investissement"])
    // A new section forgets the chapter.
    #expect((0..<3).map { result.lines[.chapitre, $0] } == ["011", "012", ""])
    #expect(result.lines[.libelleFonction, 0] == "ADMINISTRATION")
    #expect(result.lines.total == Cents(2200))
    #expect(result.findings.contains { $0.kind == .rowsWithoutCode && $0.values["examples"] == "10" })
}

@Test func factsAboveTheHeaderAreReadInTheNextCellOrInTheSame() throws {
    let rows: [Row] = [
        ["Exercice", .number("2025")], ["Budget : 03 - Eau"], budget, line("60611", .number("1")),
    ]
    let profile = plain + "facts: { exercice: [Exercice], budget: [Budget] }\nglued: { budget: code }\n"
    let result = try run(profile, rows)
    #expect(result.lines[.exercice, 0] == "2025")
    #expect(result.lines[.budget, 0] == "03")
    let without = try run(profile, Array(rows.dropFirst()))
    #expect(
        without.findings.contains { $0.kind == .columnsAbsent && $0.values["fields"]?.contains("exercice") == true })
}

@Test func oneRowGivesALineForEachOfItsAmounts() throws {
    let result = try run(
        """
        required: [nature]
        nomenclature: M57_D
        amounts: { net: [OBNET], ordre: [OOB], recettes: [REC] }
        lines:
          - { amount: net - ordre, sens: depense, mouvement: reel }
          - { amount: ordre, sens: depense, mouvement: ordre }
          - { amount: recettes, sens: recette, mouvement: reel, optional: oui }
        """,
        [
            ["Nature", "OBNET", "OOB"], ["6811", .number("10"), .number("4")], ["60611", .number("3"), .number("0")],
            ["60612", .number("0"), nil],
        ])
    #expect(result.lines.amounts == [Cents(600), Cents(400), Cents(300), .zero])
    #expect(result.lines.rows == [1, 1, 2, 3])
    #expect((0..<4).map { result.lines[.mouvement, $0] } == ["reel", "ordre", "reel", "reel"])
    #expect(result.lines.firstSplitRow == 1)
    // The sums hold; 6811 is no real expense, which a row says.
    #expect(
        result.controls.filter { !$0.holds }.map(\.name) == [
            "Lignes dont la nature est utilisable dans leur sens, leur section et leur mouvement"
        ])
    #expect(result.amounts.map(\.sum) == [Cents(900), Cents(400)])
}

@Test func subtotalsAreHeldAgainstTheLinesAboveThem() throws {
    let rows: [Row] = [
        budget, line("60611", .number("10")), line("60612", .number("5")), line("Total 011", .number("15")),
        line("64111", .number("7")), line("Total 012", .number("7")), line("Sous-total fonctionnement", .number("22")),
    ]
    let result = try run(plain, rows)
    #expect(result.lines.count == 3)
    #expect(result.controls.contains { $0.name.hasPrefix("3 sous-totaux") && $0.holds })
    var wrong = rows
    wrong[3] = line("Total 011", .number("16"))
    let warned = try run(plain, wrong)
    #expect(warned.findings.contains { $0.kind == .subtotalsDisagree && $0.values["examples"] == "F4" })
    #expect(warned.controls.contains { $0.name.hasPrefix("3 sous-totaux") && !$0.holds })
}

@Test func whatIsPaidToTotalIsNoTotal() throws {
    let header: Row = ["N° mandat", "Nature", "Objet", "Montant", "Tiers"]
    let result = try run(
        "required: [nature, piece, montant]\nconstants: { sens: depense }\nmontant: montant\nnomenclature: M57_D\n",
        [header, [.number("1"), nil, "FIOUL", .number("12"), "TOTAL ENERGIES"], [nil, nil, nil, "12,00"]])
    #expect(result.lines.count == 1)
    // An amount alone, even written as text, is the total of the column.
    #expect(result.controls.contains { $0.name.hasPrefix("Total écrit") && $0.holds })
}

@Test func nullsPrefixesAndChaptersGo() throws {
    let result = try run(
        "required: [nature, fonction, montant]\nnulls: [\"#\"]\nprefixes: { nature: A, chapitre: C }\n"
            + "chapter-prefixed: [fonction]\nmontant: montant\nnomenclature: M57_D\n",
        [
            ["Chapitre", "Nature", "Fonction", "Libellé", "Montant"], ["C011 ", "A62268  ", "93020", "#", "#"],
            ["C011", "A6156.", "020", "X", "1,50"],
        ])
    #expect(result.lines.count == 1)
    #expect(result.findings.contains { $0.kind == .rowsWithoutAmount })
    #expect(result.lines[.nature, 0] == "6156")
    #expect(result.lines[.chapitre, 0] == "011")
}

@Test func textsReadInAWrongEncodingAreSaid() throws {
    let result = try run(
        plain, [budget, line("60611", .number("1"), label: "DÃ©penses d'Ã©nergie"), line("60612", .number("2"))])
    #expect(result.findings.contains { $0.kind == .textsMisread && $0.count == 1 })
}

private let duplicates = "Lignes qui n'en répètent pas une autre"

@Test func linesThatAreAlikeAreSaid() throws {
    let profile = plain + "identity: [nature, libelle]\n"
    let result = try run(
        profile, [budget, line("60611", .number("1")), line("60611", .number("1")), line("60611", .number("2"))])
    #expect(result.lines.count == 3)
    let found = result.findings.filter { $0.kind == .linesAlike }
    #expect(found.map(\.count) == [1] && found.first?.values["examples"] == "3")
    let control = try #require(result.controls.first { $0.name == duplicates })
    #expect(control.expected == Cents(400) && control.found == Cents(300) && control.lines == "3" && !control.holds)
}

@Test func linesThatDifferInOneThingAreNotAlike() throws {
    let profile = plain + "identity: [nature, libelle]\n"
    let result = try run(
        profile,
        [
            budget, line("60611", .number("1")), line("60611", .number("2")), line("60612", .number("1")),
            line("60611", .number("1"), label: "AUTRE"), line("60611", .number("-1")),
        ])
    #expect(!result.findings.contains { $0.kind == .linesAlike })
    let control = try #require(result.controls.first { $0.name == duplicates })
    #expect(control.holds && control.expected == Cents(400) && control.lines.isEmpty)
    // Without an identity nobody knows what tells lines apart.
    let open = try run(plain, [budget, line("60611", .number("1")), line("60611", .number("1"))])
    #expect(!open.controls.contains { $0.name == duplicates } && !open.findings.contains { $0.kind == .linesAlike })
}

@Test func aHeaderOfTwoRowsSpreadsItsUpperCells() throws {
    let profile =
        "required: [nature]\nnomenclature: M57_D\namounts: { depenses: [Dépenses Réalisé], recettes: [Recettes Réalisé] }\n"
        + "lines: [{ amount: depenses, sens: depense }, { amount: recettes, sens: recette }]\n"
    let result = try run(
        profile,
        [
            [nil, "Dépenses", nil, "Recettes", nil], ["Nature", "Voté", "Réalisé", "Voté", "Réalisé"],
            ["60611", .number("9"), .number("8"), nil, nil], ["7066", nil, nil, .number("5"), .number("4")],
        ])
    #expect(result.headerRow == 1)
    #expect(result.lines.amounts == [Cents(800), Cents(400)])
}

@Test func anExportThatLostAColumnIsNotReadAsAnother() throws {
    let header: Row = [
        "Département", "Budget", "Type nomenclature", "Exercice", "Type fichier", "Date vote", "Dépense/Recette",
        "Investissement/Fonctionnement", "Réel/Ordre id/Ordre diff", "Sous-chapitre", "Article", "Code devise",
        "Montant",
    ]
    let row: Row = ["C001", "B00", "M57", "2025", "CA", "x", "D", "F", "OR", nil, "A60611", "E", "12.50"]
    do {
        _ = try Importer().run(reader: MemoryReader([header, row]), file: "x.csv", settings: try Folders.settings())
        Issue.record("read without its chapters")
    } catch let finding as Finding {
        #expect(finding.kind == .columnMissing || finding.kind == .columnMissingNear)
        #expect(finding.values["field"] == "chapitre")
        #expect(finding.values["profile"] == "cedi")
    }
}
