import Files
import Findings
import MarkupSheets
import PublicAccounts
import Tabular
import Testing

@Suite struct BudgetVertAnnexTests {
    private let records = [
        BudgetVertAnnex.Record(
            nature: "21828", fonction: "020", amount: Cents(103_219_128), fields: ["900", "21", "34052"],
            label: "AP Acquisition véhicules & « œuvres » <1>", ratings: ["01_FAVORABLE"], synthesis: "SYNTH_FAVORABLE"),
        BudgetVertAnnex.Record(
            nature: "2313", fonction: "312", amount: Cents(-5),
            ratings: ["01_NEUTRE", "NA", "NA", "NA", "NA", "06_NEUTRE"],
            synthesis: "SYNTH_NEUTRE"),
    ]

    private func written(_ records: [BudgetVertAnnex.Record], into text: String) throws -> [UInt8] {
        let sink = MemorySink()
        _ = try BudgetVertAnnex(records).write(into: Bytes(Array(text.utf8)), to: sink)
        return sink.bytes
    }

    @Test func whatIsWrittenIsReadAndWrittenTheSame() throws {
        let first = try written(records, into: Totem.document(["Nature=60 CodRD=D OpBudg=0 MtReal=1.00"]))
        let read = try #require(
            try BudgetVertAnnex(of: BudgetDocumentWorkbook(Bytes(first), file: "b.xml")))
        #expect(read.records == records)
        let second = try written(read.records, into: String(decoding: first, as: UTF8.self))
        #expect(second == first)
    }

    @Test func theElementsAreThoseThatWereSeen() {
        let markup = String(decoding: BudgetVertAnnex([records[0]]).markup(), as: UTF8.self)
        let start =
            "<DATA_BUDGETVERT><BUDGETVERT><Nature V=\"21828\"/><Fonction V=\"020\"/><MtReal V=\"1032191.28\"/>"
            + "<Champs1 V=\"900\"/><Champs2 V=\"21\"/><Champs3 V=\"34052\"/><LibReal V=\"AP Acquisition v&#233;hicules"
        #expect(markup.hasPrefix(start))
        let end =
            "<Attenuation_01 V=\"01_FAVORABLE\"/><Adaptation_02 V=\"NA\"/><Eau_03 V=\"NA\"/><Eau_04 V=\"NA\"/>"
            + "<Pollution_05 V=\"NA\"/><Biodiversite_06 V=\"NA\"/><CotSynth V=\"SYNTH_FAVORABLE\"/></BUDGETVERT>"
            + "</DATA_BUDGETVERT>"
        #expect(markup.hasSuffix(end))
    }

    @Test func whatIsNotKnownIsKept() throws {
        let annex =
            "<Annexes><DATA_BUDGETVERT><BUDGETVERT><MtReal V=\"1\"/><Nouveau V=\"x\"/></BUDGETVERT></DATA_BUDGETVERT></Annexes>"
        let document = Totem.document([], after: annex)
        let read = try #require(try BudgetVertAnnex(of: Totem.open(document)))
        #expect(read.records[0].others.map(\.name) == ["Nouveau"])
        #expect(read.records[0].amount == Cents(100))
        let again = try written(read.records, into: document)
        #expect(try BudgetVertAnnex(of: BudgetDocumentWorkbook(Bytes(again), file: "b.xml")) == read)
    }

    @Test func aRecordWithoutAmountIsRefused() throws {
        let annex = "<Annexes><DATA_BUDGETVERT><BUDGETVERT><Nature V=\"1\"/></BUDGETVERT></DATA_BUDGETVERT></Annexes>"
        let document = try Totem.open(Totem.document([], after: annex))
        let found = #expect(throws: Finding.self) { _ = try BudgetVertAnnex(of: document) }
        #expect(found?.kind == .greenRecordInvalid)
        #expect(found?.place.cell == "A2")
    }

    @Test func aDocumentWithoutTheAnnexHasNone() throws {
        #expect(try BudgetVertAnnex(of: Totem.open(Totem.document([]))) == nil)
    }

    private static let real = Folders.data + "/totem/budget-crach-001/totem.xml"

    @Test(.enabled(if: (try? Bytes(mapping: real)) != nil, "needs ../shared/data"))
    func aRealDocumentGetsTheAnnexAndKeepsEveryOtherByte() throws {
        let original = try Bytes(mapping: Self.real)
        let sink = MemorySink()
        let findings = try BudgetVertAnnex(records).write(into: original, to: sink)
        #expect(findings.map(\.kind) == [.sealBroken])
        let annex = BudgetVertAnnex(records).markup()
        let inserted = Array("<Annexes>".utf8) + annex + Array("</Annexes>".utf8)
        let start = try #require(sink.bytes.firstRange(of: inserted))
        #expect(Array(sink.bytes[..<start.lowerBound] + sink.bytes[start.upperBound...]) == original.array)
        let read = try BudgetDocumentWorkbook(Bytes(sink.bytes), file: "b.xml")
        #expect(try BudgetVertAnnex(of: read)?.records == records)
    }
}
