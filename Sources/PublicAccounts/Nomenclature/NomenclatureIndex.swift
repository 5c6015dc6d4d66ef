internal import Files
internal import Findings

/// The list of the plans of a folder, `index.csv`: `nomenclature`, `exercice`, `fichier`, `norme`, how many `chapitres`,
/// `comptes`, `fonctions`, and the `sha256` of the document that each table was made of.
struct NomenclatureIndex {
    static let fileName = "index.csv"
    static let columns = [
        "nomenclature", "exercice", "fichier", "norme", "chapitres", "comptes", "fonctions", "sha256",
    ]

    /// The rows after the header, as they are written.
    private(set) var rows: [[String]] = []
    private(set) var entries: [NomenclatureStore.Entry] = []

    /// A list of nothing.
    init() {}

    /// The list of `folder`; only the first three columns must be there.
    ///
    /// - Throws: `NOM001` when there is none, `NOM002` with the line that cannot be understood.
    init(of folder: String) throws(Finding) {
        let path = FilePaths.join(folder, Self.fileName)
        for (line, fields) in SemicolonTable(try Self.read(path)).dropFirst() {
            guard fields.count >= 3, let exercice = Int(fields[1]), !fields[2].contains("/") else {
                throw Finding(.nomenclatureUnreadable, at: Place(file: path, line: line))
            }
            rows.append(fields)
            entries.append(
                NomenclatureStore.Entry(
                    id: fields[0], exercice: exercice, path: FilePaths.join(folder, fields[2]),
                    norme: fields.count > 3 ? fields[3] : "", source: fields.count > 7 ? fields[7] : ""))
        }
    }

    /// Adds a row, or writes the one of the same plan and year anew, in its place.
    mutating func put(_ row: [String]) {
        if let place = rows.firstIndex(where: { $0.prefix(2) == row.prefix(2) }) {
            rows[place] = row
        } else {
            rows.append(row)
        }
    }

    /// The list as it is written.
    var bytes: [UInt8] {
        Array(([Self.columns] + rows).map { $0.joined(separator: ";") + "\n" }.joined().utf8)
    }

    static func read(_ path: String) throws(Finding) -> [UInt8] {
        do throws(Finding) {
            return try Bytes(mapping: path).array
        } catch {
            throw Finding(.nomenclatureMissing, at: Place(file: path))
        }
    }
}
