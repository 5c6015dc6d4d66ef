import Findings
import Measures
import PublicAccounts
import Rules
import Testing

/// The measure and the packs that come with the program.
@Suite struct ShippedFilesTests {
    /// The project's folder, found from this file.
    static let root = String(#filePath.dropLast("Tests/MeasuresTests/ShippedFilesTests.swift".count))

    static func definition(_ measure: String = "budget-vert") throws -> MeasureDefinition {
        let reading = MeasureReader.read(path: root + "pipelines/measures/\(measure).yaml")
        #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) })")
        return try #require(reading.definition)
    }

    @Test(arguments: ["budget-vert", "climat-i4ce"])
    func everyShippedPackPassesItsChecksAndItsOwnTests(_ measure: String) throws {
        let definition = try Self.definition(measure)
        var count = 0
        for axis in definition.axes {
            for path in axis.packs {
                let reading = PackChecker.load(path: path, definition.packContext())
                #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) }.joined(separator: "\n"))")
                let pack = try #require(reading.pack)
                #expect(pack.axis == axis.id)
                #expect(pack.tests.count >= pack.rules.count)
                count += pack.rules.count
            }
        }
        #expect(count > 60)
    }

    @Test func gradesOfI4CEHaveTwoKindsOfUndefinedAndNoSynthesis() throws {
        let definition = try Self.definition("climat-i4ce")
        #expect(
            definition.categories.map(\.code) == [
                "TRES_FAVORABLE", "PLUTOT_FAVORABLE", "NEUTRE", "DEFAVORABLE", "INDEFINI_INFORMATION",
                "INDEFINI_METHODE",
            ])
        #expect(definition.categories.map(\.sign) == [1, 1, 0, -1, nil, nil])
        #expect(definition.synthesis == nil)
        let mitigation = definition.axes[0]
        #expect(definition.code(0, axis: mitigation) == "01_TRES_FAVORABLE")
    }

    /// The toys, one of each kind that is no partition: nobody reads them in a run before they are changed.
    @Test(arguments: ["carbone", "donut", "care", "indicateurs"])
    func everyToyPassesItsChecksAndItsOwnTests(name: String) throws {
        let reading = MeasureReader.read(path: Self.root + "pipelines/measures/jouet-\(name).yaml")
        #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) })")
        let definition = try #require(reading.definition)
        #expect(definition.kind != .partition)
        for path in definition.axes.flatMap(\.packs) {
            let reading = PackChecker.load(path: path, definition.packContext())
            #expect(reading.findings == [], "\(reading.findings.map { $0.text(.french) }.joined(separator: "\n"))")
            let pack = try #require(reading.pack)
            #expect(pack.tests.count >= pack.rules.count && pack.rules.allSatisfy { $0.confidence == .unverified })
        }
    }

    @Test func packPathsAreFoundFromTheMeasureFile() throws {
        let definition = try Self.definition()
        #expect(definition.axes[0].packs[0] == Self.root + "pipelines/rules/budget-vert/attenuation-m57.yaml")
    }

    @Test func codesAreThoseOfTheOfficialCodification() throws {
        let definition = try Self.definition()
        let axis = definition.axes[0]
        #expect(
            definition.marks.map(\.label) == [
                "Favorable", "Défavorable", "Neutre", "Non coté", "Non renseigné", "Mixte",
            ])
        #expect(
            definition.marks.indices.map { definition.code(UInt8($0), axis: axis) }
                == ["01_FAVORABLE", "01_DEFAVORABLE", "01_NEUTRE", "01_NONCOTEE", "", ""])
        #expect(
            definition.marks.indices.map { definition.synthesisCode(UInt8($0)) }
                == [
                    "SYNTH_FAVORABLE", "SYNTH_DEFAVORABLE", "SYNTH_NEUTRE", "SYNTH_NONCOTEE", "", "SYNTH_MIXTE",
                ])
    }
}
