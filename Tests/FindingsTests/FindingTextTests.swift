import Testing

@testable import Findings

@Suite struct FindingTextTests {
    private static let kind = FindingKind(
        "TST001", french: Wording("La cellule vaut {value}.", why: "Elle devrait être vide.", remedy: "Vider {value}."),
        english: Wording("The cell is {value}.", why: "It should be empty.", remedy: "Empty {value}."))

    @Test func aFindingReadsLikeACompilersMessage() {
        let finding = Finding(Self.kind, at: Place(file: "a.xlsx", sheet: "S", cell: "B2"), ["value": "12"], count: 3)
        #expect(
            finding.text(.french) == """
                erreur[TST001] a.xlsx › S › B2
                  La cellule vaut 12.
                  Pourquoi : Elle devrait être vide.
                  À faire : Vider 12.
                  (3 endroits)
                """)
        #expect(finding.text(.english).hasPrefix("error[TST001] a.xlsx › S › B2\n  The cell is 12."))
    }

    @Test func terminalEscapesAreNeutralised() {
        let finding = Finding(Self.kind, at: Place(sheet: "\u{1B}[31m"), ["value": "\u{7}"])
        #expect(!finding.text(.french).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func namesOfValues() {
        #expect(Self.kind.french.names == ["value"])
    }
}
