internal import Files
public import Findings
internal import Synchronization
internal import YAML

/// The account plans of a folder, read when they are asked for, each once.
public final class NomenclatureStore: Sendable {
    /// The folder.
    public let folder: String
    private let state = Mutex(State())

    private struct State {
        var entries: [Entry]?
        var plans: [String: Nomenclature] = [:]
    }

    /// What the index says of a table.
    public struct Entry: Sendable, Hashable {
        /// The plan's name.
        public var id: String
        /// Its year.
        public var exercice: Int
        /// Its file in the folder.
        public var file: String
    }

    /// The plans of `folder`, listed in its `index.csv`. Nothing is read yet.
    public init(folder: String) { self.folder = folder }

    /// What the folder holds, in the index's order.
    ///
    /// - Throws: `NOM001` or `NOM002`.
    public func entries() throws(Finding) -> [Entry] {
        if let entries = state.withLock({ $0.entries }) { return entries }
        let path = folder + "/index.csv"
        var entries: [Entry] = []
        for (line, fields) in SemicolonTable(try read(path)).dropFirst() {
            guard fields.count >= 3, let exercice = Int(fields[1]), !fields[2].contains("/") else {
                throw Finding(.nomenclatureUnreadable, at: Place(file: path, line: line))
            }
            entries.append(Entry(id: fields[0], exercice: exercice, file: fields[2]))
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
            guard let nearest = Nearest.name(to: id, among: known) else {
                throw Finding(.nomenclatureUnknown, at: Place(file: folder), values)
            }
            throw Finding(
                .nomenclatureUnknownNear, at: Place(file: folder),
                values.merging(["nearest": nearest]) { first, _ in first })
        }
        if let plan = state.withLock({ $0.plans[entry.file] }) { return plan }
        let path = folder + "/" + entry.file
        let plan = try Nomenclature(reading: try read(path), id: id, exercice: entry.exercice, file: path)
        state.withLock { $0.plans[entry.file] = plan }
        return plan
    }

    private func read(_ path: String) throws(Finding) -> [UInt8] {
        do throws(Finding) {
            return try Bytes(mapping: path).array
        } catch {
            throw Finding(.nomenclatureMissing, at: Place(file: path))
        }
    }
}
