internal import Tabular

/// The columns of a sheet in which a block changes cells: those it writes, and those of an earlier run that it clears.
struct TargetColumns {
    /// One such column.
    struct Target {
        /// Where it is, from 0.
        var column: Int
        /// Which of the block's columns goes there; nil when its cells are only cleared.
        var added: Int?
        /// Whether an earlier run wrote it, so that it may hold something.
        var isOwned: Bool
    }

    /// Targets side by side.
    struct Group {
        /// Their columns.
        var columns: Range<Int>
        /// Their positions in `all`.
        var targets: Range<Int>
    }

    /// All of them, from left to right.
    let all: [Target]
    /// The same, gathered where they stand side by side.
    let groups: [Group]
    /// The groups of the columns that are written, and which of the block's columns each holds.
    let written: [Group]
    /// The column whose look the new cells take: the one left of the first that is written. Columns of an earlier run do not
    /// count, since their look is the program's. Below 0 when there is none.
    let neighbour: Int

    /// The targets of `block`.
    init(_ block: ColumnBlock) {
        var all = block.positions.enumerated().map { added, column in
            Target(column: column, added: added, isOwned: block.owned.contains(column))
        }
        let written = Set(block.positions)
        all += block.owned.filter { !written.contains($0) && $0 >= 0 && $0 < SheetLimits.columns }.map {
            Target(column: $0, added: nil, isOwned: true)
        }
        all.sort { $0.column < $1.column }
        self.all = all
        groups = Self.groups(of: all.map(\.column))
        self.written = Self.groups(of: block.positions)
        var neighbour = block.firstColumn - 1
        while block.owned.contains(neighbour) { neighbour -= 1 }
        self.neighbour = neighbour
    }

    /// The first column; nothing without targets.
    var first: Int { all.first?.column ?? 0 }

    /// The target in `column`; nil when there is none.
    func target(in column: Int) -> Target? { all.first { $0.column == column } }

    private static func groups(of columns: [Int]) -> [Group] {
        var groups: [Group] = []
        for (position, column) in columns.enumerated() {
            if let last = groups.last, last.columns.upperBound == column {
                groups[groups.count - 1].columns = last.columns.lowerBound..<column + 1
                groups[groups.count - 1].targets = last.targets.lowerBound..<position + 1
            } else {
                groups.append(Group(columns: column..<column + 1, targets: position..<position + 1))
            }
        }
        return groups
    }
}
