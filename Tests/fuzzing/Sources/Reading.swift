import Findings
import Tabular

/// A workbook read in several ways, which must agree.
struct Reading<Reader: WorkbookReader> {
    private let reader: Reader

    init(_ reader: Reader) { self.reader = reader }

    /// Reads every sheet, in all columns and in some.
    func check() throws {
        for sheet in reader.sheets.indices {
            let all = try self.sheet(sheet)
            for columns in [ColumnSelection([]), ColumnSelection([1, 3]), ColumnSelection([0], keepsText: true)] {
                let some = try self.sheet(sheet, columns)
                expect(some.used == all.used, "some columns and all of them have the same extent")
                expect(some.lastColumn == all.lastColumn, "some columns and all of them have the same last column")
                let wanted = all.cells.filter { columns.gives($0.column) || (columns.keepsText && $0.kind == .text) }
                expect(all.isCut || some.cells == wanted, "some columns read as they do among all")
            }
        }
        _ = reader.names.count
    }

    /// Reads sheet `index`.
    func sheet(_ index: Int, _ columns: ColumnSelection = .all) throws -> Listed {
        var listed = Listed()
        var nextRow = 0
        let summary = try reader.readSheet(index, columns: columns) { batch in
            for row in batch.rows {
                expect(row.index >= nextRow, "rows come in order, each once")
                expect(row.repeats >= 1, "a row is there at least once")
                nextRow = row.index + row.repeats
                var nextColumn = 0
                var cells: [Listed.Cell] = []
                for cell in batch.cells[row.cells] {
                    expect(Int(cell.column) >= nextColumn, "cells come in order, each once")
                    nextColumn = Int(cell.column) + 1
                    let text = batch.text(of: cell)
                    expect(cell.isShared || !text.isEmpty, "a cell that is listed holds something")
                    if cells.count < Listed.most {
                        cells.append(Listed.Cell(row: row.index, column: Int(cell.column), kind: cell.kind, text: text))
                    }
                }
                listed.add(cells, repeated: row.repeats)
                expect(nextColumn <= SheetLimits.columns, "cells are in the grid")
            }
            expect(nextRow <= SheetLimits.rows, "rows are in the grid")
            return .next
        }
        listed.used = summary.used
        listed.lastColumn = summary.lastColumn
        return listed
    }
}

/// The first cells of a sheet.
struct Listed {
    struct Cell: Hashable {
        var row: Int
        var column: Int
        var kind: CellKind
        var text: String
    }

    /// How many cells are listed.
    static let most = 4_096

    var cells: [Cell] = []
    /// Whether there are more.
    var isCut = false
    var used: CellRange?
    var lastColumn: Int?

    /// Lists a row of `cells` that is there `repeats` times.
    mutating func add(_ row: [Cell], repeated repeats: Int) {
        for repeated in 0..<repeats {
            guard cells.count + row.count < Self.most else {
                isCut = true
                return
            }
            for cell in row {
                cells.append(Cell(row: cell.row + repeated, column: cell.column, kind: cell.kind, text: cell.text))
            }
        }
    }

    /// Two columns right of everything, over at most forty rows.
    func edit() -> WorkbookEdit {
        let header = used?.first.row ?? 0
        let last = min(used?.last.row ?? 0, header + 40)
        let rows = max(0, last - header)
        var rating = NewColumn(
            header: "Cotation", width: 14, format: .text,
            data: .coded(
                values: [.text("Favorable"), .text("=1+1")],
                codes: (0..<rows).map { $0 % 3 == 2 ? .max : UInt32($0 % 3) })
        )
        rating.choices = .list(["Favorable", "Défavorable"])
        rating.colours = [ValueColour(text: "Favorable", fill: "D5E8D4", ink: "000000")]
        let amount = NewColumn(
            header: "Montant coté", width: 14, format: .amount, data: .amounts((0..<rows).map { Cents(Int64($0)) }))
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: header, body: (header + 1)..<(header + 1 + rows),
                firstColumn: (lastColumn ?? -1) + 1,
                columns: [rating, amount])
        ]
        return edit
    }

    /// Every cell is in the annotated copy `after` as it was, and the headers are there.
    func expectKept(in after: Listed?) {
        guard let after else { fatalError("not so: what was written can be read") }
        let first = (lastColumn ?? -1) + 1
        let kept = after.cells.filter { $0.column < first }
        if !after.isCut, !isCut {
            let change =
                zip(kept, cells).first { $0 != $1 }.map { "\($0) after \($1)" } ?? "\(kept.count) of \(cells.count)"
            expect(kept == cells, "the cells are as they were: \(change)")
            let header = after.cells.first { $0.column == first && $0.row == used?.first.row ?? 0 }
            expect(header?.text == "Cotation", "the new header is in its place")
        }
    }
}
