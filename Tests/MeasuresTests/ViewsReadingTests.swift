import Files
import Findings
import Measures
import Rules
import Testing

/// What a measure's file may say of its views and of another scale, and what is refused.
@Suite struct ViewsReadingTests {
    private static let folder = ShippedFilesTests.root + "pipelines/measures/"

    /// The shipped measure `file` with `from` replaced by `to`.
    private func reading(_ from: String, _ to: String, file: String = "climat-i4ce.yaml") throws -> MeasureReading {
        let text = String(decoding: try FileSystem.read(Self.folder + file), as: UTF8.self)
        let changed = text.replacing(from, with: to, maxReplacements: 1)
        #expect(changed != text)
        return MeasureReader.read(Array(changed.utf8), file: Self.folder + file)
    }

    @Test func theShippedViewsAreRead() throws {
        let views = try ShippedFilesTests.definition("climat-i4ce").views
        #expect(views.bySection)
        let weighted = try #require(views.weighted.first)
        #expect(weighted.weights == [Share(1, 1), Share(2, 5), Share(0, 1), Share(0, 1), nil, nil])
        #expect(weighted.confidence == .inferred && weighted.source.contains("2021/241"))
        #expect(views.noHarm?.ignoresUnjudged == false)
        let official = try ShippedFilesTests.definition()
        // The official scale has one degree of favourable: no coefficient is known for it, and it leads nowhere.
        #expect(official.views.weighted.isEmpty && official.mapping == nil)
    }

    @Test(arguments: [
        ("sections: oui", "sections: oui\n  sum: axes"),
        ("axes: [attenuation, adaptation]\n", "axes: [attenuation + adaptation]\n"),
        ("axes: [attenuation, adaptation]\n      weights", "axes: [[attenuation, adaptation]]\n      weights"),
        ("        defavorable: 0 %", "        defavorable: 0 %\n        adaptation: 50 %"),
        ("label: Vue pondérée", "across: axes\n      label: Vue pondérée"),
        ("label: Favorable sans", "total: axes\n    label: Favorable sans"),
    ])
    func aSumAcrossAxesIsRefusedWithItsPlace(from: String, to: String) throws {
        let views = "views:"
        let text = String(decoding: try FileSystem.read(Self.folder + "climat-i4ce.yaml"), as: UTF8.self)
        let head = try #require(text.firstRange(of: views)).lowerBound
        let tail = text[head...].replacing(from, with: to, maxReplacements: 1)
        #expect(tail != String(text[head...]))
        let whole = text[..<head] + tail
        let reading = MeasureReader.read(Array(String(whole).utf8), file: Self.folder + "climat-i4ce.yaml")
        let found = reading.findings.filter { $0.kind == .crossAxisSum }
        #expect(found.count == 1, "\(reading.findings.map { $0.text(.french) })")
        let place = try #require(found.first).place
        let line = try #require(place.line)
        let column = try #require(place.column)
        let source = whole.split(separator: "\n", omittingEmptySubsequences: false)[line - 1].dropFirst(column - 1)
        let asked = ["sum:", "attenuation +", "[attenuation,", "adaptation: 50", "across:", "total:"]
        #expect(asked.contains { source.hasPrefix($0) })
    }

    @Test func aWeightedViewSaysSomethingOfEveryJudgement() throws {
        let reading = try reading("        neutre: 0 %\n", "")
        #expect(reading.findings.map(\.kind) == [.judgementWithoutWeight])
        #expect(reading.findings[0].text(.french).contains("neutre"))
        #expect(reading.findings[0].place.line != nil)
        // What is no judgement may have a coefficient.
        let more = try self.reading("        neutre: 0 %\n", "        neutre: 0 %\n        indefini-methode: 0 %\n")
        #expect(more.findings.isEmpty)
    }

    @Test func onlyAPartitionHasViewsOrAnotherScale() throws {
        for key in ["views: { sections: oui }", "mapping: { measure: budget-vert.yaml }"] {
            let reading = try reading("kind: quantity", "kind: quantity\n\(key)", file: "jouet-carbone.yaml")
            #expect(reading.findings.map(\.kind) == [.keyOfOtherKind])
        }
    }

    @Test func theMappingIsTotalAndLeadsToAPartition() throws {
        let category = "  - id: neutre\n    label: Neutre\n"
        let more = "  - id: neutre-bis\n    label: Bis\n    code: BIS\n    fill: D9D9D9\n    ink: 333333\n"
        let partial = try reading(category, more + category)
        #expect(partial.findings.map(\.kind) == [.mappingIncomplete])
        #expect(partial.findings[0].text(.french).contains("neutre-bis"))
        let other = try reading("measure: budget-vert.yaml", "measure: jouet-carbone.yaml")
        #expect(other.findings.map(\.kind) == [.mappingTarget])
        let missing = try reading("measure: budget-vert.yaml", "measure: nulle-part.yaml")
        #expect(missing.findings.count == 1 && missing.definition?.mapping == nil)
    }

    @Test func aMappingNeverLeadsBack() throws {
        // The measure that it leads to is itself, which has a mapping.
        let reading = try reading("measure: budget-vert.yaml", "measure: climat-i4ce.yaml")
        #expect(reading.findings.map(\.kind) == [.mappingBackwards])
    }
}
