public import Tabular

extension Reference {
    /// The measures that annotated `reader`, by id as marks have it, sorted.
    public static func owners(in reader: any WorkbookReader) -> [String] {
        let marks = Marks(in: reader)
        let columns = reader.sheets.indices.flatMap { marks.columns(ofSheet: $0).keys }
        // Columns that people appended themselves have no ratings.
        return Set(columns.filter { $0.key.hasSuffix(".cotation") }.map(\.owner)).sorted()
    }

    /// What the run of `owner` wrote, as `reader` keeps it; nil when it is not there or is not what was written.
    ///
    /// - Throws: what reading the sheet throws.
    public init?(of owner: String, in reader: any WorkbookReader) throws {
        guard let sheet = Marks(in: reader).sheet(Mark(.sheet, owner: owner, key: Self.sheetKey)),
            let reference = try ReferenceSheet.read(sheet, of: reader)
        else { return nil }
        self = reference
    }
}
