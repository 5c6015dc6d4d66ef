public import Files
public import Findings
public import Tabular
public import ZipArchive

/// Writes an OpenDocument spreadsheet again with columns and sheets added, and nothing else changed.
///
/// `content.xml` is copied byte for byte with pieces spliced in, in two passes: one to learn where, one to write.
/// `styles.xml` gets what conditional formats and pages need, `settings.xml` the panes of new sheets, the package the
/// documents of charts, which the manifest lists; every other entry keeps its compressed bytes. What an earlier run left on
/// the columns and sheets that the edit writes again is found again or replaced, so the same edit gives the same bytes.
public struct OpenDocumentEditor: Sendable {
    private let archive: ZipArchive
    private let file: String
    private let mediaType: String
    private let skeleton: ContentSkeleton?

    /// Prepares to edit the package `archive`; `file` is the path shown in findings. What opening the same package learnt, if
    /// `opened` is given, saves a pass over it.
    ///
    /// - Throws: `ODS001` when it is no spreadsheet, `ODS002` when it is encrypted.
    public init(_ archive: ZipArchive, file: String, opened: OpenDocumentWorkbook? = nil) throws(Finding) {
        do {
            mediaType = try Package.check(archive, file: file)
        } catch {
            throw error.inFile(file)
        }
        self.archive = archive
        self.file = file
        skeleton = opened?.skeleton
    }

    /// Writes the workbook with `edit` to `sink`.
    ///
    /// - Returns: what the user should know of, for example a dropped signature.
    /// - Throws: `ODS020` for a signed workbook, `ODS022` to `ODS025` and `ODS029` when the edit does not fit, before
    ///   anything is written; and what reading or writing throws.
    public func write(
        _ edit: WorkbookEdit, to sink: any ByteSink, options: EditOptions = EditOptions()
    ) throws -> [Finding] {
        do {
            var job = try EditJob(edit, archive, skeleton, file: file)
            try job.checkSignature(options)
            return try job.write(to: sink, mediaType: mediaType, options: options)
        } catch let finding as Finding {
            throw finding.inFile(file)
        }
    }
}
