import Findings
import PublicAccounts
import Tabular
import Testing

private typealias Row = [MemoryReader.Value]

private let header: Row = [
    "Exercice", "Budget", "Section", "Sens", "Mouvement", "Chapitre", "Nature", "Fonction", "Libellé", "Montant",
]

/// A budget line: `sens section mouvement nature fonction amount`, with the year and budget that most tests want.
private func line(
    _ sens: String, _ section: String, _ mouvement: String, _ nature: String, _ fonction: String, _ amount: String,
    budget: String = "01", exercice: String = "2024"
) -> Row {
    [
        .text(exercice), .text(budget), .text(section), .text(sens), .text(mouvement), "", .text(nature),
        .text(fonction), "LIGNE", .number(amount),
    ]
}

private func run(_ rows: [Row], without columns: Set<String> = []) throws -> Import {
    let kept = header.indices.filter { index in
        if case .text(let text) = header[index] { return !columns.contains(text) }
        return true
    }
    var settings = try Folders.settings()
    settings.profile = "budget-execute"
    settings.nomenclature = Choice(common: "M57_D")
    let reader = MemoryReader(([header] + rows).map { row in kept.map { row[$0] } })
    return try Importer().run(reader: reader, file: "x.xlsx", settings: settings)
}

extension Import {
    fileprivate func finding(_ kind: FindingKind) -> Finding? { findings.first { $0.kind == kind } }

    fileprivate func control(_ start: String) -> Control? { controls.first { $0.name.hasPrefix(start) } }
}

/// Lines that nothing speaks against.
private let sound = [
    line("Dépense", "Investissement", "Réel", "2313", "213", "100.00"),
    line("Recette", "Investissement", "Réel", "1641", "01", "80.00"),
    line("Dépense", "Fonctionnement", "Ordre", "6811", "01", "5.00"),
    line("Recette", "Investissement", "Ordre", "281351", "01", "5.00"),
]

@Suite struct ControlsTests {
    @Test func nothingIsSaidOfSoundLinesAndEveryControlHolds() throws {
        let result = try run(sound)
        #expect(result.findings.filter { $0.kind.code.hasPrefix("CTL") }.isEmpty)
        #expect(result.controls.count >= 4)
        #expect(result.controls.allSatisfy { $0.holds && $0.difference == .zero })
    }

    // MARK: Ordre

    @Test func ordreThatDoesNotBalanceIsSaidByBudgetAndYear() throws {
        var rows = sound
        rows.append(line("Dépense", "Fonctionnement", "Ordre", "6811", "01", "2.50", budget: "02"))
        rows.append(line("Recette", "Investissement", "Ordre", "281351", "01", "2.51", budget: "02"))
        let result = try run(rows)
        #expect(result.control("Dépenses d'ordre = recettes d'ordre, budget 01")?.holds == true)
        let control = try #require(result.control("Dépenses d'ordre = recettes d'ordre, budget 02"))
        #expect(control.expected == Cents(250) && control.found == Cents(251) && control.difference == Cents(1))
        let found = try #require(result.finding(.ordreUnbalanced))
        #expect(found.values["budget"] == "02" && found.values["difference"]?.hasPrefix("0,01") == true)
    }

    @Test func aListOfExpensesAloneHasNothingToBalance() throws {
        let result = try run(
            sound.filter { row in
                if case .text("Dépense") = row[3] { true } else { false }
            })
        #expect(result.control("Dépenses d'ordre") == nil && result.finding(.ordreUnbalanced) == nil)
    }

    @Test func ordreIsNotJudgedWhereTheFileDoesNotSayWhatItIs() throws {
        let result = try run(sound + [sound[2]], without: ["Mouvement"])
        #expect(result.control("Dépenses d'ordre") == nil)
    }

    // MARK: Accounts

    @Test func anAccountOfTheOtherSensIsSaidWithItsRowsAndAmount() throws {
        let result = try run(sound + [line("Recette", "Fonctionnement", "Réel", "60628", "020", "7.00")])
        let found = try #require(result.finding(.accountNotInSens))
        #expect(found.values["examples"] == "60628 (recette)" && found.values["rows"] == "6" && found.count == 1)
        #expect(found.place.cell == "G1" && found.severity == .warning)
        let control = try #require(result.control("Lignes dont la nature est utilisable"))
        #expect(control.difference == Cents(-700) && control.lines == "6" && !control.holds)
    }

    @Test func anAccountOfTheOtherSectionIsSaid() throws {
        let result = try run(sound + [line("Dépense", "Fonctionnement", "Réel", "2313", "213", "7.00")])
        #expect(result.finding(.accountNotInSection)?.values["examples"] == "2313 (fonctionnement)")
        #expect(result.finding(.accountNotInSens) == nil)
    }

    @Test func anAccountOfTheOtherMovementIsSaid() throws {
        let result = try run(sound + [line("Dépense", "Fonctionnement", "Réel", "6811", "01", "7.00")])
        #expect(result.finding(.accountNotInMouvement)?.values["examples"] == "6811 (réel)")
    }

    @Test func aHeadingThatBearsLinesIsSaidAndALineOfNothingIsNot() throws {
        let zero = line("Dépense", "Fonctionnement", "Réel", "6062", "020", "0.00")
        #expect(try run(sound + [zero]).finding(.accountHeading) == nil)
        let result = try run(sound + [zero, line("Dépense", "Fonctionnement", "Réel", "6062", "020", "3.00")])
        let found = try #require(result.finding(.accountHeading))
        #expect(found.values["examples"] == "6062" && found.values["rows"] == "7")
    }

    @Test func aRemovedAccountIsSaidFromTheYearAfterOn() throws {
        // 2816 went on 25 November 2023.
        let row = line("Recette", "Investissement", "Ordre", "2816", "01", "3.00")
        let balance = line("Dépense", "Fonctionnement", "Ordre", "6811", "01", "3.00")
        let found = try run(sound + [row, balance]).findings.filter { $0.kind.code.hasPrefix("CTL") }
        #expect(found.map(\.kind) == [.accountRemoved])
        #expect(found.first?.values["examples"] == "2816" && found.first?.values["rows"] == "6")
        #expect(found.first?.kind.code == "CTL010")
    }

    @Test func aPlanOfAnotherYearProvesLess() throws {
        let result = try run([line("Recette", "Fonctionnement", "Réel", "60628", "020", "7.00", exercice: "2026")])
        #expect(result.finding(.accountNotInSens)?.severity == .note)
    }

    @Test func anUnknownAccountIsShownAgainstTheWhole() throws {
        let result = try run(sound + [line("Dépense", "Fonctionnement", "Réel", "999", "020", "7.00")])
        #expect(result.finding(.accountUnknown) != nil)
        let control = try #require(result.control("Lignes dont la nature est connue"))
        #expect(control.expected == Cents(19_700) && control.found == Cents(19_000) && control.lines == "6")
        // What is unknown is not said to be unusable besides.
        #expect(result.control("Lignes dont la nature est utilisable")?.holds == true)
    }

    // MARK: Functions

    @Test func linesWithoutFunctionAreShownAgainstTheWhole() throws {
        let result = try run(sound + [line("Dépense", "Investissement", "Réel", "2313", "", "7.00")])
        let control = try #require(result.control("Lignes avec fonction"))
        #expect(control.difference == Cents(-700) && control.lines == "6")
        // Results brought forward have none.
        let forward = try run(sound + [line("Recette", "Fonctionnement", "Réel", "002", "", "7.00")])
        #expect(forward.control("Lignes avec fonction")?.holds == true)
    }

    // MARK: What is absent

    @Test func sectionChapterAndSensAreDeducedAndSaid() throws {
        let rows = [
            line("", "", "Réel", "60628", "020", "1.00"), line("", "", "Réel", "70323", "020", "2.00"),
            line("", "", "Réel", "2313", "020", "3.00"),
        ]
        let result = try run(rows)
        let lines = result.lines
        #expect((0..<3).map { lines[.sens, $0] } == ["depense", "recette", ""])
        #expect((0..<3).map { lines[.section, $0] } == ["fonctionnement", "fonctionnement", "investissement"])
        #expect((0..<3).map { lines[.chapitre, $0] } == ["011", "70", "23"])
        func says(_ kind: FindingKind, _ field: String) -> Int? {
            result.findings.first { $0.kind == kind && $0.values["field"] == field }?.count
        }
        #expect(says(.fieldDeduced, "sens") == 2 && says(.fieldUnknown, "sens") == 1)
        #expect(says(.fieldDeduced, "section") == 3 && says(.fieldDeduced, "chapitre") == 3)
    }

    @Test func whatTheFileSaysIsNotDeduced() throws {
        let result = try run(sound)
        #expect(!result.findings.contains { $0.kind == .fieldDeduced && $0.values["field"] == "sens" })
    }
}

// MARK: An export against its budget document

/// The lines of a document with these lines of `Totem`.
private func document(_ lines: [String]) throws -> Lines {
    try Totem.run(Totem.open(Totem.document(lines))).lines
}

private let documentLines = [
    "Nature=2313 Fonction=213 ContNat=23 CodRD=D OpBudg=0 MtReal=100.00",
    "Nature=1641 Fonction=01 ContNat=16 CodRD=R OpBudg=0 MtReal=80.00",
    "Nature=6811 Fonction=01 ContNat=042 CodRD=D OpBudg=1 MtReal=5.00",
    "Nature=281351 Fonction=01 ContNat=040 CodRD=R OpBudg=1 MtReal=5.00",
]

private func compare(_ rows: [Row], with lines: [String]) throws -> DocumentComparison {
    try DocumentComparison(run(rows).lines, against: document(lines), file: "totem.xml", at: Place(file: "x.xlsx"))
}

@Suite struct DocumentComparisonTests {
    @Test func anExportThatIsItsDocumentSaysWhatWasCompared() throws {
        let same = try compare(sound, with: documentLines)
        #expect(
            same.controls.map(\.name) == ["Document budgétaire, total dépense", "Document budgétaire, total recette"])
        #expect(same.controls.allSatisfy { $0.holds })
        #expect(same.findings.map(\.kind) == [.documentCompared])
        #expect(same.findings[0].values["same"] == "4" && same.findings[0].values["keys"] == "nature × fonction")
    }

    @Test func mandatesOfOneLineAreSummed() throws {
        var rows = sound
        rows[0] = line("Dépense", "Investissement", "Réel", "2313", "213", "60.01")
        rows.append(line("Dépense", "Investissement", "Réel", "2313", "213", "39.99"))
        #expect(try compare(rows, with: documentLines).controls.allSatisfy { $0.holds })
    }

    @Test func aLineThatMovedToAnotherFunctionIsSaidOnBothSidesWithItsRows() throws {
        var rows = sound
        rows[0] = line("Dépense", "Investissement", "Réel", "2313", "020", "100.00")
        let moved = try compare(rows, with: documentLines)
        #expect(moved.controls.prefix(2).allSatisfy { $0.holds })
        let wrong = moved.controls.filter { !$0.holds }
        #expect(
            wrong.map(\.name) == [
                "Document budgétaire, dépense 2313, fonction 020", "Document budgétaire, dépense 2313, fonction 213",
            ])
        #expect(wrong.map(\.difference) == [Cents(10_000), Cents(-10_000)])
        #expect(wrong.map(\.lines) == ["2", ""])
        let found = try #require(moved.findings.last)
        #expect(found.kind == .documentDiffers && found.count == 2)
        #expect(found.values["examples"]?.contains("dépense 2313, fonction 213 : 0,00") == true)
    }

    @Test func aCentIsADifference() throws {
        var rows = sound
        rows[1] = line("Recette", "Investissement", "Réel", "1641", "01", "80.01")
        let wrong = try compare(rows, with: documentLines).controls.filter { !$0.holds }
        #expect(wrong.map(\.difference) == [Cents(1), Cents(1)])
        #expect(wrong.last?.lines == "3")
    }

    @Test func onlyWhatTheExportHasIsCompared() throws {
        // Real expenses of investment alone: the rest of the document is no difference.
        #expect(try compare([sound[0]], with: documentLines).controls.allSatisfy { $0.holds })
        // By nature alone when the export has no function.
        var row = sound[0]
        row[7] = ""
        let natures = try compare([row], with: documentLines)
        #expect(natures.controls.allSatisfy { $0.holds } && natures.findings[0].values["keys"] == "nature")
        // A line that the export lacks is one.
        let lacking = try compare(
            [sound[0]], with: documentLines + ["Nature=2315 Fonction=845 ContNat=23 CodRD=D OpBudg=0 MtReal=1.00"])
        #expect(lacking.findings.last?.kind == .documentDiffers)
    }

    @Test func severalBudgetsAreToldApartByTheirCode() throws {
        let rows = [sound[0]].map { row in
            var row = row
            row[1] = "00"
            return row
        }
        let other = line("Dépense", "Investissement", "Réel", "2313", "213", "9.00", budget: "07")
        #expect(try compare(rows + [other], with: documentLines).controls.allSatisfy { $0.holds })
    }

    @Test func aDocumentOfAnotherYearOrBudgetIsRefused() throws {
        let old = line("Dépense", "Investissement", "Réel", "2313", "213", "9.00", exercice: "2023")
        #expect { try compare([old], with: documentLines) } throws: { error in
            (error as? Finding)?.kind == .documentOfAnother && (error as? Finding)?.values["exercice"] == "2024"
        }
        let budgets = ["07", "08"].map { line("Dépense", "Investissement", "Réel", "2313", "213", "9.00", budget: $0) }
        #expect { try compare(budgets, with: documentLines) } throws: {
            ($0 as? Finding)?.kind == .documentOfAnother
        }
    }
}
