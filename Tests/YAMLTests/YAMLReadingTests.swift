import Findings
import Testing

@testable import YAML

private func parse(_ text: String) throws -> YAMLNode { try YAMLNode.parse(Array(text.utf8), file: "f.yaml") }

@Test func anUnknownKeySuggestsTheNearestOne() throws {
    let found = try parse("id: x\nbecuase: y").unknownKeys(besides: ["id", "because", "source"])
    #expect(found.count == 1)
    #expect(found.first?.kind == .unknownKeyNear)
    #expect(found.first?.values["nearest"] == "because")
    #expect(found.first?.place == Place(file: "f.yaml", line: 2, column: 1))
}

@Test func aFarKeySuggestsNothing() throws {
    let found = try parse("tout-autre-chose: y").unknownKeys(besides: ["id", "because"])
    #expect(found.first?.kind == .unknownKey)
    #expect(found.first?.values["known"] == "id, because")
}

@Test func missingAndNullKeysAreSaidWithAPlace() throws {
    let root = try parse("\na:\n")
    #expect(throws: Finding(.missingKey, at: Place(file: "f.yaml", line: 2, column: 1), ["key": "b"])) {
        try root.required("b")
    }
    #expect(throws: Finding.self) { try root.required("a") }
    #expect(root.optional("a") == nil)
}

@Test func wrongTypesAreSaid() throws {
    let root = try parse("n: x\nl: [1]\nm: {a: 1}\nyes: oui")
    func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? Finding)?.kind.code }
    }
    #expect(code { _ = try root.required("n").integer("n") } == "YML016")
    #expect(code { _ = try root.required("l").text("l") } == "YML013")
    #expect(code { _ = try root.required("m").list("m") } == "YML014")
    #expect(code { _ = try root.required("n").mapping("n") } == "YML015")
    #expect(code { _ = try root.required("n").boolean("n") } == "YML017")
    #expect(code { _ = try root.required("n").choice("n", among: ["y"]) } == "YML018")
    #expect(try root.required("n").texts("n") == ["x"])
    #expect(try root.required("yes").boolean("yes"))
}

@Test func codesAreUniqueAndBothLanguagesNameTheSameValues() {
    #expect(Set(FindingKind.yamlKinds.map(\.code)).count == FindingKind.yamlKinds.count)
    for kind in FindingKind.yamlKinds { #expect(kind.french.names == kind.english.names, "\(kind.code)") }
}
