internal import Files
public import Findings
internal import Synchronization
internal import YAML

/// The account plans of one or several folders, read when they are asked for, each once.
public final class NomenclatureStore: Sendable {
    /// The folders; a plan of an earlier one hides the same plan, of the same year, of a later one.
    public let folders: [String]
    private let state = Mutex(State())

    private struct State {
        var entries: [Entry]?
        var plans: [String: Nomenclature] = [:]
        var aggregates: GreenAggregates?
    }

    /// What the index says of a table.
    public struct Entry: Sendable, Hashable {
        /// The plan's name.
        public var id: String
        /// Its year.
        public var exercice: Int
        /// The path of its table.
        public var path: String
        /// Its family: `M57`; empty when the index does not say.
        public var norme: String
        /// The SHA-256 of the document that the table was made of; empty when the index does not say.
        public var source: String
    }

    /// The plans of `folder`, listed in its `index.csv`. Nothing is read yet.
    public convenience init(folder: String) { self.init(folders: [folder]) }

    /// The plans of `folders`, each with an `index.csv`. Nothing is read yet.
    public init(folders: [String]) { self.folders = folders }

    /// What the folders hold, in the order of the folders and of their indexes.
    ///
    /// - Throws: `NOM001` or `NOM002`.
    public func entries() throws(Finding) -> [Entry] {
        if let entries = state.withLock({ $0.entries }) { return entries }
        var entries: [Entry] = []
        for folder in folders {
            for entry in try NomenclatureIndex(of: folder).entries
            where !entries.contains(where: { $0.id == entry.id && $0.exercice == entry.exercice }) {
                entries.append(entry)
            }
        }
        let found = entries
        state.withLock { $0.entries = found }
        return found
    }

    /// The plan `id` for `exercice`: of that year, else of the latest year before, else of the earliest.
    ///
    /// - Throws: `NOM003` or `NOM004` when there is no such plan, `NOM001` or `NOM002` when it cannot be read.
    public func nomenclature(_ id: String, exercice: Int) throws(Finding) -> Nomenclature {
        let entries = try entries()
        let candidates = entries.filter { $0.id == id }.sorted { $0.exercice < $1.exercice }
        guard let entry = candidates.last(where: { $0.exercice <= exercice }) ?? candidates.first else {
            var known: [String] = []
            for entry in entries where !known.contains(entry.id) { known.append(entry.id) }
            let values = ["id": id, "known": known.joined(separator: ", ")]
            let place = Place(file: folders.first)
            guard let nearest = Nearest.name(to: id, among: known) else {
                throw Finding(.nomenclatureUnknown, at: place, values)
            }
            throw Finding(
                .nomenclatureUnknownNear, at: place, values.merging(["nearest": nearest]) { first, _ in first })
        }
        return try plan(entry)
    }

    /// The plan of `entry`.
    ///
    /// - Throws: `NOM001` or `NOM002` when it cannot be read.
    public func plan(_ entry: Entry) throws(Finding) -> Nomenclature {
        if let plan = state.withLock({ $0.plans[entry.path] }) { return plan }
        let bytes = try NomenclatureIndex.read(entry.path)
        let plan = try Nomenclature(reading: bytes, id: entry.id, exercice: entry.exercice, file: entry.path)
        state.withLock { $0.plans[entry.path] = plan }
        return plan
    }

    /// The lines of the green annex by account; none when no folder has their table.
    ///
    /// - Throws: `NOM002` when the table cannot be understood.
    public func aggregates() throws(Finding) -> GreenAggregates {
        if let aggregates = state.withLock({ $0.aggregates }) { return aggregates }
        let paths = folders.map { FilePaths.join($0, GreenAggregates.fileName) }
        let path = paths.first(where: FileSystem.exists)
        let aggregates: GreenAggregates
        if let path {
            aggregates = try GreenAggregates(reading: NomenclatureIndex.read(path), file: path)
        } else {
            aggregates = GreenAggregates()
        }
        state.withLock { $0.aggregates = aggregates }
        return aggregates
    }
}
