internal import Tabular

/// The marks of columns and sheets as named ranges (OpenDocument 1.3, part 3, sections 9.5.2 and 9.5.3).
///
/// A name that stands for its cell already is kept, one that stands for another is replaced where it is, the others are
/// added at the end of the list. A column's name goes with the column: when the block does not write it again, or when the
/// column is gone and its owner writes others.
enum MarkNames {
    /// The changes of the list of names; `blocks` are those of `edit`, with the sheets' names.
    static func splices(
        _ edit: WorkbookEdit, _ blocks: [BlockSurvey], _ survey: ContentSurvey
    ) -> [Splice] {
        var wanted: [(mark: Mark, cells: SheetCells)] = []
        for block in blocks {
            for (column, position) in zip(block.block.columns, block.block.positions) {
                guard let mark = column.mark else { continue }
                let cell = CellReference(row: block.block.headerRow, column: position)
                wanted.append((mark, SheetCells(sheet: block.sheet, range: CellRange(cell, cell))))
            }
        }
        for sheet in edit.sheets {
            guard let mark = sheet.mark else { continue }
            let cell = CellReference(row: 0, column: 0)
            wanted.append((mark, SheetCells(sheet: sheet.name, range: CellRange(cell, cell))))
        }
        var cells: [Mark: SheetCells] = [:]
        for (mark, place) in wanted where cells[mark] == nil { cells[mark] = place }
        let owners = Set(wanted.lazy.filter { $0.mark.kind == .column }.map(\.mark.owner))
        var splices: [Splice] = []
        var met: Set<Mark> = []
        for name in survey.own.names {
            let isFirst = met.insert(name.mark).inserted
            if let place = cells[name.mark], isFirst {
                guard name.cells != place else { continue }
                splices.append(
                    Splice(
                        offset: name.extent.lowerBound, removing: name.extent.count,
                        insertion: .bytes(markup(name.mark, place, survey.prefixes))))
            } else if !isFirst || isGone(name, blocks, owners) {
                splices.append(
                    Splice(offset: name.extent.lowerBound, removing: name.extent.count, insertion: .bytes([])))
            }
        }
        var added: [UInt8] = []
        for (mark, place) in wanted where met.insert(mark).inserted { added += markup(mark, place, survey.prefixes) }
        if !added.isEmpty {
            let missing = Anchor.missing(at: survey.tablesEnd, name: "\(survey.prefixes.table):named-expressions")
            splices.append((survey.own.namesEnd ?? missing).adding(added))
        }
        return splices
    }

    private static func isGone(_ name: OwnParts.Name, _ blocks: [BlockSurvey], _ owners: Set<String>) -> Bool {
        guard name.mark.kind == .column else { return false }
        guard let cells = name.cells else { return owners.contains(name.mark.owner) }
        return blocks.contains {
            $0.sheet == cells.sheet && $0.block.owned.contains(cells.range.first.column)
        }
    }

    private static func markup(_ mark: Mark, _ cells: SheetCells, _ prefixes: Prefixes) -> [UInt8] {
        let table = prefixes.table
        let base = XMLText.escaped(
            RangeAddress.absolute(sheet: cells.sheet, CellReference(row: 0, column: 0)))
        let address = XMLText.escaped(RangeAddress.absolute(sheet: cells.sheet, cells.range.first))
        let text =
            "<\(table):named-range \(table):name=\"\(mark.name)\" \(table):base-cell-address=\"\(base)\" "
            + "\(table):cell-range-address=\"\(address)\"/>"
        return Array(text.utf8)
    }
}
