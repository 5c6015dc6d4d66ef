internal import Files
public import Findings
internal import PublicAccounts
internal import Tabular
internal import Workbooks
public import ZipArchive

/// What `mesures inspect` tells of a workbook: what it is, what an import would understand, what it would repair.
public struct InspectionReport: Sendable {
    let file: String
    let format: String
    let inspection: Inspection
    /// What was noticed while opening the file: encoding, separator.
    let opening: [Finding]
    /// The profile that the user named; nil when it was chosen by evidence.
    private let named: String?
    /// What was noticed, what prevents an import included.
    public let findings: [Finding]

    /// Where the inspection's profiles and nomenclatures are, and what the user settled beforehand.
    public struct Settings: Sendable {
        /// The folder that holds `profiles` and `nomenclatures`.
        public var pipelines: String
        /// The profile; nil to choose by evidence.
        public var profile: String?
        /// The sheet; nil to choose by evidence.
        public var sheet: String?
        /// What is accepted of the workbook's archive.
        public var limits: ArchiveLimits

        /// Settings.
        public init(
            pipelines: String, profile: String? = nil, sheet: String? = nil, limits: ArchiveLimits = ArchiveLimits()
        ) {
            self.pipelines = pipelines
            self.profile = profile
            self.sheet = sheet
            self.limits = limits
        }
    }

    /// Inspects the workbook at `path`.
    ///
    /// - Throws: a `Finding` when it is no workbook, or the profiles cannot be read.
    public init(of path: String, _ settings: Settings) throws {
        let workbook = try Workbook(opening: path, limits: settings.limits)
        var wanted = ImportSettings(
            profiles: try ProfileStore(folder: FilePaths.join(settings.pipelines, "profiles")),
            nomenclatures: NomenclatureStore(folder: FilePaths.join(settings.pipelines, "nomenclatures")))
        wanted.profile = settings.profile
        wanted.sheet = settings.sheet
        do {
            inspection = try Inspector().run(reader: workbook.reader, file: path, settings: wanted)
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
        file = path
        format = workbook.reader.format.rawValue
        opening = workbook.reader.findings.map { $0.inFile(path) }
        named = settings.profile
        let noticed = inspection.result?.findings ?? workbook.reader.findings
        findings = noticed.map { $0.inFile(path) } + (inspection.obstacle.map { [$0.inFile(path)] } ?? [])
    }

    /// A profile to edit, made for this file: it starts from the one that fits best and pins the columns that were found.
    /// `id` is its name.
    ///
    /// - Throws: `PRF006` when no sheet has a header that any profile knows.
    public func profile(id: String) throws(Finding) -> String {
        guard let draft = ProfileDraft(inspection, file: FilePaths.name(of: file)) else {
            throw inspection.obstacle?.inFile(file) ?? Finding(.headerMissing, at: Place(file: file))
        }
        return draft.yaml(id: id, origin: named)
    }
}
