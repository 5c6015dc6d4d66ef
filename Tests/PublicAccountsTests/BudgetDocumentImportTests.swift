import Files
import Findings
import MarkupSheets
import PublicAccounts
import Tabular
import Testing

/// Invented budget documents, and what an import makes of them.
enum Totem {
    static let namespace = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"

    static func document(
        _ lines: [String], decision: String = "09", vote: String = "1", plan: String = "M57-M57_D", after: String = ""
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DocumentBudgetaire xmlns="\(namespace)"><VersionSchema V="118"/>
        <EnTeteDocBudgetaire><LibelleColl V="COMMUNE D'ESSAI, SUR MER"/><IdColl V="21990001700011"/></EnTeteDocBudgetaire>
        <Budget><EnTeteBudget><IdEtab V="21990001700029"/><CodBud V="00"/><Nomenclature V="\(plan)"/></EnTeteBudget>
        <BlocBudget><NatDec V="\(decision)"/><Exer V="2024"/><NatFonc V="\(vote)"/></BlocBudget>
        \(lines.map(line).joined(separator: "\n"))
        \(after)</Budget></DocumentBudgetaire>
        """
    }

    /// A line of `name=value` pairs.
    private static func line(_ pairs: String) -> String {
        let elements = pairs.split(separator: " ").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return "<\(parts[0]) V=\"\(parts[1])\"/>"
        }
        return "<LigneBudget>\(elements.joined())</LigneBudget>"
    }

    static func open(_ text: String) throws -> BudgetDocumentWorkbook {
        try BudgetDocumentWorkbook(Bytes(Array(text.utf8)), file: "budget.xml")
    }

    static func open(path: String) throws -> BudgetDocumentWorkbook {
        try BudgetDocumentWorkbook(Bytes(mapping: path), file: "budget.xml")
    }

    static func run(_ reader: BudgetDocumentWorkbook) throws -> Import {
        try Importer().run(reader: reader, file: "budget.xml", settings: try Folders.settings())
    }
}

extension Import {
    /// The sum of the lines of one sens and movement, in cents.
    fileprivate func sum(_ sens: String, _ mouvement: String) -> Int64 {
        totals.filter { $0.sens == sens && $0.mouvement == mouvement }.reduce(0) { $0 + $1.amount.value }
    }

    /// How many lines have nothing in `field`.
    fileprivate func blank(_ field: LineField) -> Int { (0..<lines.count).count { lines[field, $0].isEmpty } }
}

@Suite struct BudgetDocumentImportTests {
    @Test func linesHaveChapterSectionAndLabelsFromThePlan() throws {
        let result = try Totem.run(
            Totem.open(
                Totem.document(
                    [
                        "Nature=21351 Fonction=90213 ContFon=902 CodRD=D OpBudg=0 MtReal=1000.01 LibCpte=ECOLE",
                        "Nature=6811 Fonction=946 ContFon=946 CodRD=D OpBudg=1 MtReal=5.00",
                        "Nature=28051 Fonction=926 ContFon=926 CodRD=R OpBudg=1 MtReal=5.00",
                        "Nature=002 ContFon=002 CodRD=R OpBudg=0 MtReal=7.00",
                    ], vote: "2")))
        #expect(result.profile == "totem" && result.profileReason == "document budgétaire")
        let lines = result.lines
        func all(_ field: LineField) -> [String] { (0..<lines.count).map { lines[field, $0] } }
        #expect(all(.exercice) == ["2024", "2024", "2024", "2024"])
        #expect(all(.nomenclature) == ["M57_D", "M57_D", "M57_D", "M57_D"])
        #expect(all(.sens) == ["depense", "depense", "recette", "recette"])
        #expect(all(.mouvement) == ["reel", "ordre", "ordre", "reel"])
        #expect(all(.section) == ["investissement", "fonctionnement", "investissement", "fonctionnement"])
        #expect(all(.chapitre) == ["21", "042", "040", "002"])
        #expect(all(.fonction) == ["213", "01", "01", ""])
        #expect(all(.libelleFonction).prefix(2) == ["Classes regroupées", "Opérations non ventilables"])
        #expect(all(.libelleNature)[3] == "Résultat de fonctionnement reporté")
        #expect(all(.libelle)[0] == "ECOLE")
        #expect(lines.amounts.map(\.value) == [100_001, 500, 500, 700])
        #expect(result.controls.contains { $0.name.hasPrefix("Dépenses d'ordre") && $0.holds })
        #expect(result.findings.filter { $0.severity > .note }.map { $0.what(.french) } == [])
    }

    @Test func ordreThatDoesNotBalanceIsSaidWithBothSides() throws {
        let result = try Totem.run(
            Totem.open(
                Totem.document([
                    "Nature=6811 ContNat=042 CodRD=D OpBudg=1 MtReal=5.00",
                    "Nature=28051 ContNat=040 CodRD=R OpBudg=1 MtReal=4.99",
                ])))
        let found = try #require(result.findings.first { $0.kind == .ordreUnbalanced })
        #expect(found.values["expenses"]?.hasPrefix("5,00") == true)
        #expect(found.values["receipts"]?.hasPrefix("4,99") == true)
        #expect(result.controls.contains { !$0.holds })
    }

    @Test func aPlanThatStandsInIsSaid() throws {
        let result = try Totem.run(
            Totem.open(
                Totem.document(["Nature=60611 ContNat=011 CodRD=D OpBudg=0 MtReal=5.00"], plan: "M14-M14_COM_500_3500"))
        )
        #expect(result.lines[.nomenclature, 0] == "M14_COM_SUP3500")
        #expect(result.findings.contains { $0.kind == .planStandsIn && $0.values["id"] == "M14_COM_500_3500" })
    }

    // MARK: Real documents

    private static let cfu = Folders.data + "/totem/DOCBUDG-21560134500014-CFU-BP-2023/totem.xml"
    private static let montpellier = Folders.data + "/montpellier/VilleMTP_MTP_CA_2023_sans_annexes.xml"
    private static let isThere = (try? Bytes(mapping: cfu)) != nil

    @Test(.enabled(if: isThere, "needs ../shared/data")) func theCFUGivesItsLinesAndTotals() throws {
        let result = try Totem.run(Totem.open(path: Self.cfu))
        #expect(result.lines.count == 163)
        #expect(result.sum("depense", "reel") == 96_844_615)
        #expect(result.sum("recette", "reel") == 199_827_368)
        #expect(result.sum("depense", "ordre") == 1_383_792)
        #expect(result.sum("recette", "ordre") == 1_383_792)
        #expect(result.controls.allSatisfy { $0.holds })
        for field in [LineField.chapitre, .section, .libelleNature] { #expect(result.blank(field) == 0) }
    }

    @Test(.enabled(if: isThere, "needs ../shared/data")) func theAccountsOfMontpellierGiveTheirLinesAndTotals() throws {
        let result = try Totem.run(Totem.open(path: Self.montpellier))
        #expect(result.lines.count == 1_791)
        #expect(result.sum("depense", "reel") == 58_489_951_416)
        #expect(result.sum("recette", "reel") == 58_850_346_868)
        #expect(result.sum("depense", "ordre") == 3_650_959_380)
        #expect(result.sum("recette", "ordre") == 3_650_959_380)
        #expect(result.controls.allSatisfy { $0.holds })
        for field in [LineField.chapitre, .section, .libelleNature] { #expect(result.blank(field) == 0) }
        // Results brought forward have no function.
        #expect(result.blank(.fonction) == 2 && result.blank(.libelleFonction) == 2)
    }
}
