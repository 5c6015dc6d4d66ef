import Files
import Testing

@testable import Workbooks

@Suite struct FileKindTests {
    @Test(
        arguments: [
            ([], .empty), ([0x50, 0x4B, 3, 4, 20], .zip),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundFile),
            (Array("%PDF-1.7".utf8), .pdf), ([0x1F, 0x8B, 8], .gzip),
            (Array("\u{FEFF} \n<?xml version=".utf8), .markup),
            (Array("<HTML><table>".utf8), .markup), (Array("<a:b xmlns:a=\"c\">".utf8), .markup),
            (Array("<Compte>;<Montant>\n1;2\n".utf8), .text), (Array("<p>".utf8), .markup),
            (Array("<prix>;<page>\n1;2\n".utf8), .text),
            (Array("{\\rtf1\\ansi}".utf8), .document("RTF")),
            (Array("MIME-Version: 1.0\r\n".utf8), .document("MHTML")),
            ([0xFF, 0xFE, 0x3C, 0, 0x3F, 0, 0x78, 0, 0x6D, 0, 0x6C, 0], .markup),
            (Array("Exercice;Budget\n2025;01\n".utf8), .text), ([0xFF, 0xFE, 0x41, 0, 0x3B, 0, 0x42, 0], .text),
            ([0x41, 0, 0x3B, 0, 0x42, 0], .text),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], .binary),
        ] as [([UInt8], FileKind)])
    func theContentTells(_ bytes: [UInt8], _ kind: FileKind) {
        #expect(FileKind(of: Bytes(bytes)) == kind)
    }
}
