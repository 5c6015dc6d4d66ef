public import Files
public import Findings
internal import Markup
public import Tabular
public import ZipArchive

/// Writes a SpreadsheetML workbook again with columns and sheets added; everything else stays as it is.
///
/// Parts that need not change are copied with their compressed bytes, in their order; new parts follow. Parts that must
/// change are spliced: what is not ours keeps its very bytes. The input is never written to.
public struct OpenXMLEditor: Sendable {
    let package: OpenXMLPackage
    private let strings: SharedStringsPart?

    /// An editor of `archive`, which was read from `file`. What opening the same package learnt, if `opened` is given, need not
    /// be read again.
    ///
    /// - Throws: `XLS001` to `XLS006` when the package is no workbook that can be read.
    public init(_ archive: ZipArchive, file: String, opened: OpenXMLWorkbook? = nil) throws(Finding) {
        package = try OpenXMLPackage(archive, file: file)
        strings = opened?.strings
    }

    /// Writes the workbook with `edit` to `sink`; same input and edit, same bytes.
    ///
    /// What a filter, a table, a print area covers is extended over appended columns when they continue it: it ends at
    /// their left neighbour and has the header and all body rows. Columns and sheets of an earlier run are written anew in
    /// their place, with their marks, colours, drop-downs, notes and charts.
    /// - Returns: what someone should know of the result.
    /// - Throws: `XLE001` when a cell is taken, `XLE002` when there is no room, `XLE003` for a signed workbook,
    ///   `XLE005` for a locked one, `XLE015` when a sheet cannot be replaced, and what the reading or the sink throws. `sink` is then to be thrown away.
    public func write(_ edit: WorkbookEdit, to sink: any ByteSink, options: EditOptions = EditOptions()) throws
        -> [Finding]
    {
        do {
            let strings = try strings ?? (edit.blocks.isEmpty ? SharedStringsPart() : SharedStrings.read(package))
            var writing = try EditWriting(edit, package: package, strings: strings, options: options)
            return try writing.write(to: sink).map { $0.inFile(package.file) }
        } catch let finding as Finding {
            throw finding.inFile(package.file)
        }
    }
}
