internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import YAML

/// What a run left in its data package, as far as a comparison needs it.
struct ComparedRun {
    /// The path that was given.
    let path: String
    /// The folder of its data package.
    let folder: String
    /// The pipeline's name and title.
    let name: String
    let title: String
    /// The exercice.
    let exercice: Int
    /// The axes, in order.
    let axes: [String]
    /// The files of rules, tables and account plans that it relied on.
    let files: [RuleFile]
    /// Its inputs, one or several.
    let inputs: [Input]
    /// How lines are rated.
    let ratings: ComparedRatings

    /// The lines of one input and the rules that spoke for them.
    struct Input {
        /// The budget that the pipeline says it holds; empty where it says none.
        var budget: String
        var lines: Lines
        var axes: [String]
        var matches: RuleMatches
    }

    /// How many lines there are.
    var count: Int { inputs.reduce(0) { $0 + $1.lines.count } }

    /// Reads the run at `path`: its output folder, the data package in it, or a file beside the data package.
    ///
    /// - Throws: `CMP001` when there is none, `CMP011` when it left no data package, `CMP003` when its measure is no partition, `CMP004` when it holds several
    ///   exercices, `CMP008` when amounts cannot be added up, `PIP004` when a table is not what a run writes.
    init(at path: String, categories: inout ComparedCategories) throws {
        self.path = path
        folder = try Self.package(at: path)
        let descriptor = FilePaths.join(folder, Descriptor.name)
        let reading = try Descriptor.read(descriptor)
        guard reading.stages.contains(.transform) else {
            throw Finding(.notARun, at: Place(file: path), ["missing": RatingsTable.name])
        }
        let root = try YAMLNode.parse(Bytes(mapping: descriptor).array, file: descriptor)
        let tables = try root.required("resources").list("resources").compactMap { $0["path"]?.string }
        guard tables.contains(SharesTable.name) else { throw Finding(.notComparable, at: Place(file: path)) }
        let own = try root.required("mesures")
        name = root["name"]?.string ?? ""
        title = root["title"]?.string ?? name
        axes = reading.axes
        files = reading.ruleFiles + reading.inputs.flatMap(\.state.files)

        try categories.offer(files)
        let nodes = try own["inputs"]?.list("inputs")
        let years = nodes.map { $0.compactMap { $0["exercice"]?.string } } ?? [own["exercice"]?.string ?? ""]
        guard let exercice = Int(years.first ?? ""), Set(years).count == 1 else {
            throw Finding(
                .severalExercices, at: Place(file: path), ["exercices": Set(years).sorted().joined(separator: ", ")])
        }
        self.exercice = exercice
        let ids = nodes == nil ? nil : reading.inputs.map(\.id)
        let lines = try LinesTable.read(FilePaths.join(folder, LinesTable.name), of: TableInputs(ids))
        let matches = try RatingsTable.read(
            FilePaths.join(folder, RatingsTable.name), axes: reading.axes, of: TableInputs(ids),
            own: reading.inputs.map(\.axes))
        inputs = try reading.inputs.indices.map { [folder] place in
            let count = lines[place].count
            guard matches[place].perimeter.codes.count == count else {
                throw Finding(.badPackage, at: Place(file: folder), ["detail": RatingsTable.name])
            }
            return Input(
                budget: nodes?[place]["budget"]?.string ?? "", lines: lines[place], axes: reading.inputs[place].axes,
                matches: matches[place])
        }
        try Self.check(inputs, path)
        ratings = try ComparedRatings(
            reading: FilePaths.join(folder, SharesTable.name), of: inputs.map(\.lines), axes: axes,
            inputs: TableInputs(ids), &categories)
    }

    /// The folder of the data package of the run at `path`.
    private static func package(at path: String) throws(Finding) -> String {
        let folder = FileSystem.isFolder(path) ? path : FilePaths.folder(of: path)
        let own = [FilePaths.join(folder, "donnees"), folder]
        for candidate in own where FileSystem.exists(FilePaths.join(candidate, Descriptor.name)) { return candidate }
        let kind: FindingKind = RunRecord.exists(in: folder) ? .runWithoutPackage : .notARun
        throw Finding(kind, at: Place(file: path), ["missing": "donnees/\(Descriptor.name)"])
    }

    /// Refuses amounts that sums of sums might carry beyond 64 bits.
    private static func check(_ inputs: [Input], _ path: String) throws(Finding) {
        var sum: UInt64 = 0
        for amount in inputs.flatMap(\.lines.amounts) {
            let (next, overflow) = sum.addingReportingOverflow(amount.value.magnitude)
            guard !overflow, next < UInt64(Int64.max / 8) else {
                throw Finding(.comparedTooLarge, at: Place(file: path))
            }
            sum = next
        }
    }
}
