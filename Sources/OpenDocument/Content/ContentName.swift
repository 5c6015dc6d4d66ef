/// The names of `content.xml` that matter here, elements and attributes alike, whatever their prefix
/// (OpenDocument 1.3, part 3; `calcext` is LibreOffice's published extension).
enum ContentName: UInt8 {
    case other
    // Frame
    case documentContent, automaticStyles, body, spreadsheet, style, tableProperties
    // Before and after the tables
    case calculationSettings, trackedChanges, contentValidations, contentValidation, labelRanges
    case databaseRanges, databaseRange, filter, namedExpressions, namedRange, namedExpression
    // A table
    case table, tableColumns, headerColumns, columnGroup, column
    case tableRows, headerRows, rowGroup, row, cell, coveredCell
    case conditionalFormats, conditionalFormat, object
    // Text
    case paragraph, heading, space, tab, lineBreak, list, listItem, rubyText, annotation
    // Attributes
    case name, styleName, family, display, dataStyleName, parentStyleName
    case columnsRepeated, rowsRepeated, columnsSpanned, rowsSpanned, visibility, defaultCellStyle
    case valueType, value, dateValue, timeValue, booleanValue, stringValue, formula, validationName
    case calcValueType, count, targetRange, displayFilterButtons, containsHeader, orientation, printRanges
    case matrixColumns, matrixRows, rangeAddress, expression
    case applyStyleName, baseCellAddress, href, structureProtected, protected
}

/// A namespace of OpenDocument: its URI and the prefix it usually has.
enum ContentNamespace: String, CaseIterable {
    case office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    case style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    case text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    case table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    case drawing = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    case number = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
    case fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    case xlink = "http://www.w3.org/1999/xlink"
    case formula = "urn:oasis:names:tc:opendocument:xmlns:of:1.2"
    case calcext = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    case loext = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    case svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    case dc = "http://purl.org/dc/elements/1.1/"
    case config = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"

    /// The prefix that OpenDocument 1.3, part 3, section 1.4 and LibreOffice use.
    var usualPrefix: String {
        switch self {
        case .office: "office"
        case .style: "style"
        case .text: "text"
        case .table: "table"
        case .drawing: "draw"
        case .number: "number"
        case .fo: "fo"
        case .xlink: "xlink"
        case .formula: "of"
        case .calcext: "calcext"
        case .loext: "loext"
        case .svg: "svg"
        case .dc: "dc"
        case .config: "config"
        }
    }
}

extension ContentName {
    /// How each name is spelled: namespace and local name.
    static let spellings: [(ContentNamespace, String, ContentName)] = [
        (.office, "document-content", .documentContent), (.office, "automatic-styles", .automaticStyles),
        (.office, "body", .body), (.office, "spreadsheet", .spreadsheet), (.style, "style", .style),
        (.style, "table-properties", .tableProperties),
        (.table, "calculation-settings", .calculationSettings), (.table, "tracked-changes", .trackedChanges),
        (.table, "content-validations", .contentValidations), (.table, "content-validation", .contentValidation),
        (.table, "label-ranges", .labelRanges), (.table, "database-ranges", .databaseRanges),
        (.table, "database-range", .databaseRange), (.table, "filter", .filter),
        (.table, "named-expressions", .namedExpressions), (.table, "named-range", .namedRange),
        (.table, "named-expression", .namedExpression), (.table, "cell-range-address", .rangeAddress),
        (.table, "expression", .expression),
        (.table, "table", .table), (.table, "table-columns", .tableColumns),
        (.table, "table-header-columns", .headerColumns), (.table, "table-column-group", .columnGroup),
        (.table, "table-column", .column), (.table, "table-rows", .tableRows),
        (.table, "table-header-rows", .headerRows), (.table, "table-row-group", .rowGroup),
        (.table, "table-row", .row), (.table, "table-cell", .cell), (.table, "covered-table-cell", .coveredCell),
        (.calcext, "conditional-formats", .conditionalFormats),
        (.calcext, "conditional-format", .conditionalFormat), (.calcext, "target-range-address", .targetRange),
        (.calcext, "apply-style-name", .applyStyleName), (.drawing, "object", .object), (.xlink, "href", .href),
        (.text, "p", .paragraph), (.text, "h", .heading), (.text, "s", .space), (.text, "tab", .tab),
        (.text, "line-break", .lineBreak), (.text, "list", .list), (.text, "list-item", .listItem),
        (.text, "ruby-text", .rubyText), (.office, "annotation", .annotation),
        (.table, "name", .name), (.style, "name", .name), (.table, "style-name", .styleName),
        (.style, "family", .family), (.table, "display", .display), (.style, "data-style-name", .dataStyleName),
        (.style, "parent-style-name", .parentStyleName),
        (.table, "number-columns-repeated", .columnsRepeated), (.table, "number-rows-repeated", .rowsRepeated),
        (.table, "number-columns-spanned", .columnsSpanned), (.table, "number-rows-spanned", .rowsSpanned),
        (.table, "visibility", .visibility), (.table, "default-cell-style-name", .defaultCellStyle),
        (.office, "value-type", .valueType), (.office, "value", .value), (.office, "date-value", .dateValue),
        (.office, "time-value", .timeValue), (.office, "boolean-value", .booleanValue),
        (.office, "string-value", .stringValue), (.table, "formula", .formula),
        (.table, "content-validation-name", .validationName), (.calcext, "value-type", .calcValueType),
        (.text, "c", .count), (.table, "target-range-address", .targetRange),
        (.table, "display-filter-buttons", .displayFilterButtons), (.table, "contains-header", .containsHeader),
        (.table, "orientation", .orientation), (.table, "print-ranges", .printRanges),
        (.table, "number-matrix-columns-spanned", .matrixColumns), (.table, "number-matrix-rows-spanned", .matrixRows),
        (.table, "base-cell-address", .baseCellAddress), (.table, "structure-protected", .structureProtected),
        (.table, "protected", .protected),
    ]
}
