public import Files
public import Findings
internal import OpenDocument
internal import OpenXML
public import Tabular
internal import ZipArchive

extension Workbook {
    /// The formats in which a new workbook can be written.
    public enum NewFormat: String, Sendable, Hashable, CaseIterable {
        /// OpenXML.
        case xlsx
        /// OpenDocument.
        case ods
    }

    /// Writes a new workbook of `format` with the same sheets and values, whatever this one's format.
    ///
    /// - Returns: what was lost on the way.
    /// - Throws: `CLA014` for a sheet whose cells are too far apart, and what reading or writing throws.
    public func writeNew(
        _ format: NewFormat, to sink: any ByteSink, options: EditOptions = EditOptions()
    ) throws -> [Finding] {
        try Self.writeNew(
            plainSheets(for: WorkbookEdit(), numericColumns: []), as: format, path: path, to: sink, options: options)
        return isPackage ? [Finding(.valuesAlone, at: Place(file: path))] : []
    }

    /// Writes a new workbook of `format` that holds `sheets`; `path` is the one shown in findings.
    ///
    /// - Throws: what the format's editor throws for a sheet that does not fit, and what the sink throws.
    public static func writeNew(
        _ sheets: [NewSheet], as format: NewFormat, path: String, to sink: any ByteSink,
        options: EditOptions = EditOptions()
    ) throws {
        switch format {
        case .xlsx: try OpenXMLNew.write(sheets: sheets, to: sink, options: options)
        case .ods:
            let blank = MemorySink()
            try FlatDocument(Bytes(Array(Self.blank.utf8)), file: path)
                .pack(mediaType: "application/vnd.oasis.opendocument.spreadsheet", to: blank, options: options)
            var edit = WorkbookEdit()
            edit.sheets = sheets
            _ = try OpenDocumentEditor(ZipArchive(Bytes(blank.bytes)), file: path)
                .write(edit, to: sink, options: options)
        }
    }

    /// A spreadsheet without a sheet (OpenDocument 1.3, part 3, sections 3.1.2 and 3.7), to which sheets are added.
    private static let blank = """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
        xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3">\
        <office:settings><config:config-item-set config:name="ooo:view-settings">\
        <config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\
        <config:config-item config:name="ViewId" config:type="string">view1</config:config-item>\
        <config:config-item-map-named config:name="Tables"></config:config-item-map-named>\
        </config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>\
        <office:styles><style:style style:name="Default" style:family="table-cell"/></office:styles>\
        <office:automatic-styles></office:automatic-styles><office:master-styles></office:master-styles>\
        <office:body><office:spreadsheet></office:spreadsheet></office:body></office:document>
        """
}
