import Testing

@testable import PublicAccounts

@Suite struct SpacesTests {
    /// Texts with everything that counts at every place of a word of eight bytes, and across two of them.
    private static let texts: [String] = {
        var texts = [
            "", " ", "a", "Été", "ACHAT DE FOURNITURES", "L’ÉCOLE – ANNEXE", "L’ÉCOLE  – ANNEXE", "a\u{2003}b",
            "a\u{3000}b", "a\u{85}b",
        ]
        for place in 0..<20 {
            for piece in [
                " ", "  ", "\t", "\u{A0}", "é", " é", "\u{1}", "\u{7F}", "N°", "«", "°\u{A0}", "\u{85}", "°à", "°Å",
                "°  ",
            ] {
                texts.append(String(repeating: "x", count: place) + piece + "y z")
                texts.append(String(repeating: "x", count: place) + piece)
            }
        }
        return texts
    }()

    @Test func textsAreTidyWhenTidyingLeavesThem() {
        for text in Self.texts where !text.isEmpty {
            let isTidy = Spaces.areTidy(text.utf8Span.span)
            #expect(isTidy == (SheetHead.tidy(text) == text), "\(text.debugDescription)")
        }
        let isEmptyTidy = Spaces.areTidy("".utf8Span.span)
        #expect(!isEmptyTidy)
    }

    @Test func textsAreTidiedAsHeadersAre() {
        var tidied: [UInt8] = []
        for text in Self.texts {
            Spaces.tidy(text.utf8Span.span, into: &tidied)
            #expect(String(decoding: tidied, as: UTF8.self) == SheetHead.tidy(text), "\(text.debugDescription)")
        }
    }

    @Test func everySpaceOfUnicodeIsOne() {
        for value in UInt32(0x80)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "un peu de texte\(String(Character(scalar)))et de suite"
            let isTidy = Spaces.areTidy(text.utf8Span.span)
            if isTidy == scalar.properties.isWhitespace { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
