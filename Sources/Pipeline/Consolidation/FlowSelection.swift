internal import Findings
internal import PublicAccounts
internal import Publishing
internal import Rules

/// The internal flows of a run, exercice by exercice, and which lines are theirs.
struct FlowSelection {
    /// A flow in one exercice.
    struct Occurrence {
        var flow: InternalFlow
        var exercice: Int
        /// A budget of the flow that no input of the exercice holds; nil when all are there.
        var missing: String?
    }

    /// By exercice, then in the order of the pipeline.
    let occurrences: [Occurrence]

    /// The flows of `definition` in the exercices of its inputs. One whose budgets are not all there in an exercice is
    /// left: its lines are counted once there.
    init(_ definition: PipelineDefinition) {
        var occurrences: [Occurrence] = []
        for year in Set(definition.inputs.map(\.exercice)).sorted() {
            let budgets = Set(definition.inputs.filter { $0.exercice == year }.map(\.budget))
            for flow in definition.flows ?? [] {
                let missing = (flow.from.budgets + flow.to.budgets).first { !budgets.contains($0) }
                occurrences.append(Occurrence(flow: flow, exercice: year, missing: missing))
            }
        }
        self.occurrences = occurrences
    }

    /// For each line of `input`, 0 when it is external, else 1 + the place of its side: two sides an occurrence, who pays
    /// and who is paid. A line that fits several sides is of the first one. Lines of another exercice than the input's
    /// are external: the measure leaves them out.
    func sides(of lines: Lines, in input: PipelineInput) -> [UInt32] {
        var pack = Pack()
        var places: [UInt32] = [0]
        for (place, occurrence) in occurrences.enumerated()
        where occurrence.exercice == input.exercice && occurrence.missing == nil {
            for (number, side) in [occurrence.flow.from, occurrence.flow.to].enumerated()
            where side.budgets.contains(input.budget) {
                pack.rules.append(
                    Rule(
                        id: "\(place)-\(number)", when: side.lines, verdict: .excluded(reason: occurrence.flow.label),
                        because: occurrence.flow.because, source: occurrence.flow.source,
                        confidence: occurrence.flow.confidence))
                places.append(UInt32(2 * place + number + 1))
            }
        }
        let codes = Evaluator([pack]).evaluate(lines).codes
        let years = lines[.exercice].values.map { $0.isEmpty || $0 == String(input.exercice) }
        let yearCodes = lines[.exercice].codes
        return codes.indices.map { years[Int(yearCodes[$0])] ? places[Int(codes[$0])] : 0 }
    }

    /// The flows as the consolidated workbook shows them.
    var flows: [ConsolidatedFlow] {
        occurrences.map { occurrence in
            let flow = occurrence.flow
            return ConsolidatedFlow(
                label: flow.label, exercice: occurrence.exercice,
                from: (flow.from.budgets.joined(separator: ", "), flow.from.words),
                to: (flow.to.budgets.joined(separator: ", "), flow.to.words), because: flow.because,
                source: flow.source, certainty: flow.confidence.words, isInside: occurrence.missing == nil)
        }
    }
}
