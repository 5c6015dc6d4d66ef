internal import PublicAccounts
internal import Tabular

/// Looks for lines that were known by identities in another export.
struct LineSearch {
    /// What was found.
    enum Result {
        /// The line, which says what it said.
        case line(Int)
        /// The line, which says something else.
        case changed(Int)
        /// Several lines that may be it.
        case several([Int])
    }

    private(set) var found: [LineIdentity: Result] = [:]

    private let groups: LineGroups
    private let ratings: [LineIdentity: [String: DecidedRating]]
    private let wanted: [LineIdentity]
    /// The lines that an identity names without doubt.
    private var claimed: Set<Int> = []

    init(_ identities: [LineIdentity], ratings: [LineIdentity: [String: DecidedRating]], in lines: Lines) {
        groups = LineGroups(lines)
        wanted = Set(identities).sorted()
        self.ratings = ratings
    }

    /// A line among which identities are looked for.
    private struct Candidate {
        var line: Int
        var identity: LineIdentity
    }

    /// Identities that are looked for in the same group of lines.
    private struct Wanted {
        var candidates: [Candidate]
        var identities: [LineIdentity]
    }

    /// What identities have in common that only ranks tell apart.
    private struct Alike: Hashable {
        var piece: String
        var content: LineIdentity.Content
    }

    mutating func find() {
        let codes = FieldCodes(wanted, in: groups.lines)
        let places = wanted.map { ($0, piece: codes.byPiece($0), content: codes.byContent($0)) }
        let members = groups.members(of: Set(places.flatMap { [$0.piece, $0.content].compactMap { $0 } }))
        var together: [Wanted] = []
        var known: [LineGroup: Int] = [:]
        for (identity, piece, content) in places {
            // The pièce when it is there. Without pièce on one side, what the line says.
            let named = piece.flatMap { members[$0]?.isEmpty == false ? $0 : nil }
            guard let group = named ?? content else { continue }
            if let index = known[group] {
                together[index].identities.append(identity)
            } else {
                known[group] = together.count
                let candidates = (members[group] ?? []).enumerated().map { place, line in
                    Candidate(line: line, identity: groups.identity(of: line, rank: place + 1))
                }
                together.append(Wanted(candidates: candidates, identities: [identity]))
            }
        }
        // What says the same is taken first, everywhere: what has changed is looked for among the rest.
        let pending = together.map { exact($0) }
        for (group, identities) in zip(together, pending) {
            for identity in identities { found[identity] = changed(group.candidates, identity) }
        }
    }

    // MARK: The line that says the same

    /// Finds the lines of one group that say what its identities said.
    ///
    /// - Returns: those for which there is none.
    private mutating func exact(_ group: Wanted) -> [LineIdentity] {
        var bySaying: [LineIdentity.Content: [Candidate]] = [:]
        for candidate in group.candidates { bySaying[candidate.identity.content, default: []].append(candidate) }
        var order: [Alike] = []
        var alike: [Alike: [LineIdentity]] = [:]
        for identity in group.identities {
            let key = Alike(piece: identity.piece, content: identity.content)
            if alike[key] == nil { order.append(key) }
            alike[key, default: []].append(identity)
        }
        var missing: [LineIdentity] = []
        for key in order {
            let identities = alike[key] ?? []
            let candidates = (bySaying[key.content] ?? []).filter { isOpen($0, to: key.piece) }
            if candidates.isEmpty { missing += identities } else { assign(identities, candidates) }
        }
        return missing
    }

    /// Gives `identities`, which say the same, the `candidates` that say so too.
    private mutating func assign(_ identities: [LineIdentity], _ candidates: [Candidate]) {
        let decided = Set(identities.map { ratings[$0] ?? [:] })
        if candidates.count == 1 && identities.count == 1
            || decided.count == 1 && identities.count >= candidates.count
        {
            // Lines that nothing tells apart and that were decided alike: which is which does not matter.
            for (identity, candidate) in zip(identities, candidates) { claim(candidate.line, for: identity) }
            return
        }
        let byRank = Dictionary(candidates.map { ($0.identity.rank, $0.line) }) { first, _ in first }
        if identities.allSatisfy({ !$0.piece.isEmpty && byRank[$0.rank] != nil }) {
            for identity in identities { if let line = byRank[identity.rank] { claim(line, for: identity) } }
            return
        }
        for identity in identities { found[identity] = .several(candidates.map(\.line)) }
    }

    private mutating func claim(_ line: Int, for identity: LineIdentity) {
        claimed.insert(line)
        found[identity] = .line(line)
    }

    /// Whether a line of the pièce `piece` may be `candidate`: nobody else is, and no other pièce names it.
    private func isOpen(_ candidate: Candidate, to piece: String) -> Bool {
        !claimed.contains(candidate.line)
            && (piece.isEmpty || candidate.identity.piece.isEmpty || candidate.identity.piece == piece)
    }

    // MARK: The line that has changed

    /// The line of `candidates` that is most like `identity`, none of which says the same; nil when none can be it.
    private func changed(_ candidates: [Candidate], _ identity: LineIdentity) -> Result? {
        let open = candidates.filter { isOpen($0, to: identity.piece) }
            .map { (line: $0, changes: $0.identity.differences(to: identity).count) }
        guard let least = open.map(\.changes).min() else { return nil }
        var closest = open.filter { $0.changes == least }.map(\.line)
        // Without a pièce that names it, a line that has neither the label nor the amount is another line.
        let isNamed = !identity.piece.isEmpty && closest[0].identity.piece == identity.piece
        guard isNamed || least == 1 else { return nil }
        if isNamed, let same = closest.first(where: { $0.identity.rank == identity.rank }) { closest = [same] }
        return closest.count == 1 ? .changed(closest[0].line) : .several(closest.map(\.line))
    }
}

/// The codes that the texts of identities have in the columns of lines.
private struct FieldCodes {
    private var codes: [LineField: [String: UInt32]] = [:]

    init(_ identities: [LineIdentity], in lines: Lines) {
        for (field, text) in Self.fields {
            let wanted = Set(identities.map(text))
            var known: [String: UInt32] = [:]
            for (code, value) in lines[field].values.enumerated() where wanted.contains(value) {
                if known[value] == nil { known[value] = UInt32(code) }
            }
            codes[field] = known
        }
    }

    private static let fields: [(LineField, @Sendable (LineIdentity) -> String)] = [
        (.budget, { $0.budget }), (.exercice, { $0.exercice }), (.bordereau, { $0.bordereau }), (.piece, { $0.piece }),
        (.operation, { $0.operation }), (.nature, { $0.nature }), (.fonction, { $0.fonction }),
    ]

    private func code(_ field: LineField, _ text: String) -> UInt32? { codes[field]?[text] }

    /// The group of the pièce of `identity`; nil when it has none or the lines do not have it.
    func byPiece(_ identity: LineIdentity) -> LineGroup? {
        guard !identity.piece.isEmpty, let budget = code(.budget, identity.budget),
            let exercice = code(.exercice, identity.exercice), let bordereau = code(.bordereau, identity.bordereau),
            let piece = code(.piece, identity.piece)
        else { return nil }
        return LineGroup(isPiece: true, budget: budget, exercice: exercice, first: bordereau, second: piece)
    }

    /// The group of what `identity` says; nil when no line has one of its texts.
    func byContent(_ identity: LineIdentity) -> LineGroup? {
        guard let budget = code(.budget, identity.budget), let exercice = code(.exercice, identity.exercice),
            let operation = code(.operation, identity.operation), let nature = code(.nature, identity.nature),
            let fonction = code(.fonction, identity.fonction)
        else { return nil }
        return LineGroup(
            isPiece: false, budget: budget, exercice: exercice, first: operation, second: nature, third: fonction)
    }
}
