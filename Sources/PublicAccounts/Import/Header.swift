internal import Findings
internal import Tabular
internal import Texts

/// The header of a sheet, read with the eyes of a profile.
struct Header {
    /// Its rows, from 0; several when a header is written on two or three lines.
    var rows: ClosedRange<Int>
    /// The columns that were recognised, by column.
    var columns: [ColumnMapping]
    /// The others that have a header.
    var others: [OtherColumn]
    /// Columns that lost against another for the same role.
    var contested: [(taken: ColumnMapping, left: ColumnMapping)]
    /// The folded headers, by column.
    var folded: [Int: String]
    /// What each row of the header has, folded, by column: the header repeated further down says the same.
    var pieces: [Int: Set<String>]

    /// The best header among the first rows: the one that names most different roles, the shortest, then the first; the
    /// one where the profile says it is, if it does.
    ///
    /// Nil when no row names at least two.
    init?(_ head: SheetHead, profile: Profile) {
        var best: Header?
        for first in head.rows.indices where !head.rows[first].looksLikeData {
            for count in 1...3 where first + count <= head.rows.count {
                let span = head.rows[first..<(first + count)]
                guard let top = span.first, let bottom = span.last, bottom.index - top.index == count - 1 else { break }
                if let place = profile.header {
                    guard top.index + 1 == place.row, count == place.height else { continue }
                }
                // A row with numbers is no part of a header of several rows.
                if count > 1, bottom.hasNumbers || bottom.looksLikeData { break }
                for spreads in count > 1 ? [false, true] : [false] {
                    let header = Header(span, profile, spreads: spreads)
                    guard let known = best else {
                        if header.columns.count > 1 { best = header }
                        continue
                    }
                    // A title just above a header, joined to it, names as many roles: the header alone is shorter.
                    let isShorter = header.columns.count == known.columns.count && header.rows.count < known.rows.count
                    if header.columns.count > known.columns.count || isShorter { best = header }
                }
            }
        }
        guard let best else { return nil }
        self = best
    }

    /// The header that `span` is; with `spreads`, a text of an upper row stands over the empty cells to its right too, as
    /// merged headers do.
    private init(_ span: ArraySlice<SheetHead.Row>, _ profile: Profile, spreads: Bool) {
        var texts: [Int: (text: String, folded: String)] = [:]
        pieces = [:]
        let width = (span.compactMap { $0.cells.last?.column }.max() ?? 0) + 1
        for (place, row) in zip(span.indices, span) {
            for (cell, end) in Self.extents(row, spreads: spreads && place < span.endIndex - 1, width: width)
            where !cell.folded.isEmpty {
                pieces[cell.column, default: []].insert(cell.folded)
                for column in cell.column..<end {
                    let above = texts[column]
                    texts[column] = (
                        above.map { $0.text + " " + cell.text } ?? cell.text,
                        above.map { $0.folded + " " + cell.folded } ?? cell.folded
                    )
                }
            }
        }
        rows = (span.first?.index ?? 0)...(span.last?.index ?? 0)
        others = []
        contested = []
        columns = []
        folded = texts.mapValues(\.folded)
        take(texts, profile)
    }

    /// The text cells of a row and the column where each one's reach ends.
    private static func extents(
        _ row: SheetHead.Row, spreads: Bool, width: Int
    ) -> [(cell: HeadCell, end: Int)] {
        let cells = row.cells.filter(\.isText)
        return cells.indices.map { place in
            let cell = cells[place]
            guard spreads else { return (cell, cell.column + 1) }
            return (cell, place + 1 < cells.count ? cells[place + 1].column : width)
        }
    }

    private mutating func take(_ texts: [Int: (text: String, folded: String)], _ profile: Profile) {
        var taken: [ColumnRole: (mapping: ColumnMapping, rank: Int)] = [:]
        var covered = Set<Int>()
        for (column, header) in texts.sorted(by: { $0.key < $1.key }) where !covered.contains(column) {
            if let doubled = profile.doubled[header.folded] {
                guard texts[column + 1] == nil || texts[column + 1]?.folded == header.folded else {
                    // One of the two columns is gone, and nothing tells which.
                    others.append(OtherColumn(column: column, header: header.text))
                    continue
                }
                covered.insert(column + 1)
                for (offset, field) in [doubled.code, doubled.label].enumerated() {
                    guard let field else {
                        if offset == 0 { others.append(OtherColumn(column: column, header: header.text)) }
                        continue
                    }
                    let mapping = ColumnMapping(
                        role: .field(field), column: column + offset, header: header.text, alias: doubled.header,
                        certainty: offset == 0 ? .folded : .doubled)
                    taken[.field(field)] = (mapping, -2000)
                }
                continue
            }
            guard let meaning = profile.aliases.meaning(of: header.folded),
                // A profile that names its amounts knows no other.
                profile.rowLines.isEmpty || !meaning.role.isAmount
            else {
                others.append(OtherColumn(column: column, header: header.text))
                continue
            }
            let mapping = ColumnMapping(
                role: meaning.role, column: column, header: header.text, alias: meaning.alias,
                certainty: header.text == meaning.alias ? .exact : .folded)
            guard let rival = taken[meaning.role] else {
                taken[meaning.role] = (mapping, meaning.rank)
                continue
            }
            let wins = meaning.rank < rival.rank
            let (winner, loser) = wins ? (mapping, rival.mapping) : (rival.mapping, mapping)
            // Two different headers of different strength are no doubt: the stronger one is the field.
            if meaning.rank == rival.rank || meaning.role.isAmount { contested.append((winner, loser)) }
            others.append(OtherColumn(column: loser.column, header: loser.header))
            taken[meaning.role] = (winner, min(rival.rank, meaning.rank))
        }
        let disputed = Set(contested.map(\.taken.role))
        columns = taken.values.map { entry in
            var mapping = entry.mapping
            if disputed.contains(mapping.role) { mapping.certainty = .contested }
            return mapping
        }.sorted { $0.column < $1.column }
        others.sort { $0.column < $1.column }
    }

    /// Every header, by column.
    var texts: [String] {
        (columns.filter { $0.certainty != .doubled }.map { ($0.column, $0.header) }
            + others.map { ($0.column, $0.header) })
            .sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension ColumnRole {
    /// Whether it is an amount of lines whose sens the column does not tell.
    var isAmount: Bool {
        if case .amount(let basis) = self { basis != .tva } else { false }
    }
}
