import Findings
import Testing

@testable import Markup

@Suite struct MarkupScannerTests {
    private func tokens(_ xml: [UInt8]) throws(Finding) -> [MarkupScanner.Token] {
        var scanner = MarkupScanner(xml, part: "p.xml")
        var found: [MarkupScanner.Token] = []
        while let token = try scanner.next() {
            _ = try scanner.attributes(of: token)
            _ = scanner.localName(of: token)
            if token.kind == .text || token.kind == .cdata { _ = try scanner.text(of: token) }
            found.append(token)
        }
        return found
    }

    private func code(_ xml: String) -> String? {
        do throws(Finding) {
            _ = try tokens(Array(xml.utf8))
            return nil
        } catch { return error.kind.code }
    }

    @Test func findsEveryKindOfToken() throws {
        let xml = Array("<?xml version='1.0'?><!-- > --><a k=\"x>y\" ><b/>t<![CDATA[<]]]]></a >\n".utf8)
        let found = try tokens(xml)
        #expect(found.map(\.kind) == [.instruction, .comment, .start, .empty, .text, .cdata, .end, .text])
        #expect(
            found.map { String(decoding: xml[$0.range], as: UTF8.self) }.joined()
                == String(decoding: xml, as: UTF8.self))
    }

    @Test func givesAttributesWithTheirPlaces() throws {
        var scanner = MarkupScanner(Array("<x:c r = 'A1' x:s=\"5&amp;\"/>".utf8), part: "")
        let token = try #require(try scanner.next())
        #expect(String(decoding: scanner.localName(of: token), as: UTF8.self) == "c")
        #expect(scanner.isNamed("c", token))
        #expect(!scanner.isNamed("cc", token))
        let attributes = try scanner.attributes(of: token)
        #expect(attributes.map { scanner.raw($0.name) } == ["r", "x:s"])
        #expect(attributes.map { scanner.raw($0.value) } == ["A1", "5&amp;"])
        #expect(try scanner.value(of: "r", in: token).map(scanner.raw) == "A1")
        #expect(try scanner.text(of: "x:s", in: token) == "5&")
        #expect(try scanner.value(of: "s", in: token) == nil)
    }

    @Test func anEmptyTagsLastAttributeMayTouchTheSlash() throws {
        var scanner = MarkupScanner(Array("<a k='v'/><b k='/'></b>".utf8), part: "")
        let first = try #require(try scanner.next())
        #expect(first.kind == .empty)
        #expect(try scanner.text(of: "k", in: first) == "v")
        let second = try #require(try scanner.next())
        #expect(second.kind == .start)
        #expect(try scanner.text(of: "k", in: second) == "/")
    }

    @Test func skipsTheByteOrderMark() throws {
        let found = try tokens([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8))
        #expect(found.map(\.kind) == [.empty])
        #expect(found[0].range == 3..<7)
    }

    @Test func decodesReferencesAndLineEnds() throws {
        let scanner = MarkupScanner(Array("a&#233;&#x20AC;&lt;\r\nb\rc".utf8), part: "")
        #expect(try scanner.decoded(0..<scanner.bytes.count) == "aé€<\nb\nc")
    }

    @Test(arguments: [
        "<a", "<", "<a k='", "<a k>", "<a k=v>", "<a k='1'j='2'>", "<!-- -", "<![CDATA[ ]]", "<?pi", "<a <b>", "< a>",
        "</", "&x;", "&#;", "&#x;", "&#x110000;", "&#xD800;", "&#0;", "&amp", "<a k='<'>", "<!-->", "<a ='v'>",
    ])
    func refusesMisshapenMarkup(xml: String) { #expect(code(xml) == "XML001", "\(xml)") }

    @Test func refusesADocumentType() {
        #expect(code("<!DOCTYPE a><a/>") == "XML002")
        #expect(code("<a/><!ENTITY x 'y'>") == "XML002")
    }

    @Test func placesAFindingByLine() {
        do throws(Finding) {
            _ = try tokens(Array("<a>\n\n<b".utf8))
            Issue.record("accepted")
        } catch {
            #expect(error.place == Place(part: "p.xml", line: 3, offset: 5))
        }
    }

    @Test func makesAnyEncodingUTF8() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é😀</a>"
        let meant = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é😀</a>".utf8)
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try MarkupScanner.utf8([0xFF, 0xFE] + little, part: "") == meant)
        #expect(try MarkupScanner.utf8([0xFE, 0xFF] + big, part: "") == meant)
        #expect(try MarkupScanner.utf8(little, part: "") == meant)
        #expect(try MarkupScanner.utf8(big, part: "") == meant)
        let windows = Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x80] + Array("</a>".utf8)
        #expect(
            try MarkupScanner.utf8(windows, part: "") == Array("<?xml version='1.0' encoding='UTF-8'?><a>€</a>".utf8))
        #expect(try MarkupScanner.utf8(meant, part: "") == meant)
        #expect(throws: Finding.self) { try MarkupScanner.utf8([0xFF, 0xFE, 0x00, 0xD8, 0x00, 0x00], part: "") }
        #expect(throws: Finding.self) { try MarkupScanner.utf8([0x3C, 0xFF], part: "") }
        #expect(throws: Finding(.unknownEncoding, at: Place(part: "", line: 1), ["encoding": "x-nothing"])) {
            try MarkupScanner.utf8(Array("<?xml version='1.0' encoding='x-nothing'?><a/>".utf8), part: "")
        }
    }

    @Test func convertsMoreThanOneBuffer() throws {
        let text = "<a>" + String(repeating: "é", count: 100_000) + "</a>"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try MarkupScanner.utf8(wide, part: "") == Array(text.utf8))
    }

    @Test func survivesAnyFlippedByte() {
        let xml = Array("<?xml version='1.0'?><a x:k='v&amp;'><!-- c --><b>t&lt;</b><![CDATA[d]]><?p i?></a>".utf8)
        for index in xml.indices {
            _ = code(String(decoding: xml[..<index], as: UTF8.self))
            for mask: UInt8 in [0x01, 0x02, 0x10, 0x20, 0x80, 0xFF] {
                var bad = xml
                bad[index] ^= mask
                _ = try? tokens(bad)
                _ = try? MarkupScanner.utf8(bad, part: "")
            }
        }
    }
}
