import Findings
import Measures
import PublicAccounts
import Tabular
import Testing

@testable import Reports

@Suite struct ReportFiguresTests {
    private static let spending: [([LineField: String], Int64)] = [
        ([.nature: "2128", .fonction: "511", .chapitre: "21", .operation: "Parc"], 100_00),
        ([.nature: "2151", .fonction: "845", .chapitre: "21", .operation: "Rocade"], 250_00),
        ([.nature: "2313", .fonction: "213", .chapitre: "23", .operation: "École"], 100_01),
        ([.nature: "2183", .fonction: "020", .chapitre: "21", .gestionnaire: "DSI"], 70_00),
        ([.nature: "2188", .chapitre: "21", .gestionnaire: "Sports"], 5_00),
        ([.nature: "2128", .fonction: "518", .chapitre: "21", .operation: "Parc"], -10_00),
        ([.nature: "2128", .sens: "recette"], 999_00),
    ]

    @Test func theFavourableShareHasBoundsThatWhatIsUnresolvedSets() throws {
        let (figures, _) = try RatedLines.figures(Self.spending)
        let view = try #require(figures.main)
        #expect(view.id == "synthese")
        // 100.00 - 10.00 + two thirds of 100.01; 70.00 and 5.00 are unresolved.
        #expect(view.favourable == AmountBounds(Cents(156_67), Cents(231_67)))
        #expect(figures.retained.amount == Cents(515_01))
        #expect(figures.all.amount == Cents(1514_01))
        #expect(figures.excluded.map(\.total) == [Cents(999_00)])
    }

    @Test func thePerimeterOfExpenditureIsAPartOfExpenditureNotOfRevenueToo() throws {
        #expect(try RatedLines.figures(Self.spending).0.expenditure == Cents(515_01))
        let alone = try RatedLines.figures(Array(Self.spending.dropLast())).0
        #expect(alone.expenditure == nil, "of lines of one sens the total says it")
    }

    @Test func everyCutAddsUpToThePerimeterByRating() throws {
        let (figures, result) = try RatedLines.figures(Self.spending)
        let whole = try #require(result.synthesis).totals.amounts
        for groups in [figures.functions, figures.chapters] {
            for mark in whole.indices {
                #expect(groups.reduce(Cents.zero) { $0 + $1.amounts[mark] } == whole[mark])
            }
            #expect(groups.reduce(0) { $0 + $1.lines } == figures.retained.lines)
        }
        for block in figures.blocks {
            let drawn = block.accounts.reduce(Cents.zero) { $0 + $1.amount }
            #expect(drawn + block.negative == whole[block.mark])
        }
        #expect(figures.functions.map(\.code) == ["0", "2", "5", "8", ""], "lines without a function come last")
    }

    @Test func operationsAreSortedByWhatTheyHave() throws {
        let (figures, _) = try RatedLines.figures(Self.spending)
        #expect(figures.favourable.map(\.code) == ["Parc", "École"])
        #expect(figures.favourable.map(\.total) == [Cents(90_00), Cents(100_01)])
        #expect(figures.unfavourable.map(\.code) == ["Rocade"])
    }

    @Test func questionsAreCountedByServiceAndAxis() throws {
        let (figures, result) = try RatedLines.figures(Self.spending)
        #expect(figures.questions.count == 2 * result.axes.count)
        let first = try #require(figures.questions.first)
        #expect(first.service == "DSI")
        #expect(first.amount == Cents(70_00))
        #expect(first.text == "Que remplace ce matériel ? (à demander : service informatique)")
        #expect(figures.questions.last?.service == "Sports")
    }

    @Test func disputedRulesAreToldWithWhatTheyDecide() throws {
        let (figures, result) = try RatedLines.figures(Self.spending)
        #expect(figures.disputed.count == result.axes.count)
        #expect(figures.disputed.first?.rule.amount == Cents(250_00))
        #expect(figures.disputed.first?.rule.lines == 1)
        #expect(figures.disputed.first?.rule.dispute == RatedLines.dispute)
        #expect(result.findings.filter { $0.kind.code == "DSP002" }.count == result.axes.count)
    }

    @Test func manySmallAccountsAreDrawnTogether() throws {
        let many = (0..<12).map { number -> ([LineField: String], Int64) in
            ([.nature: "21\(30 + number)"], Int64(100 + number))
        }
        let (figures, _) = try RatedLines.figures(many)
        let block = try #require(figures.blocks.first)
        #expect(block.accounts.count == 9)
        #expect(block.accounts.last?.label == "4 autres comptes")
        #expect(block.accounts.map(\.amount.value).reduce(0, +) == many.map(\.1).reduce(0, +))
    }
}
