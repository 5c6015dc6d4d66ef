public import Tabular

/// Where the lines of an annotated workbook were read first.
///
/// Reading an annotated workbook again gives another file but the same lines: the source is then still the first one.
public struct AnnotatedSource: Sendable, Hashable {
    /// The file's name.
    public var file: String
    /// Its SHA-256, lower-case hexadecimal.
    public var sha256: String
    /// Its size in bytes.
    public var size: Int
    /// The fingerprint of its lines: the same for the same lines.
    public var lines: String

    /// A source.
    public init(file: String, sha256: String, size: Int, lines: String) {
        self.file = file
        self.sha256 = sha256
        self.size = size
        self.lines = lines
    }

    private static let names = (
        file: "Fichier source", sha256: "SHA-256 du fichier source", size: "Taille en octets",
        lines: "Empreinte des lignes lues (SHA-256)"
    )

    /// What the provenance sheet tells of it.
    public var facts: [Provenance.Fact] {
        [
            Provenance.Fact(Self.names.file, .text(file)), Provenance.Fact(Self.names.sha256, .text(sha256)),
            Provenance.Fact(Self.names.size, .integer(Int64(size))), Provenance.Fact(Self.names.lines, .text(lines)),
        ]
    }

    /// The source that the provenance sheet of an earlier run of `owner` in `reader` tells; nil when there is none, or
    /// when it does not tell it all.
    ///
    /// - Throws: what reading the sheet throws.
    public init?(toldIn reader: any WorkbookReader, by owner: String) throws {
        guard let sheet = Marks(in: reader).sheet(ProvenanceSheet.mark(of: owner)) else { return nil }
        var told: [String: String] = [:]
        _ = try reader.readSheet(sheet, columns: ColumnSelection([0, 1])) { batch in
            for row in batch.rows {
                let cells = batch.cells[row.cells]
                guard cells.count == 2, let name = cells.first, let value = cells.last else { continue }
                let text = batch.text(of: name)
                if told[text] == nil { told[text] = batch.text(of: value) }
            }
            return .next
        }
        guard let file = told[Self.names.file], let sha256 = told[Self.names.sha256],
            let size = told[Self.names.size].flatMap({ Int($0) }), let lines = told[Self.names.lines]
        else { return nil }
        self.init(file: file, sha256: sha256, size: size, lines: lines)
    }
}
