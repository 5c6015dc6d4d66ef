internal import Tabular

/// The colours of the columns of a block, as changes of its sheet's conditional formats: they take the place of those that
/// an earlier run left on its columns; formats of anybody else stay.
enum ColourFormats {
    /// The changes for the block of `survey`, where `earlier` are our formats on its sheet; `colours` names the style of each.
    static func splices(
        of survey: BlockSurvey, replacing earlier: [OwnParts.Format], colours: [ValueColour: String],
        _ writer: SheetWriter
    ) -> [Splice] {
        let block = survey.block
        var added: [UInt8] = []
        for (column, position) in zip(block.columns, block.positions)
        where !column.colours.isEmpty && !block.body.isEmpty {
            let range = CellRange(
                CellReference(row: block.body.lowerBound, column: position),
                CellReference(row: block.body.upperBound - 1, column: position))
            writer.appendFormat(sheet: survey.sheet, range, column.colours, colours, to: &added)
        }
        var splices: [Splice] = []
        for format in earlier where format.isWhole {
            let others = format.ranges.filter { !isOwned($0, block, sheet: survey.sheet) }
            guard others.count < format.ranges.count else { continue }
            guard others.isEmpty else {
                // People have given our colours to cells of theirs, which keep them.
                let list = others.map { RangeAddress.text(sheet: $0.sheet, $0.range) }.joined(separator: " ")
                splices.append(
                    Splice(
                        offset: format.target.lowerBound, removing: format.target.count,
                        insertion: .bytes(Array(XMLText.escaped(list).utf8))))
                continue
            }
            splices.append(
                Splice(offset: format.extent.lowerBound, removing: format.extent.count, insertion: .bytes(added)))
            added = []
        }
        if !added.isEmpty { splices.append(survey.conditionalFormats.adding(added)) }
        return splices
    }

    private static func isOwned(_ cells: SheetCells, _ block: ColumnBlock, sheet: String) -> Bool {
        cells.sheet == sheet
            && (cells.range.first.column...cells.range.last.column).allSatisfy(block.owned.contains)
    }
}
