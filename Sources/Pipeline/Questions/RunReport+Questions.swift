internal import Findings
internal import Texts

extension RunReport {
    /// The workbook of questions.
    public struct Questions: Sendable, Hashable {
        /// Its path.
        public var path: String
        /// How many services are asked, lines without a service counting as one.
        public var services: Int
        /// About how many lines.
        public var lines: Int
        /// How many questions: one for each axis of a line.
        public var questions: Int
        /// The sum of the lines, in cents.
        public var amount: Int64

        /// For people.
        func row(_ language: Language) -> String {
            let counts = [questions, lines, services].map { FrenchNumber.integer($0) }
            return language == .french
                ? "  questions → \(path.neutralised) : \(counts[0]) sur \(counts[1]) lignes, services : \(counts[2])"
                : "  questions → \(path.neutralised): \(counts[0]) about \(counts[1]) lines, services: \(counts[2])"
        }

        /// Writes it as a member of the object that is open.
        func write(to json: inout JSONWriter) {
            json.key("questions")
            json.object { json in
                json.member("path", path)
                json.member("services", services)
                json.member("lines", lines)
                json.member("questions", questions)
                json.member("cents", Int(amount))
            }
        }
    }
}
