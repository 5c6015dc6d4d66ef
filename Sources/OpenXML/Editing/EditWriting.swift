internal import Files
internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// One writing of an edited package: first everything is planned and checked, then the entries are written in order.
struct EditWriting {
    private let package: OpenXMLPackage
    private let options: EditOptions
    private let namespaces: Namespaces
    private let styles: StyleBook
    private let stylesPart: String
    private var findings: [Finding] = []
    /// By part: what is written instead of the part's contents.
    private var changed: [String: [UInt8]] = [:]
    /// By part: the block that is spliced into the sheet.
    private var blocks: [String: (block: ColumnBlock, place: Place, table: TableEdit?)] = [:]
    private var dropped: Set<String> = []
    private var added: [AddedSheet] = []

    /// Plans `edit`.
    init(_ edit: WorkbookEdit, package: OpenXMLPackage, options: EditOptions) throws(Finding) {
        self.package = package
        self.options = options
        let bytes = try Self.text(of: package.workbookPart, in: package)
        let workbook = try WorkbookPartEdit(bytes, part: package.workbookPart)
        namespaces = Namespaces(isStrict: try workbook.isStrict())
        if let part = package.stylesPart {
            stylesPart = part
            styles = try StyleBook(try Self.text(of: part, in: package), part: part)
        } else {
            stylesPart = Self.freshPart("styles", after: package)
            styles = try StyleBook(StyleBook.minimal(namespaces), part: stylesPart)
        }
        try planBlocks(edit.blocks.filter { !$0.columns.isEmpty })
        try planSheets(edit.sheets)
        try planSignature()
        var positions: [Int: ColumnBlock] = [:]
        for block in edit.blocks where !block.columns.isEmpty {
            positions[package.sheets[block.sheet].position] = block
        }
        let recalculates =
            edit.blocks.contains { $0.hasFormulas } || added.contains { part(of: $0).hasFormulas }
        if let bytes = try workbook.edited(
            adding: added, blocks: positions, recalculates: recalculates, namespaces)
        {
            changed[package.workbookPart] = bytes
        }
        try planPackageParts()
    }

    // MARK: Planning

    private mutating func planBlocks(_ list: [ColumnBlock]) throws(Finding) {
        for block in list {
            guard package.sheets.indices.contains(block.sheet) else {
                throw Finding(.sheetUnfit, ["detail": "\(block.sheet)"])
            }
            let sheet = package.sheets[block.sheet]
            let place = Place(file: package.file, part: sheet.part, sheet: sheet.name)
            guard blocks[sheet.part] == nil else {
                throw Finding(.sheetUnfit, at: place, ["detail": "2 × \(sheet.name)"])
            }
            try block.check(sheet: sheet.name)
            let table = try TableEdit.find(
                for: block, among: package.tables(ofSheet: sheet.part), in: package, sheet: sheet.name, &findings)
            if let table {
                changed[table.table.part] = try table.edited(Self.text(of: table.table.part, in: package))
            }
            blocks[sheet.part] = (block, place, table)
        }
    }

    private mutating func planSheets(_ sheets: [NewSheet]) throws(Finding) {
        guard !sheets.isEmpty else { return }
        if package.locksStructure { throw Finding(.structureLocked, at: Place(file: package.file)) }
        var names = Set(package.allSheets.map { $0.name.lowercased() })
        let ids = PackagePartEdits.freshIDs(sheets.count, besides: package.workbookRelationships.map(\.id))
        var parts: Set<String> = []
        var sheetIDs = Set(package.allSheets.map(\.sheetID))
        for (index, sheet) in sheets.enumerated() {
            try sheet.checkName(&names)
            var number = package.allSheets.count + 1
            var part = Self.folder(of: package) + "worksheets/sheet\(number).xml"
            while package.name(part) != nil || parts.contains(part) {
                number += 1
                part = Self.folder(of: package) + "worksheets/sheet\(number).xml"
            }
            parts.insert(part)
            // The highest number so far and one; the schema ends at 65,534, so the first free one beyond.
            var sheetID = (sheetIDs.max() ?? 0) + 1
            if sheetID > 65_534 { sheetID = (1...65_534).first { !sheetIDs.contains($0) } ?? sheetID }
            sheetIDs.insert(sheetID)
            let item = AddedSheet(
                sheet: sheet, part: part, relationshipID: ids[index], sheetID: sheetID,
                position: package.allSheets.count + index)
            let writing = self.part(of: item)
            try writing.check()
            try writing.registerStyles()
            added.append(item)
        }
    }

    private mutating func planSignature() throws(Finding) {
        guard !package.signatureParts.isEmpty else { return }
        guard options.mayDropSignature else { throw Finding(.workbookSigned, at: Place(file: package.file)) }
        findings.append(Finding(.signatureDropped, at: Place(file: package.file)))
        for part in package.signatureParts {
            dropped.insert(part)
            if let relationships = package.relationshipsPart(of: part) { dropped.insert(relationships) }
        }
        if let part = package.relationshipsPart(of: "") {
            changed[part] = try PackagePartEdits.relationships(
                Self.text(of: part, in: package), part: part, adding: [], removing: "/digital-signature/origin")
        }
    }

    /// The content types and the workbook's relationships, when parts come or go.
    private mutating func planPackageParts() throws(Finding) {
        var types = added.map { (part: $0.part, type: Namespaces.contentType("worksheet")) }
        var relationships = added.map {
            (
                id: $0.relationshipID, type: namespaces.relationship("worksheet"),
                target: String($0.part.dropFirst(Self.folder(of: package).count))
            )
        }
        if package.stylesPart == nil {
            types.append((stylesPart, Namespaces.contentType("styles")))
            let taken = package.workbookRelationships.map(\.id) + added.map(\.relationshipID)
            let id = PackagePartEdits.freshIDs(1, besides: taken).first ?? "rIdStyles"
            relationships.append(
                (id, namespaces.relationship("styles"), String(stylesPart.dropFirst(Self.folder(of: package).count))))
        }
        if !types.isEmpty || !dropped.isEmpty {
            changed[package.contentTypesPart] = try PackagePartEdits.contentTypes(
                Self.text(of: package.contentTypesPart, in: package), part: package.contentTypesPart, adding: types,
                removing: Array(dropped))
        }
        guard !relationships.isEmpty else { return }
        guard let part = package.relationshipsPart(of: package.workbookPart) else {
            throw Finding(.partMissing, ["part": PartName.relationships(of: package.workbookPart)])
        }
        changed[part] = try PackagePartEdits.relationships(
            Self.text(of: part, in: package), part: part, adding: relationships)
    }

    private func part(of item: AddedSheet) -> NewSheetPart {
        NewSheetPart(item.sheet, namespaces: namespaces, uses1904: package.uses1904, styles: styles)
    }

    /// The folder of the workbook part, with its slash.
    private static func folder(of package: OpenXMLPackage) -> String {
        guard let slash = package.workbookPart.lastIndex(of: "/") else { return "" }
        return String(package.workbookPart[...slash])
    }

    private static func freshPart(_ name: String, after package: OpenXMLPackage) -> String {
        var part = folder(of: package) + name + ".xml"
        var number = 1
        while package.name(part) != nil {
            number += 1
            part = folder(of: package) + name + "\(number).xml"
        }
        return part
    }

    /// A small part in UTF-8.
    private static func text(of part: String, in package: OpenXMLPackage) throws(Finding) -> [UInt8] {
        try MarkupScanner.utf8(package.contents(of: part), part: part)
    }

    // MARK: Writing

    /// Writes the entries, and returns what was noticed.
    mutating func write(to sink: any ByteSink) throws -> [Finding] {
        let entries = package.archive.entries
        let stylesIndex = entries.firstIndex { $0.name == stylesPart } ?? entries.count
        var isPending = Set(entries.map(\.name))
        let writer = ZipWriter(to: sink)
        for (index, entry) in entries.enumerated() {
            if dropped.contains(entry.name) { continue }
            // A second entry of the same name is nobody's part.
            guard isPending.remove(entry.name) != nil else {
                try writer.copy(entry, from: package.archive)
                continue
            }
            if index == stylesIndex {
                // Splicing a sheet asks for styles: sheets further on are spliced once for that alone.
                for later in entries[(index + 1)...] where isPending.contains(later.name) {
                    if blocks[later.name] != nil { _ = try splice(later) { _ in } }
                }
                guard styles.isChanged else {
                    try writer.copy(entry, from: package.archive)
                    continue
                }
                try writer.add(entry.name, try styles.finished(), level: options.compression)
            } else if let bytes = changed[entry.name] {
                try writer.add(entry.name, bytes, level: options.compression)
            } else if blocks[entry.name] != nil {
                var noticed: [Finding] = []
                try writer.add(entry.name, level: options.compression) { write in
                    noticed = try splice(entry, to: write)
                }
                findings += noticed
            } else {
                try writer.copy(entry, from: package.archive)
            }
        }
        for item in added {
            let part = part(of: item)
            try writer.add(item.part, level: options.compression) { write in try part.write(to: write) }
        }
        if package.stylesPart == nil { try writer.add(stylesPart, try styles.finished(), level: options.compression) }
        try writer.finish()
        return findings
    }

    /// Gives the sheet `entry` with its block to `write`.
    private func splice(_ entry: ZipEntry, to write: (ArraySlice<UInt8>) throws -> Void) throws -> [Finding] {
        guard let (block, place, table) = blocks[entry.name] else { return [] }
        var splicer = SheetSplicer(block, at: place, table: table, uses1904: package.uses1904, styles: styles)
        let feed = EntryFeed(entry, of: package.archive)
        var start: [UInt8] = []
        while start.count < 512, try feed.next(&start) {}
        if Self.isUTF8(start) {
            try splicer.run { buffer, _ in
                let count = buffer.count
                if start.isEmpty {
                    _ = try feed.next(&buffer)
                } else {
                    swap(&buffer, &start)
                }
                return buffer.count - count
            } to: {
                try write($0)
            }
        } else {
            let text = try Self.text(of: entry.name, in: package)
            var position = 0
            try splicer.run { buffer, limit in
                let count = min(limit, text.count - position)
                buffer += text[position..<(position + count)]
                position += count
                return count
            } to: {
                try write($0)
            }
        }
        return splicer.findings
    }

    /// Whether a part that starts so is in UTF-8, as nearly all are.
    private static func isUTF8(_ start: [UInt8]) -> Bool {
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
        guard start.first == UInt8(ascii: "<"), start.count < 2 || start[1] != 0 else { return false }
        let declaration = String(decoding: start.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
        return !declaration.hasPrefix("<?xml") || !declaration.contains("encoding") || declaration.contains("utf-8")
            || declaration.contains("ascii")
    }
}

extension ColumnBlock {
    /// Whether a new cell holds a formula, links included.
    var hasFormulas: Bool {
        columns.contains { column in
            if column.formula != nil { return true }
            guard case .coded(let values, _) = column.data else { return false }
            return values.contains { value in
                switch value {
                case .formula, .link: true
                default: false
                }
            }
        }
    }
}
