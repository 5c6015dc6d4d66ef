import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// An annotated sheet in memory: the header in row 3, lines below it in columns A to C.
struct AnnotatedSheet: WorkbookReader {
    var format: WorkbookFormat { .openXML }
    var sheets = [SheetInfo(name: "Mandats"), SheetInfo(name: "Provenance")]
    var findings: [Finding] { [] }
    var names: [WorkbookName] = []
    /// The cells of the first sheet and of the second: what they say, numbers as numbers.
    var cells: [[CellReference: String]] = [[:], [:]]

    func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws -> SheetSummary
    {
        var batch = RowBatch()
        for row in Set(cells[index].keys.map(\.row)).sorted() {
            let start = batch.cells.count
            for (place, text) in cells[index].sorted(by: { $0.key < $1.key })
            where place.row == row && columns.gives(place.column) {
                let number = Double(text)
                batch.cells.append(
                    Cell(
                        column: UInt32(place.column), kind: number == nil ? .text : .number,
                        offset: UInt32(batch.bytes.count), length: UInt32(text.utf8.count), number: number ?? 0))
                batch.bytes += Array(text.utf8)
            }
            if batch.cells.count > start {
                batch.rows.append(RowBatch.Row(index: row, cells: start..<batch.cells.count))
            }
        }
        _ = try body(batch)
        return SheetSummary()
    }

    /// Marks the cell `cell` of `sheet`.
    mutating func mark(_ mark: Mark, _ sheet: String, _ cell: CellReference) {
        names.append(
            WorkbookName(name: mark.name, text: "", cells: SheetCells(sheet: sheet, range: CellRange(cell, cell))))
    }

    /// Puts `sheet` after the others, with its mark.
    mutating func add(_ sheet: NewSheet) {
        sheets.append(SheetInfo(name: sheet.name))
        var texts: [CellReference: String] = [:]
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                if case .text(let text)? = cell?.value { texts[CellReference(row: row, column: column)] = text }
            }
        }
        cells.append(texts)
        if let mark = sheet.mark { self.mark(mark, sheet.name, CellReference(row: 0, column: 0)) }
    }

    /// Puts what `annotation` would write where it would write it, as an earlier run did.
    mutating func write(_ annotation: Annotation) {
        let block = annotation.block
        for (column, position) in zip(block.columns, block.positions) {
            if let mark = column.mark {
                self.mark(mark, "Mandats", CellReference(row: block.headerRow, column: position))
            }
            cells[0][CellReference(row: block.headerRow, column: position)] = column.header
            if case .amounts(let amounts) = column.data {
                for (offset, amount) in amounts.enumerated() {
                    cells[0][CellReference(row: block.body.lowerBound + offset, column: position)] = amount?.decimal
                }
            }
            guard case .coded(let values, let codes) = column.data else { continue }
            for (offset, code) in codes.enumerated() where code != .max {
                let place = CellReference(row: block.body.lowerBound + offset, column: position)
                switch values[Int(code)] {
                case .text(let text), .decimal(let text), .formula(_, .text(let text)), .link(let text, _, _):
                    cells[0][place] = text.isEmpty ? nil : text
                default: Issue.record("another value")
                }
            }
        }
    }

    // MARK: Lines

    static let root = String(#filePath.dropLast("Tests/PublishingTests/AnnotatedSheet.swift".count))

    /// Lines of investment spending of these amounts in cents, from row 4 on.
    static func lines(_ amounts: [Int64]) -> Lines {
        var lines = Lines()
        let constants: [LineField: String] = [
            .exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense",
            .mouvement: "reel", .nature: "2151",
        ]
        for field in LineField.allCases {
            if let constant = constants[field] { lines[field].values.append(constant) }
            lines[field].codes = [UInt32](repeating: constants[field] == nil ? 0 : 1, count: amounts.count)
        }
        lines.amounts = amounts.map { Cents($0) }
        lines.rows = amounts.indices.map { $0 + 3 }
        lines.isCancellation = amounts.map { $0 < 0 }
        return lines
    }

    /// The shipped measure, without any rule or with `packs`.
    static func measure(_ packs: [Pack] = []) throws -> Measure {
        let reading = MeasureReader.read(path: root + "pipelines/measures/budget-vert.yaml")
        return Measure(try #require(reading.definition), packs: packs)
    }

    /// What the shipped measure without any rule says of `lines`: nobody has rated them.
    static func result(_ lines: Lines) throws -> MeasureResult { try measure().compute(lines, exercice: 2025) }

    /// The annotation of `amounts` in this workbook, rated by `packs`.
    func annotation(_ amounts: [Int64], packs: [Pack] = []) throws -> Annotation {
        let lines = Self.lines(amounts)
        let measure = try Self.measure(packs)
        let result = try measure.compute(lines, exercice: 2025)
        var target = AnnotationTarget(0, of: self, headerRow: 2, body: 3..<(3 + amounts.count), lastColumn: 2)
        try target.cover("budget-vert", in: self)
        return Annotation(of: target, lines: lines, result: result, book: RuleBook(measure, result))
    }
}
