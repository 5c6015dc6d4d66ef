internal import Findings
internal import PublicAccounts

/// The families of accounts that lines have: accounts whose first three digits are the same.
struct FamilyLabels {
    /// A family: its digits, and what the first plan that has that account calls it.
    struct Family {
        var code: String
        var label: String
    }

    /// The families, in order of first appearance.
    private(set) var families: [Family] = []
    /// For each distinct nature of the lines, the place of its family.
    private(set) var places: [Int] = []

    private static let digits = 3

    /// The families of `lines`, with their labels from the latest plans of `store` for the nomenclatures of the lines.
    ///
    /// - Throws: what the store throws when a plan cannot be read.
    init(_ lines: Lines, _ store: NomenclatureStore) throws(Finding) {
        var plans: [Nomenclature] = []
        for id in lines[.nomenclature].values where try store.entries().contains(where: { $0.id == id }) {
            plans.append(try store.nomenclature(id, exercice: .max))
        }
        var known: [String: Int] = [:]
        for nature in lines[.nature].values {
            let code = String(nature.prefix(Self.digits))
            if let place = known[code] {
                places.append(place)
                continue
            }
            known[code] = families.count
            places.append(families.count)
            let label = plans.lazy.compactMap { $0.account(code)?.label }.first
            families.append(Family(code: code, label: label ?? ""))
        }
    }
}
