internal import Findings
public import Tabular

/// Reads the budget lines of a workbook's sheet.
public struct Importer: Sendable {
    /// An importer; it keeps nothing between runs.
    public init() {}

    /// Reads the lines of `reader`, opened from `file`, as `settings` say. What earlier runs of the program wrote there is
    /// not seen.
    ///
    /// - Throws: `IMP…`, `PRF…`, `NOM…` or `YML…` with its place, and what the reader throws.
    public func run(reader: any WorkbookReader, file: String, settings: ImportSettings) throws -> Import {
        let (original, asked) = (reader, settings.profile)
        let settings = settings.suited(to: reader)
        let reader = SourceReader(reader)
        let choice = try SheetChoice(reader, file: file, settings: settings)
        var rows = RowCollector(choice.header, profile: choice.profile, place: choice.place)
        // Text in other columns tells totals from lines; what else is there is of no use.
        let columns = ColumnSelection(choice.header.columns.map(\.column), keepsText: true)
        let summary = try reader.readSheet(choice.sheet, columns: columns) { batch in
            try rows.take(batch)
            return .next
        }
        var result = Import()
        result.sheet = choice.sheet
        result.sheetName = choice.place.sheet ?? ""
        result.profile = choice.profile.id
        result.profileReason = choice.reason
        result.columns = choice.header.columns
        result.others = choice.header.others
        result.lastColumn = summary.lastColumn ?? summary.used?.last.column ?? 0
        result.findings = (reader.findings + summary.findings).map { $0.inFile(file) } + choice.findings
        // Given away: codes and texts that two owners share would be copied at the first change, and both kept.
        var builder = LineBuilder(consume rows, choice: choice, settings: settings, into: result)
        var built = try builder.build()
        built.judge(original, asked: asked, at: choice.place)
        return built
    }
}
