import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// The sheet of rules: one row per rule that spoke, to which the rule cells lead, and from which the sums are told.
@Suite struct RulesSheetTests {
    private static func pack(axis: String) -> Pack {
        var pack = Pack()
        pack.id = "budget-vert/essai-\(axis)"
        pack.version = "2026.1"
        pack.measure = "budget-vert"
        pack.axis = axis
        func rule(_ id: String, _ when: Condition, _ verdict: Outcome.Verdict) -> Rule {
            Rule(
                id: id, when: when, verdict: verdict, because: "Parce que \(id)", source: "Source \(id)",
                confidence: .inferred, place: Place(file: "/essai/regles.yaml", line: 12))
        }
        pack.rules = [
            rule("muette", .value(.field(.nature), [.exact("1")]), .shares([Outcome.CategoryShare("neutre", .one)])),
            rule(
                "grande", .all([.value(.field(.nature), [.prefix("21")]), .amount(AmountRange(atLeast: 1000))]),
                .shares([Outcome.CategoryShare("favorable", .one)])),
            rule("question", .amount(AmountRange(atLeast: 200)), .ask(question: "Quoi ?", to: "")),
        ]
        pack.rules[1].dispute = Dispute(
            arguments: [Dispute.Argument(text: "Oui", by: "A", source: "B")],
            objections: [Dispute.Argument(text: "Non", by: "C", source: "D")])
        return pack
    }

    private func edit(_ amounts: [Int64]) throws -> WorkbookEdit {
        let packs = ["attenuation", "biodiversite"].map { Self.pack(axis: $0) }
        return try AnnotatedSheet().annotation(amounts, packs: packs).edit(
            source: Cents(amounts.reduce(0, +)), subtitle: "",
            provenance: Provenance(facts: [], files: [], controls: [], findings: []))
    }

    private func texts(_ sheet: NewSheet, _ row: Int) -> [String] {
        sheet.rows[row].indices.map { column in
            switch sheet.shown(at: CellReference(row: row, column: column)) {
            case .text(let text): text
            case .integer(let number): String(number)
            case .amount(let amount): amount.decimal
            default: ""
            }
        }
    }

    @Test func eachRuleThatSpokeHasARowWithWhatItDecided() throws {
        let sheet = try #require(try edit([100, 2000, 250, -5000]).sheets.first { $0.name == "Règles" })
        let rows = sheet.rows.indices.map { texts(sheet, $0) }
        let header = try #require(rows.firstIndex { $0.first == "Règle" })
        #expect(
            rows[header + 1...header + 4].map { $0 } == [
                [
                    "Aucune règle", "Non renseigné", "", "", "", "", "1", "1.00", "D4", "", "", "",
                ].enumerated().map { $0.offset == 8 ? rows[header + 1][8] : $0.element },
                [
                    "essai-attenuation/grande", "Favorable",
                    "nature 21* ; montant d'au moins 10,00\u{A0}€", "Parce que grande", "Source grande",
                    Confidence.inferred.words, "2", "-30.00", rows[header + 2][8], "2026.1", "/essai/regles.yaml:12",
                    "Pour : Oui (A, B). Contre : Non (C, D).",
                ],
                [
                    "essai-attenuation/question", "Une question : Quoi ?", "montant d'au moins 2,00\u{A0}€",
                    "Parce que question", "Source question", Confidence.inferred.words, "1", "2.50",
                    rows[header + 3][8], "2026.1", "/essai/regles.yaml:12", "",
                ],
                ["Total", "", "", "", "", "", "4", "-26.50", "", "", "", ""],
            ])
        // Rules that said nothing have no row.
        #expect(!rows.contains { $0.first?.hasSuffix("muette") == true })
        #expect(sheet.printTitleRows == 0..<2 && sheet.frozenRows == 2)
    }

    @Test func ruleCellsLeadToTheirRowAndRowsLeadBack() throws {
        let edit = try edit([100, 2000, 250])
        let sheet = try #require(edit.sheets.first { $0.name == "Règles" })
        let block = edit.blocks[0]
        for axis in ["attenuation", "biodiversite"] {
            let place = try #require(block.columns.firstIndex { $0.mark?.key == "\(axis).regle" })
            guard case .coded(let values, let codes) = block.columns[place].data else {
                Issue.record("coded")
                return
            }
            // No rule, no link.
            #expect(codes[0] == Codes.none)
            for row in 1..<3 {
                guard case .link(let text, "Règles", let cell) = values[Int(codes[row])] else {
                    Issue.record("a link")
                    return
                }
                #expect(sheet.shown(at: cell) == .text(text))
                guard case .link(_, "Mandats", let back)? = sheet.rows[cell.row][8]?.value else {
                    Issue.record("a link back")
                    return
                }
                #expect(back.row == row + 3)
            }
        }
    }

    @Test func theReasonSaysWhatMatchedAndNotTheSourceAgain() throws {
        let block = try edit([100, 2000]).blocks[0]
        let column = try #require(block.columns.first { $0.mark?.key == "attenuation.justification" })
        guard case .coded(let values, let codes) = column.data else {
            Issue.record("coded")
            return
        }
        #expect(codes[0] == Codes.none)
        #expect(values[Int(codes[1])] == .text("Parce que grande : nature 21*, montant d'au moins 10,00\u{A0}€"))
    }
}
