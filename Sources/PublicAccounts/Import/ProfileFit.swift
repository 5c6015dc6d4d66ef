internal import Texts

/// How well a profile fits a header.
struct ProfileFit {
    /// The needed columns that are not there, those that the profile supplies otherwise aside.
    var missing: [ColumnRole] = []
    /// How many of the profile's columns are there, and how many it names.
    var seen = 0
    var all = 0
    /// How many of the headers that tell this export from others are there, and how many there are.
    var signs = 0
    var allSigns = 0
    /// Whether amounts lie in a sheet that should have none.
    var hasUnwantedAmounts = false

    init(_ profile: Profile, _ header: Header) {
        func has(_ role: ColumnRole) -> Bool { header.has(role, profile) }
        let needed = profile.needed
        missing = needed.filter { role in
            if case .field(let field) = role, profile.supplies(field) { return false }
            return !has(role)
        }
        seen = (needed + profile.expected).filter(has).count
        all = needed.count + profile.expected.count
        neededSeen = needed.filter(has).count
        let headers = Set(header.folded.values)
        signs = profile.signature.filter(headers.contains).count
        allSigns = profile.signature.count
        hasUnwantedAmounts = profile.countsRows && header.columns.contains { $0.role.isAmount }
    }

    private var neededSeen = 0

    /// Whether an import is possible without being told the profile.
    var isComplete: Bool { missing.isEmpty && hasItsSigns && !hasUnwantedAmounts }

    /// Whether half of the headers of this very export are there.
    var hasItsSigns: Bool { signs * 2 >= allSigns }

    /// The evidence for the profile: needed columns count three times, headers of its own twice.
    var score: Int { 2 * neededSeen + seen + 2 * signs }

    /// The evidence when something is missing: what is not there counts against it.
    var shortScore: Int { score - 2 * missing.count - (allSigns - signs) }
}

extension Header {
    /// Whether a column has the role; any amount but the taxes counts as `montant`.
    func has(_ role: ColumnRole, _ profile: Profile) -> Bool {
        columns.contains { mapping in
            if mapping.role == role { return true }
            guard role == .amount(.montant) else { return false }
            if case .named(let name) = mapping.role { return profile.rowLines.contains { $0.amount == name } }
            return mapping.role.isAmount
        }
    }
}
