import Files
import Findings
import Tabular
import Testing

@testable import MarkupSheets

@Suite struct AnnexTests {
    private static let annexes = """
        <DATA_CONCOURS>
        <CONCOURS><CodArticle V="6574"/><CodNatJurBenefCA V="P1"/><LibOrgaBenef V="Club"/><MtSubv V="10.50"/></CONCOURS>
        <CONCOURS><LibOrgaBenef V="DUPONT Jeanne"/><CodNatJurBenefCA V="P3"/><MtSubv V="20.00"/></CONCOURS>
        <CONCOURS><LibOrgaBenef V="MARTIN Paul"/><MtSubv V="30"/><Champ_Editeur V="tiers 4"/></CONCOURS>
        </DATA_CONCOURS>
        <DATA_PRET><PRET><NomBenefPret V="DURAND"/><MtICNE V="1.00"/></PRET></DATA_PRET>
        <DATA_PATRIMOINE><PATRIMOINE><LibBien V="École"/><MtValAcquiBien V="100.00"/></PATRIMOINE></DATA_PATRIMOINE>
        <DATA_EMPRUNT><EMPRUNT><CodTypEmpr V="01"/><LibOrgaPreteur V="Banque"/><DureeRest V="012"/></EMPRUNT></DATA_EMPRUNT>
        <DATA_APCP><APCP><NumAutori V="001"/><MtCPReal V="5.00"/></APCP></DATA_APCP>
        <DATA_PERSONNEL><PERSONNEL><EmploiGradeAgent V="Attaché"/><EffectifBud V="2.50"/></PERSONNEL></DATA_PERSONNEL>
        """
    private static let text = BudgetDocuments.document(
        lines: BudgetDocuments.line("Nature=60 CodRD=D OpBudg=0"), annexes: annexes)

    @Test func eachAnnexIsASheet() throws {
        let workbook = try BudgetDocuments.open(Self.text)
        #expect(
            workbook.sheets.map(\.name) == [
                "LigneBudget", "CONCOURS", "PRET", "PATRIMOINE", "EMPRUNT", "APCP", "PERSONNEL",
            ])
        #expect(
            try cells(of: workbook, sheet: 4) == [
                "A1 text CodTypEmpr", "B1 text LibOrgaPreteur", "C1 text DureeRest", "A2 text 01", "B2 text Banque",
                "C2 text 012",
            ])
        #expect(try cells(of: workbook, sheet: 5).suffix(2) == ["A2 text 001", "B2 number 5.00 (5.0)"])
        #expect(try cells(of: workbook, sheet: 6).suffix(2) == ["A2 text Attaché", "B2 text 2.50"])
    }

    @Test func namesOfPersonsAreMaskedUnlessTheyAreKept() throws {
        let masked = try BudgetDocuments.open(Self.text)
        let rows = try BudgetDocuments.rows(masked, sheet: 1)
        #expect(rows.map { $0["LibOrgaBenef"] } == ["Club", PersonNames.mask, PersonNames.mask])
        #expect(rows[2]["Champ_Editeur"] == PersonNames.mask)
        #expect(rows.map { $0["MtSubv"] } == ["10.50", "20.00", "30"])
        #expect(try BudgetDocuments.rows(masked, sheet: 2)[0]["NomBenefPret"] == PersonNames.mask)
        let note = try #require(masked.findings.first { $0.kind == .namesMasked })
        #expect(note.count == 4 && note.severity == .note)

        let kept = try BudgetDocuments.open(Self.text, keepsNames: true)
        #expect(
            try BudgetDocuments.rows(kept, sheet: 1).map { $0["LibOrgaBenef"] } == [
                "Club", "DUPONT Jeanne", "MARTIN Paul",
            ])
        #expect(kept.findings.first { $0.kind == .namesKept }?.severity == .warning)
    }

    @Test func noMaskedNameIsInAnyFinding() throws {
        let masked = try BudgetDocuments.open(Self.text)
        #expect(!masked.findings.contains { $0.values.values.contains { $0.contains("DUPONT") } })
    }

    @Test(arguments: ["", "<DATA_PRET/>", "<DATA_BUDGETVERT><BUDGETVERT/></DATA_BUDGETVERT>"])
    func anInsertedAnnexLeavesEveryOtherByte(_ there: String) throws {
        let original = BudgetDocuments.document(
            lines: BudgetDocuments.line("Nature=60 LibCpte=Été CodRD=D OpBudg=0"), annexes: there)
        let markup = "<DATA_BUDGETVERT><BUDGETVERT><Nature V=\"60\"/></BUDGETVERT></DATA_BUDGETVERT>"
        let sink = MemorySink()
        let insertion = try AnnexInsertion(of: "DATA_BUDGETVERT", in: Bytes(Array(original.utf8)))
        #expect(try insertion.write(Array(markup.utf8), to: sink).isEmpty)
        let written = String(decoding: sink.bytes, as: UTF8.self)
        // Without what was inserted, it is the original less what it took the place of.
        let expected =
            there.isEmpty
            ? original.replacing("\n</Budget>", with: "\n<Annexes>\(markup)</Annexes></Budget>")
            : there.hasPrefix("<DATA_PRET")
                ? original.replacing("</Annexes>", with: "\(markup)</Annexes>")
                : original.replacing(there, with: markup)
        #expect(written == expected)
        #expect(written != original)
        #expect(try BudgetDocuments.open(written).sheets.map(\.name).last == "BUDGETVERT")
    }

    @Test func anEmptyListOfAnnexesIsOpened() throws {
        let original = BudgetDocuments.document(lines: "").replacing("</Budget>", with: "<Annexes /></Budget>")
        let sink = MemorySink()
        let insertion = try AnnexInsertion(of: "DATA_X", in: Bytes(Array(original.utf8)))
        _ = try insertion.write(Array("<DATA_X/>".utf8), to: sink)
        #expect(
            String(decoding: sink.bytes, as: UTF8.self)
                == original.replacing("<Annexes />", with: "<Annexes><DATA_X/></Annexes>"))
    }

    @Test func aPrefixIsKeptAndABrokenSealIsSaid() throws {
        let plain = BudgetDocuments.document(lines: "", seal: "<Scellement md5=\"0\"/>")
        let prefixed = plain.replacing("xmlns=", with: "xmlns:db=").replacing("</", with: "</db:")
            .replacing(/<([A-Z])/) { "<db:\($0.output.1)" }
        let insertion = try AnnexInsertion(of: "DATA_X", in: Bytes(Array(prefixed.utf8)))
        #expect(insertion.prefix == "db:")
        let sink = MemorySink()
        #expect(try insertion.write(Array("<db:DATA_X/>".utf8), to: sink).map(\.kind) == [.sealBroken])
        #expect(
            String(decoding: sink.bytes, as: UTF8.self).contains("<db:Annexes><db:DATA_X/></db:Annexes></db:Budget>"))
    }

    @Test func aDocumentInUTF16GetsItsAnnexInUTF16() throws {
        let text = BudgetDocuments.document(
            lines: "", declaration: "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n")
        let units = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let bytes: [UInt8] = [0xFF, 0xFE] + units
        let sink = MemorySink()
        let insertion = try AnnexInsertion(of: "DATA_X", in: Bytes(bytes))
        _ = try insertion.write(Array("<DATA_X><X><Y V=\"1\"/></X></DATA_X>".utf8), to: sink)
        let read = try BudgetDocumentWorkbook(Bytes(sink.bytes), file: "b.xml")
        #expect(try BudgetDocuments.rows(read, sheet: 1) == [["Y": "1"]])
    }
}
