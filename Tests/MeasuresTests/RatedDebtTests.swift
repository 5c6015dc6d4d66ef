import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// Each loan follows its operations to the cent, and what nothing rates is never rated.
@Suite struct RatedDebtTests {
    /// Lines of operations: nature 1 is favourable, 2 unfavourable, 3 neutral, 4 split 1/3 to 2/3, 5 without a rule.
    private static func lines(_ all: [(operation: String, nature: String, amount: Int64)], budget: String = "01")
        -> Lines
    {
        MeasureTests.lines(
            all.map { line in
                (
                    MeasureTests.line([.nature: "2\(line.nature)", .operation: line.operation, .budget: budget]),
                    line.amount
                )
            })
    }

    private static func rate(_ lines: Lines) throws -> MeasureResult {
        let packs = ["attenuation", "biodiversite"].map { axis in
            MeasureTests.pack(
                axis,
                [
                    ("21", MeasureTests.rate("favorable")), ("22", MeasureTests.rate("defavorable")),
                    ("23", MeasureTests.rate("neutre")),
                    ("24", MeasureTests.split("favorable", Share(1, 3), "neutre")),
                ])
        }
        return try Measure(try ShippedFilesTests.definition(), packs: packs).compute(lines, exercice: 2025)
    }

    private static func table(_ loans: [(id: String, cents: Int64, operations: String, shares: String)]) throws
        -> LoanTable
    {
        let rows = loans.map { [$0.id, Cents($0.cents).decimal, $0.operations, $0.shares] }
        let reader = SheetInMemory([("Dette", [["Emprunt", "Encours", "Opération", "Part"]] + rows)])
        return try LoanTable(reading: reader, file: "dette.csv")
    }

    private static func debt(
        _ loans: [(id: String, cents: Int64, operations: String, shares: String)], _ lines: Lines,
        budgets: [String] = ["01"]
    ) throws -> RatedDebt {
        try RatedDebt(table(loans), budgets: budgets, lines: lines, result: rate(lines))
    }

    private static func amounts(_ part: RatedDebt.Part, _ debt: RatedDebt, view: Int = 0) -> [String: Int64] {
        var found: [String: Int64] = [:]
        for (mark, category) in debt.marks.enumerated() {
            let amount = part.amounts[view * debt.marks.count + mark]
            if amount != .zero { found[category.id] = amount.value }
        }
        return found
    }

    @Test func aLoanIsCutAsItsOperationSpends() throws {
        let lines = Self.lines([("VELO", "1", 200), ("VELO", "2", 100), ("VELO", "5", 300), ("AUTRE", "3", 9_000)])
        let debt = try Self.debt([("A", 1_000, "VELO", "")], lines)
        #expect(debt.views.map(\.id) == ["attenuation", "biodiversite", "synthese"])
        // 333,33… ; 166,66… ; 500: the cent left goes to the largest remainder.
        #expect(Self.amounts(debt.parts[0], debt) == ["favorable": 333, "defavorable": 167, "non-renseigne": 500])
        #expect(debt.parts[0].state == .rated)
        #expect(debt.findings.isEmpty)
        #expect(debt.controls.allSatisfy { $0.holds })
    }

    @Test func sharesComeFirstThenWhatOperationsSpend() throws {
        let lines = Self.lines([("VELO", "1", 300), ("ECOLE", "2", 100)])
        let shared = try Self.debt([("A", 1_001, "VELO ; ECOLE", "1/2 ; 1/2")], lines)
        #expect(shared.parts.map(\.debt) == [Cents(501), Cents(500)])
        let spent = try Self.debt([("A", 1_001, "VELO ; ECOLE", "")], lines)
        #expect(spent.parts.map(\.debt) == [Cents(751), Cents(250)])
        #expect(Self.amounts(spent.parts[0], spent) == ["favorable": 751])
        #expect(Self.amounts(spent.parts[1], spent) == ["defavorable": 250])
    }

    @Test func whatNothingRatesStandsApartAndIsSaid() throws {
        let lines = Self.lines([
            ("VELO", "1", 300), ("ANNULE", "2", -50), ("ANNULE", "1", 100), ("HORS", "1", 10),
        ])
        var outside = lines
        // The operation HORS spends in the operating section alone.
        outside[.section].values.append("fonctionnement")
        outside[.section].codes[3] = UInt32(outside[.section].values.count - 1)
        let debt = try Self.debt(
            [
                ("global", 10, "", ""), ("inconnue", 20, "RIEN", ""), ("parts", 40, "VELO ; ANNULE", "60 % ; 30 %"),
                ("negatif", -80, "VELO", ""), ("annule", 160, "ANNULE", ""), ("hors", 320, "HORS", ""),
                ("deux", 640, "VELO ; RIEN", ""), ("part sure", 1_000, "VELO ; RIEN", "75 % ; 25 %"),
                ("une part", 5_000, "VELO ; RIEN", "100 % ; 0 %"),
            ], outside)
        #expect(debt.sum(.withoutOperation) == Cents(10))
        #expect(debt.sum(.undecided) == Cents(20 + 40 - 80 + 160 + 320 + 640 + 250))
        #expect(debt.sum(.rated) == Cents(750 + 5_000))
        #expect(debt.sum(view: 0, mark: 0) == Cents(5_750))
        let kinds = Set(debt.findings.map(\.kind))
        #expect(
            kinds == [
                .loansWithoutOperation, .debtOperationUnknown, .debtSharesUnbalanced, .debtNegative, .debtOperationIdle,
            ])
        #expect(debt.findings.allSatisfy { $0.place.file == "dette.csv" })
        #expect(debt.controls.allSatisfy { $0.holds })
        #expect(debt.sum() == debt.total)
    }

    @Test func loansOfNoBudgetOfTheAnnexAreCountedApart() throws {
        let lines = Self.lines([("VELO", "1", 300)])
        let reader = SheetInMemory([
            (
                "Dette",
                [
                    ["Emprunt", "Encours", "Opération", "Budget"], ["A", "10", "VELO", "01"],
                    ["B", "20", "VELO", "09"],
                    ["C", "40", "VELO", ""],
                ]
            )
        ])
        let table = try LoanTable(reading: reader, file: "dette.csv")
        let one = try RatedDebt(table, budgets: ["01"], lines: lines, result: Self.rate(lines))
        #expect(one.sum() == Cents(5_000))
        #expect(one.leftOut.map(\.total) == [Cents(2_000)])
        let two = try RatedDebt(table, budgets: ["01", "02"], lines: lines, result: Self.rate(lines))
        #expect(two.sum() == Cents(1_000))
        #expect(two.leftOut.map(\.total) == [Cents(6_000)])
        #expect(two.findings.map(\.kind) == [.debtUnplaced])
        #expect(two.total == Cents(7_000))
        #expect(two.controls.allSatisfy { $0.holds })
    }

    @Test func aTotalThatTheTableStatesIsHeldAgainstItsLoans() throws {
        let lines = Self.lines([("VELO", "1", 300)])
        let right = try Self.debt([("A", 500, "VELO", ""), ("Total", 500, "", "")], lines)
        #expect(right.statedControl?.holds == true)
        let wrong = try Self.debt([("A", 500, "VELO", ""), ("TOTAL GÉNÉRAL", 600, "", "")], lines)
        #expect(wrong.statedControl?.difference == Cents(-100))
        #expect(wrong.findings.map(\.kind) == [.debtTotalDiffers])
        #expect(wrong.total == Cents(500))
    }

    @Test func partsAlwaysSumToTheirLoan() throws {
        var generator = Lehmer(state: 42)
        for _ in 0..<40 {
            let operations = (0..<4).map { "OP\($0)" }
            let lines = Self.lines(
                (0..<20).map { _ in
                    (operations[generator.next(4)], String(1 + generator.next(5)), Int64(1 + generator.next(1_000_000)))
                })
            let loans = (0..<6).map { number in
                let linked = operations.filter { _ in generator.next(2) == 0 }.joined(separator: " ; ")
                return ("L\(number)", Int64(generator.next(100_000_000)), linked, "")
            }
            let debt = try Self.debt(loans, lines)
            #expect(debt.controls.allSatisfy { $0.holds })
            for (place, loan) in debt.loans.enumerated() {
                let own = debt.parts.filter { $0.loan == place }
                #expect(own.reduce(Cents.zero) { $0 + $1.debt } == loan.outstanding)
                for part in own where part.state == .rated {
                    for view in debt.views.indices {
                        let marks = part.amounts[view * debt.marks.count..<(view + 1) * debt.marks.count]
                        #expect(marks.reduce(.zero, +) == part.debt)
                        // Nothing falls in a rating that the operation does not spend in.
                        for (mark, amount) in marks.enumerated() where amount != .zero {
                            #expect(part.expenses[view * debt.marks.count + mark] > .zero)
                        }
                    }
                }
            }
        }
    }
}

/// Numbers that are the same in every run.
private struct Lehmer {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
