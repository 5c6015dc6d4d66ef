import Findings
import Testing

@testable import Markup

@Suite struct ElementTests {
    private func parse(_ xml: String) throws(Finding) -> Element {
        try Element(parsing: Array(xml.utf8), part: "p.xml")
    }

    private func code(_ xml: [UInt8]) -> String? {
        do throws(Finding) {
            _ = try Element(parsing: xml, part: "p.xml")
            return nil
        } catch { return error.kind.code }
    }

    private func code(_ xml: String) -> String? { code(Array(xml.utf8)) }

    @Test func givesNamesNamespacesTextAndLines() throws {
        let root = try parse(
            """
            <?xml version="1.0"?>
            <w:a xmlns:w="urn:w" xmlns="urn:d" w:k="1" k="2">x<b/>y<![CDATA[<z>]]>&amp;&#233;
            <w:c>d</w:c></w:a>
            """)
        #expect(root.name == "a")
        #expect(root.namespace == "urn:w")
        #expect(root.text == "xy<z>&é\n")
        #expect(root.attribute("k", in: "urn:w") == "1")
        #expect(root.attribute("k") == "2")
        #expect(root.children.map(\.namespace) == ["urn:d", "urn:w"])
        #expect(root.line == 2)
        #expect(root.first("c")?.line == 3)
        #expect(root.first("c")?.text == "d")
        #expect(root.all("b").count == 1)
    }

    @Test(arguments: [
        ("a &amp; b", "a & b"), ("&amp;#38;", "&#38;"), ("&#38;", "&"), ("&#x26;amp;", "&amp;"),
        ("&lt;&gt;&quot;&apos;", "<>\"'"), ("a&#10;b\tc", "a\nb c"), ("&amp;&amp;", "&&"), ("", ""),
    ])
    func resolvesReferencesInAttributes(written: String, meant: String) throws {
        #expect(try parse("<a k=\"\(written)\"/>").attribute("k") == meant)
    }

    @Test func keepsWhiteSpaceBetweenElements() throws {
        #expect(try parse("<a> <b> </b>\n</a>").text == " \n")
        #expect(try parse("<a> <b> </b>\n</a>").first("b")?.text == " ")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\"><a/>",
        "<!DOCTYPE a><a/>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\">%p;]><a/>",
    ])
    func refusesADocumentType(xml: String) { #expect(code(xml) == "XML002") }

    @Test(arguments: [
        "", " ", "<a>", "<a></b>", "<a/><b/>", "<a k='1' k='2'/>", "<a>&nbsp;</a>", "<a k=1/>", "<x:a/>", "<a>&#0;</a>",
        "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "text", "<a", "<a><!-- </a>", "\u{0}", "<a>\u{1}</a>",
    ])
    func refusesWhatIsNotWellFormed(xml: String) { #expect(code(xml) == "XML001") }

    @Test func namesTheLineAndThePart() throws {
        do throws(Finding) {
            _ = try parse("<a>\n<b>\n</a>")
            Issue.record("accepted")
        } catch {
            #expect(error.place.part == "p.xml")
            #expect(error.place.line == 3)
            #expect(error.values["detail"]?.isEmpty == false)
        }
    }

    @Test func readsTheEncodingsThatLibxml2Knows() throws {
        let windows =
            Array("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>".utf8) + [0xE9, 0x80] + Array("</a>".utf8)
        #expect(try Element(parsing: windows, part: "").text == "é€")
        let wide: [UInt8] = [0xFF, 0xFE] + "<a>é</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try Element(parsing: wide, part: "").text == "é")
        let marked = [0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8)
        #expect(try Element(parsing: marked, part: "").text == "é")
        #expect(code("<?xml version=\"1.0\" encoding=\"x-nothing\"?><a/>") == "XML003")
        #expect(code(Array("<a>".utf8) + [0xFF, 0xC0] + Array("</a>".utf8)) == "XML001")
    }

    @Test func boundsDepth() throws {
        let levels = 200
        let fine = String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
        #expect(try parse(fine).children.count == 1)
        #expect(code(String(repeating: "<a>", count: 300_000)) == "XML001")
    }

    @Test func refusesWhatWouldTakeQuadraticTime() throws {
        let attributes = (0..<100_000).map { " a\($0)='>'" }.joined()
        #expect(code("<a\(attributes)/>") == "XML001")
        let namespaces = (0..<100).map { " xmlns:n\($0)='u'" }.joined()
        #expect(code("<a\(namespaces)/>") == nil)
        #expect(code(String(repeating: "<a\(namespaces)>", count: 6)) == "XML001")
        let siblings = String(repeating: "<b\(namespaces)></b>", count: 20)
        #expect(try parse("<a>\(siblings)</a>").children.count == 20)
    }

    @Test func keepsRepeatedNamesApart() throws {
        let root = try parse("<a xmlns='u1'><b/><b xmlns='u2' k='1'/><c:b xmlns:c='u1' k='2'/></a>")
        #expect(root.children.map(\.namespace) == ["u1", "u2", "u1"])
        #expect(root.children.map { $0.attribute("k") } == [nil, "1", "2"])
    }

    @Test func survivesAnyTruncationAndAnyFlippedByte() {
        let xml = Array(
            "<?xml version='1.0'?><a xmlns:x='u' x:k='v&amp;'><!-- c --><b>t&lt;</b><![CDATA[d]]><?p i?></a>".utf8)
        for length in xml.indices { #expect(code(Array(xml[..<length])) != nil) }
        for index in xml.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                var bad = xml
                bad[index] ^= mask
                _ = code(bad)
            }
        }
    }
}
