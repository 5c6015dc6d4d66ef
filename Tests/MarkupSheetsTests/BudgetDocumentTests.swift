import Files
import Findings
import Tabular
import Testing

@testable import MarkupSheets

/// Invented budget documents, written by hand after the schema of the DGCL.
enum BudgetDocuments {
    static let namespace = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"

    static func document(
        lines: String, annexes: String = "", decision: String = "09", vote: String = "1", plan: String = "M57-M57_D",
        declaration: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", seal: String = ""
    ) -> String {
        declaration + """
            <DocumentBudgetaire xmlns="\(namespace)">
            <VersionSchema V="118"/><BlocEditeur xmlns:e="urn:e"><CodeEditeur V="Éditeur"/><e:Produit V="x"/></BlocEditeur>
            \(seal)<EnTeteDocBudgetaire><LibelleColl V="COMMUNE DE L'ÎLE"/><IdColl V="21990001700011"/></EnTeteDocBudgetaire>
            <Budget><EnTeteBudget><LibelleEtab V="PRINCIPAL"/><IdEtab V="21990001700011"/><CodBud V="00"/>\
            <Nomenclature V="\(plan)"/></EnTeteBudget>
            <BlocBudget><NatDec V="\(decision)"/><Exer V="2024"/><NatFonc V="\(vote)"/><CodTypBud V="P"/></BlocBudget>
            <InformationsGenerales><Information Code="PopTot" V="3 446"/></InformationsGenerales>
            \(lines)
            \(annexes.isEmpty ? "" : "<Annexes>\(annexes)</Annexes>\n")</Budget>
            </DocumentBudgetaire>
            """
    }

    static func line(_ values: String, _ attributes: String = "") -> String {
        let elements = values.split(separator: " ").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            let names = parts[0].split(separator: ":")
            let code = names.count == 2 ? " Code=\"\(names[1])\"" : ""
            return "<\(names[0])\(code) V=\"\(parts[1])\"/>"
        }
        return "<LigneBudget\(attributes)>\(elements.joined())</LigneBudget>"
    }

    static func open(_ text: String, keepsNames: Bool = false) throws -> BudgetDocumentWorkbook {
        try BudgetDocumentWorkbook(Bytes(Array(text.utf8)), file: "budget.xml", keepsNames: keepsNames)
    }

    /// The rows of a sheet below its header, by column name.
    static func rows(_ workbook: BudgetDocumentWorkbook, sheet: Int = 0) throws -> [[String: String]] {
        var header: [Int: String] = [:]
        var rows: [[String: String]] = []
        _ = try workbook.readSheet(sheet) { batch in
            for row in batch.rows {
                var values: [String: String] = [:]
                for cell in batch.cells[row.cells] {
                    if row.index == 0 {
                        header[Int(cell.column)] = batch.text(of: cell)
                    } else {
                        values[header[Int(cell.column)] ?? "?"] = batch.text(of: cell)
                    }
                }
                if row.index > 0 { rows.append(values) }
            }
            return .next
        }
        return rows
    }
}

@Suite struct BudgetDocumentTests {
    private let line = BudgetDocuments.line

    @Test func aLineVotedByNatureHasItsCodesAndEveryAmountAsWritten() throws {
        let text = BudgetDocuments.document(
            lines: line(
                "Nature=21351 LibCpte=École Fonction=213 Operation=OP12 ContNat=21 ArtSpe=false CodRD=D MtBudgPrec=1.10"
                    + " MtRARPrec=2 MtPropNouv=3.3 MtPrev=-4.40 CredOuv=5.00 MtReal=1234567.89 MtRAR3112=0.01 OpBudg=0"
                    + " MtSup:ICNE=7.70 MtSup:RARPrec=8.80 CaracSup:ProgAutoNum=AP1 CaracSup:ProgAutoLib=Plan"
                    + " CaracSup:Section=I", ""))
        let workbook = try BudgetDocuments.open(text)
        #expect(workbook.sheets.map(\.name) == ["LigneBudget"])
        #expect(
            try BudgetDocuments.rows(workbook) == [
                [
                    "Exercice": "2024", "Budget": "00", "Nomenclature": "M57_D", "Section": "investissement",
                    "Sens": "dépense", "Mouvement": "réel", "Chapitre": "21", "Nature": "21351", "Fonction": "213",
                    "Fonction (TOTEM)": "213", "Opération": "OP12", "Libellé": "École", "Programme": "AP1",
                    "ArtSpe": "false", "Montant": "1234567.89", "MtReal (réalisé)": "1234567.89",
                    "MtPrev (voté)": "-4.40", "CredOuv (crédits ouverts)": "5.00",
                    "MtRAR3112 (restes à réaliser au 31/12)": "0.01", "MtRARPrec (restes à réaliser repris)": "2",
                    "MtBudgPrec (budget précédent)": "1.10", "MtPropNouv (propositions nouvelles)": "3.3",
                    "MtSup ICNE": "7.70", "MtSup RARPrec": "8.80", "CaracSup ProgAutoLib": "Plan",
                    "CaracSup Section": "I",
                ]
            ])
        let header = try #require(workbook.budgets.first)
        #expect(header.siret == "21990001700011" && header.authorityName == "COMMUNE DE L'ÎLE")
        #expect(header.decision == .compteAdministratif && header.vote == .nature && !header.isAnnexed)
        #expect(header.version == "118" && header.editor == "Éditeur" && header.exercice == "2024")
    }

    @Test(arguments: [
        ("01", "20.00"), ("02", "20.00"), ("03", "20.00"), ("09", "10.00"), ("10", "10.00"), ("77", "10.00"),
    ])
    func theAmountIsTheOneThatTheDecisionCounts(_ decision: String, _ amount: String) throws {
        let text = BudgetDocuments.document(
            lines: line("Nature=60 CodRD=D OpBudg=0 MtReal=10.00 MtPrev=20.00", ""), decision: decision)
        let workbook = try BudgetDocuments.open(text)
        #expect(try BudgetDocuments.rows(workbook)[0]["Montant"] == amount)
        #expect(workbook.findings.contains { $0.kind == .budgetDecisionUnknown } == (decision == "77"))
    }

    @Test func anAmountThatIsLeftOutIsNothing() throws {
        let text = BudgetDocuments.document(lines: line("Nature=60 CodRD=D OpBudg=0 MtPrev=20.00", ""))
        #expect(try BudgetDocuments.rows(BudgetDocuments.open(text))[0]["Montant"] == "0")
    }

    @Test func calculatedTotalsAreLeftOutAndCounted() throws {
        let text = BudgetDocuments.document(
            lines: line("Nature=60 CodRD=D OpBudg=0 MtReal=1.00", " id=\"l1\" calculated=\"false\"")
                + line("CodRD=D OpBudg=0 MtReal=1.00", " calculated=\"true\" generator=\"x\"")
                + line("CodRD=? MtReal=rien", " calculated=\"true\""))
        let workbook = try BudgetDocuments.open(text)
        #expect(try BudgetDocuments.rows(workbook).count == 1)
        let read = workbook.findings.first { $0.kind == .budgetDocumentRead }
        #expect(read?.values["lines"] == "1" && read?.values["calculated"] == "2")
    }

    @Test(arguments: [
        // The function behind a chapter that is broken down; the chapter by nature is the plan's to tell.
        ("M57-M57_D", "93317", "933", "317", "fonctionnement", nil),
        ("M57-M57_D", "90020", "900", "020", "investissement", nil),
        // A chapter that is not broken down has no function of its own: 926 is not function 6.
        ("M57-M57_D", "926", "926", "01", "investissement", "040"),
        ("M57-M57_D", "943", "943", "01", "fonctionnement", nil),
        ("M57-M57_D", "951", "951", "01", "investissement", "021"),
        ("M57-M57_D", "953", "953", "01", "fonctionnement", "023"),
        // In M14, 92 is the running costs by function, and 91 ordre of investment.
        ("M14-M14_COM_SUP3500", "92020", "920", "020", "fonctionnement", nil),
        ("M14-M14_COM_SUP3500", "914", "914", "01", "investissement", "040"),
        ("M14-M14_COM_SUP3500", "934", "934", "01", "fonctionnement", "042"),
    ])
    func aVoteByFunctionGivesFunctionSectionAndChapter(
        _ plan: String, _ coded: String, _ chapter: String, _ fonction: String, _ section: String, _ byNature: String?
    ) throws {
        let text = BudgetDocuments.document(
            lines: line("Nature=60 Fonction=\(coded) ContFon=\(chapter) CodRD=D OpBudg=0 MtReal=1.00", ""), vote: "2",
            plan: plan)
        let row = try BudgetDocuments.rows(BudgetDocuments.open(text))[0]
        #expect(row["Fonction"] == fonction)
        #expect(row["Fonction (TOTEM)"] == coded)
        #expect(row["Section"] == section)
        #expect(row["Chapitre"] == byNature)
    }

    @Test func aMixedVoteIsReadLineByLine() throws {
        let text = BudgetDocuments.document(
            lines: line("Nature=60 Fonction=93317 ContFon=933 CodRD=D OpBudg=0", "")
                + line("Nature=60 Fonction=93 ContNat=011 CodRD=D OpBudg=0", ""), vote: "3")
        #expect(try BudgetDocuments.rows(BudgetDocuments.open(text)).map { $0["Fonction"] } == ["317", "93"])
    }

    @Test(arguments: [
        ("Nature=60 CodRD=D OpBudg=0 MtReal=1,50", "TOT002"), ("Nature=60 CodRD=D OpBudg=0 MtPrev=1.505", "TOT002"),
        ("Nature=60 CodRD=D OpBudg=0 MtSup:ICNE=1e5", "TOT002"),
        ("Nature=60 CodRD=D OpBudg=0 CredOuv=12345678901234567890", "TOT002"),
        ("Nature=60 CodRD=X OpBudg=0 MtReal=1.00", "TOT003"), ("Nature=60 OpBudg=0 MtReal=1.00", "TOT003"),
        ("Nature=60 CodRD=D OpBudg=2 MtReal=1.00", "TOT003"),
    ])
    func whatIsMalformedHasItsLine(_ values: String, _ code: String) throws {
        let good = line("Nature=60 CodRD=D OpBudg=0 MtReal=1.000", "")
        let workbook = try BudgetDocuments.open(BudgetDocuments.document(lines: good + "\n" + line(values, "")))
        let found = finding { _ = try BudgetDocuments.rows(workbook) }
        #expect(found?.kind.code == code)
        #expect(found?.place.line == 9)
        #expect(found?.place.file == "budget.xml")
    }

    @Test(arguments: ["ISO-8859-1", "windows-1252", "UTF-8"])
    func accentsAreReadInTheEncodingThatIsDeclared(_ encoding: String) throws {
        let text = BudgetDocuments.document(
            lines: line("Nature=60 LibCpte=Œuvre—été CodRD=D OpBudg=0", ""),
            declaration: "<?xml version='1.0' encoding='\(encoding)'?>\r\n")
        let cp1252: [Unicode.Scalar: UInt8] = ["Œ": 0x8C, "—": 0x97]
        let bytes =
            encoding == "UTF-8"
            ? Array(text.utf8)
            : text.unicodeScalars.map { scalar in
                if scalar.value < 0x100 { return UInt8(scalar.value) }
                return encoding == "windows-1252" ? cp1252[scalar] ?? 0 : UInt8(ascii: "?")
            }
        let workbook = try BudgetDocumentWorkbook(Bytes(bytes), file: "b.xml")
        let label = try BudgetDocuments.rows(workbook)[0]["Libellé"]
        #expect(label == (encoding == "ISO-8859-1" ? "?uvre?été" : "Œuvre—été"))
        #expect(workbook.budgets[0].authorityName == "COMMUNE DE L'ÎLE")
    }

    @Test func aCompteFinancierUniqueIsReadThroughItsWrapping() throws {
        let inner = BudgetDocuments.document(
            lines: line("Nature=60 CodRD=D OpBudg=0 MtReal=1.00", ""), decision: "10", plan: "M57_A", declaration: "")
        let text =
            "<?xml version='1.0'?><c:CompteFinancierUnique xmlns:c='http://www.minefi.gouv.fr/cp/demat/doccfu'>"
            + "<DocumentComptable xmlns='http://www.minefi.gouv.fr/cp/demat/doccomptable'><Infos><NatFonc V='2'/>"
            + "<LigneBudget/></Infos></DocumentComptable>\(inner)"
            + "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'/></c:CompteFinancierUnique>"
        let workbook = try BudgetDocuments.open(text)
        #expect(workbook.budgets.map(\.nomenclature) == ["M57_A"])
        #expect(workbook.budgets[0].vote == .nature)
        #expect(try BudgetDocuments.rows(workbook).count == 1)
    }

    @Test(arguments: [
        ("<DocumentBudgetaire><Budget/></DocumentBudgetaire>", "TOT001"),
        ("<DocumentBudgetaire xmlns='\(BudgetDocuments.namespace)'/>", "TOT001"),
        ("<!DOCTYPE d [<!ENTITY a 'b'>]><DocumentBudgetaire xmlns='\(BudgetDocuments.namespace)'/>", "XML002"),
        (String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300), "XML001"),
        ("<DocumentBudgetaire xmlns='\(BudgetDocuments.namespace)'><Budget></DocumentBudgetaire>", "XML001"),
        ("<DocumentBudgetaire xmlns='\(BudgetDocuments.namespace)'><Budget>", "XML001"),
        ("<?xml version='1.0' encoding='UTF-7'?><DocumentBudgetaire/>", "XML003"),
    ])
    func whatIsNoBudgetDocumentIsRefused(_ text: String, _ code: String) {
        #expect(finding { _ = try BudgetDocuments.open(text) }?.kind.code == code)
    }

    @Test func moreFieldsThanAnyRecordHasAreRefused() {
        let many = String(repeating: "<MtSup Code=\"A\" V=\"1\"/>", count: 5_001)
        let text = BudgetDocuments.document(lines: "<LigneBudget>\(many)</LigneBudget>")
        #expect(finding { _ = try BudgetDocuments.open(text) }?.kind.code == "TOT007")
        let codes = (0...1_000).map { "<MtSup Code=\"A\($0)\" V=\"1\"/>" }.joined()
        let wide = BudgetDocuments.document(lines: "<LigneBudget>\(codes)</LigneBudget>")
        #expect(finding { _ = try BudgetDocuments.open(wide) }?.kind.code == "TOT007")
    }
}
