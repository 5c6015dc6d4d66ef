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
        public var title: String
        /// How many rules it has.
        public var rules: Int
        /// How many tests of its own it has.
        public var tests: Int
        /// What is wrong.
        public var findings: [Finding]
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
        for path in paths {
            guard FileSystem.isFolder(path) else {
                reports.append(try report(path))
                continue
            }
            for name in try FileSystem.list(path).sorted() where name.hasSuffix(".yaml") {
                reports.append(try report(FilePaths.join(path, name)))
            }
        }
        return reports
    }

    private func report(_ path: String) throws(Finding) -> Report {
        let first = PackReader.read(path: path)
        guard let pack = first.pack, !first.findings.contains(where: { $0.severity == .error }) else {
            return Report(path: path, title: "", rules: 0, tests: 0, findings: first.findings)
        }
        let base = FilePaths.folder(of: path)
        let measurePath = measure ?? FilePaths.seen("../../measures/\(pack.measure).yaml", from: base)
        let reading = MeasureReader.read(path: measurePath)
        guard let definition = reading.definition else {
            return Report(path: path, title: pack.id, rules: pack.rules.count, tests: 0, findings: reading.findings)
        }
        let natures = try accounts(nomenclatures ?? FilePaths.seen("../../nomenclatures", from: base))
        let findings = first.findings + PackChecker.check(pack, definition.packContext(natures: natures))
        return Report(
            path: path, title: "\(pack.id) \(pack.version)", rules: pack.rules.count, tests: pack.tests.count,
            findings: findings)
    }

    /// Every account of every nomenclature in `folder`; nil when there is no such folder.
    private func accounts(_ folder: String) throws(Finding) -> [String]? {
        guard FileSystem.isFolder(folder) else { return nil }
        let store = NomenclatureStore(folder: folder)
        var codes: Set<String> = []
        for entry in try store.entries() {
            codes.formUnion(try store.nomenclature(entry.id, exercice: entry.exercice).accounts.map(\.code))
        }
        return codes.sorted()
    }
}
