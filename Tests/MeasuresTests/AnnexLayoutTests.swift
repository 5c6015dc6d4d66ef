import Files
import Findings
import Measures
import PublicAccounts
import Testing

/// The layout of the annex that comes with the program.
@Suite struct AnnexLayoutTests {
    static let folder =
        String(ShippedFilesTests.root.dropLast().reversed().drop { $0 != "/" }.reversed()) + "shared/data/annexe-verte/"
    static let isThere = (try? Bytes(mapping: folder + "taxonomy_axe1.csv")) != nil

    static func layout() throws -> AnnexLayout {
        try AnnexLayout(reading: ShippedFilesTests.root + "pipelines/annexes/transition-ecologique.yaml")
    }

    @Test func itsRatingsAreThoseOfItsMeasure() throws {
        let layout = try Self.layout()
        let definition = try ShippedFilesTests.definition()
        #expect(layout.measure == definition.id)
        let known = definition.marks.map(\.id)
        for column in layout.aggregated.columns + layout.detailed.columns { #expect(known.contains(column.rating)) }
        #expect(Set(layout.subtitles.keys) == Set(definition.axes.map(\.number)))
        #expect(layout.matrix.columns.count == 24)
        #expect(layout.matrix.champs == [.chapitre, .operation, .piece])
    }

    @Test func functionsGoToTheLongestPrefix() throws {
        let layout = try Self.layout()
        func code(_ fonction: String) -> String? {
            layout.place(ofFonction: fonction).map { layout.fonctions[$0].code }
        }
        #expect(
            ["0", "01", "05", "058", "4", "43", "4312", "44", "515", "8"].map(code) == [
                "0", "0", "0-5", "0-5", "4", "4-3", "4-3", "4-4", "5", "8",
            ])
        #expect(code("") == nil)
        #expect(code("9") == nil)
    }

    @Test(.enabled(if: isThere, "needs ../shared/data")) func itsWordsAreThoseOfTheModel() throws {
        let layout = try Self.layout()
        func text(_ name: String) throws -> String {
            String(decoding: try Bytes(mapping: Self.folder + name).array, as: UTF8.self)
        }
        let aggregated = try text("taxonomy_pres_agregee.csv")
        let detailed = try text("taxonomy_axe1.csv")
        func has(_ text: String, _ code: String, _ label: String) -> Bool {
            text.contains("\(code),\(label),") || text.contains("\(code),\"\(label)\",")
        }
        for line in layout.nature {
            #expect(has(aggregated, line.code, line.label), "\(line)")
            #expect(has(detailed, line.code, line.detailedLabel), "\(line)")
        }
        for line in layout.information { #expect(has(aggregated, line.code, line.label), "\(line)") }
        for line in layout.fonctions { #expect(has(aggregated, line.code, line.label), "\(line)") }
        for (sheet, presentation) in [(aggregated, layout.aggregated), (detailed, layout.detailed)] {
            #expect(sheet.hasPrefix(presentation.title + ","))
            #expect(sheet.contains("\n\(presentation.total),"))
            var rest = sheet[...]
            for column in presentation.columns {
                let place = rest.indices.first { rest[$0...].hasPrefix(",\(column.heading),") }
                #expect(place != nil, "\(column)")
                rest = rest[(place ?? rest.startIndex)...]
            }
        }
        #expect(detailed.contains(layout.subtitles[1] ?? "?"))
        for words in [layout.headings.informationTotal, layout.headings.listedTotal] {
            #expect(aggregated.contains(words))
        }
    }

    @Test func aMistakeIsSaidWithItsLine() throws {
        let path = ShippedFilesTests.root + "pipelines/measures/budget-vert.yaml"
        #expect { try AnnexLayout(reading: path) } throws: { error in
            (error as? Finding)?.kind.code.hasPrefix("YML") == true && (error as? Finding)?.place.line != nil
        }
    }
}
