public import PublicAccounts
internal import Tabular

/// Lines that share what comes first in their identity: the pièce, or what lines without pièce say. Codes are those of the
/// columns of the lines.
struct LineGroup: Hashable {
    var isPiece: Bool
    var budget: UInt32
    var exercice: UInt32
    /// The bordereau, or the operation.
    var first: UInt32
    /// The pièce, or the nature.
    var second: UInt32
    /// Nothing, or the fonction.
    var third: UInt32 = 0
}

/// The groups of some lines, and the order of the lines of a group.
struct LineGroups {
    let lines: Lines
    private let budgets: [UInt32]
    private let exercices: [UInt32]
    private let bordereaux: [UInt32]
    private let pieces: [UInt32]
    private let operations: [UInt32]
    private let natures: [UInt32]
    private let fonctions: [UInt32]

    init(_ lines: Lines) {
        self.lines = lines
        budgets = lines[.budget].codes
        exercices = lines[.exercice].codes
        bordereaux = lines[.bordereau].codes
        pieces = lines[.piece].codes
        operations = lines[.operation].codes
        natures = lines[.nature].codes
        fonctions = lines[.fonction].codes
    }

    /// Whether `line` has a pièce.
    func hasPiece(_ line: Int) -> Bool { pieces[line] > 0 }

    /// The group of `line` by its pièce; nil when it has none.
    func byPiece(_ line: Int) -> LineGroup? {
        guard hasPiece(line) else { return nil }
        return LineGroup(
            isPiece: true, budget: budgets[line], exercice: exercices[line], first: bordereaux[line],
            second: pieces[line])
    }

    /// The group of `line` by what it says.
    func byContent(_ line: Int) -> LineGroup {
        LineGroup(
            isPiece: false, budget: budgets[line], exercice: exercices[line], first: operations[line],
            second: natures[line], third: fonctions[line])
    }

    /// The lines of each of `groups`, in the order that gives them their ranks. One walk over all lines.
    func members(of groups: Set<LineGroup>) -> [LineGroup: [Int]] {
        var members = Dictionary(uniqueKeysWithValues: groups.map { ($0, [Int]()) })
        let wantsPieces = groups.contains { $0.isPiece }
        let wantsContents = groups.contains { !$0.isPiece }
        for line in lines.amounts.indices {
            if wantsPieces, let group = byPiece(line) { members[group]?.append(line) }
            if wantsContents { members[byContent(line)]?.append(line) }
        }
        return members.mapValues { $0.sorted(by: isBefore) }
    }

    /// By nature, fonction, operation, amount and label, then by everything else that lines say: rows count only between
    /// lines that nothing tells apart.
    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        for field in [LineField.nature, .fonction, .operation] {
            if let isBefore = isBefore(left, right, field) { return isBefore }
        }
        if lines.amounts[left] != lines.amounts[right] { return lines.amounts[left] < lines.amounts[right] }
        for field in [LineField.libelle] + LineField.allCases {
            if let isBefore = isBefore(left, right, field) { return isBefore }
        }
        if lines.isCancellation[left] != lines.isCancellation[right] { return lines.isCancellation[right] }
        return lines.rows[left] < lines.rows[right]
    }

    private func isBefore(_ left: Int, _ right: Int, _ field: LineField) -> Bool? {
        let column = lines[field]
        guard column.codes[left] != column.codes[right] else { return nil }
        return column[left].utf8.lexicographicallyPrecedes(column[right].utf8)
    }

    /// What `line` is known by, when it is of rank `rank`.
    func identity(of line: Int, rank: Int) -> LineIdentity {
        LineIdentity(
            budget: lines[.budget, line], exercice: lines[.exercice, line], bordereau: lines[.bordereau, line],
            piece: lines[.piece, line], rank: rank, operation: lines[.operation, line], nature: lines[.nature, line],
            fonction: lines[.fonction, line], libelle: lines[.libelle, line], amount: lines.amounts[line])
    }
}

extension Lines {
    /// What each of the lines `wanted` is known by, in that order.
    public func identities(of wanted: [Int]) -> [LineIdentity] {
        let groups = LineGroups(self)
        func group(_ line: Int) -> LineGroup { groups.byPiece(line) ?? groups.byContent(line) }
        let members = groups.members(of: Set(wanted.map(group)))
        return wanted.map { line in
            // Lines without pièce have their rank among themselves.
            let own = (members[group(line)] ?? []).filter { groups.hasPiece($0) == groups.hasPiece(line) }
            return groups.identity(of: line, rank: (own.firstIndex(of: line) ?? 0) + 1)
        }
    }
}
