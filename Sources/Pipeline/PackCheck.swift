internal import Files
public import Findings
internal import Measures
internal import PublicAccounts
internal import Rules

/// Checks packs of rules on their own, as `mesures check` does.
public struct PackCheck {
    /// What was found in one pack.
    public struct Report: Sendable {
        /// The pack's path.
        public var path: String
        /// Its id and version; empty when it cannot be read.
        public var title = ""
        /// How many rules its file has.
        public var rules = 0
        /// How many of them decide a test of the pack.
        public var testedRules = 0
        /// Where its tests are, in order.
        public var tests: [Place] = []
        /// What is wrong, and what a careful reader would ask.
        public var findings: [Finding]

        /// Whether something is wrong.
        public var hasErrors: Bool { findings.contains { $0.severity == .error } }
    }

    private let measure: String?
    private let nomenclatures: String?

    /// A check against the measure file `measure` and the accounts of the folder `nomenclatures`; nil finds both beside
    /// the pack: `../../measures/ID.yaml`, `../../nomenclatures`.
    public init(measure: String? = nil, nomenclatures: String? = nil) {
        self.measure = measure
        self.nomenclatures = nomenclatures
    }

    /// Checks the packs at `paths`; a folder stands for its `.yaml` files.
    public func reports(_ paths: [String]) throws(Finding) -> [Report] {
        var reports: [Report] = []
        for path in try Self.files(paths) { reports.append(try report(path)) }
        return reports
    }

    /// The packs at `paths`, in order; a folder stands for its `.yaml` files, by name.
    static func files(_ paths: [String]) throws(Finding) -> [String] {
        var files: [String] = []
        for path in paths {
            guard FileSystem.isFolder(path) else {
                files.append(path)
                continue
            }
            files += try FileSystem.list(path).sorted().filter { $0.hasSuffix(".yaml") }
                .map { FilePaths.join(path, $0) }
        }
        return files
    }

    /// The measure file of the pack at `path`: `named`, else the one beside the pack's folder.
    static func measure(of pack: Pack, at path: String, _ named: String?) -> String {
        named ?? FilePaths.seen("../../measures/\(pack.measure).yaml", from: FilePaths.folder(of: path))
    }

    private func report(_ path: String) throws(Finding) -> Report {
        let first = PackReader.read(path: path)
        var report = Report(path: path, findings: first.findings)
        guard let pack = first.pack, !report.hasErrors else { return report }
        report.title = "\(pack.id) \(pack.version)"
        report.rules = pack.rules.count
        report.tests = pack.tests.map(\.place)
        let base = FilePaths.folder(of: path)
        let reading = MeasureReader.read(path: Self.measure(of: pack, at: path, measure))
        guard let definition = reading.definition else {
            report.findings = reading.findings
            return report
        }
        let folder = nomenclatures ?? FilePaths.seen("../../nomenclatures", from: base)
        let plans = FileSystem.isFolder(folder) ? NomenclatureStore(folder: folder) : nil
        let context = definition.packContext(plans: plans)
        report.findings += PackChecker.check(pack, context)
        guard !report.hasErrors else { return report }
        let review = try PackReview(pack, context)
        report.findings += review.findings
        report.rules = review.rules
        report.testedRules = review.tested
        return report
    }
}
