import Decisions
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// Lines rated by the shipped climate measure, and by the official one beside it, with rules made up for a test.
struct Rated {
    /// A line: its section, its grades on both axes and its official rating on the first; nil stands for no rule.
    struct Line {
        var amount: Int64
        var section = "investissement"
        var grades: [Outcome.Verdict?]
        var official: Outcome.Verdict?
    }

    static func grade(_ category: String) -> Outcome.Verdict { MeasureTests.rate(category) }

    /// A pack of `measure` that says of the line number `n` what `verdicts[n]` is.
    private static func pack(_ measure: String, _ axis: String, _ verdicts: [Outcome.Verdict?]) -> Pack {
        var pack = MeasureTests.pack(
            axis, verdicts.enumerated().compactMap { line, verdict in verdict.map { ("21\(100 + line)", $0) } })
        pack.measure = measure
        return pack
    }

    /// What the measure and the official one make of `lines`.
    static func result(
        _ lines: [Line], _ change: (inout MeasureDefinition) -> Void = { _ in }
    ) throws -> (MeasureResult, Lines) {
        var definition = try ShippedFilesTests.definition("climat-i4ce")
        change(&definition)
        let packs = definition.axes.enumerated().map { place, axis in
            pack("climat-i4ce", axis.id, lines.map { $0.grades[place] })
        }
        let official = try ShippedFilesTests.definition()
        var measure = Measure(definition, packs: packs)
        measure.otherScale = OtherScale(
            Measure(official, packs: [pack("budget-vert", "attenuation", lines.map(\.official))]),
            decisions: try DecisionsFile(reading: []))
        let made = MeasureTests.lines(
            lines.enumerated().map { place, line in
                (MeasureTests.line([.nature: "21\(100 + place)", .section: line.section]), line.amount)
            })
        return (try measure.compute(made, exercice: 2025), made)
    }
}
