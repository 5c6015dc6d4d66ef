public import Findings

extension Nomenclature {
    /// The columns of a table, in order (`pipelines/nomenclatures/make.py` writes them).
    static let columns = [
        "type", "code", "libelle", "parent", "section", "DR", "RR", "DOES", "ROES", "DOIS", "ROIS", "DEquip", "REquip",
        "supprime",
    ]

    /// Reads a table of `pipelines/nomenclatures/`: UTF-8, `;`, comment lines with `#`, then the header.
    ///
    /// - Throws: `NOM002` with the line that cannot be understood.
    public init(reading bytes: [UInt8], id: String, exercice: Int, file: String) throws(Finding) {
        var accounts: [Account] = []
        var chapters: [Chapter] = []
        var fonctions: [Fonction] = []
        var isHeaderRead = false
        let rows = SemicolonTable(bytes)
        for (line, fields) in rows {
            let place = Place(file: file, line: line)
            guard fields.count == Self.columns.count else { throw Finding(.nomenclatureUnreadable, at: place) }
            guard isHeaderRead else {
                guard fields == Self.columns else { throw Finding(.nomenclatureUnreadable, at: place) }
                isHeaderRead = true
                continue
            }
            switch fields[0] {
            case "chapitre", "chapitre-fonction":
                chapters.append(
                    Chapter(
                        code: fields[1], label: fields[2], section: fields[4],
                        isByFonction: fields[0] == "chapitre-fonction"))
            case "compte":
                accounts.append(
                    Account(
                        code: fields[1], label: fields[2], parent: fields[3], chapters: Array(fields[5...10]),
                        isEquipmentExpense: fields[11] == "1", isEquipmentReceipt: fields[12] == "1",
                        removed: fields[13].isEmpty ? nil : fields[13]))
            case "fonction":
                fonctions.append(Fonction(code: fields[1], label: fields[2], parent: fields[3]))
            default: throw Finding(.nomenclatureUnreadable, at: place)
            }
        }
        guard isHeaderRead else { throw Finding(.nomenclatureUnreadable, at: Place(file: file, line: 1)) }
        self.init(id: id, exercice: exercice, accounts: accounts, chapters: chapters, fonctions: fonctions)
    }
}

/// The rows of a small table with `;` between fields, without quotes; comments and empty lines left out.
struct SemicolonTable: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position: Int
    private var line = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next row: its line from 1, its fields.
    mutating func next() -> (Int, [String])? {
        while position < bytes.count {
            let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var row = bytes[position..<end]
            position = end + 1
            line += 1
            if row.last == UInt8(ascii: "\r") { row.removeLast() }
            if row.isEmpty || row.first == UInt8(ascii: "#") { continue }
            let fields = row.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            return (line, fields.map { String(decoding: $0, as: UTF8.self) })
        }
        return nil
    }
}
