import Findings
import Testing

@testable import YAML

private func parse(_ text: String) throws -> YAMLNode { try YAMLNode.parse(Array(text.utf8), file: "f.yaml") }

private func finding(_ text: String) -> Finding? {
    do {
        _ = try YAMLNode.parse(Array(text.utf8), file: "f.yaml")
        return nil
    } catch {
        return error
    }
}

@Test func scalarsStayTextWithTheirPlaces() throws {
    let root = try parse("code: 01\nété:\n  - \"~\"\n  - ~\n  - é: {a: 'b'}\n")
    #expect(root["code"]?.string == "01")
    #expect(root["code"]?.place == Place(file: "f.yaml", line: 1, column: 7))
    let list = try #require(root["été"]?.sequence)
    #expect(list.map(\.isNull) == [false, true, false])
    #expect(list[2]["é"]?["a"]?.kind == .scalar("b", isQuoted: true))
    #expect(list[2]["é"]?.place == Place(file: "f.yaml", line: 5, column: 8))
}

@Test func keysKeepTheirOrder() throws {
    #expect(try parse("z: 1\na: 2\nm: 3").mapping?.map(\.name) == ["z", "a", "m"])
}

@Test func aByteOrderMarkDoesNotShiftColumns() throws {
    #expect(try parse("\u{FEFF}a: b")["a"]?.column == 4)
}

@Test(arguments: [
    ("a: [1, 2", "YML027", 1), ("a: b\n\tc: d", "YML021", 2), ("a: b: c", "YML025", 1), ("%a", "YML001", 1),
    ("a: &x 1", "YML002", 1), ("a: *x", "YML002", 1),
    ("a: !!str 1", "YML003", 1), ("- ! x", "YML003", 1), ("", "YML007", nil), ("# rien\n", "YML007", nil),
    ("a: 1\n---\nb: 2", "YML008", 2), ("[a]: 1", "YML009", 1), ("a: 1\nb: 2\na: 3", "YML006", 3),
])
func whatIsRefusedHasACodeAndALine(text: String, code: String, line: Int?) {
    let found = finding(text)
    #expect(found?.kind.code == code)
    #expect(found?.place.line == line)
    #expect(found?.kind.exit == .usage)
}

@Test func nestingIsBounded() {
    #expect(finding(String(repeating: "[", count: 65))?.kind.code == "YML004")
    #expect(finding(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
    #expect(finding(String(repeating: "[", count: 100_000))?.kind.code == "YML004")
}

@Test func bytesThatAreNotUTF8AreRefusedWithTheirOffset() {
    do {
        _ = try YAMLNode.parse(Array("a: ".utf8) + [0xFF, 0x41], file: "f.yaml")
        Issue.record("accepted")
    } catch {
        #expect(error.kind.code == "YML019")
        #expect(error.place == Place(file: "f.yaml", line: 1, column: 4, offset: 3))
    }
}

@Test func everyPrefixOfAFileIsReadOrRefused() {
    let text = Array("a: {b: [1, \"é\"], c: |\n  x\n  y\n}\nd:\n - 'z'\n - ? k\n   : v\n".utf8)
    for count in text.indices {
        _ = try? YAMLNode.parse(Array(text[..<count]), file: "f.yaml")
        var flipped = text
        flipped[count] ^= 0x20
        _ = try? YAMLNode.parse(flipped, file: "f.yaml")
    }
}
