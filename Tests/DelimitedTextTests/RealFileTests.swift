import Files
import Findings
import Tabular
import Testing

@testable import DelimitedText

/// Files published by local authorities; they are not in the repository, and these tests are skipped without them.
@Suite struct RealFileTests {
    private static let data = FilePaths.join(
        FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: #filePath)))), "shared/data"
    )
    private static let montpellier = FilePaths.join(data, "montpellier/VilleMTP_MTP_BudgetAnt_2005_2016.csv")
    private static let gironde = FilePaths.join(data, "gironde/cedi_2012_CA.csv")
    private static let girondeOriginal = FilePaths.join(data, "gironde/cedi_2015_CA_orig_c89c716.csv")

    @Test(.enabled(if: FileSystem.exists(montpellier), "Montpellier's file is not here"))
    func readsMontpellier() throws {
        let bytes = try Bytes(mapping: Self.montpellier)
        let workbook = try DelimitedWorkbook(bytes, fileName: Self.montpellier)
        #expect(workbook.dialect.encoding == .windows1252)
        #expect(workbook.dialect.separator == UInt8(ascii: ";"))
        #expect(workbook.dialect.decimalMark == UInt8(ascii: ","))
        let table = try rows(bytes.array)
        #expect(table.count == 15_827)
        #expect(table[0][7] == "Exécuté")
        #expect(table[0][9] == "Libellé fonction")
        #expect(table[1][8] == " AUTRES FOURNITURES NON STOCKEES")
        #expect(table.allSatisfy { $0.count >= 8 && $0.count <= 10 })
    }

    @Test(.enabled(if: FileSystem.exists(gironde), "Gironde's files are not here"))
    func readsGironde() throws {
        for (path, encoding) in [(Self.gironde, TextEncoding.utf8), (Self.girondeOriginal, .windows1252)] {
            let bytes = try Bytes(mapping: path)
            let workbook = try DelimitedWorkbook(bytes, fileName: path)
            #expect(workbook.dialect.encoding == encoding)
            #expect(workbook.dialect.separator == UInt8(ascii: ","))
            #expect(workbook.dialect.decimalMark == UInt8(ascii: "."))
            let table = try rows(bytes.array)
            #expect(table[0][0] == "Département")
            #expect(table[0].count == 18)
            #expect(table[0][17].allSatisfy { $0 == " " })
        }
    }
}
