import Findings
import Tabular
import Testing

@testable import OpenXML

@Suite("Reading workbooks of other producers")
struct ReadingWorkbookTests {
    @Test(
        "every cell is what openpyxl reads",
        arguments: ["openpyxl", "xlsxwriter-shared", "xlsxwriter-inline", "xlsxwriter-1904"])
    func sameAsOpenpyxl(name: String) throws {
        let workbook = try Fixture.workbook(Fixture.folder + name + ".xlsx")
        var read: [[String]] = []
        for (index, sheet) in workbook.sheets.enumerated() {
            for cell in try workbook.list(index).cells {
                let value =
                    switch cell.kind {
                    case .text, .error:
                        cell.text.replacing("\\", with: "\\\\").replacing("\r\n", with: "\\r\\n")
                            .replacing("\n", with: "\\n").replacing("\r", with: "\\r").replacing("\t", with: "\\t")
                    default: cell.number.description
                    }
                read.append([sheet.name, cell.reference, "\(cell.kind)", value])
            }
        }
        let expected = try Fixture.lines(name + ".cells")
        #expect(read.count == expected.count)
        for (found, wanted) in zip(read, expected) {
            #expect(found[..<3] == wanted[..<3])
            if wanted[2] == "text" || wanted[2] == "error" {
                #expect(found[3] == wanted[3])
            } else {
                #expect(Double(found[3]) == Double(wanted[3]), "\(found) \(wanted)")
            }
        }
    }

    @Test("sheets come in order, hidden ones too, chart sheets left out")
    func sheetOrder() throws {
        let openpyxl = try Fixture.workbook(Fixture.folder + "openpyxl.xlsx")
        #expect(openpyxl.sheets.map(\.name) == ["Mandats é & <été>", "Types", "Cachée", "Vide"])
        #expect(openpyxl.sheets.map(\.isHidden) == [false, false, true, true])
        let xlsxwriter = try Fixture.workbook(Fixture.folder + "xlsxwriter-shared.xlsx")
        #expect(xlsxwriter.sheets.map(\.name) == ["Données", "Calculs"])
        #expect(xlsxwriter.package.allSheets.map(\.kind) == [.worksheet, .chart, .worksheet])
        #expect(xlsxwriter.package.sheets.map(\.position) == [0, 2])
    }

    @Test("the summary has merges, tables, filter, hidden columns and rows, and the last column taken")
    func summaries() throws {
        let openpyxl = try Fixture.workbook(Fixture.folder + "openpyxl.xlsx")
        let mandats = try openpyxl.list(0)
        #expect(mandats.summary.used?.description == "A1:E7")
        #expect(mandats.summary.tables.map(\.name) == ["Tableau1"])
        #expect(mandats.summary.tables.map(\.range.description) == ["A1:E6"])
        #expect(mandats.summary.hiddenColumns == [1])
        #expect(mandats.summary.lastColumn == 7)
        #expect(mandats.rows.filter(\.isHidden).map(\.index) == [2])
        #expect(mandats.summary.findings.map(\.kind) == [.formulasWithoutValue])
        #expect(mandats.summary.findings.map(\.count) == [1])
        let types = try openpyxl.list(1).summary
        #expect(types.merges.map(\.description) == ["A1:C1", "E30:R31"])
        #expect(types.lastColumn == 16_383)
        #expect(try openpyxl.list(3).summary.used == nil)
        let data = try Fixture.workbook(Fixture.folder + "xlsxwriter-shared.xlsx").list(0).summary
        #expect(data.filter?.description == "A1:D400")
        #expect(data.hiddenColumns == [3, 4])
        #expect(data.lastColumn == 20)
        #expect(data.used?.last.column == 4)
    }

    @Test("a table part gives its columns, its header and its part")
    func tables() throws {
        let package = try Fixture.workbook(Fixture.folder + "openpyxl.xlsx").package
        let tables = try package.tables(ofSheet: package.sheets[0].part)
        #expect(tables.map(\.columns) == [["Exercice", "Nature", "Libellé", "Montant", "Date pièce"]])
        #expect(tables.map(\.headerRows) == [1])
        #expect(tables.map(\.totalsRows) == [0])
    }

    @Test("reading stops when it is told to")
    func stops() throws {
        var batches = 0
        _ = try Fixture.workbook(Fixture.folder + "xlsxwriter-shared.xlsx").readSheet(0) { _ in
            batches += 1
            return .stop
        }
        #expect(batches == 1)
    }

    @Test(
        "the nomenclature workbook of Montreuil is read whole",
        .enabled(if: Fixture.hasMontreuil, "the shared data are not here"))
    func montreuil() throws {
        let workbook = try Fixture.workbook(Fixture.montreuil)
        #expect(workbook.sheets.map(\.name) == ["Table_Natures", "Feuil9", "Feuil1"])
        #expect(workbook.sheets.map(\.isHidden) == [false, true, false])
        // Counts and sums of openpyxl. Row 15,076, within the declared dimension, has no value.
        let natures = try workbook.list(0)
        #expect(natures.rows.count == 15_075)
        #expect(natures.summary.used?.description == "A1:N15075")
        #expect(natures.cells.count == 211_038)
        #expect(natures.cells.filter { $0.kind == .text }.map(\.text.unicodeScalars.count).reduce(0, +) == 3_005_554)
        #expect(natures.cells.filter { $0.kind == .number }.map(\.number).reduce(0, +) == 3_297_032)
        #expect(natures.summary.merges.map(\.description).sorted() == ["A1:G1", "J1:N1"])
        #expect(natures.summary.filter?.description == "A2:N15075")
        #expect(natures["A1"] == "Nomenclature M14 (extraction AstreGF)")
        #expect(natures["F2"] == "Nature\u{A0}- Code")
        #expect(natures["A3"] == "DEPENSE")
        #expect(natures["D9000"] == "26")
        #expect(natures["G9000"] == "TITRES DE PARTICIPATION")
        #expect(natures["N15075"] == "Ecoles")
        let hidden = try workbook.list(1)
        #expect(hidden.cells.count == 2_792)
        #expect(hidden.cells.filter { $0.kind == .text }.map(\.text.unicodeScalars.count).reduce(0, +) == 49_021)
        let last = try workbook.list(2)
        #expect(last.cells.count == 112)
        #expect(last.cells.filter { $0.kind == .number }.map(\.number).reduce(0, +) == 7_858_418)
    }
}
