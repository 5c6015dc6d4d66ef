/// The namespaces and relationship types of a workbook: transitional (ECMA-376) or strict (ISO/IEC 29500-1).
struct Namespaces {
    /// Whether the workbook is strict.
    let isStrict: Bool

    /// The main namespace of spreadsheets.
    var main: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
            : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }

    /// The namespace of relationship references, `r:id`.
    var relationships: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }

    /// The type of the relationship to a worksheet, to the styles, and so on.
    func relationship(_ kind: String) -> String { relationships + "/" + kind }

    /// Both namespaces of relationship references.
    static let anyRelationships = [Namespaces(isStrict: false).relationships, Namespaces(isStrict: true).relationships]

    /// A namespace of DrawingML: `main`, `chart`, `spreadsheetDrawing`.
    func drawing(_ kind: String) -> String {
        (isStrict ? "http://purl.oclc.org/ooxml/drawingml/" : "http://schemas.openxmlformats.org/drawingml/2006/")
            + kind
    }

    /// A whole number of percents as an attribute of DrawingML; only strict documents write the sign.
    func percent(_ value: Int) -> String { isStrict ? "\(value)%" : "\(value)" }

    /// The namespace of relationships parts.
    static let packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// The content type of a spreadsheet part.
    static func contentType(_ kind: String) -> String {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml"
    }

    /// The content type of the part that places drawings on a sheet.
    static let drawingType = "application/vnd.openxmlformats-officedocument.drawing+xml"
    /// The content type of a chart.
    static let chartType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    /// The content type of the boxes of notes.
    static let boxesType = "application/vnd.openxmlformats-officedocument.vmlDrawing"

    /// The XML declaration of parts that the program creates.
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}

/// The order of child elements, which spreadsheet programs insist on.
enum ChildOrder {
    /// CT_Worksheet (ECMA-376 part 1, section 18.3.1.99).
    static let worksheet = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
        "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
        "webPublishItems", "tableParts", "extLst",
    ]

    /// CT_Workbook (section 18.2.27).
    static let workbook = [
        "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
        "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
        "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
    ]

    /// CT_Stylesheet (section 18.8.39).
    static let styles = [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
        "colors",
        "extLst",
    ]
}
