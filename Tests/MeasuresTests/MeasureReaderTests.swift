import Files
import Findings
import Measures
import Testing

@Suite struct MeasureReaderTests {
    /// The shipped measure with a part of its text replaced, as codes of findings.
    static func codes(_ changes: (String, String)...) throws -> [String] {
        var text = try String(
            decoding: Self.bytes(ShippedFilesTests.root + "pipelines/measures/budget-vert.yaml"), as: UTF8.self)
        for (old, new) in changes {
            #expect(text.contains(old))
            text = text.replacing(old, with: new)
        }
        return MeasureReader.read(Array(text.utf8), file: "m.yaml").findings.map(\.kind.code)
    }

    static func bytes(_ path: String) throws -> [UInt8] { try Bytes(mapping: path).array }

    @Test func theShippedMeasureIsRight() throws {
        #expect(try Self.codes() == [])
    }

    @Test func eachMistakeHasItsCode() throws {
        #expect(try Self.codes(("fill: B5E3D5", "fill: vert")) == ["MES007"])
        #expect(try Self.codes(("chart: 56BFA0", "chart: vert")) == ["MES007"])
        #expect(try Self.codes(("id: neutre\n", "id: favorable\n")).contains("MES010"))
        #expect(try Self.codes(("sign: -1\n", "sign: 1\n")) == ["MES008"])
        #expect(try Self.codes(("sign: -1\n", "sign: 2\n")).first == "YML018")
        #expect(try Self.codes(("kind: partition", "kind: quantite")) == ["YML018"])
        #expect(try Self.codes(("axe-non-renseigne: ignorer", "axe-non-renseigne: oublier")) == ["YML018"])
        #expect(try Self.codes(("neutre-et-non-cote: neutre", "neutre-et-non-cote: favorable")) == ["YML018"])
        #expect(try Self.codes(("absence:", "absense:")) == ["YML010", "YML012"])
        #expect(try Self.codes(("axes: [attenuation, biodiversite]", "axes: [attenuation, lune]")) == ["YML018"])
        #expect(
            try Self.codes(("like: 2025\n      axes: [attenuation]", "like: 2024\n      axes: [attenuation]")) == [
                "YML018"
            ])
        #expect(try Self.codes(("earlier: 2025", "earlier: 1999")) == ["YML018"])
        #expect(try Self.codes(("exclude: Recette\n", "rate: neutre\n")) == ["YML011", "RUL003"])
    }

    @Test func aFileThatIsNoYAMLIsOneFinding() {
        let reading = MeasureReader.read(Array("{".utf8), file: "m.yaml")
        #expect(reading.definition == nil)
        #expect(reading.findings.count == 1)
        #expect(MeasureReader.read(path: "/nulle/part.yaml").findings.count == 1)
    }
}
