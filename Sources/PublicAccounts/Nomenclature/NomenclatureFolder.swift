internal import Files
public import Findings

/// A folder of account plans that takes new ones.
public struct NomenclatureFolder: Sendable {
    /// Its path; it need not be there yet.
    public let path: String

    /// The folder at `path`.
    public init(_ path: String) { self.path = path }

    /// What adding a plan gave.
    public struct Addition: Sendable {
        /// The plan's name.
        public var id: String
        /// Its year.
        public var exercice: Int
        /// The path of its table.
        public var path: String
        /// How many accounts it has.
        public var accounts: Int
        /// How many functions it has.
        public var fonctions: Int
        /// The SHA-256 of the document.
        public var sha256: String
        /// Whether the folder already had these very bytes: then nothing was written.
        public var isUnchanged: Bool
        /// What was noticed.
        public var findings: [Finding]
    }

    /// Makes a table of the `planDeCompte.xml` at `source` and lists it in the folder's index. `id` and `exercice` stand
    /// over what the document declares, which is sometimes wrong (that of M42 for 2022 declares 2020).
    ///
    /// - Throws: `FIC…`, `XML…`, `NOM012` when the document is no account plan or does not say which, `NOM013` when the
    ///   folder has another table of that plan and year and `replaces` is false. Nothing has changed then.
    public func add(
        _ source: String, id: String? = nil, exercice: Int? = nil, replaces: Bool = false
    ) throws(Finding) -> Addition {
        let document = try PlanDocument(reading: FileSystem.read(source), file: source)
        let id = id ?? document.declaredId
        // The name becomes that of a file.
        guard !id.isEmpty, id.utf8.allSatisfy({ Self.isOfName($0) }) else {
            throw Finding(.planDocumentInvalid, at: Place(file: source), ["detail": "Nomenclature@Declinaison"])
        }
        guard let exercice = exercice ?? Int(document.declaredExercice), (1900...9999).contains(exercice) else {
            throw Finding(.planDocumentInvalid, at: Place(file: source), ["detail": "Nomenclature@Exer"])
        }
        let table = document.table(id: id, exercice: exercice)
        // What is written must be what is read: the table is read before anything appears.
        let name = "\(id)-\(exercice).csv"
        let tablePath = FilePaths.join(path, name)
        let plan = try Nomenclature(reading: table, id: id, exercice: exercice, file: tablePath)
        var addition = Addition(
            id: id, exercice: exercice, path: tablePath, accounts: plan.accounts.count,
            fonctions: plan.fonctions.count, sha256: document.sha256, isUnchanged: false, findings: document.findings)

        let made = try FileSystem.makeFolder(path)
        do throws(Finding) {
            let lock = try FolderLock(path)
            defer { withExtendedLifetime(lock) {} }
            let hasIndex = FileSystem.exists(FilePaths.join(path, NomenclatureIndex.fileName))
            var index = hasIndex ? try NomenclatureIndex(of: path) : NomenclatureIndex()
            if let there = index.entries.first(where: { $0.id == id && $0.exercice == exercice }) {
                addition.isUnchanged = try NomenclatureIndex.read(there.path) == table
                if addition.isUnchanged { return addition }
                guard replaces else {
                    throw Finding(
                        .planAlreadyThere, at: Place(file: there.path), ["id": id, "year": String(exercice)])
                }
            }
            index.put([
                id, String(exercice), name, document.norme, String(document.count(of: "chapitre")),
                String(plan.accounts.count), String(plan.fonctions.count), document.sha256,
            ])
            let tableFile = try AtomicFile(tablePath, sparing: [source])
            try tableFile.write(table[...])
            let indexFile = try AtomicFile(FilePaths.join(path, NomenclatureIndex.fileName), sparing: [source])
            try indexFile.write(index.bytes[...])
            // The index last: it never lists a table that is not there.
            try tableFile.commit()
            try indexFile.commit()
        } catch {
            FileSystem.removeEmptyFolders(made)
            throw error
        }
        return addition
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
