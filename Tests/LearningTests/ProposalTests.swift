import Decisions
import Findings
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Learning

/// Rules that repeated decisions suggest.
@Suite struct ProposalTests {
    private static func decision(
        _ rating: String, operation: String = "", nature: String = "2151", fonction: String = "845",
        libelle: String = "",
        author: String = "A. Martin", amount: Int64 = 100_00, axis: String = "attenuation"
    ) -> Decision {
        Decision(
            measure: "budget-vert", axis: axis,
            line: LineIdentity(
                budget: "VG", exercice: "2025", operation: operation, nature: nature, fonction: fonction,
                libelle: libelle, amount: Cents(amount)),
            rating: DecidedRating(rating), author: author, date: "2025-11-20")
    }

    private static func found(_ decisions: [Decision], support: Int = 3) -> [RuleProposal] {
        RuleProposal.all(from: decisions, bars: ProposalBars(support: support))
    }

    @Test func anOperationDecidedAlikeIsOneRule() {
        let decisions = (0..<4).map { Self.decision("favorable", operation: "CYCLABLE", nature: "215\($0)") }
        let proposals = Self.found(decisions)
        #expect(proposals.map(\.ground) == [.operation("CYCLABLE")])
        #expect(proposals.first?.support == [0, 1, 2, 3])
        #expect(proposals.first?.exceptions == [])
        #expect(proposals.first?.operations == 1)
        #expect(proposals.first?.amount == Cents(400_00))
    }

    @Test func exceptionsAreNamedAndTooManyOfThemAreNoRule() {
        let most = (0..<8).map { _ in Self.decision("favorable", operation: "PARC") }
        let few = [Self.decision("neutre", operation: "PARC")]
        let proposal = Self.found(most + few).first
        #expect(proposal?.exceptions == [8])
        #expect(proposal?.support.count == 8)
        // Two thirds do not make a rule.
        let split = most.prefix(4) + [few[0], few[0]]
        #expect(!Self.found(Array(split)).contains { $0.ground == .operation("PARC") })
    }

    @Test func wordsTellApartWhatAnAccountMixes() {
        let bikes = (0..<8).map { Self.decision("favorable", libelle: "TRAVAUX PISTE CYCLABLE \($0)") }
        let roads = (0..<8).map { Self.decision("defavorable", libelle: "TRAVAUX ROCADE NORD \($0)") }
        let proposals = Self.found(bikes + roads)
        let words = proposals.compactMap { proposal -> String? in
            if case .word(let stem, "2151", "845") = proposal.ground {
                stem + " " + proposal.rating.words()
            } else {
                nil
            }
        }
        #expect(words.count == 2, "one word explains each half: \(proposals.map(\.ground))")
        #expect(words.allSatisfy { !$0.hasPrefix("travau") }, "a word that all have tells nothing")
        #expect(Set(words.map { $0.split(separator: " ").last ?? "" }) == ["favorable", "defavorable"])
    }

    /// Four kinds of works of which no word tells the rating, any two do.
    private static let crossed = ["ISOLATION TOITURE", "ISOLATION FACADE", "PEINTURE TOITURE", "PEINTURE FACADE"]
        .enumerated().flatMap { place, words in
            (0..<8).map {
                decision(place == 0 || place == 3 ? "favorable" : "neutre", libelle: "\(words) LOT\($0)")
            }
        }

    @Test func twoWordsTellWhatNeitherTellsAlone() throws {
        let proposals = Self.found(Self.crossed)
        #expect(
            proposals.map(\.ground) == [
                .words(WordPair("facade", "isolation"), nature: "2151", fonction: "845"),
                .words(WordPair("facade", "peinture"), nature: "2151", fonction: "845"),
                .words(WordPair("isolation", "toiture"), nature: "2151", fonction: "845"),
                .words(WordPair("peinture", "toiture"), nature: "2151", fonction: "845"),
            ])
        #expect(proposals.map { $0.rating.category } == ["neutre", "favorable", "favorable", "neutre"])
        #expect(proposals.map(\.support.count) == [8, 8, 8, 8])
        try Self.readsBack(Self.crossed, condition: "libelle: { all: [\"isolation\", \"toiture\"] }")
        // A single word that tells is enough.
        let plain = Self.crossed.map { decision -> Decision in
            var decision = decision
            decision.line.libelle += decision.rating.category == "neutre" ? " SIMPLE" : " RENFORCE"
            return decision
        }
        #expect(
            Self.found(plain).allSatisfy { if case .word = $0.ground { true } else { false } },
            "\(Self.found(plain).map(\.ground))")
    }

    @Test func twoWordsTellWhereTheyAreNearEachOther() throws {
        let close = (0..<8).map { Self.decision("favorable", libelle: "ISOLATION DE LA TOITURE N\($0)") }
        let far = (0..<8).map {
            Self.decision("neutre", libelle: "TOITURE A\($0)AA B\($0)BB C\($0)CC D\($0)DD E\($0)EE ISOLATION")
        }
        let proposals = Self.found(close + far)
        #expect(
            proposals.first?.ground
                == .words(WordPair("isolation", "toiture", within: 5), nature: "2151", fonction: "845"))
        #expect(proposals.first?.support == Array(0..<8))
        try Self.readsBack(
            close + far, condition: "libelle: { near: [\"isolation\", \"toiture\"], within: 5 }")
    }

    /// The pack that `decisions` suggest holds `condition`, and gives the lines of the decisions what was decided of them.
    private static func readsBack(_ decisions: [Decision], condition: String) throws {
        let pack = try #require(ProposedPack.all(of: found(decisions), decisions).first)
        #expect(pack.yaml.contains(condition), "\(pack.yaml)")
        let read = try #require(PackReader.read(Array(pack.yaml.utf8), file: "p.yaml").pack)
        let outcomes = Evaluator([read]).evaluate(lines(decisions.map(\.line)))
        for proposal in pack.proposals {
            for index in proposal.support { #expect(outcomes[index].verdict == .shares(proposal.rating.shares)) }
        }
    }

    private static func lines(_ identities: [LineIdentity]) -> Lines {
        var lines = Lines()
        for identity in identities {
            let fields: [LineField: String] = [
                .operation: identity.operation, .nature: identity.nature, .fonction: identity.fonction,
                .libelle: identity.libelle,
            ]
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(Cents(1))
            lines.rows.append(lines.rows.count)
            lines.isCancellation.append(false)
        }
        return lines
    }

    @Test func aWordIsWrittenAsLabelsWriteIt() throws {
        // The stem of `travaux` is `trava`, that of `stress` is `stres`, whose stem is another one.
        let decisions = ["TRAVAUX", "STRESS"].enumerated().flatMap { place, word in
            (0..<8).map { Self.decision(place == 0 ? "neutre" : "favorable", libelle: "\(word) A\($0)AA") }
        }
        let words = Self.found(decisions).compactMap { if case .word(let word, _, _) = $0.ground { word } else { nil } }
        #expect(words == ["stress", "travaux"])
        try Self.readsBack(decisions, condition: "libelle: [\"stress\"]")
    }

    @Test func theRulesThatDecisionsContradictAreNamed() {
        func decided(_ rule: String, _ category: String, _ rating: String = "favorable") -> Decision {
            var decision = Self.decision(rating, operation: "PARC")
            decision.rule = rule
            decision.programCategory = category
            return decision
        }
        let decisions = [
            decided("ville/attenuation/defaut[2151]", "neutre"), decided("ville/attenuation/defaut[2152]", "neutre"),
            decided("ville/attenuation/suivre ← ville/attenuation/route", "defavorable"),
            // Neither what says the same, nor a question, nor another person.
            decided("ville/attenuation/velo", "favorable"), decided("ville/attenuation/etude", "non-renseigne"),
            decided("décision de A/B, 2025-01-01", "neutre"), decided("", "non-renseigne"),
        ]
        let proposal = Self.found(decisions)[0]
        #expect(
            proposal.contradictions(in: decisions, absences: ["non-renseigne"]) == [
                Contradiction(
                    rule: "ville/attenuation/defaut", category: "neutre", decisions: 2, amount: Cents(200_00)),
                Contradiction(
                    rule: "ville/attenuation/suivre", category: "defavorable", decisions: 1, amount: Cents(100_00)),
            ])
    }

    @Test func theFirstRuleThatTakesALineCountsItAlone() throws {
        // Four of the account's seven decisions are of an operation that has its rule.
        let operation = (0..<4).map { _ in Self.decision("favorable", operation: "PARC") }
        let others = (0..<3).map { _ in Self.decision("neutre") }
        let proposals = Self.found(operation + others)
        #expect(proposals.map(\.ground) == [.operation("PARC"), .account(nature: "2151", fonction: "845")])
        #expect(proposals.map(\.support) == [[0, 1, 2, 3], [4, 5, 6]])
        #expect(proposals.map(\.exceptions) == [[], []])
        #expect(proposals.map(\.amount) == [Cents(400_00), Cents(300_00)])
    }

    @Test func noiseAndWhatIsBelowTheSupportProposeNothing() {
        let categories = ["favorable", "defavorable", "neutre"]
        let noise = (0..<60).map { index in
            Self.decision(
                categories[(index * 7 + index / 5) % 3], operation: "O\(index % 9)", nature: "21\(index % 4)",
                libelle: "MOT\(index % 11) LIGNE")
        }
        #expect(Self.found(noise).isEmpty, "\(Self.found(noise).map(\.ground))")
        #expect(Self.found([Self.decision("neutre", operation: "X"), Self.decision("neutre", operation: "X")]).isEmpty)
        #expect(Self.found((0..<5).map { _ in Self.decision("non-renseigne", operation: "X") }).isEmpty)
    }

    @Test func aWordThatTellsNoMoreThanChanceIsNoRule() {
        // Three quarters of the account are favorable, and so are the four lines with the word: one time in three by chance.
        func account(_ word: (Int) -> String) -> [Decision] {
            (0..<40).map { Self.decision($0 % 4 == 0 ? "neutre" : "favorable", libelle: "\(word($0)) A\($0)AA") }
        }
        #expect(Self.found(account { $0 % 4 == 1 && $0 < 16 ? "PISTE" : "" }) == [])
        // Of the twelve with another word none is.
        let told = Self.found(account { $0 % 4 == 0 || $0 < 2 ? "PARKING" : "" })
        #expect(told.first?.ground == .word("parking", nature: "2151", fonction: "845"))
        // Two words, of which neither tells, and the four lines that have both.
        func crossed(_ place: Int) -> String {
            place < 4 ? "NORD ECOLE" : place % 2 == 0 ? "NORD" : "ECOLE"
        }
        let pairs = (0..<40).map {
            Self.decision($0 >= 4 && $0 % 3 == 0 ? "neutre" : "favorable", libelle: "\(crossed($0)) A\($0)AA")
        }
        #expect(Self.found(pairs) == [])
    }

    @Test func theTailOfTheBinomialIsThatOfTheTables() {
        #expect(abs(Binomial.tail(atLeast: 8, of: 8, rate: 0.5) - 1.0 / 256) < 1e-12)
        #expect(abs(Binomial.tail(atLeast: 2, of: 3, rate: 0.25) - 10.0 / 64) < 1e-12)
        #expect(Binomial.tail(atLeast: 0, of: 3, rate: 0.1) == 1)
        #expect(Binomial.tail(atLeast: 4, of: 3, rate: 0.1) == 0)
        #expect(Binomial.tail(atLeast: 1, of: 5, rate: 0) == 0)
        #expect(Binomial.tail(atLeast: 5, of: 5, rate: 1) == 1)
        #expect(Binomial.tail(atLeast: 5_000, of: 9_000, rate: 0.5) < 1e-20)
    }

    @Test func aPackReadsBackAndTakesItsOwnLines() throws {
        let decisions =
            (0..<3).map { _ in Self.decision("favorable", operation: "ÉCOLE « A » \"B\" : c\\d") }
            + (0..<3).map { _ in Self.decision("neutre", nature: "2183", fonction: "020") }
            + [
                Self.decision("defavorable", operation: "ÉCOLE « A » \"B\" : c\\d"),
                Self.decision("neutre", axis: "eau"),
            ]
        let packs = ProposedPack.all(
            of: RuleProposal.all(from: decisions, bars: ProposalBars(support: 3, agreement: 70)), decisions)
        let pack = try #require(packs.first)
        #expect(packs.count == 1)
        #expect(pack.rules == ["operation-ecole-a-b-c-d", "compte-2183-fonction-020"])
        let reading = PackReader.read(Array(pack.yaml.utf8), file: "p.yaml")
        #expect(reading.findings.filter { $0.severity == .error }.isEmpty, "\(reading.findings)")
        let read = try #require(reading.pack)
        #expect(read.rules.map(\.confidence) == [.observed, .observed])
        let lines = [("ÉCOLE « A » \"B\" : c\\d", "2151", "845"), ("", "2183", "020"), ("", "2183", "021")].map {
            LineIdentity(operation: $0, nature: $1, fonction: $2, amount: Cents(1))
        }
        let outcomes = Evaluator([read]).evaluate(Self.lines(lines))
        #expect(outcomes.codes == [1, 2, 0])
        #expect(pack.yaml.contains("# exception : "))
        #expect(pack.yaml == ProposedPack.all(of: pack.proposals, decisions).first?.yaml)
    }
}
