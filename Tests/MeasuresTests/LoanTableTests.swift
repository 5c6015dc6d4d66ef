import Findings
import Measures
import Rules
import Tabular
import Testing

/// Loans are read to the cent, and what is wrong with them is said where it is.
@Suite struct LoanTableTests {
    private static let header = ["N° emprunt", "Prêteur", "Capital restant dû au 31/12/2025", "Opération", "Part"]

    private static func read(_ rows: [[String]], header: [String] = header) throws -> LoanTable {
        let reader = SheetInMemory([("Notes", [["Rien ici"]]), ("Dette", [["État de la dette"], header] + rows)])
        return try LoanTable(reading: reader, file: "dette.xlsx")
    }

    /// The records of an annex EMPRUNT.
    private static func document(_ records: [[String]]) throws -> LoanTable {
        let header = [
            "CodTypEmpr", "ObjEmpr", "MtEmprOrig", "MtCapitalRestDu_01_01", "MtCapitalRestDu_31_12", "NumContrat",
        ]
        let reader = SheetInMemory(
            [("LigneBudget", [["Nature"], ["1641"]]), ("EMPRUNT", [header] + records)], format: .budgetDocument)
        return try LoanTable(reading: reader, file: "ca.xml", documentBudget: "00")
    }

    private static func kind(_ body: () throws -> LoanTable) -> FindingKind? {
        do {
            _ = try body()
            return nil
        } catch let finding as Finding {
            // Nobody can mend what has no place.
            #expect(finding.place.file != nil)
            return finding.kind
        } catch {
            return nil
        }
    }

    @Test func aTableIsReadToTheCent() throws {
        let table = try Self.read([
            ["2019-01", "Banque A", "1 234 567,89", "ECOLE", ""],
            ["2020-02", "", "1000.5", "VELO ; ECOLE", "1/3 ; 2/3"],
            ["2021-03", "", "7", "", ""], ["Total", "", "1235575,39", "", ""],
        ])
        #expect(table.loans.map(\.id) == ["2019-01", "2020-02", "2021-03"])
        #expect(table.loans.map(\.outstanding) == [Cents(123_456_789), Cents(100_050), Cents(700)])
        #expect(table.loans[0].links == [Loan.Link("ECOLE")])
        #expect(table.loans[1].links == [Loan.Link("VELO", Share(1, 3)), Loan.Link("ECOLE", Share(2, 3))])
        #expect(table.loans[2].links.isEmpty)
        #expect(table.total == Cents(123_557_539))
        #expect(table.statedTotal == table.total)
        #expect(table.outstandingHeader == "Capital restant dû au 31/12/2025")
    }

    @Test(
        arguments: [
            ([["A", "", "douze", "", ""]], .debtAmountUnreadable),
            ([["A", "", "1,234", "", ""]], .debtAmountUnreadable),
            ([["A", "", "12", "O", "beaucoup"]], .debtShareUnreadable),
            ([["A", "", "12", "O ; P", "100 %"]], .debtShareUnreadable),
            ([["A", "", "12", "", ""], [" a ", "", "3", "", ""]], .loanTwice),
            ([["", "B", "12", "", ""]], .debtWithoutLoan),
            ([["A", "", "12", "O ; P", "60 % ; 40 %"]], nil),
        ] as [([[String]], FindingKind?)])
    func whatIsWrongInATableIsSaid(rows: [[String]], kind: FindingKind?) {
        let found = Self.kind { try Self.read(rows) }
        #expect(found == kind)
    }

    @Test func whatHasNoLoansIsSaid() {
        let table = Self.kind { try Self.read([], header: ["Emprunt", "Objet"]) }
        #expect(table == .debtTableMissing)
        let document = SheetInMemory([("LigneBudget", [["Nature"]])], format: .budgetDocument)
        let annex = Self.kind { try LoanTable(reading: document, file: "bp.xml") }
        #expect(annex == .debtAnnexMissing)
    }

    @Test func anAnnexGivesWhatItsAuthorityOwesAtTheEndOfTheYear() throws {
        let table = try Self.document([
            ["01", "École", "1000.00", "500.00", "400.25", "C-1"], ["05", "", "", "", "", "C-2"],
            ["09", "Garanti", "", "", "70.00", "C-3"], ["10", "", "", "", "9.00", ""],
            ["02", "", "", "", "5.00", "C-5"],
            ["01", "École, tranche 2", "10.00", "", "0.75", "C-1"], ["01", "", "", "", "6.00", ""],
        ])
        #expect(table.loans.map(\.id) == ["C-1", "C-2", "EMPRUNT 7"])
        #expect(table.loans.map(\.outstanding) == [Cents(40_100), .zero, Cents(600)])
        #expect(table.loans[0].initial == Cents(101_000))
        #expect(table.loans.allSatisfy { $0.budget == "00" })
        #expect(table.leftOut.map(\.total) == [Cents(7_000), Cents(900), Cents(500)])
        #expect(table.total == Cents(40_700 + 8_400))
        #expect(table.findings.map(\.kind) == [.contractInParts, .debtLeftOut, .debtLeftOut, .debtLeftOut])
        #expect(table.outstandingHeader == "MtCapitalRestDu_31_12")
    }

    @Test func aSecondTableTiesLoansToOperations() throws {
        var table = try Self.document([["01", "", "", "", "400.00", "C-1"]])
        let links = SheetInMemory([
            (
                "Liens",
                [
                    ["Contrat", "Code opération", "Part"], ["c-1", "VELO", "0.4"], ["C-1", "ECOLE", "60 %"],
                    ["C-9", "X", ""],
                ]
            )
        ])
        try table.link(reading: links, file: "liens.csv")
        #expect(table.loans[0].links == [Loan.Link("VELO", Share(2, 5)), Loan.Link("ECOLE", Share(3, 5))])
        #expect(table.findings.map(\.kind) == [.loanUnknown])
    }
}
