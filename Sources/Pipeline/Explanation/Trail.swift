internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Workbooks

/// What an annotated workbook tells of the run that wrote it, held against what is there now.
struct Trail {
    let workbook: Workbook
    let lines: Lines
    let state: ImportState

    /// Where the lines were read first, and how what serves now differs from what served then.
    func compare(with ready: TransformStage.Ready, _ result: MeasureResult) throws -> (
        source: AnnotatedSource, findings: [Finding]
    ) {
        let owner = result.definition.id
        let fingerprint = LinesFingerprint.hex(of: lines)
        let here = AnnotatedSource(
            file: FilePaths.name(of: state.file), sha256: state.sha256, size: state.size, lines: fingerprint)
        guard let told = try ToldProvenance(in: workbook.reader, by: owner),
            let source = try AnnotatedSource(toldIn: workbook.reader, by: owner)
        else { return (here, [Finding(.notAnnotated, at: Place(file: workbook.path))]) }
        var findings: [Finding] = []
        if source.lines != fingerprint { findings.append(Finding(.linesChanged, at: Place(file: workbook.path))) }
        return (source, findings + changes(told.files, ready.files))
    }

    /// How the files of rules that serve now differ from those that served then. Profiles and account plans have made the
    /// lines, which have a fingerprint of their own.
    private func changes(_ then: [ToldProvenance.File], _ now: [RuleFile]) -> [Finding] {
        // The pipeline may be named from elsewhere than it was: the file's name stays.
        func key(_ role: String, _ path: String) -> String { "\(role)\n\(FilePaths.name(of: path))" }
        let known = Dictionary(then.map { (key($0.role, $0.path), $0) }, uniquingKeysWith: { first, _ in first })
        var findings: [Finding] = []
        var met: Set<String> = []
        for file in now {
            let key = key(file.role, file.path)
            met.insert(key)
            guard let old = known[key] else {
                findings.append(Finding(.ruleFileNew, at: Place(file: file.path), ["role": file.role]))
                continue
            }
            guard old.sha256 != file.sha256 else { continue }
            findings.append(
                Finding(
                    .ruleFileChanged, at: Place(file: file.path),
                    [
                        "role": file.role, "then": old.version.isEmpty ? "–" : old.version,
                        "now": file.version.isEmpty ? "–" : file.version, "sha256": old.sha256,
                    ]))
        }
        let imported = Set(state.files.map { key($0.role, $0.path) })
        for file in then where !met.contains(key(file.role, file.path)) {
            guard !imported.contains(key(file.role, file.path)), isRules(file.role) else { continue }
            findings.append(Finding(.ruleFileGone, at: Place(file: file.path), ["role": file.role]))
        }
        return findings
    }

    private func isRules(_ role: String) -> Bool { role == RuleFile.measureRole || role.hasPrefix(RuleFile.rulesRole) }

    /// The ratings of `line` in the workbook that are not those of `result`, on the axes `axes`.
    func differences(_ result: MeasureResult, _ line: Int, _ axes: [Int]) throws -> [Finding] {
        let definition = result.definition
        let columns = Marks(in: workbook.reader).columns(ofSheet: state.sheet, owner: definition.id)
        var places: [Int: Int] = [:]
        for axis in axes {
            let mark = Mark(.column, owner: definition.id, key: "\(result.axes[axis].axis.id).cotation")
            if let cell = columns[mark] { places[cell.column] = axis }
        }
        guard !places.isEmpty else { return [] }
        let row = lines.rows[line]
        var found: [Int: String] = [:]
        _ = try workbook.reader.readSheet(state.sheet, columns: ColumnSelection(places.keys)) { batch in
            for batchRow in batch.rows where (batchRow.index..<(batchRow.index + batchRow.repeats)).contains(row) {
                for cell in batch.cells[batchRow.cells] { found[Int(cell.column)] = batch.text(of: cell) }
            }
            return (batch.rows.last?.index ?? 0) > row ? .stop : .next
        }
        return places.sorted { $0.key < $1.key }.compactMap { column, axis in
            let computed = result.axes[axis][line].main.map { definition.marks[Int($0)].label } ?? ""
            let said = found[column] ?? ""
            guard said != computed else { return nil }
            return Finding(
                .ratingDiffers,
                at: Place(
                    file: workbook.path, sheet: state.sheetName,
                    cell: CellReference(row: row, column: column).description),
                ["axis": result.axes[axis].axis.label, "found": said, "computed": computed])
        }
    }
}
