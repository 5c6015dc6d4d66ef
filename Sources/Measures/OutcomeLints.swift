internal import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

/// What a careful reader of the ratings would ask: the same reason or the same lines rated in two ways, a cancellation that
/// does not follow its mandate, decisions without a reason, one axis filled and another not, lines without a function.
///
/// Warnings for people; no result depends on them. Ratings are compared as they are said (`AxisResult.said`), so that a
/// person's decision counts like a rule's.
struct OutcomeLints {
    let definition: MeasureDefinition
    let axes: [AxisResult]
    let lines: Lines
    /// For each line, 0 inside the perimeter.
    let exclusionCodes: [UInt32]

    /// The warnings, axis by axis, then those of the lines themselves.
    func findings() throws(Finding) -> [Finding] {
        var found: [Finding] = []
        let cancellations = Cancellations(lines)
        for axis in axes {
            let isRated = axis.ratings.map { $0.state == .rated }
            for lint in [
                try sameJustification(axis, isRated), try sameGroup(axis, isRated),
                try cancellation(axis, isRated, cancellations), try unexplained(axis), try blank(axis),
            ] {
                if let lint { found.append(lint) }
            }
        }
        if let lint = try withoutFunction() { found.append(lint) }
        return found
    }

    /// Lines that are counted and shown.
    private struct Tally {
        var count = 0
        var amount = Cents.zero
        private var rows: [Int] = []
        private static let shown = 3

        mutating func add(_ line: Int, _ lines: Lines) throws(Finding) {
            count += 1
            amount = try amount.adding(lines.amounts[line])
            if rows.count < Self.shown { rows.append(lines.rows[line] + 1) }
        }

        /// The values of a finding's words.
        func values(_ axis: String, _ more: [String: String] = [:]) -> [String: String] {
            [
                "axis": axis, "lines": FrenchNumber.integer(count), "amount": FrenchNumber.euros(cents: amount.value),
                "rows": rows.map(String.init).joined(separator: ", ") + (count > rows.count ? "…" : ""),
            ].merging(more) { own, _ in own }
        }
    }

    // MARK: One axis

    /// Reasons under which lines are rated in two ways. A table gives one reason for all its rows, which says nothing.
    private func sameJustification(_ axis: AxisResult, _ isRated: [Bool]) throws(Finding) -> Finding? {
        var counts = [Int](repeating: 0, count: axis.ratings.count)
        for code in axis.codes { counts[Int(code)] += 1 }
        var said: [String: Set<UInt32>] = [:]
        for (code, rating) in axis.ratings.enumerated()
        where isRated[code] && counts[code] > 0 && !rating.justification.isEmpty && rating.rule.last != "]" {
            said[rating.justification, default: []].insert(axis.said[code])
        }
        let disputed = said.filter { $0.value.count > 1 }
        guard let example = disputed.keys.min() else { return nil }
        let concerned = axis.ratings.indices.map { code in
            isRated[code] && axis.ratings[code].rule.last != "]" && disputed[axis.ratings[code].justification] != nil
        }
        var tally = Tally()
        for line in axis.codes.indices where concerned[Int(axis.codes[line])] { try tally.add(line, lines) }
        let values = tally.values(
            axis.axis.label, ["count": FrenchNumber.integer(disputed.count), "example": String(example.prefix(80))])
        return Finding(.sameReasonTwoRatings, values, count: tally.count)
    }

    /// Lines of the same account, function and operation that are rated in several ways.
    private func sameGroup(_ axis: AxisResult, _ isRated: [Bool]) throws(Finding) -> Finding? {
        var keys = LineKeys(count: lines.count)
        for field in [LineField.nature, .fonction, .operation] {
            let column = lines[field]
            keys.combine(classCount: column.values.count) { column.codes[$0] }
        }
        // Without an operation, lines of an account have nothing else in common.
        let operations = lines[.operation]
        let counts = keys.representatives.map { !operations.values[Int(operations.codes[$0])].isEmpty }
        var first = [UInt32](repeating: .max, count: counts.count)
        var isDisputed = [Bool](repeating: false, count: counts.count)
        for line in axis.codes.indices {
            let key = Int(keys.codes[line])
            let code = Int(axis.codes[line])
            guard counts[key], isRated[code] else { continue }
            if first[key] == .max { first[key] = axis.said[code] }
            if first[key] != axis.said[code] { isDisputed[key] = true }
        }
        let groups = isDisputed.count { $0 }
        guard groups > 0 else { return nil }
        var tally = Tally()
        for line in axis.codes.indices where isDisputed[Int(keys.codes[line])] && isRated[Int(axis.codes[line])] {
            try tally.add(line, lines)
        }
        return Finding(
            .sameGroupSeveralRatings, tally.values(axis.axis.label, ["count": FrenchNumber.integer(groups)]),
            count: tally.count)
    }

    /// Cancellations that are rated otherwise than their mandate, where that is rated in one way.
    private func cancellation(_ axis: AxisResult, _ isRated: [Bool], _ cancellations: Cancellations)
        throws(Finding) -> Finding?
    {
        var tally = Tally()
        for line in cancellations.lines where exclusionCodes[line] == 0 {
            let mandates = cancellations.mandates(for: line)
            let said = Set(mandates.filter { isRated[Int(axis.codes[$0])] }.map { axis.said[Int(axis.codes[$0])] })
            guard let one = said.first, said.count == 1, one != axis.said[Int(axis.codes[line])] else { continue }
            try tally.add(line, lines)
        }
        guard tally.count > 0 else { return nil }
        return Finding(.cancellationRatedApart, tally.values(axis.axis.label), count: tally.count)
    }

    /// Decisions not to judge that give no reason.
    private func unexplained(_ axis: AxisResult) throws(Finding) -> Finding? {
        guard definition.kind == .partition, definition.categories.contains(where: { $0.sign != nil }) else {
            return nil
        }
        let concerned = axis.ratings.map { rating in
            guard rating.state == .rated, rating.justification.isEmpty else { return false }
            return [rating.main, rating.other].compactMap(\.self).contains { mark in
                Int(mark) < definition.categories.count && definition.categories[Int(mark)].sign == nil
            }
        }
        guard concerned.contains(true) else { return nil }
        var tally = Tally()
        for line in axis.codes.indices where concerned[Int(axis.codes[line])] { try tally.add(line, lines) }
        guard tally.count > 0 else { return nil }
        return Finding(.unjudgedWithoutReason, tally.values(axis.axis.label), count: tally.count)
    }

    /// Lines that are rated on another axis and have nothing on this one, which is asked for as well.
    private func blank(_ axis: AxisResult) throws(Finding) -> Finding? {
        let others = axes.filter { $0.axis.id != axis.axis.id }
        guard !others.isEmpty else { return nil }
        let isBlank = axis.ratings.map { $0.state == .unmatched }
        let isRated = others.map { $0.ratings.map { $0.state == .rated } }
        var tally = Tally()
        for line in axis.codes.indices where isBlank[Int(axis.codes[line])] {
            var isElsewhere = false
            for place in others.indices where isRated[place][Int(others[place].codes[line])] { isElsewhere = true }
            if isElsewhere { try tally.add(line, lines) }
        }
        guard tally.count > 0 else { return nil }
        return Finding(.blankAxis, tally.values(axis.axis.label), count: tally.count)
    }

    // MARK: The lines themselves

    /// Lines that have an account and no function, where others have one: sums by account and by function then differ.
    private func withoutFunction() throws(Finding) -> Finding? {
        let natures = lines[.nature]
        let functions = lines[.fonction]
        let hasNature = natures.values.map { !$0.isEmpty }
        let hasFunction = functions.values.map { !$0.isEmpty }
        guard hasFunction.contains(true) else { return nil }
        var tally = Tally()
        var byNature = Cents.zero
        var byFunction = Cents.zero
        for line in exclusionCodes.indices where exclusionCodes[line] == 0 {
            let isInFunction = hasFunction[Int(functions.codes[line])]
            let isInNature = hasNature[Int(natures.codes[line])]
            if isInNature { byNature = try byNature.adding(lines.amounts[line]) }
            if isInFunction { byFunction = try byFunction.adding(lines.amounts[line]) }
            if isInNature, !isInFunction { try tally.add(line, lines) }
        }
        guard tally.count > 0 else { return nil }
        let sums = [
            "nature": FrenchNumber.euros(cents: byNature.value),
            "fonction": FrenchNumber.euros(cents: byFunction.value),
        ]
        return Finding(.sumsByNatureAndFunction, tally.values("", sums), count: tally.count)
    }
}
