import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// Measures of every kind, and packs for them.
enum KindSupport {
    static let absence = "absence: { id: non, label: Non renseigné, code: \"\", fill: FFF2B3, ink: 5C4700 }\n"

    /// A measure of `kind` whose own keys are `keys`: all lines of 2025 but receipts.
    static func yaml(_ kind: OutcomeKind, _ keys: String) -> String {
        """
        measure: essai
        version: 1
        title: Essai
        kind: \(kind.rawValue)
        source: Essai
        licence: EUPL-1.2
        \(keys)
        \(absence)axes: [{ id: un, number: 1, label: Axe un, short: Un }]
        perimeter:
          other-exercice: Autre exercice
          periods:
            - from: 2025
              axes: [un]
              because: Essai
              source: Essai
              confidence: verified
              rules:
                - id: recettes
                  when: { sens: recette }
                  exclude: Recette
                  because: Essai
                  source: Essai
                  confidence: verified

        """
    }

    static func definition(_ kind: OutcomeKind, _ keys: String) throws -> MeasureDefinition {
        let reading = MeasureReader.read(Array(yaml(kind, keys).utf8), file: "mesure.yaml")
        #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) })")
        return try #require(reading.definition)
    }

    /// A pack of a rule for each account.
    static func pack(_ rules: [(String, Outcome.Verdict)]) -> Pack {
        var pack = MeasureTests.pack("un", rules)
        pack.measure = "essai"
        return pack
    }

    /// Lines of random accounts among `natures` (some without a rule), amounts of either sign, some left out.
    static func lines(_ natures: [String], _ count: Int, _ random: inout some RandomNumberGenerator) -> Lines {
        MeasureTests.lines(
            (0..<count).map { _ in
                let sens = Int.random(in: 0..<10, using: &random) == 0 ? "recette" : "depense"
                return (
                    [
                        .nature: (natures + ["999"]).randomElement(using: &random) ?? "", .sens: sens,
                        .exercice: "2025",
                        .operation: ["", "A", "B", "C"].randomElement(using: &random) ?? "",
                    ], Int64.random(in: -5_000_000...50_000_000, using: &random)
                )
            })
    }

    /// Random numbers that are the same in every run.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
