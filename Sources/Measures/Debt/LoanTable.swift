public import Findings
internal import PublicAccounts
internal import Rules
public import Tabular
internal import Texts

/// The loans of an authority: the annex EMPRUNT of a budget document, or a table with a row per loan.
///
/// A table has the columns `emprunt` and `capital restant dû`, and may have `libellé`, `budget`, `capital initial`,
/// `opération` (codes, `;` between several) and `part` (as many, `40 %` or `2/3`). The annex says nothing of operations: a
/// second table, with the columns `emprunt`, `opération` and perhaps `part`, a row per loan and operation, does.
public struct LoanTable: Sendable {
    /// The file that lists the loans.
    public let file: String
    /// The loans, in the order of the table.
    public private(set) var loans: [Loan] = []
    /// What the annex lists that its authority does not owe, by reason.
    public private(set) var leftOut: [LeftOut] = []
    /// The sum of every amount that was read, what is left out included.
    public private(set) var total = Cents.zero
    /// The total that the table states itself; nil when it states none.
    public private(set) var statedTotal: Cents?
    /// The header of the outstanding capital: it tells of which day it is.
    public let outstandingHeader: String
    /// What was noticed.
    public private(set) var findings: [Finding] = []

    /// Loans that are counted apart.
    public struct LeftOut: Sendable, Hashable {
        /// Why.
        public var reason: String
        /// How many.
        public var count: Int
        /// Their outstanding capital.
        public var total: Cents

        /// Loans that are counted apart.
        public init(reason: String, count: Int, total: Cents) {
            self.reason = reason
            self.count = count
            self.total = total
        }
    }

    /// How many loans a message names.
    private static let shown = 8
    private static let annex = "EMPRUNT"

    /// Reads the loans of `file`; those of a budget document are of the budget `documentBudget`, empty when nothing says.
    ///
    /// - Throws: `DET001` when it has no such table, `DET002` for a budget document without the annex EMPRUNT, `DET003` for
    ///   what is no amount, `DET004` for what is no share, `DET005` for a loan that a table has twice, `DET012` for an
    ///   amount of no loan; and what reading throws.
    public init(reading reader: any WorkbookReader, file: String, documentBudget: String = "") throws {
        self.file = file
        let isDocument = reader.format == .budgetDocument
        if isDocument, !reader.sheets.contains(where: { $0.name == Self.annex }) {
            throw Finding(.debtAnnexMissing, at: Place(file: file))
        }
        let needed: [LoanColumn] = isDocument ? [.outstanding] : [.loan, .outstanding]
        let table = try LoanRows(reader, file: file, named: isDocument ? Self.annex : nil, needed: needed)
        outstandingHeader = table.headers[.outstanding] ?? ""
        var places: [String: Int] = [:]
        var repeated: [String] = []
        for (position, row) in table.rows.enumerated() {
            // An amount that a document does not write is nothing.
            guard let outstanding = try row.amount(.outstanding) ?? (isDocument ? .zero : nil) else { continue }
            if !isDocument, Self.isTotal(row) {
                statedTotal = outstanding
                continue
            }
            total = try total.adding(outstanding)
            if isDocument, let reason = Self.reason(ofKind: row.text(.kind)) {
                try leaveOut(outstanding, reason)
                continue
            }
            var id = row.text(.loan)
            if id.isEmpty {
                guard isDocument else { throw Finding(.debtWithoutLoan, at: row.place) }
                id = "\(Self.annex) \(position + 1)"
            }
            if let first = places[Self.key(id)] {
                guard isDocument else { throw Finding(.loanTwice, at: row.place, ["loan": id]) }
                // A contract whose parts have records of their own.
                repeated.append(id)
                loans[first].outstanding = try loans[first].outstanding.adding(outstanding)
                if let more = try row.amount(.initial) {
                    loans[first].initial = try (loans[first].initial ?? .zero).adding(more)
                }
                continue
            }
            var loan = Loan(id, outstanding: outstanding, links: try Self.links(of: row))
            loan.label = row.text(.label)
            loan.budget = isDocument ? documentBudget : row.text(.budget)
            loan.initial = try row.amount(.initial)
            places[Self.key(id)] = loans.count
            loans.append(loan)
        }
        if !repeated.isEmpty {
            findings.append(
                Finding(
                    .contractInParts, at: Place(file: file), ["loans": Self.list(repeated)], count: repeated.count))
        }
        for group in leftOut {
            findings.append(
                Finding(
                    .debtLeftOut, at: Place(file: file),
                    [
                        "reason": group.reason, "count": FrenchNumber.integer(group.count),
                        "amount": FrenchNumber.euros(cents: group.total.value),
                    ], count: group.count))
        }
    }

    /// Adds what the table of `file` says of loans and operations: a row for each operation of each loan.
    ///
    /// - Throws: as for loans.
    public mutating func link(reading reader: any WorkbookReader, file: String) throws {
        let table = try LoanRows(reader, file: file, needed: [.loan, .operation])
        let places = Dictionary(
            loans.enumerated().map { (Self.key($0.element.id), $0.offset) }, uniquingKeysWith: { first, _ in first })
        var unknown: [String] = []
        for row in table.rows {
            let links = try Self.links(of: row)
            guard !links.isEmpty else { continue }
            guard let place = places[Self.key(row.text(.loan))] else {
                let id = row.text(.loan)
                if !unknown.contains(id) { unknown.append(id) }
                continue
            }
            loans[place].links += links
        }
        if !unknown.isEmpty {
            findings.append(
                Finding(.loanUnknown, at: Place(file: file), ["loans": Self.list(unknown)], count: unknown.count))
        }
    }

    private mutating func leaveOut(_ amount: Cents, _ reason: String) throws(Finding) {
        if let place = leftOut.firstIndex(where: { $0.reason == reason }) {
            leftOut[place].count += 1
            leftOut[place].total = try leftOut[place].total.adding(amount)
        } else {
            leftOut.append(LeftOut(reason: reason, count: 1, total: amount))
        }
    }

    /// Ids are the same whatever their case and spaces.
    private static func key(_ id: String) -> String { Folding.fold(id) }

    private static func isTotal(_ row: LoanRows.Row) -> Bool {
        let first = row.text(.loan).isEmpty ? row.text(.label) : row.text(.loan)
        return Folding.fold(first).split(separator: " ").first.map { $0 == "total" || $0 == "totaux" } ?? false
    }

    /// Why a record of the annex is no debt of its authority (`ATCodTypEmprunt`, `CommunAnnexe.xsd`); nil when it is one.
    private static func reason(ofKind code: String) -> String? {
        switch code {
        case "02", "07", "08": "emprunts pour d'autres organismes"
        case "09": "emprunts garantis"
        case "10": "éléments du ratio d'endettement"
        default: nil
        }
    }

    /// The operations of a row: codes with `;` between them, and as many shares, or none.
    private static func links(of row: LoanRows.Row) throws(Finding) -> [Loan.Link] {
        let operations = parts(row.text(.operation))
        let texts = parts(row.text(.share))
        guard !texts.isEmpty else { return operations.map { Loan.Link($0) } }
        guard texts.count == operations.count else {
            throw Finding(.debtShareUnreadable, at: row.place, ["value": row.text(.share)])
        }
        var links: [Loan.Link] = []
        for (operation, text) in zip(operations, texts) {
            guard let share = Share(text: text) else {
                throw Finding(.debtShareUnreadable, at: row.place, ["value": text])
            }
            links.append(Loan.Link(operation, share))
        }
        return links
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ";").map { part in
            let words = part.split(whereSeparator: \.isWhitespace)
            return words.joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// Words for a message, not too many.
    static func list(_ words: [String]) -> String {
        words.prefix(shown).joined(separator: ", ") + (words.count > shown ? "… (\(words.count))" : "")
    }
}
