internal import Findings
internal import PublicAccounts
internal import Tabular

/// What operations spend in each rating: the expenses of the perimeter, by budget, operation, view and mark.
struct OperationExpenses {
    private let budgets: Int
    private let width: Int
    /// By operation: the place of its sums; operations that no line has are not there.
    private let places: [String: Int]
    /// By operation and budget: how many lines of the perimeter.
    private var counts: [Int]
    /// By operation, budget, view and mark.
    private var amounts: [Cents]

    /// What `lines` spend on `operations` in each of `budgets`, codes; with one budget, all lines are its own.
    ///
    /// - Throws: `MES004` when an amount goes beyond 64 bits.
    init(of operations: Set<String>, _ budgets: [String], _ lines: Lines, _ result: MeasureResult) throws(Finding) {
        let marks = result.definition.marks.count
        self.budgets = max(budgets.count, 1)
        width = (result.axes.count + (result.synthesis == nil ? 0 : 1)) * marks
        let values = lines[.operation].values
        var places: [String: Int] = [:]
        // Codes that differ by spaces alone are one operation.
        var slots = [Int?](repeating: nil, count: values.count)
        for (code, value) in values.enumerated() {
            let name = Self.code(value)
            guard operations.contains(name) else { continue }
            let place = places[name] ?? places.count
            places[name] = place
            slots[code] = place
        }
        self.places = places
        counts = Array(repeating: 0, count: places.count * self.budgets)
        amounts = Array(repeating: .zero, count: places.count * self.budgets * width)
        let owners = lines[.budget].values.map { budgets.count == 1 ? 0 : budgets.firstIndex(of: $0) }
        let codes = (lines[.operation].codes, lines[.budget].codes)
        for line in 0..<lines.count where result.exclusionCodes[line] == 0 {
            guard let slot = slots[Int(codes.0[line])], let owner = owners[Int(codes.1[line])] else { continue }
            let place = slot * self.budgets + owner
            let amount = lines.amounts[line]
            counts[place] += 1
            for (view, axis) in result.axes.enumerated() {
                let rating = axis.ratings[Int(axis.codes[line])]
                try add(
                    rating.amounts(of: amount), rating.main, rating.other, to: place * width + view * marks)
            }
            if let rating = result.synthesis?[line] {
                try add(
                    rating.amounts(of: amount), rating.main, rating.other,
                    to: place * width + result.axes.count * marks)
            }
        }
    }

    private mutating func add(
        _ parts: (main: Cents, other: Cents), _ main: UInt8?, _ other: UInt8?, to start: Int
    ) throws(Finding) {
        if let main { amounts[start + Int(main)] = try amounts[start + Int(main)].adding(parts.main) }
        if let other { amounts[start + Int(other)] = try amounts[start + Int(other)].adding(parts.other) }
    }

    /// The code of an operation as tables and lines may both write it.
    static func code(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether any line of the export has `operation`, in its perimeter or not.
    func knows(_ operation: String) -> Bool { places[operation] != nil }

    /// What `operation` spends in `budget`, a place, by view and mark; nil when it spends nothing there, or less than
    /// nothing in some rating: nothing can be split after it.
    func amounts(of operation: String, in budget: Int, views: Int) -> [Cents]? {
        guard let slot = places[operation] else { return nil }
        let place = slot * budgets + budget
        let own = Array(amounts[place * width..<(place + 1) * width])
        let marks = width / max(views, 1)
        for view in 0..<views {
            let part = own[view * marks..<(view + 1) * marks]
            guard part.allSatisfy({ $0 >= .zero }), part.contains(where: { $0 > .zero }) else { return nil }
        }
        return counts[place] > 0 ? own : nil
    }
}
