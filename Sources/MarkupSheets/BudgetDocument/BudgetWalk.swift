internal import Findings
internal import Markup

/// A value in a record of a budget document: an element with `V`, and `Code` where it has one (`MtSup`, `CaracSup`).
struct BudgetField {
    var name: String
    var code: String
    var value: String
}

/// Who is told what a budget document holds.
protocol BudgetDocumentListener: AnyObject {
    /// A budget starts; what the document says of itself has been told.
    func startBudget() throws(Finding)
    /// The document, or the budget under way, says something of itself.
    func header(_ name: String, _ value: String)
    /// A `LigneBudget` that starts on `line` has these fields, or none when it is `calculated`: a total.
    func line(_ fields: [BudgetField], isCalculated: Bool, at line: Int) throws(Finding)
    /// A record of an annex, `CONCOURS` of `DATA_CONCOURS`, has these fields.
    func record(_ name: String, of annex: String, _ fields: [BudgetField], at line: Int) throws(Finding)
}

/// Turns the tags of a budget document into budgets, lines and records of annexes.
///
/// Elements are known by namespace and local name; what is not known is passed over with all that it holds, so that every
/// version of the schema is read. A `CompteFinancierUnique` wraps a document of this kind in elements of other
/// namespaces.
final class BudgetWalk: MarkupListener {
    /// The namespace of `DocumentBudgetaire`.
    static let namespace = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"

    /// What an open element is.
    private enum Spot {
        case outside, document, facts, budget, line, annexes, annex, record, group, value, unknown
    }

    /// More values than any record has.
    private static let mostFields = 5_000
    private static let documentFacts: Set<String> = ["BlocEditeur", "EnTeteDocBudgetaire"]
    private static let budgetFacts: Set<String> = ["EnTeteBudget", "BlocBudget"]

    private unowned let listener: any BudgetDocumentListener
    private var open: [Spot] = []
    private var fields: [BudgetField] = []
    private var firstLine = 1
    private var isCalculated = false
    private var annex = ""
    private var record = ""

    /// A walk that tells `listener`, which must outlive it.
    init(_ listener: any BudgetDocumentListener) { self.listener = listener }

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        let parent = open.last ?? .outside
        open.append(try spot(tag, in: parent, walk))
    }

    private func spot(_ tag: MarkupTag, in parent: Spot, _ walk: MarkupWalk) throws(Finding) -> Spot {
        guard tag.namespace == Self.namespace else { return parent == .outside ? .outside : .unknown }
        switch parent {
        case .outside: return tag.name == "DocumentBudgetaire" ? .document : .outside
        case .document:
            if tag.name == "Budget" {
                try listener.startBudget()
                return .budget
            }
            tell(tag)
            return Self.documentFacts.contains(tag.name) ? .facts : .unknown
        case .facts:
            tell(tag)
            return .unknown
        case .budget:
            switch tag.name {
            case "LigneBudget":
                let calculated = tag.attribute("calculated") ?? ""
                isCalculated = calculated == "true" || calculated == "1"
                start(record: "LigneBudget", walk)
                return .line
            case "Annexes": return .annexes
            default: return Self.budgetFacts.contains(tag.name) ? .facts : .unknown
            }
        case .line: return isCalculated ? .unknown : try field(tag, walk)
        case .annexes:
            guard tag.name.hasPrefix("DATA_") else { return .unknown }
            annex = tag.name
            return .annex
        case .annex:
            start(record: tag.name, walk)
            if tag.attribute("V") != nil { _ = try field(tag, walk) }
            return .record
        case .record, .group: return try field(tag, walk)
        case .value, .unknown: return .unknown
        }
    }

    private func tell(_ tag: MarkupTag) {
        if let value = tag.attribute("V") { listener.header(tag.name, value) }
    }

    private func start(record name: String, _ walk: MarkupWalk) {
        record = name
        firstLine = walk.line
        fields.removeAll(keepingCapacity: true)
    }

    private func field(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) -> Spot {
        guard let value = tag.attribute("V") else { return .group }
        guard fields.count < Self.mostFields else {
            throw Finding(.budgetDocumentTooWide, at: Place(line: walk.line), ["count": String(Self.mostFields)])
        }
        if !value.isEmpty {
            fields.append(BudgetField(name: tag.name, code: tag.attribute("Code") ?? "", value: value))
        }
        return .value
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {
        switch open.popLast() {
        case .line: try listener.line(fields, isCalculated: isCalculated, at: firstLine)
        case .record: try listener.record(record, of: annex, fields, at: firstLine)
        default: break
        }
    }
}
