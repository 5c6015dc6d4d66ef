import Decisions
import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// The workbook of questions, and what is read of it again.
@Suite struct QuestionsTests {
    private static func lines(_ all: [(fields: [LineField: String], amount: Int64)]) -> Lines {
        var lines = Lines()
        let constants: [LineField: String] = [
            .exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense",
            .mouvement: "reel", .nature: "2151", .budget: "01",
        ]
        for (fields, amount) in all {
            let fields = constants.merging(fields) { $1 }
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(Cents(amount))
            lines.rows.append(lines.rows.count + 3)
            lines.isCancellation.append(amount < 0)
        }
        return lines
    }

    private static let spending = lines([
        ([.gestionnaire: "Voirie", .libelle: "Chaussée | lot 1", .piece: "7", .tiers: "M. DURAND"], 100_00),
        ([.gestionnaire: "VOIRIE", .libelle: "Annulation", .piece: "8"], -900_00),
        ([.service: "Écoles", .libelle: "Préau", .piece: "9", .fonction: "213"], 5_000_00),
        ([.libelle: "Sans", .piece: "10"], 10_000_00),
        ([.gestionnaire: "Voirie", .sens: "recette", .piece: "11"], 77_00),
    ])

    private static func book(_ lines: Lines = spending, threshold: Cents? = nil, showsNames: Bool = false) throws
        -> QuestionBook
    {
        let result = try AnnotatedSheet.result(lines)
        return QuestionBook(
            OpenQuestions(lines, result), lines, result, title: "Questions", subtitle: "exercice 2025",
            before: CivilDate(year: 2025, month: 12, day: 15), threshold: threshold, showsNames: showsNames)
    }

    @Test func servicesComeByWhatTheirLinesWeighAndLinesToo() throws {
        let questions = OpenQuestions(Self.spending, try AnnotatedSheet.result(Self.spending))
        #expect(questions.services.map(\.name) == ["Écoles", "Voirie", ""], "lines without a service come last")
        #expect(questions.services.map(\.lines) == [1, 2, 1])
        #expect(questions.services[1].amount == Cents(-800_00))
        #expect(questions.services[1].questions.map(\.line) == [1, 1, 0, 0], "the cancellation weighs more")
        #expect(questions.services[1].questions.map(\.axis) == [0, 1, 0, 1])
    }

    @Test func eachServiceHasItsSheetAndNobodyElsesLines() throws {
        let book = try Self.book(threshold: Cents(1_000_00))
        #expect(book.sheets.map(\.name) == ["Sommaire", "Écoles", "Voirie", "Sans service"])
        let voirie = book.sheets[2]
        #expect(voirie.columns.map(\.data.count) == Array(repeating: 4, count: voirie.columns.count))
        #expect(voirie.columns.first { $0.header == "Tiers" } == nil, "tiers may be persons")
        let answer = try #require(voirie.columns.first { $0.header == QuestionHeaders.answer })
        #expect(answer.choices == .list(["Favorable", "Défavorable", "Neutre", "Non coté"]))
        #expect(voirie.columns.filter(\.isHidden).map(\.header) == [QuestionHeaders.mark, QuestionHeaders.words])
        #expect(voirie.printTitleRows == 3..<4 && voirie.frozenRows == 4 && voirie.isLandscape)
        let before = try #require(voirie.columns.first { $0.header == QuestionHeaders.before })
        guard case .coded(let values, _) = before.data else { return #expect(Bool(false)) }
        #expect(values == [.date(days: 20_437)])
        let summary = book.sheets[0]
        let rows = summary.rows.suffix(4).map { row in row.compactMap { $0?.value } }
        #expect(rows[0].first == .link("Écoles", sheet: "Écoles", CellReference(row: 0, column: 0)))
        #expect(summary.shown(at: CellReference(row: summary.rows.count - 1, column: 1)) == .integer(4))
        #expect(summary.shown(at: CellReference(row: summary.rows.count - 1, column: 3)) == .integer(8))
        #expect(summary.shown(at: CellReference(row: summary.rows.count - 1, column: 6)) == .integer(2))
        #expect(
            summary.shown(at: CellReference(row: summary.rows.count - 1, column: 2)) == .amount(Cents(14_200_00)))
        let named = try Self.book(showsNames: true)
        #expect(named.sheets[2].columns.contains { $0.header == "Tiers" })
    }

    @Test func sheetNamesAreLegalAndUnique() {
        let long = "Direction générale adjointe des services techniques"
        let names = QuestionBook.sheetNames(["Sommaire", "a/b", "A-B", long, long + " 2", "", "Listes", "'x'"])
        #expect(names.count == Set(names.map { $0.lowercased() }).count)
        #expect(names.allSatisfy { SheetNames.isLegal($0) })
        #expect(names[0] == "Sommaire" && names[1] == "Sommaire (2)" && names[6] == "Sans service")
    }

    @Test func nothingOpenIsASummaryAlone() throws {
        let book = try Self.book(Self.lines([([.sens: "recette"], 5_00)]))
        #expect(book.sheets.map(\.name) == ["Sommaire"])
    }

    // MARK: What is read again

    private static let identity = LineIdentity(
        budget: "01|a", exercice: "2025", bordereau: "3", piece: "7", rank: 2, operation: "O\\P", nature: "2151",
        fonction: "845", libelle: "Chaussée | lot  1", amount: Cents(-12_34))

    private static let mark = QuestionMark(
        measure: "budget-vert", axis: "attenuation", axisLabel: "Axe 1", rule: "pack/regle", line: identity)

    @Test func aMarkIsReadAgainAndToldWhenItWasTouched() throws {
        let text = Self.mark.text
        #expect(QuestionMark(text: text) == Self.mark)
        // A program that does not keep double spaces.
        let spaced = try #require(QuestionMark(text: text.replacing("  ", with: " ")))
        #expect(spaced.line.differences(to: Self.identity).isEmpty)
        #expect(QuestionMark(text: text.replacing("2151", with: "2152")) == nil)
        #expect(QuestionMark(text: String(text.dropLast())) == nil)
        #expect(QuestionMark(text: "") == nil)
        #expect(QuestionMark(text: "a|b") == nil)
    }

    /// A sheet of questions in memory, its columns in another order, rows above and between.
    private func sheet(_ rows: [[String: String]]) -> AnnotatedSheet {
        var sheet = AnnotatedSheet()
        sheet.sheets = [SheetInfo(name: "Voirie")]
        let headers = [
            QuestionHeaders.answer, QuestionHeaders.mark, "Montant", "Nature", "Fonction", "Libellé", "Axe",
            QuestionHeaders.words, QuestionHeaders.other, QuestionHeaders.part, QuestionHeaders.because,
            QuestionHeaders.author,
        ]
        var cells: [CellReference: String] = [CellReference(row: 0, column: 0): "Bonjour"]
        for (column, header) in headers.enumerated() { cells[CellReference(row: 5, column: column)] = header }
        for (place, row) in rows.enumerated() {
            for (column, header) in headers.enumerated() {
                cells[CellReference(row: 6 + place, column: column)] = row[header]
            }
        }
        sheet.cells = [cells]
        return sheet
    }

    private func row(_ changes: [String: String?] = [:]) -> [String: String] {
        var row: [String: String] = [
            QuestionHeaders.mark: Self.mark.text, "Montant": "-12.34", "Nature": "2151", "Fonction": "845",
            "Libellé": "Chaussée | lot 1", "Axe": "Axe 1", QuestionHeaders.answer: "Favorable",
            QuestionHeaders.words: "favorable|Favorable|neutre|Neutre|non-renseigne|Non renseigné",
        ]
        for (header, value) in changes { row[header] = value }
        return row
    }

    private func read(_ rows: [[String: String]]) throws -> QuestionAnswers {
        try #require(try QuestionAnswers(in: sheet(rows), sheet: 0))
    }

    @Test func anAnswerSaysWhatItIsAbout() throws {
        let answers = try read([
            row([QuestionHeaders.answer: nil]),
            row([
                QuestionHeaders.part: "0.4", QuestionHeaders.other: "Neutre", QuestionHeaders.because: "Vu sur place",
                QuestionHeaders.author: "C. Petit",
            ]),
        ])
        #expect(answers.answers.count == 1 && answers.unknown.isEmpty && answers.changed.isEmpty)
        let answer = try #require(answers.answers.first)
        #expect(answer.mark == Self.mark)
        #expect(answer.change.rating == "Favorable" && answer.change.other == "Neutre")
        #expect(answer.change.part == .number(0.4, text: "0.4"))
        #expect(answer.change.justification == "Vu sur place" && answer.author == "C. Petit")
        #expect(answer.change.cells.rating == CellReference(row: 7, column: 0))
        #expect(answer.reference.words.map(\.id) == ["favorable", "neutre", "non-renseigne"])
    }

    @Test func rowsThatShowAnotherLineAreTold() throws {
        let answers = try read([
            row(["Montant": "-12.35"]), row(["Nature": "2152"]), row(["Libellé": "Trottoir"]), row(["Axe": "Axe 6"]),
            row(["Libellé": nil, "Fonction": nil]),
        ])
        #expect(answers.changed == [6, 7, 8, 9])
        #expect(answers.answers.count == 1, "cells that were emptied contradict nothing")
    }

    @Test func rowsWithoutAMarkAndRowsWithoutAnAnswerAreTold() throws {
        let answers = try read([
            row([QuestionHeaders.mark: nil]), row([QuestionHeaders.mark: Self.mark.text + "0"]),
            row([QuestionHeaders.answer: nil, QuestionHeaders.because: "Peut-être"]),
        ])
        #expect(answers.unknown == [6, 7] && answers.incomplete == [8] && answers.answers.isEmpty)
    }

    @Test func columnsThatAreGoneAreTold() throws {
        var sheet = sheet([row()])
        sheet.cells[0][CellReference(row: 5, column: 1)] = nil
        let answers = try #require(try QuestionAnswers(in: sheet, sheet: 0))
        #expect(answers.missing == [QuestionHeaders.mark] && answers.answers.isEmpty)
        #expect(try QuestionAnswers(in: AnnotatedSheet(), sheet: 0) == nil)
    }
}
