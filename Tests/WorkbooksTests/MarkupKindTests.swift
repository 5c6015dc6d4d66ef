import Files
import Testing

@testable import Workbooks

@Suite struct MarkupKindTests {
    private static let flat =
        "<?xml version=\"1.0\"?>\n<!-- a --><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    private static let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"

    @Test(
        arguments: [
            ("<!DOCTYPE html><p>", .html), ("<!-- a > b --><TABLE border=1>", .html), ("<td>1", .html),
            ("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0//EN\">\n<html>", .html),
            (
                "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
                    + "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", .spreadsheetML
            ),
            ("<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">", .spreadsheetML),
            ("<Workbook>", .other), ("<!DOCTYPE a [<!ENTITY b \"c\">]><Workbook>", .other),
            (flat + " office:mimetype=\"\(spreadsheet)\">", .flatOpenDocument(spreadsheet)),
            (flat + ">", .flatOpenDocument("")),
            ("<DocumentBudgetaire xmlns=\"http://www.minefi.gouv.fr/cp/demat/docbudgetaire\">", .budgetDocument),
            (
                "<doccfu:CompteFinancierUnique xmlns:doccfu=\"http://www.minefi.gouv.fr/cp/demat/doccfu\">",
                .budgetDocument
            ),
            ("<w:wordDocument xmlns:w=\"x\">", .document("Word")), ("<?xml version='1.0'?><rss>", .other),
            ("<", .other),
        ] as [(String, MarkupKind)])
    func theRootTells(_ text: String, _ kind: MarkupKind) {
        #expect(MarkupKind(of: Bytes(Array(text.utf8))) == kind)
        let wide = Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(MarkupKind(of: Bytes([0xFF, 0xFE] + wide)) == kind)
    }
}
