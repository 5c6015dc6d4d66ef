internal import Measures
internal import PublicAccounts
internal import Tabular

/// Adds up the lines of the perimeter by a code they share, and by rating in the main view.
struct GroupSums {
    private let lines: Lines
    private let result: MeasureResult
    private let marks: Int

    init(_ lines: Lines, _ result: MeasureResult) {
        self.lines = lines
        self.result = result
        marks = result.definition.marks.count
    }

    /// The lines by the value of `field`, in order of first appearance; `label` says what a value means, given a line that
    /// has it.
    func groups(by field: LineField, label: (_ code: String, _ line: Int) -> String) -> [ReportFigures.Group] {
        let column = lines[field]
        return sums(count: column.values.count) { Int(column.codes[$0]) }.map { place, sum in
            let code = column.values[place]
            return ReportFigures.Group(
                code: code, label: code.isEmpty ? "" : label(code, sum.first), amounts: sum.amounts, lines: sum.lines)
        }
    }

    /// The lines by the first digit of their function, in order; those without one last.
    func functions(_ labels: PlanLabels) -> [ReportFigures.Group] {
        let column = lines[.fonction]
        var digits: [String] = []
        let places = column.values.map { value -> Int in
            let digit = value.first.map { String($0) } ?? ""
            if let place = digits.firstIndex(of: digit) { return place }
            digits.append(digit)
            return digits.count - 1
        }
        return sums(count: digits.count) { places[Int(column.codes[$0])] }.map { place, sum in
            ReportFigures.Group(
                code: digits[place],
                label: digits[place].isEmpty ? "" : labels.function(digits[place], line: sum.first),
                amounts: sum.amounts, lines: sum.lines)
        }
        .sorted { ($0.code.isEmpty ? "~" : $0.code) < ($1.code.isEmpty ? "~" : $1.code) }
    }

    private struct Sum {
        var amounts: [Cents]
        var lines: Int
        /// The first line.
        var first: Int
    }

    /// The sums of the groups that have lines, by the place that `group` gives.
    private func sums(count: Int, group: (Int) -> Int) -> [(place: Int, sum: Sum)] {
        var amounts = [Cents](repeating: .zero, count: count * marks)
        var counts = [Int](repeating: 0, count: count)
        var firsts = [Int](repeating: 0, count: count)
        for line in result.exclusionCodes.indices where result.exclusionCodes[line] == 0 {
            let place = group(line)
            if counts[place] == 0 { firsts[place] = line }
            counts[place] += 1
            let parts = parts(of: line)
            amounts[place * marks + parts.main] += parts.mainAmount
            if let other = parts.other { amounts[place * marks + other] += parts.otherAmount }
        }
        return counts.indices.filter { counts[$0] > 0 }.map { place in
            let own = place * marks..<(place + 1) * marks
            return (place, Sum(amounts: Array(amounts[own]), lines: counts[place], first: firsts[place]))
        }
    }

    /// What the main view (the synthesis, or the only axis) makes of `line`.
    private func parts(of line: Int) -> (main: Int, mainAmount: Cents, other: Int?, otherAmount: Cents) {
        let amount = lines.amounts[line]
        let absence = result.definition.absenceMark
        if let synthesis = result.synthesis {
            let rating = synthesis[line]
            let amounts = rating.amounts(of: amount)
            return (Int(rating.main ?? absence), amounts.main, rating.other.map { Int($0) }, amounts.other)
        }
        guard let axis = result.axes.last else { return (Int(absence), amount, nil, .zero) }
        let rating = axis[line]
        let amounts = rating.amounts(of: amount)
        return (Int(rating.main ?? absence), amounts.main, rating.other.map { Int($0) }, amounts.other)
    }
}
