internal import Findings
internal import Measures

/// Which files of rules are not the same in two runs.
struct RuleChanges {
    /// A file that is not the same, for people.
    struct Difference: Hashable {
        /// What it is: `Règles budget-vert/attenuation`.
        var role: String
        /// The versions that it states; empty where a run lacks it, or it states none.
        var before: String
        var after: String
    }

    /// What is not the same, in the order of the runs' lists.
    let differences: [Difference]
    /// The packs of either run, by id; whether both runs have the same text of them.
    private let packs: [String: Bool]
    /// Whether a file that packs join or take over, or a table of the measure, is another. Account plans are those of the
    /// exercice: what they say belongs to the lines.
    private let hasOtherTables: Bool
    /// Whether the measure's own file is another.
    let hasOtherMeasure: Bool

    /// What changed from one list of files to another.
    init(from before: [RuleFile], to after: [RuleFile]) {
        let (old, new) = (Self.byRole(before), Self.byRole(after))
        var roles: [String] = []
        for role in (before + after).map(\.role) where Self.speaks(role) && !roles.contains(role) { roles.append(role) }
        differences = roles.compactMap { role in
            guard Self.digests(old[role]) != Self.digests(new[role]) else { return nil }
            return Difference(role: role, before: Self.versions(old[role]), after: Self.versions(new[role]))
        }
        let changed = Set(differences.map(\.role))
        var packs: [String: Bool] = [:]
        for role in roles where Self.isPack(role) {
            packs[String(role.dropFirst(RuleFile.rulesRole.count))] = !changed.contains(role)
        }
        self.packs = packs
        hasOtherMeasure = changed.contains(RuleFile.measureRole)
        hasOtherTables = changed.contains { $0.hasSuffix(RuleFile.taken) || $0.hasPrefix(Self.tableRole) }
    }

    /// Whether a line that `before` rated in one run and `after` in the other may owe it to other rules: the text of the
    /// pack of one of them, or a table, is another.
    func mayExplain(_ before: RatingOrigin, _ after: RatingOrigin) -> Bool {
        hasOtherTables || [before, after].contains { isChanged($0) }
    }

    private func isChanged(_ origin: RatingOrigin) -> Bool {
        guard case .rule(let rule) = origin else { return false }
        // A pack's id may have slashes, as a rule's may not. A pack that no file is named after is one taken over.
        guard let slash = rule.lastIndex(of: "/") else { return false }
        return packs[String(rule[..<slash])] == false
    }

    private static let tableRole = RuleFile.measureRole + ","

    /// What rules can depend on, of all the files of a run; decisions are no rules.
    private static func speaks(_ role: String) -> Bool {
        role == RuleFile.measureRole || role.hasPrefix(RuleFile.rulesRole) || role.hasPrefix(tableRole)
            || role == RuleFile.planRole
    }

    private static func isPack(_ role: String) -> Bool {
        role.hasPrefix(RuleFile.rulesRole) && !role.hasSuffix(RuleFile.taken)
    }

    private static func byRole(_ files: [RuleFile]) -> [String: [RuleFile]] {
        Dictionary(grouping: files, by: \.role)
    }

    private static func digests(_ files: [RuleFile]?) -> Set<String> { Set((files ?? []).map(\.sha256)) }

    private static func versions(_ files: [RuleFile]?) -> String {
        var versions: [String] = []
        for file in files ?? [] where !versions.contains(file.version) { versions.append(file.version) }
        return versions.joined(separator: ", ")
    }
}
