public import Files
internal import Findings
public import Tabular
internal import ZipArchive

/// Writes a SpreadsheetML workbook from nothing: the smallest package that every program opens without a word.
public enum OpenXMLNew {
    /// Writes a workbook of `sheets` to `sink`; same sheets, same bytes, no clock.
    ///
    /// The sheets of the indices `rewritten` are compressed as fast as can be: an edit will compress them again.
    /// - Throws: `XLE002` when a sheet does not fit in the grid, `XLE007` when a text does not fit in a cell, `XLE011`
    ///   when a name is refused, and what the sink throws.
    public static func write(
        sheets: [NewSheet], to sink: any ByteSink, options: EditOptions = EditOptions(), rewritten: Set<Int> = []
    ) throws {
        let namespaces = Namespaces(isStrict: false)
        let styles = try StyleBook(StyleBook.minimal(namespaces), part: "xl/styles.xml")
        var names: Set<String> = []
        var partNames = PartNames([])
        var parts: [NewSheetPart] = []
        var others: [SheetParts] = []
        for (index, sheet) in sheets.enumerated() {
            try sheet.checkName(&names)
            let own = try SheetParts(
                for: sheet, at: part(index), names: &partNames, folder: "xl/", namespaces: namespaces, uses1904: false)
            let part = NewSheetPart(sheet, with: own, namespaces: namespaces, uses1904: false, styles: styles)
            try part.check()
            parts.append(part)
            others.append(own)
        }
        guard sheets.contains(where: { !$0.isHidden }) else {
            throw Finding(.sheetNameRefused, ["name": ""])
        }
        let writer = ZipWriter(to: sink)
        func add(_ name: String, _ text: String) throws {
            try writer.add(name, Array((Namespaces.declaration + text).utf8), level: options.compression)
        }
        try add("[Content_Types].xml", contentTypes(count: sheets.count, others.flatMap(\.parts)))
        try add("_rels/.rels", rootRelationships)
        try add("docProps/app.xml", applicationProperties)
        try add("docProps/core.xml", coreProperties)
        try add("xl/workbook.xml", workbook(sheets, recalculates: parts.contains { $0.hasFormulas }, namespaces))
        try add("xl/_rels/workbook.xml.rels", workbookRelationships(count: sheets.count, namespaces))
        for (index, part) in parts.enumerated() {
            let level = rewritten.contains(index) ? 1 : Self.level(of: sheets[index], options.compression)
            try writer.add(Self.part(index), level: level) { write in try part.write(to: write) }
            for other in others[index].parts { try writer.add(other.name, other.contents, level: options.compression) }
        }
        try writer.add("xl/styles.xml", try styles.finished(), level: options.compression)
        try writer.finish()
    }

    /// The level at which `sheet` is compressed where `level` is asked for.
    ///
    /// Rows of long columns repeat those above them: there zlib's level 5 gives hardly more bytes than 6 (8.3 MB and 8.1 MB of
    /// 80 MB of an annex's matrix) in two thirds of its time.
    private static func level(of sheet: NewSheet, _ level: Int) -> Int {
        sheet.columns.isEmpty ? level : level == 6 ? 5 : level
    }

    /// The part of sheet `index`, from 0.
    private static func part(_ index: Int) -> String { "xl/worksheets/sheet\(index + 1).xml" }

    private static let packageNamespace = "http://schemas.openxmlformats.org/package/2006/"

    private static func contentTypes(count: Int, _ others: [NewPart]) -> String {
        var text = "<Types xmlns=\"\(packageNamespace)content-types\">"
        text += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        if others.contains(where: { $0.type == Namespaces.boxesType }) {
            text += "<Default Extension=\"vml\" ContentType=\"\(Namespaces.boxesType)\"/>"
        }
        func override(_ part: String, _ type: String) {
            text += "<Override PartName=\"\(part)\" ContentType=\"\(type)\"/>"
        }
        override("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
        override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        override("/xl/workbook.xml", Namespaces.contentType("sheet.main"))
        for index in 0..<count {
            override("/\(part(index))", Namespaces.contentType("worksheet"))
        }
        for other in others {
            if let type = other.type, type != Namespaces.boxesType { override("/\(other.name)", type) }
        }
        override("/xl/styles.xml", Namespaces.contentType("styles"))
        return text + "</Types>"
    }

    private static var rootRelationships: String {
        let office = Namespaces(isStrict: false).relationships
        return "<Relationships xmlns=\"\(packageNamespace)relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"\(packageNamespace)relationships/metadata/core-properties\""
            + " Target=\"docProps/core.xml\"/>"
            + "<Relationship Id=\"rId3\" Type=\"\(office)/extended-properties\" Target=\"docProps/app.xml\"/>"
            + "</Relationships>"
    }

    private static let applicationProperties =
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        + "<Application>mesures</Application></Properties>"

    private static let coreProperties =
        "<cp:coreProperties xmlns:cp=\"\(packageNamespace)metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>mesures</dc:creator></cp:coreProperties>"

    private static func workbook(_ sheets: [NewSheet], recalculates: Bool, _ namespaces: Namespaces) -> String {
        var text = "<workbook xmlns=\"\(namespaces.main)\" xmlns:r=\"\(namespaces.relationships)\">"
        let visible = sheets.firstIndex { !$0.isHidden } ?? 0
        text += "<bookViews><workbookView" + (visible > 0 ? " firstSheet=\"\(visible)\" activeTab=\"\(visible)\"" : "")
        text += "/></bookViews><sheets>"
        var names = ""
        for (index, sheet) in sheets.enumerated() {
            text += "<sheet name=\"\(CellMarkup.escaped(sheet.name, inAttribute: true))\" sheetId=\"\(index + 1)\""
            text += (sheet.isHidden ? " state=\"hidden\"" : "") + " r:id=\"rId\(index + 1)\"/>"
            if let range = sheet.printRange {
                names += "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"\(index)\">"
                names += CellMarkup.escaped(FormulaText.absolute(range, sheet: sheet.name)) + "</definedName>"
            }
            if let rows = sheet.printTitleRows, !rows.isEmpty {
                let reference = FormulaText.qualifier(sheet.name) + "$\(rows.lowerBound + 1):$\(rows.upperBound)"
                names += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">"
                names += CellMarkup.escaped(reference) + "</definedName>"
            }
        }
        for sheet in sheets {
            guard let mark = sheet.mark else { continue }
            let reference = FormulaText.qualifier(sheet.name) + "$A$1"
            names += "<definedName name=\"\(CellMarkup.escaped(mark.name, inAttribute: true))\" hidden=\"1\">"
            names += CellMarkup.escaped(reference) + "</definedName>"
        }
        text += "</sheets>"
        if !names.isEmpty { text += "<definedNames>\(names)</definedNames>" }
        if recalculates { text += "<calcPr fullCalcOnLoad=\"1\"/>" }
        return text + "</workbook>"
    }

    private static func workbookRelationships(count: Int, _ namespaces: Namespaces) -> String {
        var text = "<Relationships xmlns=\"\(packageNamespace)relationships\">"
        for index in 0..<count {
            text += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(namespaces.relationship("worksheet"))\""
            text += " Target=\"worksheets/sheet\(index + 1).xml\"/>"
        }
        text +=
            "<Relationship Id=\"rId\(count + 1)\" Type=\"\(namespaces.relationship("styles"))\" Target=\"styles.xml\"/>"
        return text + "</Relationships>"
    }
}
