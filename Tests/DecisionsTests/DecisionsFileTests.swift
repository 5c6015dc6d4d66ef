import Decisions
import Files
import Findings
import Rules
import Tabular
import Testing

@Suite("Decisions file")
struct DecisionsFileTests {
    private static let header = DecisionsFile.columns.joined(separator: ",")
    private static let row =
        "budget-vert,attenuation,VG,2025,12,34,1,ECOLE,2313,213,\"École, lot 3\",1234.50,favorable,40 %,neutre,"
        + "A. Martin,2025-11-20,Lot isolation,budget-vert/attenuation-m57/defaut,neutre"

    private func parse(_ rows: String...) throws -> DecisionsFile {
        try DecisionsFile(
            parsing: Array(([Self.header] + rows).joined(separator: "\n").utf8), path: "decisions.csv")
    }

    @Test("A row says a decision exactly")
    func row() throws {
        let file = try parse(Self.row)
        #expect(file.findings.isEmpty)
        let decision = try #require(file.decisions.first)
        #expect(decision.line.amount == Cents(123_450))
        #expect(decision.line.libelle == "École, lot 3")
        #expect(decision.rating == DecidedRating("favorable", Share(2, 5), other: "neutre"))
        #expect(decision.rating.shares.map(\.share) == [Share(2, 5), Share(3, 5)])
        #expect(decision.rule == "budget-vert/attenuation-m57/defaut")
        #expect(file.places == [Place(file: "decisions.csv", line: 2)])
    }

    @Test("What is written is read again, sorted by line and axis, whatever the order")
    func roundTrip() throws {
        var decisions: [Decision] = []
        for (piece, axis, share) in [
            ("10", "b", Share(1, 3)), ("9", "b", .one), ("9", "a", Share(1, 8)), ("", "a", .one),
        ] {
            decisions.append(
                Decision(
                    measure: "m", axis: axis,
                    line: LineIdentity(
                        budget: "VG", exercice: "2025", piece: piece, libelle: "a \"b\", c", amount: Cents(-5)),
                    rating: DecidedRating("favorable", share, other: "neutre"), author: "A", date: "2025-01-02",
                    reason: "deux\nlignes"))
        }
        let sink = MemorySink()
        try DecisionsFile.write(decisions, to: sink)
        let other = MemorySink()
        try DecisionsFile.write(decisions.reversed(), to: other)
        #expect(sink.bytes == other.bytes)
        let read = try DecisionsFile(parsing: sink.bytes, path: "d")
        #expect(read.findings.isEmpty)
        #expect(read.decisions.map(\.line.piece) == ["", "9", "9", "10"])
        #expect(read.decisions.map(\.axis) == ["a", "a", "b", "b"])
        #expect(read.decisions[3].rating.share == Share(1, 3))
        #expect(read.decisions[0].reason == "deux lignes")
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains(",favorable,1/3,neutre,"))
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains(",favorable,12.5 %,neutre,") == false)
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains(",favorable,\"12,5 %\",neutre,"))
    }

    @Test("The same decision twice counts once; two that contradict each other are told with their lines")
    func afterMerge() throws {
        let against = Self.row.replacing("favorable,40 %,neutre", with: "defavorable,100 %,")
        let file = try parse(Self.row, Self.row, against)
        #expect(file.findings.map(\.kind) == [.sameDecision, .contradiction])
        #expect(file.findings.map(\.place.line) == [3, 4])
        #expect(file.findings.map { $0.values["other"] } == ["2", "2"])
        #expect(file.decisions.count == 2)
        #expect(file.conflicting == [0, 1])
    }

    @Test(
        "A row that means nothing is an error with its line and column, and no decision",
        arguments: [
            ("rang", ",34,1,", ",34,0,"), ("montant", ",1234.50,", ",1234.5,"),
            ("date", ",2025-11-20,", ",20/11/2025,"),
            ("part", ",40 %,", ",140 %,"), ("part", ",40 %,", ",0 %,"), ("autre", ",40 %,", ",100 %,"),
            ("autre", ",40 %,neutre,", ",40 %,,"), ("auteur", ",A. Martin,", ",,"), ("categorie", ",favorable,", ",,"),
            ("autre", ",neutre,A", ",favorable,A"), ("categorie_programme", "/defaut,neutre", "/defaut,neutre,x"),
        ])
    func badRow(column: String, old: String, new: String) throws {
        let file = try parse(Self.row, Self.row.replacing(old, with: new))
        #expect(file.decisions.count == 1)
        #expect(file.findings.map(\.kind) == [.badDecision])
        #expect(file.findings[0].values["column"] == column)
        #expect(file.findings[0].place.line == 3)
    }

    @Test("Other columns and unfinished merges are refused")
    func refused() throws {
        func code(_ text: String) -> String? {
            do {
                _ = try DecisionsFile(parsing: Array(text.utf8), path: "d")
                return nil
            } catch { return error.kind.code }
        }
        #expect(code("") == "DEC001")
        #expect(code(Self.header.replacing(",", with: ";")) == "DEC001")
        #expect(code(Self.header + "\n<<<<<<< HEAD\n" + Self.row) == "DEC005")
        #expect(code("\u{FEFF}" + Self.header + "\r\n" + Self.row + "\r\n") == nil)
    }

    @Test("A split of nothing, of all, or in the same category twice is one category")
    func canonical() {
        #expect(DecidedRating("a", Share(0, 1), other: "b") == DecidedRating("b"))
        #expect(DecidedRating("a", .one, other: "b") == DecidedRating("a"))
        #expect(DecidedRating("a", Share(1, 2), other: "a") == DecidedRating("a"))
    }
}
