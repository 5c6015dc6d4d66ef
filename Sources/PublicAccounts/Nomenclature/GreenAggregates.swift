internal import Findings

/// The line of the annex « Impact du budget pour la transition écologique » that each account's expense goes to.
///
/// Source: the table of the State's tool of 8 July 2024, made a table by `pipelines/nomenclatures/make_agregats.py`, which
/// corrects the aggregates that the annex does not have and keeps what the source says.
public struct GreenAggregates: Sendable {
    /// The name of the table in a folder of plans.
    static let fileName = "agregats-annexe-verte.csv"
    static let columns = ["type", "nomenclature", "compte", "agregat", "libelle", "agregat-source", "raison"]

    /// The aggregate of an account.
    public struct Aggregate: Sendable, Hashable {
        /// Its code: `A125`; `R…` is for information.
        public var code: String
        /// The label of the line in the annex; that of the account's row where the annex has no such line.
        public var label: String
        /// The account that the table lists, the one asked for or the one that it subdivides.
        public var account: String
        /// What the source says, where it was corrected; else empty.
        public var sourceCode: String
        /// Why it was corrected; empty when it was not.
        public var reason: String
        /// Whether the annex has this line.
        public var isLine: Bool
    }

    private var lines: [String: String] = [:]
    private var accounts: [String: [String: Aggregate]] = [:]

    /// No account is known.
    init() {}

    /// Reads the table in `bytes`.
    ///
    /// - Throws: `NOM002` with the line that cannot be understood.
    init(reading bytes: [UInt8], file: String) throws(Finding) {
        var isHeaderRead = false
        for (line, fields) in SemicolonTable(bytes) {
            let isRow = fields.count == Self.columns.count && (isHeaderRead || fields == Self.columns)
            guard isRow else { throw Finding(.nomenclatureUnreadable, at: Place(file: file, line: line)) }
            guard isHeaderRead else {
                isHeaderRead = true
                continue
            }
            switch fields[0] {
            case "agregat": lines[fields[3]] = fields[4]
            case "compte":
                accounts[fields[1], default: [:]][fields[2]] = Aggregate(
                    code: fields[3], label: lines[fields[3]] ?? fields[4], account: fields[2], sourceCode: fields[5],
                    reason: fields[6], isLine: lines[fields[3]] != nil)
            default: throw Finding(.nomenclatureUnreadable, at: Place(file: file, line: line))
            }
        }
    }

    /// The aggregate of `account` in the plan `id`: of the account itself, else of the closest one above it in the table,
    /// of three digits or more, else that of the accounts below it where they have the same one (a grouping account, which
    /// exports use though plans do not want it); nil when the table knows none.
    ///
    /// The table has M57_D for all of M57, and M4, M41, M43, M49_A and M49_D; other plans of the M4 family follow M4.
    public func aggregate(of account: String, in id: String) -> Aggregate? {
        guard let table = accounts[id] ?? accounts[id.hasPrefix("M57") ? "M57_D" : id.hasPrefix("M4") ? "M4" : ""]
        else {
            return nil
        }
        var code = account[...]
        while code.count >= 3 {
            if let found = table[String(code)] { return found }
            code = code.dropLast()
        }
        guard account.count >= 3 else { return nil }
        let below = table.filter { $0.key.hasPrefix(account) }.sorted { $0.key < $1.key }.map(\.value)
        return below.allSatisfy { $0.code == below.first?.code } ? below.first : nil
    }

    /// The aggregates that were corrected: plan, account and aggregate, sorted.
    public var corrections: [(id: String, aggregate: Aggregate)] {
        accounts.flatMap { id, table in table.values.filter { !$0.reason.isEmpty }.map { (id, $0) } }
            .sorted { ($0.0, $0.1.account) < ($1.0, $1.1.account) }
            .map { (id: $0.0, aggregate: $0.1) }
    }
}
