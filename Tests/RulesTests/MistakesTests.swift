import Files
import Findings
import PublicAccounts
import Rules
import Testing

/// What somebody who keeps accounts types into a pack: each mistake is told at its line and column with what to do
/// (`Fixtures/mistakes.fr.txt`, `mistakes.en.txt`), and what is no mistake is taken as meant.
@Suite struct MistakesTests {
    static let pack = """
        pack: ville/essai
        version: 1
        title: Essai
        measure: budget-vert
        axis: attenuation
        source: Délibération
        licence: EUPL-1.2
        rules:
          - id: velo
            when: { nature: "2151", libelle: vélo }
            rate: favorable
            because: Vélo
            source: Délibération
            confidence: verified

        """

    private static func with(_ good: String, _ bad: String) -> [UInt8] { Array(pack.replacing(good, with: bad).utf8) }

    /// The texts, and the code, the line and the column of the first thing that is said of each.
    static let mistakes: [(text: [UInt8], told: String)] = [
        // Alignment and signs.
        (with("    rate", "\trate"), "YML021 11:1"),
        (with("    rate", "  \trate"), "YML021 11:3"),
        (with("    rate", "   rate"), "YML028 11:4"),
        (with("    because", "  because"), "YML028 12:3"),
        (with("    rate", "\u{A0}\u{A0}\u{A0}\u{A0}rate"), "YML022 11:1"),
        (with("rate: ", "rate:\u{A0}"), "YML022 11:10"),
        (with("  - id", "  – id"), "YML023 9:3"),
        (with("rate: ", "rate:"), "YML024 11:9"),
        (with("because: Vélo", "because: Vélo : la piste"), "YML025 12:14"),
        (with("because: Vélo", "because: 'L'école'"), "YML026 12:14"),
        (with("because: Vélo", "because: \"Vélo"), "YML026 12:14"),
        (with("vélo }", "vélo"), "YML027 10:11"),
        (with("libelle: vélo", "libelle: [piste, vélo"), "YML027 10:38"),
        (with("  - id", "    id"), "YML014 9:5"),
        (with("\"2151\"", "*2151"), "YML002 10:21"),
        // Numbers.
        (with("rate: favorable", "split: { favorable: 0,4, neutre: 0,6 }"), "YML029 11:27"),
        (with("libelle: vélo", "montant: { plus-de: 100 000,50 }"), "YML029 10:57"),
        (with("libelle: vélo", "libelle: piste cyclable, vélo"), "YML029 10:54"),
        (with("rate: favorable", "split: { favorable: 33 %, neutre: 33 %, defavorable: 33 % }"), "RUL006 11:12"),
        (with("rate: favorable", "split: { favorable: 33 %, neutre: 66 % }"), "RUL005 11:12"),
        (with("rate: favorable", "split: { favorable: 40, neutre: 60 }"), "RUL007 11:25"),
        (with("libelle: vélo", "montant: { plus-de: 1e5 }"), "RUL009 10:49"),
        (with("libelle: vélo", "montant: { plus-de: 100000 € }"), "RUL009 10:49"),
        // Accounts, years and dates.
        (with("\"2151\"", "2151-2158"), "RUL008 10:21"),
        (with("\"2151\"", "2151 à 2158"), "RUL008 10:21"),
        (with("\"2151\"", "« 2151 »"), "RUL008 10:21"),
        (with("\"2151\"", "99999"), "RUL014 10:21"),
        (with("libelle: vélo", "date: 01/02/2025"), "RUL008 10:35"),
        (with("libelle: vélo", "date: 01/02/2025..28/02/2025"), "RUL008 10:35"),
        (with("libelle: vélo", "date: 2025-12-31..2025-01-01"), "RUL008 10:35"),
        (with("libelle: vélo", "exercice: 25"), "RUL008 10:39"),
        (with("verified\n", "verified\n    from: 2025-01-01\n"), "YML016 15:11"),
        // Words.
        (with("libelle: vélo", "annulation: vrai"), "YML017 10:41"),
        (with("rate: favorable", "rate: Défavorable"), "RUL055 11:11"),
        (with("libelle:", "libellé:"), "YML010 10:29"),
        (with("rules:", "règles:"), "YML010 8:1"),
        (with("libelle: vélo", "sens: dépense"), "YML018 10:35"),
        (with("verified", "vérifié"), "YML018 14:17"),
        (with("    source: Délibération\n    conf", "    conf"), "RUL018 9:5"),
        (with("    source: Délibération\n", "    source:\n"), "RUL018 13:12"),
        (with("    rate: favorable\n", "    rate: favorable\n    rate: neutre\n"), "YML006 12:5"),
        (Array(pack.utf8) + Array(pack.utf8[pack.utf8.firstRange(of: "  - id".utf8)!.lowerBound...]), "RUL001 15:9"),
        (
            Array(pack.utf8) + Array("tests:\n  - { line: { nature: \"2151\" }, expect: Favorable }\n".utf8),
            "RUL055 16:5"
        ),
        // Files.
        (Array("pack: Délibération\n".unicodeScalars.map { UInt8($0.value) }), "YML019 1:8"),
        ([0xFF, 0xFE] + pack.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "YML019 1:1"),
        (with("Vélo", "V\u{1}lo"), "YML020 12:15"),
        ([], "YML007 0:0"),
    ]

    private static func findings(_ text: [UInt8]) -> [Finding] {
        let reading = PackReader.read(text, file: "p.yaml")
        guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
            return reading.findings
        }
        return reading.findings + PackChecker.check(pack, PackCheckerTests.context)
    }

    @Test func eachIsToldWhereItIs() {
        for (text, told) in Self.mistakes {
            let first = Self.findings(text).first
            let found = first.map { "\($0.kind.code) \($0.place.line ?? 0):\($0.place.column ?? 0)" }
            #expect(found == told, "\(String(decoding: text, as: UTF8.self))\n\(first?.text(.english) ?? "")")
        }
    }

    @Test(arguments: Language.allCases)
    func eachIsToldInTheWordsOfTheFile(language: Language) throws {
        let path = LanguageTests.fixtures + "mistakes.\(language.rawValue).txt"
        let wanted = String(decoding: try Bytes(mapping: path).array, as: UTF8.self)
        let shown = Self.mistakes.compactMap { Self.findings($0.text).first?.text(language) }
        #expect(shown.joined(separator: "\n") + "\n" == wanted)
        // Whoever reads is told what to do.
        #expect(shown.allSatisfy { $0.contains(language == .french ? "À faire : " : "To do: ") })
    }

    @Test(arguments: [
        pack.replacing("\n", with: "\r\n"), pack.replacing("\n", with: "\r"), "\u{FEFF}" + pack,
        pack.replacing("\"2151\"", with: "2151"), pack.replacing("\"2151\"", with: "215*"),
        pack.replacing("rate:", with: "rate:\t"),
        pack.replacing("rate: favorable", with: "split: { favorable: 40%, neutre: \"0,6\" }"),
        pack.replacing("rate: favorable", with: "split: { favorable: 40\u{A0}%, neutre: 60\u{202F}% }"),
        pack.replacing("libelle: vélo", with: "annulation: non"),
        pack.replacing("libelle: vélo", with: "montant: { plus-de: 0, au-plus: 100 000 }"),
        pack.replacing("because: Vélo", with: "because: \"Vélo : la piste, l'école\""),
    ])
    func whatIsNoMistakeIsTakenAsMeant(text: String) throws {
        let wanted = try #require(PackReader.read(Array(text.utf8), file: "p.yaml").pack)
        #expect(Self.findings(Array(text.utf8)) == [])
        let line = Lines([[.nature: "2151", .libelle: "VELO"]])
        #expect(Evaluator([wanted]).evaluate(line).codes == [1])
    }

    @Test func aWorkbookIsNoTable() throws {
        let folder = try Scratch()
        try folder.write("t.xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14])
        try folder.write(
            "p.yaml",
            Self.pack.replacing("rules:", with: "tables: { t: { file: t.xlsx, key: nature, source: s } }\nrules:"))
        let found = PackReader.read(path: folder.path("p.yaml")).findings
        #expect(found.map(\.kind) == [.tableNotText])
        #expect(found.first?.place.line == 8)
    }
}
