import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// Measures of each kind against what one would compute line by line, for random packs and lines.
@Suite struct KindTests {
    private static let natures = ["601", "602", "603", "604"]

    // MARK: Contributions

    @Test(arguments: 0..<20)
    func weightedAmountsAreThoseOfEachLine(seed: UInt64) throws {
        var random = KindSupport.Random(state: seed)
        let categories = ["sante", "climat", "terres"]
        let definition = try KindSupport.definition(
            .contribution,
            "categories:\n"
                + categories.map { "  - { id: \($0), label: \($0), code: \"\", fill: D9D9D9, ink: \"333333\" }" }
                .joined(separator: "\n"))
        var rules: [(String, Outcome.Verdict)] = []
        var weights: [String: [String: Weight]] = [:]
        for nature in Self.natures {
            let found = categories.filter { _ in Bool.random(using: &random) }.map { category in
                let under = Int64.random(in: 1...12, using: &random)
                let share = Share(Int64.random(in: 1...under, using: &random), under)
                return Outcome.Contribution(category, Weight(share, isUnfavourable: Bool.random(using: &random)))
            }
            guard !found.isEmpty else { continue }
            rules.append((nature, .contributions(found)))
            weights[nature] = Dictionary(uniqueKeysWithValues: found.map { ($0.category, $0.weight) })
        }
        let lines = KindSupport.lines(Self.natures, 300, &random)
        let result = try Measure(definition, packs: [KindSupport.pack(rules)]).compute(lines, exercice: 2025)
        guard case .contribution(let found) = result.axes[0].detail else {
            Issue.record("no contributions")
            return
        }
        for (place, total) in zip(found.categories, found.totals) {
            var sides: [Int64] = [0, 0]
            for line in 0..<lines.count where lines[.sens, line] == "depense" {
                guard let weight = weights[lines[.nature, line]]?[categories[place]] else { continue }
                let share = weight.magnitude
                // Half a cent away from zero, in whole numbers.
                let exact = Int64(lines.amounts[line].value.magnitude) * share.numerator
                let part = (2 * exact + share.denominator) / (2 * share.denominator)
                let isNegative = (lines.amounts[line].value < 0) != weight.isUnfavourable
                sides[weight.isUnfavourable ? 1 : 0] += isNegative ? -part : part
            }
            #expect([total.favourable.value, total.unfavourable.value] == sides)
        }
        Self.expectCoverage(result, lines, known: Set(weights.keys))
    }

    // MARK: Quantities

    private static func factor(_ value: Double, _ unit: String, _ k95: Double = 1.5) throws -> Factor {
        Factor(
            id: "f:\(value)", value: value, unit: try #require(QuantityUnit(unit)), vintage: 2025, source: "Essai",
            licence: "Essai", k95: k95)
    }

    private static func entry(
        _ base: Quantification.Base, _ posts: [Quantification.Post], _ basis: Quantification.Basis
    ) -> Quantification.Entry {
        Quantification.Entry(base: base, basis: basis, posts: posts)
    }

    private static let posts = "unit: kgCO2e\nposts: [{ id: \"1\", label: Un }, { id: \"2\", label: Deux }]"

    @Test(arguments: 0..<20)
    func quantitiesAreAmountTimesFactorOrTheMeasuredOnes(seed: UInt64) throws {
        var random = KindSupport.Random(state: seed)
        let definition = try KindSupport.definition(.quantity, Self.posts)
        let table = Table(
            name: "t", key: .operation, takesPrefix: false, columns: ["operation", "kwh"], keyColumn: 0,
            rows: [["A", "1000"], ["B", ""]], places: [Place(), Place()])
        let euros = try #require(QuantityUnit("EUR_HT"))
        let energy = try #require(QuantityUnit("kWh"))
        let money = Self.entry(
            .amount(divisor: 1.2, unit: euros),
            [
                Quantification.Post(id: "1", factor: try Self.factor(245, "kgCO2e/kEUR_HT")),
                Quantification.Post(id: "2", factor: try Self.factor(0.5, "kgCO2e/EUR_HT", 1.1)),
            ], .monetary)
        let measured = Self.entry(
            .column(table, 1, unit: energy),
            [Quantification.Post(id: "2", factor: try Self.factor(52, "gCO2e/kWh", 1.1))],
            .measured)
        let rules: [(String, Outcome.Verdict)] = [
            ("601", .quantities(Quantification(entries: [money]))),
            ("602", .quantities(Quantification(entries: [measured, money]))),
            ("603", .quantities(Quantification(entries: [measured]))),
        ]
        let lines = KindSupport.lines(Self.natures, 300, &random)
        let result = try Measure(definition, packs: [KindSupport.pack(rules)]).compute(lines, exercice: 2025)
        guard case .quantity(let found) = result.axes[0].detail else {
            Issue.record("no quantities")
            return
        }
        var posts = [0.0, 0.0]
        var open: Set<Int> = []
        let sharing = (0..<lines.count).filter {
            lines[.sens, $0] == "depense" && lines[.operation, $0] == "A"
                && ["602", "603"].contains(lines[.nature, $0])
        }
        let whole = sharing.reduce(Int64(0)) { $0 + lines.amounts[$1].value }
        for line in 0..<lines.count where lines[.sens, line] == "depense" {
            let euros = Double(lines.amounts[line].value) / 100
            let nature = lines[.nature, line]
            if sharing.contains(line) {
                let value = 1000 * Double(lines.amounts[line].value) / Double(whole) * 0.052
                posts[1] += value
                #expect(abs((found.total(of: line) ?? .nan) - value) < 1e-6)
                #expect(found.source(of: line)?.entry.basis == .measured)
            } else if nature == "601" || nature == "602" {
                posts[0] += euros / 1.2 * 0.245
                posts[1] += euros / 1.2 * 0.5
                #expect(abs((found.total(of: line) ?? .nan) - euros / 1.2 * 0.745) < 1e-6 * abs(euros) + 1e-9)
            } else if nature == "603" {
                open.insert(line)
                #expect(found.total(of: line) == nil)
            }
        }
        for (post, value) in zip(found.posts, posts) { #expect(abs(post.value - value) <= 1e-6 * max(1, abs(value))) }
        // What a measured operation stands for is there once, however many lines it has.
        let measuredTotal = found.bases[0].value
        #expect(sharing.isEmpty || abs(measuredTotal - 52) < 1e-6)
        #expect(open.allSatisfy { result.axes[0][$0].state == .unmatched })
        let rated = (0..<lines.count).filter {
            lines[.sens, $0] == "depense" && ["601", "602", "603"].contains(lines[.nature, $0]) && !open.contains($0)
        }
        #expect(result.axes[0].coverage.rated.lines == rated.count)
    }

    /// exp √Σ (Eg/E)² ln² kg: lines of one factor err together.
    @Test func uncertaintyIsGroupedByFactor() throws {
        let definition = try KindSupport.definition(.quantity, Self.posts)
        let unit = try #require(QuantityUnit("EUR_HT"))
        func rule(_ value: Double, _ k95: Double) throws -> Outcome.Verdict {
            .quantities(
                Quantification(entries: [
                    Self.entry(
                        .amount(divisor: 1, unit: unit),
                        [Quantification.Post(id: "1", factor: try Self.factor(value, "kgCO2e/EUR_HT", k95))], .monetary)
                ]))
        }
        let rules = [("601", try rule(1, 2)), ("602", try rule(2, 1.5))]
        let lines = MeasureTests.lines([
            ([.nature: "601", .exercice: "2025"], 10_000), ([.nature: "601", .exercice: "2025"], 20_000),
            ([.nature: "602", .exercice: "2025"], 35_000),
        ])
        let result = try Measure(definition, packs: [KindSupport.pack(rules)]).compute(lines, exercice: 2025)
        guard case .quantity(let found) = result.axes[0].detail else {
            Issue.record("no quantities")
            return
        }
        // 300 kg of k = 2 and 700 kg of k = 1.5: √(0.3² ln² 2 + 0.7² ln² 1.5) = 0.3520305…
        #expect(found.total.value == 1000)
        #expect(found.uncertainty.byFactor == 1.421694)
        #expect(found.uncertainty.independent < found.uncertainty.byFactor)
        #expect(found.uncertainty.correlated > found.uncertainty.byFactor)
    }

    // MARK: Postings

    @Test(arguments: 0..<20)
    func everyPostingBalancesAndNoCapitalIsNetted(seed: UInt64) throws {
        var random = KindSupport.Random(state: seed)
        let budget = Int64.random(in: 1...9_999_999, using: &random)
        let years = Int.random(in: 1...7, using: &random)
        let definition = try KindSupport.definition(
            .postings,
            """
            debt: "N1.{capital}"
            capitals:
              - { id: sols, label: Sols, family: naturel, indicator: i, threshold: t, source: s, opening: 1000, budget: { amount: \(budget / 100).\(budget % 100 < 10 ? "0" : "")\(budget % 100), from: 2025, years: \(years), basis: devis, source: s } }
              - { id: eau, label: Eau, family: naturel, indicator: i, threshold: t, source: s }
            templates:
              - { id: P1, label: Début, on: begin, debit: "E2.{capital}", credit: "N1.{capital}" }
              - { id: P2, label: Année, on: year, debit: "C68.{capital}", credit: "A28.{capital}" }
              - { id: P3, label: Ligne, on: line, debit: "N1.{capital}", credit: "{nature}" }
            """)
        let capitals = ["601": "sols", "602": "eau", "603": "sols"]
        var parts: [String: Share] = [:]
        var rules: [(String, Outcome.Verdict)] = []
        for nature in capitals.keys.sorted() {
            let under = Int64.random(in: 1...9, using: &random)
            let part = Share(Int64.random(in: 1...under, using: &random), under)
            parts[nature] = part
            rules.append((nature, .posting(Posting(template: "P3", capital: capitals[nature] ?? "", part: part))))
        }
        let lines = KindSupport.lines(Self.natures, 300, &random)
        let result = try Measure(definition, packs: [KindSupport.pack(rules)]).compute(lines, exercice: 2025)
        guard case .postings(let found) = result.axes[0].detail else {
            Issue.record("no postings")
            return
        }
        var naive: [String: (debit: Int64, credit: Int64)] = [:]
        func post(_ debit: String, _ credit: String, _ cents: Int64) {
            naive[debit, default: (0, 0)].debit += cents
            naive[credit, default: (0, 0)].credit += cents
        }
        var paid: [String: Int64] = [:]
        for line in 0..<lines.count where lines[.sens, line] == "depense" {
            let nature = lines[.nature, line]
            guard let capital = capitals[nature], let part = parts[nature] else { continue }
            let magnitude = Int64(lines.amounts[line].value.magnitude) * part.numerator
            let rounded = (2 * magnitude + part.denominator) / (2 * part.denominator)
            let cents = lines.amounts[line].value < 0 ? -rounded : rounded
            post("N1.\(capital)", "\(capital)/\(nature)", cents)
            paid[capital, default: 0] += cents
        }
        post("E2.sols", "N1.sols", budget)
        let allowances = (0..<years).map { definition.details.capitals[0].budget?.allowance(of: 2025 + $0).value ?? 0 }
        #expect(allowances.reduce(0, +) == budget)
        #expect((allowances.max() ?? 0) - (allowances.min() ?? 0) <= 1)
        if allowances[0] != 0 { post("C68.sols", "A28.sols", allowances[0]) }
        for account in found.accounts {
            let capital = definition.details.capitals[account.capital].id
            let key = account.account.contains(".") ? account.account : "\(capital)/\(account.account)"
            #expect(account.debit.value == naive[key]?.debit && account.credit.value == naive[key]?.credit, "\(key)")
        }
        for (place, capital) in definition.details.capitals.enumerated() {
            let own = found.accounts.filter { $0.capital == place }
            #expect(own.reduce(0) { $0 + $1.debit.value } == own.reduce(0) { $0 + $1.credit.value })
            let total = found.capitals[place]
            #expect(total.allPaid.value == paid[capital.id] ?? 0)
            let owed = total.opening.value + total.recognised.value - (paid[capital.id] ?? 0)
            #expect(total.closing.value == max(0, owed) && total.surplus.value == max(0, -owed))
            #expect(found.findings.contains { $0.values["capital"] == capital.label } == (owed < 0))
        }
        Self.expectCoverage(result, lines, known: Set(capitals.keys))
    }

    // MARK: Links

    @Test func linkedAmountsAreThePartsOfTheirLines() throws {
        let root = ShippedFilesTests.root
        let reading = MeasureReader.read(path: root + "pipelines/measures/jouet-indicateurs.yaml")
        var definition = try #require(reading.definition)
        definition.id = "essai"
        definition.axes[0].id = "un"
        definition.periods[0].axes = ["un"]
        let rules: [(String, Outcome.Verdict)] = [
            ("601", .link(IndicatorLink(indicator: "cae_11", part: Share(1, 3)))),
            ("602", .link(IndicatorLink(indicator: "cae_1.a", part: .one))),
        ]
        let lines = MeasureTests.lines([
            ([.nature: "601", .exercice: "2025"], 100), ([.nature: "601", .exercice: "2025"], 101),
            ([.nature: "602", .exercice: "2025"], -50), ([.nature: "603", .exercice: "2025"], 7),
        ])
        let result = try Measure(definition, packs: [KindSupport.pack(rules)]).compute(lines, exercice: 2025)
        guard case .links(let found) = result.axes[0].detail else {
            Issue.record("no links")
            return
        }
        #expect(found.totals.map(\.amount.value) == [-50, 0, 33 + 34])
        #expect(found.totals.map(\.lines) == [1, 0, 2])
    }

    // MARK: Definitions

    /// A total across what has no common measure is refused where it is asked for: in the definition.
    @Test(arguments: [
        (OutcomeKind.contribution, "categories: []\nsynthesis: { label: x }", "MES014"),
        (.quantity, "unit: kgCO2e\nposts: []\nsynthesis: { label: x }", "MES014"),
        (.quantity, "unit: kgCO2e\nposts: []\ncategories: []", "MES014"),
        (.contribution, "categories: []\nunit: kgCO2e", "MES014"), (.quantity, "posts: []", "YML012"),
        (.quantity, "unit: kgCO2e/kWh\nposts: []", "RUL042"), (.quantity, "unit: k g\nposts: []", "RUL042"),
        (.postings, "debt: N1\ncapitals: []\ntemplates: []", "MES017"),
        (
            .postings,
            "debt: \"N1.{capital}\"\ncapitals: []\ntemplates: [{ id: a, label: a, on: line, debit: N1, credit: c }]",
            "MES017"
        ),
        (
            .postings,
            "debt: \"N1.{capital}\"\ntemplates: []\ncapitals: [{ id: a, label: a, family: naturel, indicator: i, threshold: t, source: s, opening: -1 }]",
            "RUL009"
        ),
        (.link, "indicators: { file: rien.csv, key: id, label: titre, source: s }", "RUL029"),
        (.link, "unit: kgCO2e", "MES014"),
    ])
    func aDefinitionHasWhatItsKindHas(kind: OutcomeKind, keys: String, code: String) {
        let reading = MeasureReader.read(Array(KindSupport.yaml(kind, keys).utf8), file: "mesure.yaml")
        #expect(reading.findings.first?.kind.code == code)
    }

    // MARK: All kinds

    /// What is said, asked, open and left out is every line, to the cent.
    private static func expectCoverage(_ result: MeasureResult, _ lines: Lines, known: Set<String>) {
        let coverage = result.axes[0].coverage
        let inside = (0..<lines.count).filter { lines[.sens, $0] == "depense" }
        let rated = inside.filter { known.contains(lines[.nature, $0]) }
        func sum(_ places: [Int]) -> Int64 { places.reduce(0) { $0 + lines.amounts[$1].value } }
        #expect(coverage.rated.amount.value == sum(rated) && coverage.rated.lines == rated.count)
        #expect(coverage.unmatched.amount.value == sum(inside) - sum(rated))
        let outside = result.exclusions.reduce(0) { $0 + $1.total.value }
        #expect(sum(inside) + outside == lines.total.value)
        #expect(result.controls.allSatisfy(\.holds) && !result.controls.isEmpty)
    }

    /// What one stage wrote down gives the same result in the next.
    @Test func aResultIsRestoredFromItsRules() throws {
        var random = KindSupport.Random(state: 7)
        let definition = try KindSupport.definition(.quantity, Self.posts)
        let unit = try #require(QuantityUnit("EUR_HT"))
        let entry = Self.entry(
            .amount(divisor: 1.2, unit: unit),
            [Quantification.Post(id: "1", factor: try Self.factor(245, "kgCO2e/kEUR_HT"))], .monetary)
        let table = Table(
            name: "t", key: .operation, takesPrefix: false, columns: ["operation", "kwh"], keyColumn: 0,
            rows: [["A", "1000"]], places: [Place()])
        let measured = Self.entry(
            .column(table, 1, unit: try #require(QuantityUnit("kWh"))),
            [Quantification.Post(id: "2", factor: try Self.factor(52, "gCO2e/kWh", 1.1))], .measured)
        let rules: [(String, Outcome.Verdict)] = [
            ("601", .quantities(Quantification(entries: [entry]))),
            ("602", .quantities(Quantification(entries: [measured]))), ("603", .ask(question: "Quoi ?", to: "x")),
        ]
        let lines = KindSupport.lines(Self.natures, 200, &random)
        let measure = Measure(definition, packs: [KindSupport.pack(rules)])
        let first = try measure.compute(lines, exercice: 2025)
        let again = try measure.restore(lines, exercice: 2025, matches: first.matches)
        #expect(first.axes[0].codes == again.axes[0].codes)
        #expect(first.axes[0].ratings == again.axes[0].ratings)
        #expect(first.axes[0].coverage == again.axes[0].coverage)
        guard case .quantity(let one) = first.axes[0].detail, case .quantity(let other) = again.axes[0].detail else {
            Issue.record("no quantities")
            return
        }
        #expect(one.quantities.bases == other.quantities.bases && one.total == other.total)
    }
}
