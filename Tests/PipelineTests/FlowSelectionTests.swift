import PublicAccounts
import Publishing
import Rules
import Tabular
import Testing

@testable import Pipeline

/// Which lines are internal, input by input.
@Suite struct FlowSelectionTests {
    private func side(_ budgets: [String], _ nature: String) -> InternalFlow.Side {
        InternalFlow.Side(budgets: budgets, lines: .value(.nature, [.prefix(nature)]), words: nature)
    }

    private func definition(_ inputs: [(budget: String, exercice: Int)], _ flows: [InternalFlow]) throws
        -> PipelineDefinition
    {
        let folder = try TemporaryFolder()
        let list = inputs.enumerated().map {
            "{ id: i\($0), file: \($0).csv, budget: \($1.budget), exercice: \($1.exercice) }"
        }
        let path = try folder.write(
            "p.yaml",
            """
            pipeline: p
            exercice: 2025
            import: { inputs: [\(list.joined(separator: ", "))] }
            transform: { measure: m.yaml }
            export: { folder: out }
            """)
        var definition = try PipelineDefinition(reading: path, settings: [])
        definition.flows = flows
        return definition
    }

    private func lines(_ natures: [(String, exercice: String)]) -> Lines {
        var lines = Lines()
        for field in LineField.allCases { lines[field].codes = natures.map { _ in 0 } }
        for (line, nature) in natures.enumerated() {
            for (field, value) in [(LineField.nature, nature.0), (.exercice, nature.exercice)] where !value.isEmpty {
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes[line] = UInt32(known ?? lines[field].values.count - 1)
            }
            lines.amounts.append(Cents(Int64(line)))
            lines.rows.append(line)
            lines.isCancellation.append(false)
        }
        return lines
    }

    private func flow(_ label: String, _ from: InternalFlow.Side, _ to: InternalFlow.Side) -> InternalFlow {
        InternalFlow(label: label, from: from, to: to, because: "b", source: "s", confidence: .inferred)
    }

    @Test func eachSideIsLookedForInItsOwnBudgetAndExercice() throws {
        let flows = [
            flow("a", side(["v"], "657"), side(["e"], "774")), flow("b", side(["e"], "6287"), side(["v"], "7087")),
        ]
        let definition = try definition([("v", 2025), ("e", 2025), ("v", 2024)], flows)
        let selection = FlowSelection(definition)
        // Exercices oldest first: 2024 has no annex, so nothing is internal there.
        #expect(selection.occurrences.map(\.exercice) == [2024, 2024, 2025, 2025])
        #expect(selection.occurrences.map(\.missing) == ["e", "e", nil, nil])
        #expect(selection.flows.map(\.isInside) == [false, false, true, true])
        let all = lines([
            ("6573", ""), ("774", "2025"), ("62871", "2025"), ("70872", "2025"), ("6573", "2024"), ("", ""),
        ])
        #expect(selection.sides(of: all, in: definition.inputs[0]) == [5, 0, 0, 8, 0, 0])
        #expect(selection.sides(of: all, in: definition.inputs[1]) == [0, 6, 7, 0, 0, 0])
        #expect(selection.sides(of: all, in: definition.inputs[2]) == [0, 0, 0, 0, 0, 0])
    }

    @Test func aLineIsOfOneFlowAlone() throws {
        let flows = [
            flow("narrow", side(["v"], "65736"), side(["e"], "774")),
            flow("wide", side(["v"], "657"), side(["e"], "7")),
        ]
        let definition = try definition([("v", 2025), ("e", 2025)], flows)
        let selection = FlowSelection(definition)
        #expect(selection.sides(of: lines([("657362", ""), ("6574", "")]), in: definition.inputs[0]) == [1, 3])
        #expect(selection.sides(of: lines([("7741", ""), ("7011", "")]), in: definition.inputs[1]) == [2, 4])
    }
}
