import Findings
import PublicAccounts
import Tabular
import Testing

@testable import Publishing

/// What was written is kept in the workbook, and tells what people changed.
@Suite struct ReferenceTests {
    private let amounts: [Int64] = [100, -5, 70_000]

    /// A workbook that was annotated, its reference with it.
    private func annotated() throws -> AnnotatedSheet {
        var sheet = AnnotatedSheet()
        let annotation = try sheet.annotation(amounts)
        sheet.write(annotation)
        let provenance = Provenance(facts: [], files: [], controls: [], findings: [])
        let edit = annotation.edit(source: .zero, subtitle: "", provenance: provenance)
        sheet.add(try #require(edit.sheets.last))
        return sheet
    }

    private func left(_ sheet: AnnotatedSheet, _ amounts: [Int64]? = nil) throws -> LeftRatings {
        let reference = try #require(try Reference(of: "budget-vert", in: sheet))
        return try LeftRatings(
            reference, in: sheet, sheet: 0, lines: AnnotatedSheet.lines(amounts ?? self.amounts))
    }

    private func cell(_ name: String) throws -> CellReference { try #require(CellReference(name)) }

    @Test func whatWasWrittenIsReadAgain() throws {
        let sheet = try annotated()
        #expect(Reference.owners(in: sheet) == ["budget_vert"])
        let reference = try #require(try Reference(of: "budget-vert", in: sheet))
        #expect(reference.measure == "budget-vert")
        #expect(reference.axes.map(\.id) == ["attenuation", "biodiversite"])
        #expect(reference.words.last == .init(id: "non-renseigne", label: "Non renseigné"))
        #expect(reference.rows.count == 1)
        #expect(reference.rows[0].map(\.rating) == ["Non renseigné", "Non renseigné"])
        #expect(reference.rows[0].map(\.part) == ["1", "1"])
        let left = try left(sheet)
        #expect(left.changes.isEmpty && left.moved.isEmpty && left.unmarked.isEmpty)
    }

    @Test func whatPeopleWroteIsTold() throws {
        var sheet = try annotated()
        sheet.cells[0][try cell("F5")] = "Favorable"
        sheet.cells[0][try cell("N6")] = "0.4"
        sheet.cells[0][try cell("K4")] = "Lot 3"
        let changes = try left(sheet).changes
        #expect(changes.map(\.line) == [0, 1, 2])
        #expect(changes.map(\.axis) == [0, 0, 1])
        #expect(changes.map(\.rating) == ["Non renseigné", "Favorable", "Non renseigné"])
        #expect(changes[0].justification == "Lot 3")
        #expect(changes[1].cells.rating == CellReference("F5"))
        #expect(changes[2].part == .number(0.4, text: "0.4"))
    }

    /// Rows that are sorted with their annotations take them along.
    @Test func rowsThatMovedWholeAreTheSame() throws {
        var sheet = try annotated()
        sheet.cells[0][try cell("F4")] = "Favorable"
        let cells = sheet.cells[0]
        for (place, text) in cells where place.row == 3 || place.row == 5 {
            sheet.cells[0][CellReference(row: 8 - place.row, column: place.column)] = text
        }
        for place in cells.keys where place.row == 3 || place.row == 5 {
            let twin = CellReference(row: 8 - place.row, column: place.column)
            if cells[twin] == nil { sheet.cells[0][place] = nil }
        }
        let left = try left(sheet, [70_000, -5, 100])
        #expect(left.moved.isEmpty)
        #expect(left.changes.map(\.line) == [2])
    }

    @Test func rowsWhoseLinesMovedAloneAreTold() throws {
        var sheet = try annotated()
        sheet.cells[0][try cell("F4")] = "Favorable"
        let left = try left(sheet, [70_000, -5, 100])
        #expect(left.changes.isEmpty)
        #expect(left.moved.map(\.row) == [3, 5])
        #expect(left.moved.map(\.isRated) == [true, false])
    }

    @Test func aRatedRowWithoutAMarkIsTold() throws {
        var sheet = try annotated()
        sheet.cells[0][try cell("W4")] = nil
        sheet.cells[0][try cell("W5")] = "12"
        let left = try left(sheet)
        #expect(left.unmarked == [3, 4])
    }

    @Test func aReferenceThatWasTouchedOrIsGoneIsNone() throws {
        var sheet = try annotated()
        let place = try #require(sheet.cells[2].first { $0.value == "Non renseigné" }?.key)
        sheet.cells[2][place] = "Neutre"
        #expect(try Reference(of: "budget-vert", in: sheet) == nil)
        let plain = try annotated()
        #expect(try Reference(of: "autre", in: plain) == nil)
        var other = try annotated()
        other.cells[0][try cell("F5")] = "Favorable"
        other.names.removeAll { $0.name.hasSuffix("attenuation.part") }
        #expect(try left(other).hasColumns == false)
    }

    @Test(arguments: [(1, 0), (1, 99_999_999), (9_999_999, 99_999_999), (1_048_576, 12_345_678)])
    func aMarkSurvivesFifteenDigits(number: Int, check: UInt64) throws {
        let mark = ReferenceColumn.mark(number, check: check)
        let stored = try #require(Double(mark.shortDecimal))
        let parts = try #require(ReferenceColumn.parts(of: stored))
        #expect(parts.number == number && parts.check == check)
        #expect(mark.shortDecimal.filter(\.isNumber).count <= 15)
    }

    @Test(arguments: [
        ("NON COTÉES", "non-cote"), ("non cote", "non-cote"), ("Défavorables", "defavorable"),
        ("defavorable", "defavorable"), ("FAVORABLE", "favorable"), ("Neutres", "neutre"),
        ("Non renseignée", "non-renseigne"), ("vert", nil), ("", nil),
    ])
    func wordsHaveTheirVariants(text: String, category: String?) throws {
        let reference = try #require(try Reference(of: "budget-vert", in: annotated()))
        #expect(RatingWords(reference.words).category(text) == category)
    }
}
