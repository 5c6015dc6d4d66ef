internal import Files
public import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Workbooks
public import ZipArchive

/// How far packs reach on given inputs: of their euros, how much is rated, asked about, without a rule, left out.
///
/// It is for people who write rules, so it takes the packs that they name, not those that the measure lists, and looks at
/// lines of every year through the latest perimeter of the measure.
public struct Coverage: Sendable {
    /// One entry per input and measure, in the order given.
    public private(set) var inputs: [CoveredInput] = []
    /// What was noticed while reading the inputs.
    public private(set) var findings: [Finding] = []

    /// Where profiles and nomenclatures are, and what the user settled beforehand.
    public struct Settings: Sendable {
        /// The folder that holds `profiles` and `nomenclatures`.
        public var pipelines: String
        /// The measure that the packs belong to; nil to find it beside each pack.
        public var measure: String?
        /// The folder of account plans; nil for the one in `pipelines`.
        public var nomenclatures: String?
        /// The import profile of the inputs; nil to choose by evidence.
        public var profile: String?
        /// What is accepted of an input's archive.
        public var limits = ArchiveLimits()

        /// Settings that leave everything to evidence.
        public init(pipelines: String) { self.pipelines = pipelines }
    }

    /// Covers `files` with the packs at `paths`; a folder stands for its `.yaml` files.
    ///
    /// - Throws: a `PipelineFailure` with what is wrong in a measure or a pack, a `Finding` for an input that cannot be read.
    public init(of files: [String], packs paths: [String], _ settings: Settings) throws {
        let folder = settings.nomenclatures ?? FilePaths.join(settings.pipelines, "nomenclatures")
        let plans = NomenclatureStore(folder: folder)
        let measures = try Self.measures(try PackCheck.files(paths), settings.measure, plans)
        var wanted = ImportSettings(
            profiles: try ProfileStore(folder: FilePaths.join(settings.pipelines, "profiles")), nomenclatures: plans)
        wanted.profile = settings.profile
        for file in files {
            let workbook = try Workbook(opening: file, limits: settings.limits)
            let found: Import
            do {
                found = try Importer().run(reader: workbook.reader, file: file, settings: wanted)
            } catch let finding as Finding {
                throw finding.inFile(file)
            }
            findings += found.findings.filter { $0.severity > .note }.map { $0.inFile(file) }
            let labels = try FamilyLabels(found.lines, plans)
            for measure in measures {
                let result = try measure.compute(found.lines, exercice: nil)
                inputs.append(CoveredInput(file, measure, result, found.lines, labels))
            }
        }
    }

    /// The measures of the packs, each with those packs that rate it, in the order given.
    private static func measures(_ paths: [String], _ named: String?, _ plans: NomenclatureStore) throws -> [Measure] {
        var definitions: [(path: String, definition: MeasureDefinition, packs: [Pack])] = []
        for path in paths {
            guard let first = PackReader.read(path: path).pack else { continue }
            let measure = PackCheck.measure(of: first, at: path, named)
            if !definitions.contains(where: { $0.path == measure }) {
                let reading = MeasureReader.read(path: measure)
                guard let definition = reading.definition else { throw PipelineFailure(reading.findings) }
                definitions.append((measure, definition, []))
            }
            guard let place = definitions.firstIndex(where: { $0.path == measure }) else { continue }
            let reading = PackChecker.load(path: path, definitions[place].definition.packContext(plans: plans))
            guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
                throw PipelineFailure(reading.findings)
            }
            definitions[place].packs.append(pack)
        }
        return definitions.map { Measure($0.definition, packs: $0.packs, plans: plans) }
    }
}
