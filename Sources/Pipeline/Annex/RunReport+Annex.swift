internal import Findings
internal import Texts

extension RunReport {
    /// An official annex that was written.
    public struct Annex: Sendable, Hashable {
        /// The budget's code; empty when lines do not say.
        public var budget: String
        /// Its workbook.
        public var workbook: String
        /// Its records as an XML fragment.
        public var fragment: String
        /// The budget document with them; nil when there is none.
        public var document: String?

        init(_ written: AnnexStep.Written) {
            budget = written.budget
            workbook = written.workbook
            fragment = written.fragment
            document = written.document
        }

        /// The annex for people.
        func rows(_ language: Language) -> [String] {
            let name = (language == .french ? "annexe" : "annex") + (budget.isEmpty ? "" : " \(budget.neutralised)")
            return ["  \(name) → \(workbook.neutralised)", "    \(fragment.neutralised)"]
                + (document.map { ["    \($0.neutralised)"] } ?? [])
        }
    }

    /// Writes the annexes as a member of the object that is open; nothing where there is none.
    func write(annexes: [Annex], to json: inout JSONWriter) {
        guard !annexes.isEmpty else { return }
        json.key("annexes")
        json.array { json in
            for annex in annexes {
                json.object { json in
                    json.member("budget", annex.budget)
                    json.member("workbook", annex.workbook)
                    json.member("fragment", annex.fragment)
                    if let document = annex.document { json.member("document", document) }
                }
            }
        }
    }
}
