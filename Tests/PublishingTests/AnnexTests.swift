import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// Annexes: where lines stand, what they sum to, how their parts are cut.
@Suite struct AnnexTests {
    static let layout = try? AnnexLayout(
        reading: AnnotatedSheet.root + "pipelines/annexes/transition-ecologique.yaml")
    static let store = NomenclatureStore(folder: AnnotatedSheet.root + "pipelines/nomenclatures")

    /// Lines of one budget: nature, function, amount in cents.
    static func lines(_ all: [(nature: String, fonction: String, amount: Int64)]) -> Lines {
        var lines = AnnotatedSheet.lines(all.map(\.amount))
        for (field, texts) in [(LineField.nature, all.map(\.nature)), (.fonction, all.map(\.fonction))] {
            lines[field] = Lines.Column()
            for text in texts {
                let known = lines[field].values.firstIndex(of: text)
                if known == nil { lines[field].values.append(text) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
        }
        return lines
    }

    /// What a measure says that splits every line on both axes, at these shares.
    static func result(_ lines: Lines, _ first: Share, _ second: Share) throws -> MeasureResult {
        let reading = MeasureReader.read(path: AnnotatedSheet.root + "pipelines/measures/budget-vert.yaml")
        let definition = try #require(reading.definition)
        let packs = [("attenuation", first), ("biodiversite", second)].map { axis, share in
            var pack = Pack()
            pack.id = axis
            pack.measure = definition.id
            pack.axis = axis
            pack.rules = [
                Rule(
                    id: "partage", when: .all([]),
                    verdict: .shares([
                        Outcome.CategoryShare("favorable", share),
                        Outcome.CategoryShare(
                            "defavorable", Share(share.denominator - share.numerator, share.denominator)),
                    ]), because: "", source: "", confidence: .verified)
            ]
            return pack
        }
        return try Measure(definition, packs: packs).compute(lines, exercice: 2025)
    }

    private static let cases: [(nature: String, fonction: String, amount: Int64)] = [
        ("2313", "020", 10_001), ("2313", "020", -333), ("2111", "845", 1), ("10222", "01", 77), ("21318", "", 250),
        ("2151", "43", 99_999_999_999), ("2151", "05", 7), ("2188", "020", 0),
    ]

    @Test(
        arguments: [(1, 2, 1, 2), (1, 3, 1, 3), (2, 5, 7, 10), (65, 100, 1, 3), (1, 1, 1, 2)]
            as [(Int64, Int64, Int64, Int64)])
    func thePartsOfALineSumToItAndToItsRatings(one: Int64, of: Int64, two: Int64, among: Int64) throws {
        let layout = try #require(Self.layout)
        let lines = Self.lines(Self.cases)
        let result = try Self.result(lines, Share(one, of), Share(two, among))
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try Self.store.aggregates())
        let parts = AnnexParts(0, keys, lines: lines, result: result)
        #expect(parts.synthesis.count == parts.count)
        for line in 0..<lines.count {
            let own = (0..<parts.count).filter { Int(parts.lines[$0]) == line }
            #expect((1...3).contains(own.count))
            #expect(own.reduce(Cents.zero) { $0 + parts.amounts[$1] } == lines.amounts[line])
            for (place, axis) in result.axes.enumerated() {
                let rating = axis[line]
                let wanted = rating.amounts(of: lines.amounts[line])
                for (mark, amount) in [(rating.main, wanted.main), (rating.other, wanted.other)] {
                    guard let mark else { continue }
                    let found = own.filter { parts.marks[place][$0] == mark }.reduce(Cents.zero) {
                        $0 + parts.amounts[$1]
                    }
                    #expect(found == amount)
                }
            }
        }
    }

    @Test func everyCutOfTheAnnexSumsToItsLines() throws {
        let layout = try #require(Self.layout)
        let lines = Self.lines(Self.cases)
        let result = try Self.result(lines, Share(2, 5), Share(2, 5))
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try Self.store.aggregates())
        let figures = try AnnexFigures(keys, lines: lines, result: result)
        let controls = figures.controls(keys, result)
        #expect(controls.count == 8)
        #expect(controls.allSatisfy { $0.holds && $0.expected == lines.total })
        #expect(keys.withoutAggregate.map(\.code) == ["10222"])
        #expect(keys.withoutFonction.map(\.code) == [""])
        #expect(figures.functionless(0, keys).total == Cents(250))
        let functions = keys.fonction.map { keys.fonctionWords[Int($0)] }
        #expect(functions == ["F0", "F0", "F8", "F0", "Sans fonction", "F4-3", "F0-5", "F0"])
    }

    @Test func recordsHaveWhatLinesOfOneNatureAndFunctionSumTo() throws {
        let layout = try #require(Self.layout)
        let lines = Self.lines(Self.cases)
        let result = try Self.result(lines, Share(1, 2), Share(1, 2))
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try Self.store.aggregates())
        let annex = BudgetVertAnnex(0, keys, lines: lines, result: result) { _ in "Compte" }
        var sums: [String: Cents] = [:]
        for record in annex.records {
            #expect(record.amount != .zero)
            #expect(record.ratings[1...4].allSatisfy { $0 == "NA" })
            #expect(record.label == "Compte")
            sums["\(record.nature) \(record.fonction)", default: .zero] += record.amount
        }
        #expect(sums["2313 020"] == Cents(9_668))
        #expect(sums.values.reduce(.zero, +) == lines.total)
        #expect(Set(annex.records.map(\.synthesis)) == ["SYNTH_FAVORABLE", "SYNTH_DEFAVORABLE"])
        // What reads it back finds the same.
        #expect(annex == BudgetVertAnnex(0, keys, lines: lines, result: result) { _ in "Compte" })
    }

    @Test func aBudgetOfAnotherYearOrOfNothingHasNoAnnex() throws {
        let layout = try #require(Self.layout)
        var lines = Self.lines(Self.cases)
        lines[.exercice].values = ["", "2019"]
        let result = try Self.result(lines, .one, .one)
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try Self.store.aggregates())
        #expect(keys.budgets.isEmpty)
        #expect(try AnnexFigures(keys, lines: lines, result: result).controls(keys, result).isEmpty)
    }

    @Test func aMatrixThatFitsInNoSheetIsLeftOutAndItsPresentationsAreAmounts() throws {
        let layout = try #require(Self.layout)
        let lines = AnnotatedSheet.lines(Array(repeating: 100, count: MatrixSheet.lastRow + 1))
        let result = try AnnotatedSheet.result(lines)
        let keys = AnnexKeys(layout, lines: lines, result: result, aggregates: try Self.store.aggregates())
        let figures = try AnnexFigures(keys, lines: lines, result: result)
        let notes = AnnexNotes(facts: [], controls: [], findings: [])
        let book = AnnexBook(0, keys, figures, lines: lines, result: result, remark: "", notes: notes)
        #expect(!book.hasMatrix)
        #expect(book.matrixRows == MatrixSheet.lastRow + 1)
        #expect(!book.sheets.contains { $0.name == layout.matrix.sheet })
        let amounts = book.sheets[0].rows.flatMap(\.self).compactMap { $0?.value }
        #expect(amounts.contains(.amount(lines.total)))
    }
}
