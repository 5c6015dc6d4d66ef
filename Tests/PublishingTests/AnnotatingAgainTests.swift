import Findings
import Tabular
import Testing

@testable import Publishing

/// A workbook that was annotated before: everything goes where it is, and no correction is lost unsaid.
@Suite struct AnnotatingAgainTests {
    private let amounts: [Int64] = [100, -5, 70_000]

    private func annotated() throws -> AnnotatedSheet {
        var sheet = AnnotatedSheet()
        sheet.write(try sheet.annotation(amounts))
        return sheet
    }

    @Test func columnsGoWhereTheyAre() throws {
        let first = try AnnotatedSheet().annotation(amounts)
        #expect(first.block.positions == Array(3..<23))
        #expect(first.block.owned.isEmpty)
        #expect(Set(first.block.columns.compactMap(\.mark)).count == 20)
        #expect(first.newHeaders.count == 20)

        let again = try annotated().annotation(amounts)
        #expect(again.block.positions == first.block.positions)
        #expect(again.block.owned == Set(3..<23))
        #expect(again.newHeaders.isEmpty)
        #expect(again.block.body == 3..<6)
    }

    @Test func aColumnThatPeopleMovedIsFoundAndOneTheyRemovedGoesToTheRight() throws {
        var sheet = AnnotatedSheet()
        sheet.mark(Mark(.column, owner: "budget-vert", key: "perimetre"), "Mandats", CellReference(row: 2, column: 0))
        sheet.mark(Mark(.column, owner: "budget-vert", key: "eau.part"), "Mandats", CellReference(row: 2, column: 9))
        let block = try sheet.annotation(amounts).block
        #expect(block.columns[0].header == "Périmètre")
        #expect(block.positions == [0] + Array(10..<29))
        // The column of an axis that is no more is cleared.
        #expect(block.owned == [0, 9])
    }

    @Test func rowsThatLostTheirLineAreCoveredStill() throws {
        let sheet = try annotated()
        let block = try sheet.annotation([100]).block
        #expect(block.body == 3..<6)
        #expect(block.columns.allSatisfy { $0.data.count == 3 })
    }

    @Test func aHeaderThatIsElsewhereIsFound() throws {
        let sheet = try annotated()
        let moved = AnnotationTarget(0, of: sheet, headerRow: 1, body: 3..<6, lastColumn: 2)
        #expect(moved.strayHeader(of: "budget-vert") == CellReference("D3"))
        let kept = AnnotationTarget(0, of: sheet, headerRow: 2, body: 3..<6, lastColumn: 2)
        #expect(kept.strayHeader(of: "budget-vert") == nil)
        #expect(moved.strayHeader(of: "autre") == nil)
    }

    @Test func sheetsKeepTheirPlaceAndTheNameThatPeopleGaveThem() throws {
        var sheet = AnnotatedSheet()
        sheet.sheets = ["Mandats", "Ma synthèse", "LISTES"].map { SheetInfo(name: $0) }
        sheet.mark(Mark(.sheet, owner: "budget-vert", key: "synthese"), "Ma synthèse", CellReference(row: 0, column: 0))
        let provenance = Provenance(facts: [], files: [], controls: [], findings: [])
        let edit = try sheet.annotation(amounts).edit(source: .zero, subtitle: "", provenance: provenance)
        #expect(edit.sheets.map(\.name) == ["Ma synthèse", "Règles", "Provenance", "Listes (2)", "Repères"])
        #expect(edit.sheets.map(\.replaces) == [1, nil, nil, nil, nil])
        #expect(edit.sheets.map { $0.mark?.key } == ["synthese", "regles", "provenance", "listes", "reperes"])
        // Drop-downs read the list where it is.
        let choices = edit.blocks[0].columns.compactMap(\.choices)
        #expect(choices.count == 4)
        #expect(
            choices.allSatisfy {
                $0
                    == .range(
                        sheet: "Listes (2)",
                        CellRange("A2:A6") ?? CellRange(.init(row: 0, column: 0), .init(row: 0, column: 0)))
            })
    }

    // MARK: Corrections

    @Test func whatTheRulesSayIsNoCorrection() throws {
        let sheet = try annotated()
        #expect(try Corrections(of: sheet.annotation(amounts), in: sheet).count == 0)
        #expect(try Corrections(of: AnnotatedSheet().annotation(amounts), in: AnnotatedSheet()).count == 0)
    }

    @Test(
        "a rating, a part or another rating that was changed, emptied or added is a correction",
        arguments: [
            ("F4", "Favorable", "Non renseigné"), ("F5", "", "Non renseigné"), ("G6", "0.4", "1"),
            ("G6", "tout", "1"), ("H4", "Neutre", ""), ("M6", "Neutre", "Non renseigné"),
        ])
    func corrections(cell: String, found: String, computed: String) throws {
        var sheet = try annotated()
        let place = try #require(CellReference(cell))
        sheet.cells[0][place] = found.isEmpty ? nil : found
        let corrections = try Corrections(of: sheet.annotation(amounts), in: sheet)
        #expect(corrections.count == 1)
        #expect(corrections.examples == [.init(cell: place, found: found, computed: computed)])
    }

    @Test func aRatingInOtherLettersAndNoPartForTheWholeAreNoCorrections() throws {
        var sheet = try annotated()
        sheet.cells[0][try #require(CellReference("F4"))] = "NON RENSEIGNÉE"
        sheet.cells[0][try #require(CellReference("G4"))] = nil
        #expect(try Corrections(of: sheet.annotation(amounts), in: sheet).count == 0)
    }

    @Test func otherColumnsAndTheLastDigitOfAPartAreNoCorrections() throws {
        var sheet = try annotated()
        sheet.cells[0][try #require(CellReference("J4"))] = "ma règle"
        sheet.cells[0][try #require(CellReference("G4"))] = "0.99999999999"
        #expect(try Corrections(of: sheet.annotation(amounts), in: sheet).count == 0)
    }

    @Test func everyCorrectionIsCountedAndTheFirstOnesShown() throws {
        var sheet = try annotated()
        for row in 3..<6 { for column in [5, 6, 12] { sheet.cells[0][CellReference(row: row, column: column)] = nil } }
        let corrections = try Corrections(of: sheet.annotation(amounts), in: sheet)
        #expect(corrections.count == 6)
        #expect(corrections.examples.count == 5)
    }

    // MARK: Source

    @Test func theFirstSourceIsToldByTheProvenanceSheet() throws {
        let source = AnnotatedSource(file: "export.xlsx", sha256: "00ff", size: 1234, lines: "abcd")
        var sheet = AnnotatedSheet()
        for (row, fact) in source.facts.enumerated() {
            sheet.cells[1][CellReference(row: row + 3, column: 0)] = fact.name
            switch fact.value {
            case .text(let text): sheet.cells[1][CellReference(row: row + 3, column: 1)] = text
            case .integer(let number): sheet.cells[1][CellReference(row: row + 3, column: 1)] = String(number)
            default: Issue.record("another fact")
            }
        }
        #expect(try AnnotatedSource(toldIn: sheet, by: "budget-vert") == nil)
        sheet.mark(
            Mark(.sheet, owner: "budget-vert", key: "provenance"), "Provenance", CellReference(row: 0, column: 0))
        #expect(try AnnotatedSource(toldIn: sheet, by: "budget-vert") == source)
        #expect(try AnnotatedSource(toldIn: sheet, by: "autre") == nil)
        sheet.cells[1][CellReference(row: 5, column: 1)] = "beaucoup"
        #expect(try AnnotatedSource(toldIn: sheet, by: "budget-vert") == nil)
    }
}
