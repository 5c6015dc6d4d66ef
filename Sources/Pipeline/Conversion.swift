internal import Files
public import Findings
public import PublicAccounts
public import Tabular
internal import Texts
internal import Workbooks
public import ZipArchive

/// `mesures convert`: any input that opens, written in another format.
public struct Conversion {
    /// What it is written as.
    public enum Target: String, Sendable, Hashable, CaseIterable {
        /// SCDL Budget, CSV.
        case scdl
        /// One sheet as CSV.
        case csv
        /// A new OpenXML workbook.
        case xlsx
        /// A new OpenDocument workbook.
        case ods
        /// A tabular data package: lines, annexes, controls, findings.
        case package
    }

    /// What the user settled beforehand.
    public struct Settings: Sendable {
        /// The folder that holds `profiles` and `nomenclatures`.
        public var pipelines: String
        /// The sheet; nil for the one that evidence or order gives.
        public var sheet: String?
        /// The profile; nil to choose by evidence.
        public var profile: String?
        /// What SCDL wants and the input may not say.
        public var identity = SCDLBudget.Identity()
        /// Whether names of natural persons in the annexes of a budget document are kept.
        public var keepsNames = false
        /// Whether CSV neutralises what a spreadsheet would take for a formula.
        public var neutralisesFormulas = false
        /// How workbooks are written.
        public var edit = EditOptions()
        /// What is accepted of the input's archive.
        public var limits = ArchiveLimits()

        /// Settings.
        public init(pipelines: String) { self.pipelines = pipelines }
    }

    private let path: String
    private let settings: Settings

    /// A conversion of the file at `path`.
    public init(of path: String, _ settings: Settings) {
        self.path = path
        self.settings = settings
    }

    /// Writes the file at `output`, or the folder for a package; all of it or nothing.
    ///
    /// - Returns: what was noticed on the way.
    /// - Throws: a `Finding`; nothing has changed then.
    public func write(_ target: Target, to output: String) throws -> [Finding] {
        do {
            let workbook = try Workbook(opening: path, limits: settings.limits, keepsNames: settings.keepsNames)
            if target == .package { return try package(workbook, in: output) }
            let file = try AtomicFile(output, sparing: [path])
            let findings = try write(target, workbook, to: file)
            try file.commit()
            return findings.map { $0.inFile(path) }
        } catch let finding as Finding {
            throw finding.inFile(path)
        }
    }

    private func write(_ target: Target, _ workbook: Workbook, to file: AtomicFile) throws -> [Finding] {
        switch target {
        case .scdl:
            return try SCDLBudget(settings: importSettings(), identity: settings.identity)
                .write(workbook.reader, file: path, to: file)
        case .csv:
            let sheet = try settings.sheet.map { try workbook.sheet(named: $0) } ?? 0
            try CSVDump(of: workbook, sheet: sheet, keepsDigits: true)
                .write(to: file, neutralised: settings.neutralisesFormulas)
            let others = workbook.reader.sheets.count - 1
            guard settings.sheet == nil, others > 0 else { return workbook.reader.findings }
            let values = ["sheet": workbook.reader.sheets[sheet].name, "count": String(others)]
            return workbook.reader.findings + [Finding(.sheetsLeft, at: Place(file: path), values)]
        case .xlsx, .ods, .package:
            return try workbook.reader.findings
                + workbook.writeNew(target == .ods ? .ods : .xlsx, to: file, options: settings.edit)
        }
    }

    private func importSettings() throws -> ImportSettings {
        var wanted = ImportSettings(
            profiles: try ProfileStore(folder: FilePaths.join(settings.pipelines, "profiles")),
            nomenclatures: NomenclatureStore(folder: FilePaths.join(settings.pipelines, "nomenclatures")))
        wanted.profile = settings.profile
        wanted.sheet = settings.sheet
        return wanted
    }

    // MARK: A data package

    private func package(_ workbook: Workbook, in folder: String) throws -> [Finding] {
        let found = try Importer().run(reader: workbook.reader, file: path, settings: importSettings())
        let made = try FileSystem.makeFolder(folder)
        do {
            let outputs = Outputs(inputs: [path])
            func file(_ name: String) throws(Finding) -> AtomicFile { try outputs.file(FilePaths.join(folder, name)) }
            try LinesTable.write(found.lines, to: file(LinesTable.name))
            try ControlsTable.write([.import: found.controls], to: file(ControlsTable.name))
            try FindingsTable.write([.import: found.findings], to: file(FindingsTable.name))
            let tables = try ConversionPackage(workbook).write { name throws(Finding) in try file(name) }
            let title = FilePaths.name(of: path)
            let descriptor = ConversionPackage.descriptor(name: FilePaths.stem(of: path), title: title, annexes: tables)
            try file(Descriptor.name).write(descriptor[...])
            try outputs.commit()
        } catch {
            FileSystem.removeEmptyFolders(made)
            throw error
        }
        return found.findings
    }
}
