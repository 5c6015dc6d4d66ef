internal import Files
internal import Tabular

/// The hidden sheet that says what the numbers of the hidden column stand for.
///
/// Its first row says what it is. Then rows of texts, the first of which tells what they are: `mesure`, its id; `cotation`, a
/// category's id and label; `axe`, its id and short label; `repere`, a number and, for each axis, rating, part, other rating,
/// justification and rule; last `sha256`, of all rows before it, each cell followed by a tab, each row by a line feed.
enum ReferenceSheet {
    /// Its name when it is new.
    static let name = "Repères"
    private static let warning =
        "Ne pas modifier : ce que « mesures » a écrit, d'où « mesures collect » voit ce qui a été corrigé."

    /// The sheet of `reference`.
    static func sheet(_ reference: Reference, at place: SheetPlan.Place) -> NewSheet {
        let rows = texts(of: reference)
        let cells = ([[warning]] + rows + [["sha256", digest(of: rows)]]).map { row in
            row.map { $0.isEmpty ? nil : NewCell(.text($0)) }
        }
        var sheet = NewSheet(at: place, widths: [12, 24], rows: cells)
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        sheet.isHidden = true
        return sheet
    }

    private static func texts(of reference: Reference) -> [[String]] {
        [["mesure", reference.measure]] + reference.words.map { ["cotation", $0.id, $0.label] }
            + reference.axes.map { ["axe", $0.id, $0.short] }
            + reference.rows.enumerated().map { place, row in
                ["repere", String(place + 1)]
                    + row.flatMap { [$0.rating, $0.part, $0.other, $0.justification, $0.rule] }
            }
    }

    private static func digest(of rows: [[String]]) -> String {
        var digest = SHA256()
        for row in rows {
            // Empty cells at the end of a row are not there when it is read again.
            let end = (row.lastIndex { !$0.isEmpty } ?? -1) + 1
            for text in row[..<end] { digest.update(Array((text + "\t").utf8)[...]) }
            digest.update([UInt8(ascii: "\n")])
        }
        return digest.hex()
    }

    /// The reference that sheet `index` of `reader` holds; nil when it is not whole, or is not what was written.
    ///
    /// - Throws: what reading the sheet throws.
    static func read(_ index: Int, of reader: any WorkbookReader) throws -> Reference? {
        var rows: [[String]] = []
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                var texts: [String] = []
                for cell in batch.cells[row.cells] {
                    while texts.count < Int(cell.column) { texts.append("") }
                    texts.append(batch.text(of: cell))
                }
                for _ in 0..<row.repeats { rows.append(texts) }
            }
            return .next
        }
        rows.removeFirst(min(1, rows.count))
        guard let last = rows.popLast(), last.count == 2, last[0] == "sha256", last[1] == digest(of: rows) else {
            return nil
        }
        var reference = Reference(measure: "", axes: [], words: [], rows: [])
        for row in rows {
            let values = row + [String](repeating: "", count: max(0, 3 - row.count))
            switch values[0] {
            case "mesure": reference.measure = values[1]
            case "cotation": reference.words.append(Reference.Word(id: values[1], label: values[2]))
            case "axe": reference.axes.append(Reference.Axis(id: values[1], short: values[2]))
            case "repere": reference.rows.append(written(row, axes: reference.axes.count))
            default: return nil
            }
        }
        return reference
    }

    private static func written(_ row: [String], axes: Int) -> [Reference.Written] {
        var texts = Array(row.dropFirst(2))
        texts += [String](repeating: "", count: max(0, axes * 5 - texts.count))
        return (0..<axes).map { axis in
            let own = texts[(axis * 5)...]
            let first = own.startIndex
            return Reference.Written(
                rating: own[first], part: own[first + 1], other: own[first + 2], justification: own[first + 3],
                rule: own[first + 4])
        }
    }
}
