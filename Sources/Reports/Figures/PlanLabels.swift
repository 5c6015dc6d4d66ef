internal import Findings
public import PublicAccounts

/// What codes mean: the export's own labels, else those of the account plan of the line's budget.
public struct PlanLabels: Sendable {
    private let lines: Lines
    private let plans: [UInt32: Nomenclature]

    /// The labels for `lines`, with the plans that `store` has for their nomenclatures and years.
    public init(_ lines: Lines, store: NomenclatureStore?, exercice: Int) {
        self.lines = lines
        var plans: [UInt32: Nomenclature] = [:]
        for (code, id) in lines[.nomenclature].values.enumerated() where !id.isEmpty {
            plans[UInt32(code)] = try? store?.nomenclature(id, exercice: exercice)
        }
        self.plans = plans
    }

    private func plan(_ line: Int) -> Nomenclature? { plans[lines[.nomenclature].codes[line]] }

    /// The label of chapter `code`; `line` has it.
    func chapter(_ code: String, line: Int) -> String { plan(line)?.chapter(code)?.label ?? "" }

    /// The label of the function of one digit; `line` has one below it.
    func function(_ digit: String, line: Int) -> String { plan(line)?.fonction(digit)?.label ?? "" }

    /// The label of account `code`; `line` has it.
    func account(_ code: String, line: Int) -> String {
        let own = lines[.libelleNature, line]
        return own.isEmpty ? plan(line)?.account(code)?.label ?? "" : own
    }
}
