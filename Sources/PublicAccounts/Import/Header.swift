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

    /// The best header among the first rows: the one that names most different roles, the shortest, then the first.
    ///
    /// Nil when no row names at least two.
    init?(_ head: SheetHead, aliases: HeaderAliases) {
        var best: Header?
        for first in head.rows.indices {
            for count in 1...3 where first + count <= head.rows.count {
                let span = head.rows[first..<(first + count)]
                guard let top = span.first, let bottom = span.last, bottom.index - top.index == count - 1 else { break }
                // A row that is mostly numbers is no part of a header.
                if count > 1, bottom.cells.contains(where: { !$0.isText }) { break }
                let header = Header(Array(span), aliases)
                if header.columns.count > (best?.columns.count ?? 1) { best = header }
            }
        }
        guard let best else { return nil }
        self = best
    }

    private init(_ span: [SheetHead.Row], _ aliases: HeaderAliases) {
        var texts: [Int: String] = [:]
        for row in span {
            for cell in row.cells where cell.isText {
                texts[cell.column] = texts[cell.column].map { $0 + " " + cell.text } ?? cell.text
            }
        }
        rows = (span.first?.index ?? 0)...(span.last?.index ?? 0)
        others = []
        contested = []
        var taken: [ColumnRole: (mapping: ColumnMapping, rank: Int)] = [:]
        for (column, header) in texts.sorted(by: { $0.key < $1.key }) {
            guard let meaning = aliases.meanings[Folding.fold(header)] else {
                others.append(OtherColumn(column: column, header: header))
                continue
            }
            let mapping = ColumnMapping(
                role: meaning.role, column: column, header: header, alias: meaning.alias,
                certainty: header == meaning.alias ? .exact : .folded)
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

    /// Whether a column has the role; any amount but the taxes counts as `montant`.
    func has(_ role: ColumnRole) -> Bool {
        columns.contains { $0.role == role || (role == .amount(.montant) && $0.role.isAmount) }
    }

    /// How many of the profile's columns are there: required ones count three times.
    func score(_ profile: Profile) -> Int {
        3 * profile.required.filter(has).count + profile.expected.filter(has).count
    }

    /// The profile's required columns that are not there.
    func missing(_ profile: Profile) -> [ColumnRole] {
        profile.required.filter { role in
            if case .field(let field) = role, profile.constants[field] != nil { return false }
            return !has(role)
        }
    }

    /// Every header, by column.
    var texts: [String] {
        (columns.map { ($0.column, $0.header) } + others.map { ($0.column, $0.header) })
            .sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension ColumnRole {
    /// Whether it is an amount of lines.
    var isAmount: Bool {
        if case .amount(let basis) = self { basis != .tva } else { false }
    }
}
