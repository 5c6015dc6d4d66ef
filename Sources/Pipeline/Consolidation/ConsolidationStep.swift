internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
internal import Tabular
internal import Texts
internal import Workbooks

/// Puts the inputs of a run together once they are rated, and writes the consolidated workbook.
struct ConsolidationStep {
    let definition: PipelineDefinition

    /// The inputs together.
    ///
    /// - Throws: `PIP006` when a total does not reconcile.
    func perform(_ contents: [PackageContents], _ results: [MeasureResult]) throws(Finding) -> Consolidation {
        let flows = FlowSelection(definition)
        var inputs: [ConsolidatedInput] = []
        for (place, input) in definition.inputs.enumerated() {
            let own = contents[place]
            inputs.append(
                ConsolidatedInput(
                    id: input.id, label: input.label, budget: input.budget, type: input.type.rawValue,
                    exercice: input.exercice, file: FilePaths.name(of: input.source.file),
                    source: own.state.sourceTotal,
                    lines: own.lines, result: results[place], sides: flows.sides(of: own.lines, in: input)))
        }
        let consolidation = try Consolidation(inputs, flows: flows.flows)
        for control in consolidation.controls where !control.holds {
            throw Finding(
                .controlFailed, at: Place(file: definition.path),
                ["name": control.name, "expected": control.expected.decimal, "found": control.found.decimal])
        }
        return consolidation
    }

    /// Refuses measures that are no partition: only shares of amounts can be put together.
    ///
    /// - Throws: `CSO011`.
    func checkKinds(_ results: [MeasureResult]) throws(Finding) {
        guard let other = results.first(where: { $0.definition.kind != .partition }) else { return }
        throw Finding(
            .onlyPartitions, at: Place(file: definition.path), ["kind": other.definition.kind.rawValue])
    }

    /// What is said of the inputs together.
    func whole(_ consolidation: Consolidation) -> WholeContents {
        WholeContents(
            controls: [.transform: consolidation.controls], findings: [.transform: findings(consolidation)])
    }

    /// What is to be said of the flows, in their order.
    private func findings(_ consolidation: Consolidation) -> [Finding] {
        zip(FlowSelection(definition).occurrences, consolidation.sides).compactMap { occurrence, sides in
            let place = occurrence.flow.place
            var values = ["flow": occurrence.flow.label, "exercice": String(occurrence.exercice)]
            if let missing = occurrence.missing {
                values["budget"] = missing
                return Finding(.flowOutside, at: place, values)
            }
            let (from, to) = sides
            if from.lines + to.lines == 0 { return Finding(.flowAbsent, at: place, values) }
            guard from.amount != to.amount else { return nil }
            values["from"] = FrenchNumber.euros(cents: from.amount.value)
            values["fromLines"] = FrenchNumber.integer(from.lines)
            values["to"] = FrenchNumber.euros(cents: to.amount.value)
            values["toLines"] = FrenchNumber.integer(to.lines)
            values["difference"] = FrenchNumber.euros(cents: (from.amount - to.amount).value)
            return Finding(.flowMismatch, at: place, values, count: from.lines + to.lines)
        }
    }

    /// The same sheet of the same file is never read twice, but for two exercices that its lines tell apart.
    ///
    /// - Throws: `CSO005`.
    func checkSources(_ contents: [PackageContents]) throws(Finding) {
        for (place, one) in contents.enumerated() {
            for (first, other) in contents[..<place].enumerated()
            where other.state.sha256 == one.state.sha256 && other.state.sheetName == one.state.sheetName {
                let isSameYear = definition.inputs[first].exercice == definition.inputs[place].exercice
                guard isSameYear || one.lines[.exercice].codes.contains(0) else { continue }
                throw Finding(
                    .sourceTwice, at: Place(file: one.state.file),
                    [
                        "first": definition.inputs[first].id, "second": definition.inputs[place].id,
                        "sheet": one.state.sheetName,
                    ])
            }
        }
    }

    // MARK: The workbook

    /// The path of the consolidated workbook: in the format that the first input's copy has.
    func path(for first: Workbook) -> String { "\(definition.folder)/consolidation.\(format(first).rawValue)" }

    private func format(_ first: Workbook) -> Workbook.NewFormat { first.outputFormat == .openDocument ? .ods : .xlsx }

    /// Writes the consolidated workbook.
    func write(_ consolidation: Consolidation, like first: Workbook, to file: AtomicFile, options: EditOptions) throws {
        let years = consolidation.exercices.map { String($0.exercice) }.joined(separator: ", ")
        let sheets = ConsolidationBook.sheets(
            consolidation, title: "Consolidation : \(definition.title)",
            subtitle: "\(years.contains(",") ? "exercices" : "exercice") \(years) · \(definition.inputs.count) entrées")
        try Workbook.writeNew(sheets, as: format(first), path: file.path, to: file, options: options)
    }
}
