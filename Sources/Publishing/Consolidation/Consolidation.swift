public import Findings
internal import Measures
public import PublicAccounts
public import Tabular

/// The figures of several inputs side by side and together, internal flows apart; exercices are never added together.
public struct Consolidation: Sendable {
    /// A sum over lines.
    public struct Sum: Sendable, Hashable {
        /// The amount.
        public internal(set) var amount = Cents.zero
        /// How many lines.
        public internal(set) var lines = 0

        static func + (left: Sum, right: Sum) -> Sum {
            Sum(amount: left.amount + right.amount, lines: left.lines + right.lines)
        }

        mutating func add(_ amount: Cents) {
            self.amount = self.amount + amount
            lines += 1
        }
    }

    /// What one input has in one row of a table: the lines of the outside world, and those of internal flows.
    public struct Figure: Sendable, Hashable {
        /// Lines that are counted.
        public internal(set) var external = Sum()
        /// Lines of internal flows, which consolidated accounts leave out.
        public internal(set) var `internal` = Sum()

        /// Both.
        public var all: Sum { external + `internal` }
    }

    /// One way to cut the lines: by rating of an axis, by perimeter, by sens and section.
    public struct Table: Sendable {
        /// Its id: `perimetre`, `comptes`, an axis' id, `synthese`.
        public var id: String
        /// Its title.
        public var title: String
        /// Its rows.
        public var rows: [Row]
        /// By input, then by row; nil where the exercice of the input does not ask for the axis.
        public var figures: [[Figure]?]
        /// What the last row says.
        public var totalLabel: String

        /// What `exercice` has in `row`, all its inputs together; nil where no input of it has the table.
        func figure(_ row: Int, of inputs: [Int]) -> Figure? {
            let found = inputs.compactMap { figures[$0]?[row] }
            guard !found.isEmpty else { return nil }
            return found.reduce(into: Figure()) {
                $0.external = $0.external + $1.external
                $0.internal = $0.internal + $1.internal
            }
        }
    }

    /// A row of a table.
    public struct Row: Sendable, Hashable {
        /// Its id: a category's where the table is one of ratings.
        public var id: String
        /// Its label.
        public var label: String
        /// Fill and ink, `RRGGBB`; nil for a row without a colour.
        var colours: [String]?
        /// What it means; may be empty.
        var meaning: String
    }

    /// The inputs, in the order of the pipeline.
    public let inputs: [ConsolidatedInput]
    /// The flows, by exercice, then in the order of the pipeline.
    public let flows: [ConsolidatedFlow]
    /// What each flow has on each side: who pays, who is paid.
    public private(set) var sides: [(from: Sum, to: Sum)]
    /// The perimeter, the accounts by sens and section, then the measure's axes and their synthesis.
    public private(set) var tables: [Table]

    /// The place of the perimeter among `tables`; its first row is what is inside.
    public static let perimeter = 0
    /// The place of the accounts by sens, section and movement among `tables`.
    public static let accounts = 1
    /// Where the axes begin.
    static let views = 2

    /// The exercices, oldest first, with the places of their inputs.
    public var exercices: [(exercice: Int, inputs: [Int])] {
        Set(inputs.map(\.exercice)).sorted().map { year in (year, inputs.indices.filter { inputs[$0].exercice == year })
        }
    }

    /// Puts `inputs` together; they all were rated by the same measure, and their sides are those of `flows`.
    ///
    /// - Throws: `MES004` when the amounts sum beyond 64 bits.
    public init(_ inputs: [ConsolidatedInput], flows: [ConsolidatedFlow]) throws(Finding) {
        self.inputs = inputs
        self.flows = flows
        sides = flows.map { _ in (Sum(), Sum()) }
        tables = []
        try checkRoom()
        for input in inputs {
            for line in input.sides.indices where input.sides[line] > 0 {
                let side = Int(input.sides[line]) - 1
                if side % 2 == 0 {
                    sides[side / 2].from.add(input.lines.amounts[line])
                } else {
                    sides[side / 2].to.add(input.lines.amounts[line])
                }
            }
        }
        tables = [perimeterTable(), accountsTable()]
        guard let definition = inputs.first?.result.definition else { return }
        for axis in definition.axes { if let table = axisTable(axis, definition) { tables.append(table) } }
        if let table = synthesisTable(definition) { tables.append(table) }
    }

    /// What must reconcile: each input with its source, and each exercice with its consolidated total and its flows.
    public var controls: [Control] {
        var controls: [Control] = []
        for (year, places) in exercices {
            let table = tables[Self.accounts]
            func sum(_ part: (Figure) -> Sum, _ places: [Int]) -> Cents {
                places.flatMap { table.figures[$0] ?? [] }.reduce(Cents.zero) { $0 + part($1).amount }
            }
            for place in places {
                controls.append(
                    Control(
                        "Consolidation \(year), \(inputs[place].id) : lignes = source", expected: inputs[place].source,
                        found: sum(\.all, [place])))
            }
            let own = flows.indices.filter { flows[$0].exercice == year }
            let taken = own.reduce(Cents.zero) { $0 + sides[$1].from.amount + sides[$1].to.amount }
            controls.append(
                Control(
                    "Consolidation \(year) : total consolidé + flux internes = sources",
                    expected: places.reduce(Cents.zero) { $0 + inputs[$1].source },
                    found: sum(\.external, places) + taken))
            for table in tables[Self.views...] {
                let inside = tables[Self.perimeter].figure(0, of: places.filter { table.figures[$0] != nil })
                guard let inside else { continue }
                let rows = table.rows.indices.compactMap { table.figure($0, of: places) }
                controls.append(
                    Control(
                        "Consolidation \(year), \(table.title) : catégories = périmètre",
                        expected: inside.external.amount,
                        found: rows.reduce(Cents.zero) { $0 + $1.external.amount }))
            }
        }
        return controls
    }

    /// No sum of any of the amounts can go beyond 64 bits when their magnitudes do not.
    private func checkRoom() throws(Finding) {
        var sum: Int64 = 0
        for input in inputs {
            for amount in input.lines.amounts {
                let magnitude = Int64(clamping: amount.value.magnitude)
                // Both sides of a flow and the exercice's total are added once more.
                let (room, overflow) = sum.addingReportingOverflow(magnitude)
                guard !overflow, room < .max / 4 else { throw Finding(.totalTooLarge) }
                sum = room
            }
        }
    }
}
