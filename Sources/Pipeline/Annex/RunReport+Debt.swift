internal import Findings
internal import Measures
internal import Rules
internal import Tabular
internal import Texts

extension RunReport {
    /// The debt by rating, an optional annex; amounts in cents.
    public struct Debt: Sendable, Hashable {
        /// That it is optional, in words.
        public var remark: String
        /// How sure its layout and its method are, in words.
        public var confidence: String
        /// How many loans were read.
        public var loans: Int
        /// The outstanding capital that was read, what is left out included.
        public var total: Int64
        /// What is counted apart, by reason.
        public var leftOut: [Part]
        /// One entry per axis, then the synthesis: what has no operation, what is undecided, then the ratings, the absence
        /// first. The lines of a part are the loans, or the parts of loans, that it is of.
        public var views: [View]

        init(_ made: DebtStep.Made) {
            let debt = made.rated
            remark = made.layout.remark
            confidence = made.layout.confidence.words
            loans = debt.loans.count
            total = debt.total.value
            leftOut = debt.leftOut.map { Part(id: "", label: $0.reason, amount: $0.total.value, lines: $0.count) }
            views = debt.views.enumerated().map { view, named in
                let apart = [RatedDebt.State.withoutOperation, .undecided].map { state in
                    Part(
                        id: state.rawValue, label: state.words, amount: debt.sum(state).value,
                        lines: debt.parts.count { $0.state == state })
                }
                let rated = debt.shownMarks.filter { debt.hasMark($0, view: view) }.map { mark in
                    Part(
                        id: debt.marks[mark].id, label: debt.marks[mark].label,
                        amount: debt.sum(view: view, mark: mark).value,
                        lines: debt.parts.count { $0.amounts[view * debt.marks.count + mark] != .zero })
                }
                return View(id: named.id, label: named.label, parts: apart + rated)
            }
        }

        /// The debt for people.
        func rows(_ language: Language) -> [String] {
            let french = language == .french
            let presented = total - leftOut.reduce(0) { $0 + $1.amount }
            let rows = [
                "  \(remark) · \(french ? "certitude" : "confidence") : \(confidence)",
                "    \(french ? "encours" : "outstanding") : \(FrenchNumber.euros(cents: total)), "
                    + "\(FrenchNumber.integer(loans)) \(french ? "emprunts" : "loans")",
            ]
            let apart = leftOut.map {
                "    \(french ? "écarté" : "left out") : \($0.label) — \(FrenchNumber.euros(cents: $0.amount))"
            }
            return rows + apart + RunReport.rows(of: views, presented, language).map { "  " + $0 }
        }

        /// Writes it as an object.
        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("optional", true)
                json.member("remark", remark)
                json.member("confidence", confidence)
                json.member("loans", loans)
                json.member("totalCents", Int(total))
                json.key("leftOut")
                json.array { json in
                    for part in leftOut {
                        json.object { json in
                            json.member("reason", part.label)
                            json.member("loans", part.lines)
                            json.member("cents", Int(part.amount))
                        }
                    }
                }
                RunReport.write(views, to: &json)
            }
        }
    }
}
