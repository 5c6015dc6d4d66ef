internal import Measures
internal import PublicAccounts
internal import Tabular

extension Consolidation {
    /// In the perimeter, then what is left out, by reason, in order of first appearance.
    func perimeterTable() -> Table {
        var words = [Perimeters.inside]
        for input in inputs {
            for part in Perimeters.met(input.result) where !words.contains(part.reason) { words.append(part.reason) }
        }
        let figures = inputs.map { input in
            let result = input.result
            let rowOf = [0] + result.exclusions.map { words.firstIndex(of: Perimeters.word($0.reason)) ?? 0 }
            var figures = [Figure](repeating: Figure(), count: words.count)
            for part in Perimeters.met(result) {
                let row = words.firstIndex(of: part.reason) ?? 0
                figures[row].external = Sum(amount: part.amount, lines: part.lines)
            }
            let outside = figures.reduce(Sum()) { $0 + $1.external }
            figures[0].external = Sum(
                amount: input.lines.total - outside.amount, lines: input.lines.count - outside.lines)
            moveInternal(of: input, in: &figures) { line, add in
                add(rowOf[Int(result.exclusionCodes[line])], input.lines.amounts[line])
            }
            return Optional(figures)
        }
        let rows = words.map { word in
            Row(id: word, label: word == Perimeters.inside ? "Dans le périmètre" : word, meaning: "")
        }
        return Table(
            id: "perimetre", title: "Périmètre", rows: rows, figures: figures, totalLabel: "Total des lignes")
    }

    /// By sens, section and movement, sorted; lines of another exercice than their input's apart, as exercices are never
    /// added together.
    func accountsTable() -> Table {
        var keys: [[String]] = []
        let fields: [LineField] = [.sens, .section, .mouvement]
        var figures: [[Figure]] = []
        for input in inputs {
            let columns = fields.map { input.lines[$0] }
            var groups = CodeGroups()
            let years = input.lines[.exercice]
            let isOther = years.values.map { !$0.isEmpty && $0 != String(input.exercice) }
            let groupOf = (0..<input.lines.count).map { line in
                isOther[Int(years.codes[line])]
                    ? groups.place(of: CodeGroups.otherExercice)
                    : groups.place(of: SIMD3(columns[0].codes[line], columns[1].codes[line], columns[2].codes[line]))
            }
            var sums = [Figure](repeating: Figure(), count: groups.keys.count)
            for line in groupOf.indices { sums[groupOf[line]].external.add(input.lines.amounts[line]) }
            moveInternal(of: input, in: &sums) { line, add in add(groupOf[line], input.lines.amounts[line]) }
            var own = [Figure](repeating: Figure(), count: keys.count)
            for (codes, sum) in zip(groups.keys, sums) {
                let key =
                    codes == CodeGroups.otherExercice
                    ? Self.otherExercice : columns.indices.map { columns[$0].values[Int(codes[$0])] }
                if let known = keys.firstIndex(of: key) {
                    own[known] = sum
                } else {
                    keys.append(key)
                    own.append(sum)
                }
            }
            figures.append(own)
        }
        // Sorted, so that rows do not move with the order of lines; inputs read earlier lack the later keys.
        let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
        return Table(
            id: "comptes", title: "Dépenses et recettes, tous mouvements",
            rows: order.map { Row(id: keys[$0].joined(separator: "/"), label: Self.label(keys[$0]), meaning: "") },
            figures: figures.map { own in order.map { $0 < own.count ? own[$0] : Figure() } },
            totalLabel: "Total de contrôle (dépenses et recettes ensemble)")
    }

    /// The key of lines of another exercice; sorted after the others.
    private static let otherExercice = ["~", "autre exercice"]

    private static func label(_ key: [String]) -> String {
        if key == otherExercice { return "Lignes d'un autre exercice" }
        let words = key.map { value in
            switch value {
            case "depense": "dépenses"
            case "recette": "recettes"
            case "reel": "réelles"
            case "ordre": "d'ordre"
            default: value
            }
        }
        let known = words.filter { !$0.isEmpty }
        guard let first = known.first else { return "Sans sens ni section" }
        return ([first.prefix(1).uppercased() + first.dropFirst()] + known.dropFirst()).joined(separator: ", ")
    }

    // MARK: Ratings

    /// The ratings of `axis`; nil when no exercice asks for it.
    func axisTable(_ axis: Axis, _ definition: MeasureDefinition) -> Table? {
        table(axis.id, axis.label, ratings: Array(0...definition.categories.count), definition) { input in
            guard let own = input.result.axes.first(where: { $0.axis.id == axis.id }) else { return nil }
            return (own.totals, { line, add in Self.parts(own[line], of: input.lines.amounts[line], add) })
        }
    }

    /// The synthesis; nil when the measure has none.
    func synthesisTable(_ definition: MeasureDefinition) -> Table? {
        guard let synthesis = definition.synthesis else { return nil }
        return table("synthese", synthesis.label, ratings: Array(definition.marks.indices), definition) { input in
            guard let own = input.result.synthesis else { return nil }
            return (own.totals, { line, add in Self.parts(own[line], of: input.lines.amounts[line], add) })
        }
    }

    private typealias Adding = (_ row: Int, _ amount: Cents) -> Void
    private typealias View = (totals: Totals, parts: (_ line: Int, _ add: Adding) -> Void)

    private func table(
        _ id: String, _ title: String, ratings: [Int], _ definition: MeasureDefinition,
        _ view: (ConsolidatedInput) -> View?
    ) -> Table? {
        // What is unresolved first, the mixed rating after the favourable one, as in the annotated workbooks.
        let absence = Int(definition.absenceMark)
        var order = [absence] + definition.categories.indices
        if ratings.count > order.count {
            order.insert(
                Int(definition.mixedMark), at: (definition.categories.firstIndex { $0.sign == 1 } ?? 0) + 2)
        }
        let figures: [[Figure]?] = inputs.map { input in
            guard let view = view(input) else { return nil }
            var byMark = (0..<definition.marks.count).map { mark in
                Figure(external: Sum(amount: view.totals.amounts[mark], lines: view.totals.counts[mark]))
            }
            moveInternal(of: input, in: &byMark, view.parts)
            return order.map { byMark[$0] }
        }
        guard figures.contains(where: { $0 != nil }) else { return nil }
        let rows = order.map { place in
            let mark = definition.marks[place]
            return Row(id: mark.id, label: mark.label, colours: [mark.fill, mark.ink], meaning: mark.meaning)
        }
        return Table(id: id, title: title, rows: rows, figures: figures, totalLabel: "Total dans le périmètre")
    }

    private static func parts(_ rating: some RatedLine, of amount: Cents, _ add: Adding) {
        guard let main = rating.main else { return }
        let parts = rating.amounts(of: amount)
        add(Int(main), parts.main)
        if let other = rating.other { add(Int(other), parts.other) }
    }

    /// Moves the lines of internal flows of `input` from the external sums of `figures` to the internal ones; `parts`
    /// says in which rows a line is, and for how much.
    private func moveInternal(
        of input: ConsolidatedInput, in figures: inout [Figure], _ parts: (_ line: Int, _ add: Adding) -> Void
    ) {
        var moved = [Sum](repeating: Sum(), count: figures.count)
        for line in input.sides.indices where input.sides[line] > 0 {
            parts(line) { row, amount in moved[row].add(amount) }
        }
        for (row, sum) in moved.enumerated() {
            figures[row].internal = sum
            figures[row].external = Sum(
                amount: figures[row].external.amount - sum.amount, lines: figures[row].external.lines - sum.lines)
        }
    }
}

/// What a line is on an axis or in the synthesis.
private protocol RatedLine {
    var main: UInt8? { get }
    var other: UInt8? { get }
    func amounts(of amount: Cents) -> (main: Cents, other: Cents)
}

extension Rating: RatedLine {}
extension SynthesisRating: RatedLine {}

/// Numbers the combinations of three codes in order of first appearance.
private struct CodeGroups {
    /// The combination that stands for all lines of another exercice.
    static let otherExercice = SIMD3<UInt32>(repeating: .max)

    private(set) var keys: [SIMD3<UInt32>] = []
    private var places: [SIMD3<UInt32>: Int] = [:]
    private var last: (key: SIMD3<UInt32>, place: Int)?

    mutating func place(of key: SIMD3<UInt32>) -> Int {
        // Lines of the same kind follow one another.
        if let last, last.key == key { return last.place }
        let place = places[key] ?? keys.count
        if place == keys.count {
            keys.append(key)
            places[key] = place
        }
        last = (key, place)
        return place
    }
}
