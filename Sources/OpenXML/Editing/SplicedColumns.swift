internal import Tabular

/// The columns of a block as the cells of a row meet them, from left to right.
struct SplicedColumns {
    /// What happens to a cell that a row has already.
    enum Role {
        /// It stays.
        case others
        /// A new cell goes there: it must hold nothing, and gives way.
        case vacant
        /// An earlier run wrote it: it goes away, whatever it holds.
        case owned
    }

    /// Where the new cells go, from 0; ascending.
    let positions: [Int]
    /// The first column whose cells may not simply stay, from 0.
    let first: Int
    /// The columns from `first` on that an earlier run wrote, up to the first that it did not.
    let ownedRun: Range<Int>
    /// The roles of the columns from `first` on.
    private let roles: [Role]

    /// The columns of `block`, which fits in the grid.
    init(_ block: ColumnBlock) {
        positions = block.positions
        let all = block.owned.union(positions)
        let first = all.min() ?? 0
        var roles = [Role](repeating: .others, count: all.isEmpty ? 0 : (all.max() ?? 0) - first + 1)
        for position in positions { roles[position - first] = .vacant }
        for column in block.owned { roles[column - first] = .owned }
        self.first = first
        ownedRun = first..<first + (roles.firstIndex { $0 != .owned } ?? roles.count)
        self.roles = roles
    }

    /// What happens to a cell of `column`.
    @inline(__always)
    func role(of column: Int) -> Role {
        let index = column - first
        return index >= 0 && index < roles.count ? roles[index] : .others
    }
}
