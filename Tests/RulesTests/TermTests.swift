import PublicAccounts
import Rules
import Tabular
import Testing

@Suite struct TermTests {
    /// Whether a rule that looks for `term` in the label takes a line with that label.
    static func finds(_ term: String, in label: String) throws -> Bool {
        let term = try #require(Term(term))
        let lines = Lines([[.libelle: label]])
        return Evaluator([Pack(when: .words(.field(.libelle), [term]))]).evaluate(lines).codes[0] == 1
    }

    @Test(arguments: [
        ("piste cyclable", "AMENAGEMENT D'UNE PISTE CYCLABLE"),
        ("piste cyclable", "Pistes   cyclables (RD-940)"),
        ("PISTES-CYCLABLES", "piste cyclable"),
        ("vélo", "Abri à VELOS"),
        ("rénovation énergétique", "RENOVATION ENERGETIQUE DE L’ÉCOLE"),
        ("menuis* ext*", "AMELIORATION PERF. THERM. MENUIS. EXT. / ETANCHEITE"),
        ("réseau d'eau", "RESEAUX D EAUX"),
        ("LED", "luminaires LEDs"),
        ("bus", "BUS GNV"),
        ("œuvre", "GROS OEUVRE"),
    ])
    func wordsAreFoundWhateverTheirDress(term: String, label: String) throws {
        #expect(try Self.finds(term, in: label))
    }

    @Test(arguments: [
        ("LED", "GLEDITSIA"),
        ("bus", "ABUS DE CONFIANCE"),
        ("piste cyclable", "PISTE NON CYCLABLE"),
        ("piste cyclable", "CYCLABLE PISTE"),
        ("arbre", "ARBRESLE (L')"),
        ("GER", "GERER LE PARC"),
        ("plant*", "IMPLANTATION"),
        ("piste", ""),
    ])
    func partsOfOtherWordsAreNotFound(term: String, label: String) throws {
        #expect(try !Self.finds(term, in: label))
    }

    @Test func aWordCutByTheExportAfterSixtyCharactersIsHealed() throws {
        let start = String(repeating: "X", count: 50) + " POUR LA C"
        #expect(start.count == 60)
        #expect(try Self.finds("création", in: start + " REATION D'UNE PISTE"))
        #expect(try Self.finds("création d'une piste", in: start + " REATION D'UNE PISTE"))
        #expect(try Self.finds("la création", in: start + " REATION D'UNE PISTE"))
        // A true space at that place still parts two words.
        #expect(try Self.finds("réation", in: start + " REATION"))
    }

    @Test func aSpaceAnywhereElseIsNotHealed() throws {
        #expect(try !Self.finds("création", in: "POUR LA C REATION D'UNE PISTE"))
        let start = String(repeating: "X", count: 50) + " POUR LA  C"
        #expect(try !Self.finds("création", in: start + " REATION D'UNE PISTE"))
    }

    @Test func aSecondCutIsHealedToo() throws {
        let line = String(repeating: "X", count: 49) + " LIAISON DO"
        let label = line + " " + line + " UCES"
        #expect(try Self.finds("liaison douce", in: label))
    }

    @Test func anAccentElsewhereInTheLabelChangesNothing() throws {
        var random = SplitMix(seed: 5)
        let pieces = [
            "PISTE", "CYCL ABLE", "C", "REATION", "-", "Voie", "douces", "d'une", "  ", "LED", "XXXXXXXXXXXXXXXX",
        ]
        for _ in 0..<400 {
            let label = (0..<(4 + random.next() % 12)).map { _ in pieces[Int(random.next() % 11)] }.joined(
                separator: " ")
            for term in ["piste cyclable", "création", "voie douce", "led", "c réation", "cycl*", "x x"] {
                #expect(try Self.finds(term, in: label) == Self.finds(term, in: label + " é"), "\(term) in \(label)")
            }
        }
    }

    @Test func whatHoldsNoWordIsNoTerm() {
        #expect(Term(" -*- ") == nil)
        #expect(Term("") == nil)
    }
}

extension Lines {
    /// Lines made of fields, an amount of one euro each.
    init(_ all: [[LineField: String]], amounts: [Int64]? = nil) {
        self.init()
        for (place, fields) in all.enumerated() {
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = self[field].values.firstIndex(of: value)
                if known == nil { self[field].values.append(value) }
                self[field].codes.append(UInt32(known ?? self[field].values.count - 1))
            }
            self.amounts.append(Cents(amounts?[place] ?? 100))
            rows.append(place + 1)
            isCancellation.append((amounts?[place] ?? 100) < 0)
        }
    }
}

extension Pack {
    /// A pack of one rule.
    init(when: Condition) {
        self.init()
        id = "essai"
        rules = [
            Rule(
                id: "r", when: when, verdict: .shares([Outcome.CategoryShare("favorable", .one)]), because: "b",
                source: "s", confidence: .verified)
        ]
    }
}
