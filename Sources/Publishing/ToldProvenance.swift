public import Tabular

/// What the provenance sheet of an annotated workbook tells of the run that wrote it.
public struct ToldProvenance: Sendable {
    /// A file that the run relied on.
    public struct File: Sendable, Hashable {
        /// What it was to the run.
        public var role: String
        /// Its path as the sheet shows it.
        public var path: String
        /// Its version; empty when it has none.
        public var version: String
        /// Its SHA-256, lower-case hexadecimal.
        public var sha256: String
    }

    /// The name of the pipeline.
    public private(set) var pipeline: String?
    /// The exercice that the measure was computed for.
    public private(set) var exercice: Int?
    /// The files.
    public private(set) var files: [File] = []

    /// Who annotated `reader`, by its first provenance sheet; nil when nobody did.
    public static func owner(in reader: any WorkbookReader) -> String? {
        reader.names.lazy.filter { $0.sheet == nil }.compactMap { Mark(name: $0.name) }
            .first { $0.kind == .sheet && $0.key == ProvenanceSheet.key }?.owner
    }

    /// What the provenance sheet of `owner` in `reader` tells; nil when there is none.
    ///
    /// - Throws: what reading the sheet throws.
    public init?(in reader: any WorkbookReader, by owner: String) throws {
        guard let sheet = Marks(in: reader).sheet(ProvenanceSheet.mark(of: owner)) else { return nil }
        var isFiles = false
        _ = try reader.readSheet(sheet, columns: .all) { batch in
            for row in batch.rows {
                var texts: [Int: String] = [:]
                for cell in batch.cells[row.cells] { texts[Int(cell.column)] = batch.text(of: cell) }
                let name = texts[0] ?? ""
                if name == ProvenanceSheet.filesTitle {
                    isFiles = true
                } else if isFiles {
                    guard let sha256 = texts[4], sha256.utf8.count == 64 else {
                        isFiles = false
                        continue
                    }
                    files.append(
                        File(role: name, path: texts[1] ?? "", version: texts[2] ?? "", sha256: sha256))
                } else if name == Provenance.pipelineFact, pipeline == nil {
                    pipeline = texts[1]
                } else if name == Provenance.exerciceFact, exercice == nil {
                    exercice = texts[1].flatMap { Int($0) }
                }
            }
            return .next
        }
    }
}
