internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// A SpreadsheetML package: which parts it has and what leads to what (ECMA-376 parts 1 and 2).
///
/// Parts are found through relationships and content types, never by their usual names. Part names are the archive's
/// own spelling, ready for `ZipArchive.entry`.
struct OpenXMLPackage: Sendable {
    /// The archive.
    let archive: ZipArchive
    /// The file's path as the user gave it, for findings.
    let file: String
    /// What each part is.
    let contentTypes: ContentTypes
    /// The part that holds the content types.
    let contentTypesPart: String
    /// The workbook part.
    let workbookPart: String
    /// Its content type.
    let workbookType: String
    /// Whether it declares macros.
    var isMacroEnabled: Bool { workbookType.contains("macroEnabled") }
    /// Whether it is a template.
    var isTemplate: Bool { workbookType.contains("template") }
    /// The relationships of the workbook part.
    let workbookRelationships: [Relationship]
    /// All sheets in workbook order, chart sheets and the like included.
    let allSheets: [SheetEntry]
    /// The worksheets in workbook order: what `WorkbookReader.sheets` lists, at the same indices.
    let sheets: [SheetEntry]
    /// The styles part; nil when there is none.
    let stylesPart: String?
    /// The shared strings part; nil when there is none.
    let sharedStringsPart: String?
    /// The calculation chain; nil when there is none.
    let calcChainPart: String?
    /// The parts of digital signatures of the package (not those of its macros); empty when it is not signed.
    let signatureParts: [String]
    /// Whether dates count from 1904.
    let uses1904: Bool
    /// Whether the workbook has a protection of any kind.
    let isProtected: Bool
    /// Whether that protection forbids adding sheets.
    let locksStructure: Bool
    /// The defined names, in document order.
    let definedNames: [DefinedName]

    /// The exact name of each entry by its folded name; the first one counts.
    private let names: [String: String]

    /// The largest part that is read whole, in bytes; sheets and shared strings are streamed and have no such limit.
    static let largestPart = 64 << 20

    /// Finds the parts of `archive`, which was read from `file`.
    ///
    /// - Throws: `XLS001` when it holds no workbook, `XLS002` when a part that must be there is not, `XLS003` for a
    ///   binary workbook, `XLS004` for a sheet without part, and findings of the archive and of the markup.
    init(_ archive: ZipArchive, file: String) throws(Finding) {
        var names: [String: String] = [:]
        for entry in archive.entries {
            let key = PartName.folded(entry.name)
            if names[key] == nil { names[key] = entry.name }
        }
        let parts = PartReader(archive: archive, names: names, file: file)
        guard let typesPart = parts.name("[Content_Types].xml") else {
            throw Finding(.notAWorkbook, at: Place(file: file))
        }
        let types = ContentTypes(try parts.element(of: typesPart))
        let root = try parts.relationships(of: "")
        let workbook = try Self.findWorkbook(root, types, parts)

        let relationships = try parts.relationships(of: workbook)
        func part(_ kind: String) -> String? { relationships.first { $0.kind == kind && $0.part != nil }?.part }
        let element = try parts.element(of: workbook)
        guard element.name == "workbook" else {
            throw Finding(.notAWorkbook, at: Place(file: file, part: workbook))
        }
        let all = try Self.listSheets(element, relationships, types, Place(file: file, part: workbook))

        self.archive = archive
        self.file = file
        self.names = names
        contentTypes = types
        contentTypesPart = typesPart
        workbookPart = workbook
        workbookType = types.type(of: workbook) ?? ""
        workbookRelationships = relationships
        allSheets = all
        sheets = all.filter { $0.kind == .worksheet }
        stylesPart = part("styles")
        sharedStringsPart = part("sharedStrings")
        calcChainPart = part("calcChain")
        signatureParts = try Self.findSignatures(root, types, parts)
        uses1904 = element.first("workbookPr")?.flag("date1904") ?? false
        let protection = element.first("workbookProtection")
        isProtected = protection != nil
        locksStructure = protection?.flag("lockStructure") ?? false
        definedNames = (element.first("definedNames")?.all("definedName") ?? []).map { name in
            DefinedName(
                name: name.attribute("name") ?? "", text: name.text,
                localSheet: name.attribute("localSheetId").flatMap { Int($0) }, isHidden: name.flag("hidden"))
        }
    }

    /// The archive's own spelling of `part`; nil when there is no such part.
    func name(_ part: String) -> String? { names[PartName.folded(part)] }

    /// The relationships of `part`, in document order; none when it has no relationships part.
    func relationships(of part: String) throws(Finding) -> [Relationship] { try reader.relationships(of: part) }

    /// The part that holds the relationships of `part`; nil when there is none.
    func relationshipsPart(of part: String) -> String? { name(PartName.relationships(of: part)) }

    /// The content type of `part`; nil when none is declared.
    func contentType(of part: String) -> String? { contentTypes.type(of: part) }

    /// All of `part`, inflated; at most `largestPart` bytes.
    func contents(of part: String) throws(Finding) -> [UInt8] { try reader.contents(of: part) }

    /// All of `part` as a tree.
    func element(of part: String) throws(Finding) -> Element { try reader.element(of: part) }

    private var reader: PartReader { PartReader(archive: archive, names: names, file: file) }

    private static func findWorkbook(_ root: [Relationship], _ types: ContentTypes, _ parts: PartReader)
        throws(Finding) -> String
    {
        let main = root.first { $0.kind == "officeDocument" && !$0.isExternal }
        if let main, main.part == nil {
            throw Finding(.partMissing, at: Place(file: parts.file, part: "_rels/.rels"), ["part": main.target])
        }
        let declared = types.overridden.first { isWorkbook($0.type) }.flatMap { parts.name($0.part) }
        guard let part = main?.part ?? declared else { throw Finding(.notAWorkbook, at: Place(file: parts.file)) }
        let type = types.type(of: part) ?? ""
        if type.hasPrefix("application/vnd.ms-excel.sheet.binary") {
            throw Finding(.binaryWorkbook, at: Place(file: parts.file, part: part))
        }
        guard isWorkbook(type) else {
            throw Finding(.notAWorkbook, at: Place(file: parts.file, part: part))
        }
        return part
    }

    /// Whether `type` is that of a workbook, a template, or one of them with macros.
    private static func isWorkbook(_ type: String) -> Bool {
        switch type {
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            "application/vnd.ms-excel.template.macroEnabled.main+xml",
            "application/vnd.ms-excel.addin.macroEnabled.main+xml":
            true
        default: false
        }
    }

    private static func listSheets(
        _ workbook: Element, _ relationships: [Relationship], _ types: ContentTypes, _ place: Place
    ) throws(Finding) -> [SheetEntry] {
        var byID: [String: Relationship] = [:]
        for relationship in relationships where byID[relationship.id] == nil { byID[relationship.id] = relationship }
        var sheets: [SheetEntry] = []
        for (position, sheet) in (workbook.first("sheets")?.all("sheet") ?? []).enumerated() {
            let name = sheet.attribute("name") ?? ""
            let id = sheet.attributes.first { $0.name == "id" && $0.namespace.hasSuffix("/relationships") }?.value
            guard let id, let relationship = byID[id], let part = relationship.part else {
                var spot = place
                spot.sheet = name
                throw Finding(.sheetWithoutPart, at: spot)
            }
            let kind: SheetEntry.Kind =
                switch relationship.kind {
                case "worksheet": .worksheet
                case "chartsheet": .chart
                case "dialogsheet": .dialog
                case "xlMacrosheet", "xlIntlMacrosheet": .macro
                default: .other
                }
            sheets.append(
                SheetEntry(
                    name: name, sheetID: sheet.attribute("sheetId").flatMap { Int($0) } ?? 0, relationshipID: id,
                    state: sheet.attribute("state").flatMap { .init(rawValue: $0) } ?? .visible, kind: kind,
                    part: part, position: position))
        }
        return sheets
    }

    private static func findSignatures(_ root: [Relationship], _ types: ContentTypes, _ parts: PartReader)
        throws(Finding) -> [String]
    {
        var found: [String] = []
        for origin in root where origin.type.hasSuffix("/digital-signature/origin") {
            guard let part = origin.part else { continue }
            found.append(part)
            for signature in try parts.relationships(of: part) {
                if let signaturePart = signature.part { found.append(signaturePart) }
            }
        }
        var known = Set(found)
        for (part, type) in types.overridden
        where type.hasPrefix("application/vnd.openxmlformats-package.digital-signature") {
            if let name = parts.name(part), known.insert(name).inserted { found.append(name) }
        }
        return found
    }
}

extension Element {
    /// The attribute `name` as xsd:boolean; `absent` when there is none.
    func flag(_ name: String, absent: Bool = false) -> Bool {
        guard let value = attribute(name) else { return absent }
        return value == "1" || value == "true" || value == "on"
    }
}
