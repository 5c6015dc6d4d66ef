public import PublicAccounts
internal import Tabular

/// One line, whose conditions are looked at one by one: what the evaluator does for all lines at once, so that a person can
/// be told which part of a rule does not hold.
///
/// A test on a value is the evaluator's own (`ValueClasses`); only how tests are put together is told again here.
public struct LineView {
    /// The line, alone.
    public let line: Lines
    private var columns: SubjectColumns

    /// The line `line` of `lines`; `plans` tell what accounts are.
    public init(_ lines: Lines, _ line: Int, plans: NomenclatureStore?) {
        var alone = Lines()
        for field in LineField.allCases {
            let value = lines[field, line]
            if !value.isEmpty { alone[field].values.append(value) }
            alone[field].codes = [value.isEmpty ? 0 : 1]
        }
        alone.amounts = [lines.amounts[line]]
        alone.rows = [lines.rows[line]]
        alone.isCancellation = [lines.isCancellation[line]]
        self.line = alone
        columns = SubjectColumns(alone, plans: plans)
    }

    /// What `subject` is; empty where it is unknown, and for the amount.
    public mutating func value(of subject: Subject) -> String { columns.column(subject)[0] }

    /// Whether `condition` holds.
    public mutating func holds(_ condition: Condition) -> Bool {
        switch condition {
        case .value(let subject, let patterns): meets(.value(patterns), subject)
        case .words(let subject, let terms): meets(.words(terms), subject)
        case .near(let subject, let pair): meets(.near(pair), subject)
        case .amount(let range): range.contains(line.amounts[0].value.magnitude)
        case .all(let parts): all(parts)
        case .any(let parts): any(parts)
        case .not(let part): !holds(part)
        }
    }

    /// The first part of `conditions` that does not hold, in the order of the pack; nil when all hold.
    ///
    /// It is one that holds nothing of its own to blame: a test, `not`, or `any` of which no part holds.
    public mutating func failure(of conditions: [Condition]) -> Condition? {
        for condition in conditions.flatMap(\.parts) where !holds(condition) {
            // An `any` of one part is that part.
            guard case .any(let parts) = condition, parts.count == 1 else { return condition }
            return failure(of: parts)
        }
        return nil
    }

    private mutating func all(_ parts: [Condition]) -> Bool {
        for part in parts where !holds(part) { return false }
        return true
    }

    private mutating func any(_ parts: [Condition]) -> Bool {
        for part in parts where holds(part) { return true }
        return false
    }

    private mutating func meets(_ test: SubjectTests.Test, _ subject: Subject) -> Bool {
        var tests = SubjectTests(subject)
        _ = tests.number(of: test)
        return ValueClasses(tests, values: [value(of: subject)]).bits[0] != 0
    }
}
