import Decisions
import Findings
import Rules
import Tabular
import Testing

@testable import Pipeline
@testable import Publishing

/// What a person wrote is read as a decision, or refused with a reason.
@Suite struct ChangeReadingTests {
    private static let reference = Reference(
        measure: "m", axes: [.init(id: "a", short: "A")],
        words: [
            ("favorable", "Favorable"), ("neutre", "Neutre"), ("non-cote", "Non coté"), ("absent", "Non renseigné"),
        ].map { .init(id: $0.0, label: $0.1) }, rows: [])

    private func read(
        _ rating: String, _ part: LeftRatings.Part = .number(1, text: "1"), _ other: String = "",
        because: String = "Règle", written: Reference.Written? = nil
    ) -> ChangeReading.Result {
        let cell = CellReference(row: 1, column: 1)
        let change = LeftRatings.Change(
            line: 0, row: 1, axis: 0,
            written: written ?? .init(rating: "Neutre", part: "1", other: "", justification: "Règle", rule: "p/r"),
            rating: rating, other: other, part: part, justification: because, cells: (cell, cell, cell))
        return ChangeReading(Self.reference, file: "f.xlsx", sheet: "S").read(change)
    }

    private func rating(_ result: ChangeReading.Result) -> DecidedRating? {
        if case .rating(let rating, _) = result { rating } else { nil }
    }

    private func code(_ result: ChangeReading.Result) -> FindingKind? {
        if case .refused(let finding) = result { finding.kind } else { nil }
    }

    @Test func ratingsAndShares() {
        #expect(rating(read("NON COTÉE")) == DecidedRating("non-cote"))
        #expect(rating(read("Favorable", .blank)) == DecidedRating("favorable"))
        #expect(
            rating(read("Favorable", .number(0.4, text: "0.4"), "neutre"))
                == DecidedRating("favorable", Share(2, 5), other: "neutre"))
        #expect(
            rating(read("Favorable", .number(1.0 / 3, text: "0.333333333333333"), "Neutre"))?.share == Share(1, 3))
        #expect(rating(read("Favorable", .text("12,5 %"), "Neutre"))?.share == Share(1, 8))
        #expect(rating(read("Favorable", .number(0, text: "0"), "Non coté")) == DecidedRating("non-cote"))
        #expect(rating(read("Non renseigné")) == DecidedRating("absent"))
    }

    @Test func refusals() {
        #expect(code(read("Favorabel")) == .unknownRating)
        #expect(code(read("Favorable", .number(0.5, text: "0.5"), "vert")) == .unknownRating)
        #expect(code(read("")) == .ratingErased)
        #expect(code(read("Favorable", .number(40, text: "40"), "Neutre")) == .partOutside)
        #expect(code(read("Favorable", .number(-0.1, text: "-0.1"), "Neutre")) == .partOutside)
        #expect(code(read("Favorable", .text("presque tout"), "Neutre")) == .partOutside)
        #expect(code(read("Favorable", .number(0.4, text: "0.4"))) == .partWithoutOther)
        #expect(code(read("Favorable", .blank, "Neutre")) == .otherWithoutPart)
        #expect(code(read("Favorable", .number(1, text: "1"), "Non coté")) == .otherWithoutPart)
        let outside = Reference.Written(rating: "", part: "", other: "", justification: "Hors", rule: "perimetre/x")
        #expect(code(read("Favorable", written: outside)) == .ratedOutside)
    }

    @Test func aWordIsSuggested() {
        guard case .refused(let finding) = read("Favorabel") else {
            Issue.record("no finding")
            return
        }
        #expect(finding.values["nearest"] == "Favorable")
        #expect(finding.place.text(.french) == "f.xlsx › S › B2")
    }

    @Test func theSameOtherwiseWrittenIsNoDecisionAndAReasonConfirms() {
        if case .same = read("NEUTRES", .blank) {} else { Issue.record("a decision") }
        if case .same = read("Neutre", because: "") {} else { Issue.record("a decision") }
        if case .rating(let rating, let reason) = read("Neutre", because: "Vu avec la voirie") {
            #expect(rating == DecidedRating("neutre"))
            #expect(reason == "Vu avec la voirie")
        } else {
            Issue.record("no decision")
        }
        let open = Reference.Written(rating: "Non renseigné", part: "1", other: "", justification: "", rule: "")
        #expect(code(read("Non renseigné", because: "Vu", written: open)) == .reasonAlone)
        if case .rating(_, let reason) = read("Favorable") { #expect(reason == "") }
    }
}
