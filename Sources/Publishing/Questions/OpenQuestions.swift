public import Measures
public import PublicAccounts
public import Tabular

/// The questions that are open on lines, by the service that can answer them.
///
/// A question is about one line on one axis. Services come by what their lines weigh, lines by what they weigh; cancellations
/// weigh as much as what they cancel. Lines that name no service come last.
public struct OpenQuestions: Sendable {
    /// A question.
    public struct Question: Sendable, Hashable {
        /// The line.
        public var line: Int
        /// The axis, as a place in the result.
        public var axis: Int
    }

    /// What is asked of one service.
    public struct Service: Sendable, Hashable {
        /// Its name; empty for lines that name none.
        public var name: String
        /// What is asked, the largest lines first.
        public var questions: [Question]
        /// How many lines.
        public var lines: Int
        /// Their sum.
        public var amount: Cents
    }

    /// The services.
    public let services: [Service]

    /// The questions that `result` leaves open on `lines`.
    public init(_ lines: Lines, _ result: MeasureResult) {
        let owners = LineServices(lines)
        let open = result.axes.map { axis in
            axis.ratings.map {
                $0.main == result.definition.absenceMark || $0.other == result.definition.absenceMark
            }
        }
        var found = [[Int]](repeating: [], count: owners.names.count)
        for line in result.exclusionCodes.indices where result.exclusionCodes[line] == 0 {
            let isOpen = open.indices.contains { open[$0][Int(result.axes[$0].codes[line])] }
            if isOpen { found[owners.codes[line]].append(line) }
        }
        func size(_ line: Int) -> UInt64 { lines.amounts[line].value.magnitude }
        var services: [(service: Service, size: Double)] = []
        for (name, own) in zip(owners.names, found) where !own.isEmpty {
            let sorted = own.sorted { (size($1), $0) < (size($0), $1) }
            let questions = sorted.flatMap { line in
                open.indices.filter { open[$0][Int(result.axes[$0].codes[line])] }.map {
                    Question(line: line, axis: $0)
                }
            }
            let amount = own.reduce(Cents.zero) { $0 + lines.amounts[$1] }
            services.append(
                (
                    Service(name: name, questions: questions, lines: own.count, amount: amount),
                    own.reduce(0) { $0 + Double(size($1)) }
                ))
        }
        services.sort { one, other in
            if one.service.name.isEmpty != other.service.name.isEmpty { return other.service.name.isEmpty }
            return (other.size, one.service.name) < (one.size, other.service.name)
        }
        self.services = services.map(\.service)
    }
}
