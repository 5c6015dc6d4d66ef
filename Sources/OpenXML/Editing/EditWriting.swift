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
    /// What reads a sheet while it is spliced.
    private let check: SheetCheck?
    private var findings: [Finding] = []
    /// By part: what is written instead of the part's contents.
    private var changed: [String: [UInt8]] = [:]
    /// By part: the block that is spliced into the sheet.
    private var blocks: [String: (block: ColumnBlock, place: Place, table: TableEdit?)] = [:]
    private var dropped: Set<String> = []
    /// By part: the sheet that is written anew.
    private var sheets: [String: PlacedSheet] = [:]
    /// The parts that the package did not have, in the order in which they are written.
    private var fresh: [String] = []
    private var plan = WorkbookPlan()
    private var types: [PackagePartEdits.Override] = []
    private var dropsCalcChain = false
    private let strings: SharedStringsPart
    /// The texts of blocks that stand in the shared strings.
    private var texts: SharedTexts?

    /// Plans `edit` of a package that shares `strings`; `check` reads one of its sheets on the way.
    init(
        _ edit: WorkbookEdit, package: OpenXMLPackage, strings: SharedStringsPart, options: EditOptions,
        check: SheetCheck? = nil
    ) throws(Finding) {
        self.package = package
        self.strings = strings
        self.options = options
        self.check = check
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
        for sheet in package.allSheets { plan.names[sheet.position] = sheet.name }
        try planBlocks(edit.blocks.filter { !$0.columns.isEmpty || !$0.owned.isEmpty })
        try planTexts()
        try planSheets(edit.sheets)
        try planSignature()
        plan.recalculates = edit.blocks.contains { $0.hasFormulas } || plan.sheets.contains { part(of: $0).hasFormulas }
        if let bytes = try workbook.edited(plan, namespaces) { changed[package.workbookPart] = bytes }
        try planCalcChain()
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
            let tables = try TableEdit.find(
                for: block, among: package.tables(ofSheet: sheet.part), in: package, sheet: sheet.name, &findings)
            for table in tables {
                let old = try Self.text(of: table.table.part, in: package)
                let new = try table.edited(old)
                if new != old { changed[table.table.part] = new }
            }
            let written = block.emptying(tables.flatMap(\.emptied))
            blocks[sheet.part] = (written, place, tables.first { $0.totalsRow != nil })
            plan.blocks[sheet.position] = written
        }
    }

    /// A workbook that shares strings shares those of the blocks too.
    private mutating func planTexts() throws(Finding) {
        guard strings.end != nil, let part = package.sharedStringsPart, let entry = package.archive.entry(part),
            try isUTF8(entry)
        else { return }
        texts = SharedTexts(plan.blocks.sorted { $0.key < $1.key }.map(\.value), beside: strings)
    }

    private mutating func planSheets(_ list: [NewSheet]) throws(Finding) {
        guard !list.isEmpty else { return }
        let replaced = try list.map { (sheet) throws(Finding) in try entry(replacedBy: sheet) }
        let taken = replaced.compactMap { $0?.position }
        for (index, sheet) in list.enumerated() {
            guard let entry = replaced[index] else { continue }
            if blocks[entry.part] != nil || taken.filter({ $0 == entry.position }).count > 1 {
                throw Finding(
                    .sheetNotReplaced, at: Place(file: package.file),
                    ["name": sheet.name, "number": "\(entry.position + 1)"])
            }
        }
        var names = Set(package.allSheets.filter { !taken.contains($0.position) }.map { $0.name.lowercased() })
        for sheet in list { try sheet.checkName(&names) }
        let left = try ReplacedParts(of: replaced.compactMap { $0?.part }, in: package)
        var partNames = PartNames(package.archive.entries.map(\.name))
        let ids = PackagePartEdits.freshIDs(list.count, besides: package.workbookRelationships.map(\.id))
        var sheetIDs = Set(package.allSheets.map(\.sheetID))
        var count = package.allSheets.count
        var used: Set<String> = []
        for (index, sheet) in list.enumerated() {
            let old = replaced[index]
            let part =
                old?.part ?? partNames.fresh(Self.folder(of: package) + "worksheets/sheet", ".xml", from: count + 1)
            let parts = try SheetParts(
                for: sheet, at: part, names: &partNames, replacing: left.byPart[part] ?? [],
                folder: Self.folder(of: package), namespaces: namespaces, uses1904: package.uses1904)
            var item = PlacedSheet(
                sheet: sheet, part: part, relationshipID: old?.relationshipID ?? ids[index],
                sheetID: old?.sheetID ?? Self.freshNumber(&sheetIDs), position: old?.position ?? count, replaced: old,
                parts: parts)
            if let old {
                item.protection = try protection(of: old)
                if old.name != sheet.name {
                    findings.append(
                        Finding(.sheetRenamed, at: Place(sheet: old.name), ["old": old.name, "new": sheet.name]))
                }
            } else {
                count += 1
            }
            let writing = self.part(of: item)
            try writing.check()
            try writing.registerStyles()
            place(item)
            used.formUnion(parts.parts.map { PartName.folded($0.name) })
            plan.sheets.append(item)
        }
        for part in left.all.union(replaced.compactMap { $0?.part }) {
            if !used.contains(PartName.folded(part)), sheets[part] == nil { dropped.insert(part) }
            if let relationships = package.relationshipsPart(of: part), !used.contains(PartName.folded(relationships)) {
                dropped.insert(relationships)
            }
        }
    }

    /// The sheet whose place `sheet` takes; nil when it is added.
    ///
    /// - Throws: `XLE005` when the structure is locked and would change, `XLE015` when there is no such sheet.
    private func entry(replacedBy sheet: NewSheet) throws(Finding) -> SheetEntry? {
        guard let index = sheet.replaces else {
            if package.locksStructure { throw Finding(.structureLocked, at: Place(file: package.file)) }
            return nil
        }
        guard package.sheets.indices.contains(index) else {
            throw Finding(
                .sheetNotReplaced, at: Place(file: package.file), ["name": sheet.name, "number": "\(index + 1)"])
        }
        let entry = package.sheets[index]
        let isMoved = entry.name != sheet.name || (entry.state != .visible) != sheet.isHidden
        if isMoved, package.locksStructure { throw Finding(.structureLocked, at: Place(file: package.file)) }
        return entry
    }

    /// The highest number so far and one; the schema ends at 65,534, so the first free one beyond.
    private static func freshNumber(_ taken: inout Set<Int>) -> Int {
        var number = (taken.max() ?? 0) + 1
        if number > 65_534 { number = (1...65_534).first { !taken.contains($0) } ?? number }
        taken.insert(number)
        return number
    }

    /// The attributes of the protection of a sheet that is written anew: it is never lifted silently.
    private func protection(of sheet: SheetEntry) throws(Finding) -> String? {
        let outline = try Outline(Self.text(of: sheet.part, in: package), part: sheet.part, depth: 1)
        guard let node = outline.top("sheetProtection") else { return nil }
        return try outline.scanner.attributes(of: node.open).map {
            " \(outline.scanner.raw($0.name))=\"\(outline.scanner.raw($0.value))\""
        }.joined()
    }

    /// Notes what is written for `item`, and which of it is new to the package.
    private mutating func place(_ item: PlacedSheet) {
        sheets[item.part] = item
        if item.replaced == nil {
            fresh.append(item.part)
            types.append((item.part, Namespaces.contentType("worksheet")))
        }
        for part in item.parts.parts {
            let own = package.name(part.name)
            let name = own ?? part.name
            changed[name] = part.contents
            if own == nil { fresh.append(name) }
            if let type = part.type, own == nil || package.contentType(of: name) != type { types.append((name, type)) }
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

    /// Drops the calculation chain when it lists a formula that goes away; it is made again where it is missing.
    private mutating func planCalcChain() throws(Finding) {
        guard let chain = package.calcChainPart else { return }
        var owned: [Int: ColumnBlock] = [:]
        var anew: [Int: NewSheet] = [:]
        for sheet in package.allSheets {
            if let block = plan.blocks[sheet.position], !block.owned.isEmpty { owned[sheet.sheetID] = block }
            if let item = sheets[sheet.part] { anew[sheet.sheetID] = item.sheet }
        }
        guard !owned.isEmpty || !anew.isEmpty else { return }
        dropsCalcChain = try CalcChain.lists(Self.text(of: chain, in: package), part: chain) { number, cell in
            if let sheet = anew[number] { return !sheet.hasFormula(at: cell) }
            guard let block = owned[number], block.owned.contains(cell.column),
                cell.row == block.headerRow || block.body.contains(cell.row)
            else { return false }
            return !block.hasFormula(row: cell.row, column: cell.column)
        }
        if dropsCalcChain { dropped.insert(chain) }
    }

    /// The content types and the workbook's relationships, when parts come or go.
    private mutating func planPackageParts() throws(Finding) {
        let folder = Self.folder(of: package)
        let added = plan.sheets.filter { $0.replaced == nil }
        var relationships = added.map {
            (
                id: $0.relationshipID, type: namespaces.relationship("worksheet"),
                target: String($0.part.dropFirst(folder.count))
            )
        }
        if package.stylesPart == nil {
            types.append((stylesPart, Namespaces.contentType("styles")))
            let taken = package.workbookRelationships.map(\.id) + added.map(\.relationshipID)
            let id = PackagePartEdits.freshIDs(1, besides: taken).first ?? "rIdStyles"
            relationships.append((id, namespaces.relationship("styles"), String(stylesPart.dropFirst(folder.count))))
        }
        // Boxes of notes have their type by their extension, as everywhere, unless it means something else here.
        var defaults: [PackagePartEdits.Default] = []
        let boxes = types.filter { $0.type == Namespaces.boxesType && $0.part.hasSuffix(".vml") }
        if !boxes.isEmpty, [nil, Namespaces.boxesType].contains(package.contentTypes.defaultType(ofExtension: "vml")) {
            if package.contentTypes.defaultType(ofExtension: "vml") == nil {
                defaults.append(("vml", Namespaces.boxesType))
            }
            types.removeAll { item in boxes.contains { $0.part == item.part } }
        }
        let gone = dropped.filter { package.contentTypes.isOverridden($0) }
        // A signature's extension says something of no other part.
        let endings = package.signatureParts.contains { $0.hasSuffix(Self.signatureEnding) } ? ["sigs"] : []
        if !types.isEmpty || !defaults.isEmpty || !gone.isEmpty || !endings.isEmpty {
            let part = package.contentTypesPart
            changed[part] = try PackagePartEdits.contentTypes(
                Self.text(of: part, in: package), part: part, adding: types, defaults: defaults, removing: Array(gone),
                endings: endings)
        }
        guard !relationships.isEmpty || dropsCalcChain else { return }
        guard let part = package.relationshipsPart(of: package.workbookPart) else {
            throw Finding(.partMissing, ["part": PartName.relationships(of: package.workbookPart)])
        }
        changed[part] = try PackagePartEdits.relationships(
            Self.text(of: part, in: package), part: part, adding: relationships,
            removing: dropsCalcChain ? "/calcChain" : nil)
    }

    private func part(of item: PlacedSheet) -> NewSheetPart {
        NewSheetPart(
            item.sheet, with: item.parts, protection: item.protection, namespaces: namespaces,
            uses1904: package.uses1904, styles: styles)
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

    private static let signatureEnding = ".sigs"

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
                    if blocks[later.name] != nil { _ = try splice(later) { _, _ in } }
                }
                guard styles.isChanged else {
                    try writer.copy(entry, from: package.archive)
                    continue
                }
                try writer.add(entry.name, try styles.finished(), level: options.compression)
            } else if let bytes = changed[entry.name] {
                try writer.add(entry.name, bytes, level: options.compression)
            } else if let item = sheets[entry.name] {
                let part = part(of: item)
                try writer.add(entry.name, level: options.compression) { write in try part.write(to: write) }
            } else if blocks[entry.name] != nil {
                findings += try addSpliced(entry, to: writer)
            } else if entry.name == package.sharedStringsPart, let texts, !texts.added.isEmpty, let end = strings.end {
                let feed = EntryFeed(entry, of: package.archive, forWritingAt: options.compression)
                var edit = SharedStringsEdit(texts, after: end, at: Place(file: package.file, part: entry.name))
                try writer.add(entry.name, level: options.compression, from: feed) { write in
                    try edit.run {
                        try feed.next(&$0)
                    } to: {
                        try write($0, $1)
                    }
                }
            } else {
                try writer.copy(entry, from: package.archive)
            }
        }
        for name in fresh {
            if let item = sheets[name] {
                let part = part(of: item)
                try writer.add(name, level: options.compression) { write in try part.write(to: write) }
            } else if let bytes = changed[name] {
                try writer.add(name, bytes, level: options.compression)
            }
        }
        if package.stylesPart == nil { try writer.add(stylesPart, try styles.finished(), level: options.compression) }
        try writer.finish()
        return findings
    }

    /// Adds the sheet `entry` with its block.
    private func addSpliced(_ entry: ZipEntry, to writer: ZipWriter) throws -> [Finding] {
        if let noticed = try unchanged(entry) {
            try writer.copy(entry, from: package.archive)
            return noticed
        }
        var noticed: [Finding] = []
        guard try isUTF8(entry) else {
            try writer.add(entry.name, level: options.compression) { write in
                noticed = try splice(entry) { piece, _ in try write(piece) }
            }
            return noticed
        }
        let feed = EntryFeed(entry, of: package.archive, forWritingAt: options.compression)
        // A sheet that is spliced twice is read once.
        let check = check.flatMap { $0.part == entry.name && $0.summary == nil ? $0 : nil }
        try writer.add(entry.name, level: options.compression, from: feed) { write in
            noticed = try splice(entry) { buffer in
                if let check { try check.next(feed, &buffer) } else { try feed.next(&buffer) }
            } to: {
                try write($0, $1)
            }
        }
        return noticed
    }

    /// What is noticed in the sheet `entry` if its block changes nothing, because a run before wrote the same: then it keeps
    /// its compressed bytes. Nil when it changes, which most often shows in the first rows.
    private func unchanged(_ entry: ZipEntry) throws -> [Finding]? {
        struct Changed: Error {}
        guard let block = blocks[entry.name]?.block, !block.owned.isEmpty, try isUTF8(entry) else { return nil }
        var feed = EntryFeed(entry, of: package.archive)
        // What the new sheet has not been held against yet.
        var rest: [UInt8] = []
        do {
            let noticed = try splice(entry) { buffer in
                let count = buffer.count
                let hasMore = try feed.next(&buffer)
                rest += buffer[count...]
                return hasMore
            } to: { piece, _ in
                guard piece.count <= rest.count, rest[..<piece.count] == piece else { throw Changed() }
                rest.removeFirst(piece.count)
            }
            guard rest.isEmpty else { return nil }
            if let check, check.part == entry.name, check.summary == nil {
                feed = EntryFeed(entry, of: package.archive)
                while try check.next(feed, &rest) { rest.removeAll(keepingCapacity: true) }
            }
            return noticed
        } catch is Changed {
            return nil
        }
    }

    /// Gives the sheet `entry` with its block to `write`.
    private func splice(_ entry: ZipEntry, to write: SheetSplicer.Target) throws -> [Finding] {
        let feed = EntryFeed(entry, of: package.archive)
        return try splice(entry) { buffer in
            try feed.next(&buffer)
        } to: {
            try write($0, $1)
        }
    }

    /// Gives the sheet `entry`, the bytes of which `next` appends to a buffer, false at their end, with its block to `write`.
    ///
    /// What is in another encoding than UTF-8 is read whole and written in UTF-8: then splices say nothing.
    private func splice(
        _ entry: ZipEntry, from next: (inout [UInt8]) throws -> Bool, to write: SheetSplicer.Target
    ) throws -> [Finding] {
        guard let (block, place, table) = blocks[entry.name] else { return [] }
        var splicer = SheetSplicer(
            block, at: place, table: table, uses1904: package.uses1904, styles: styles, texts: texts)
        if try isUTF8(entry) {
            try splicer.run { buffer, _ in
                let count = buffer.count
                _ = try next(&buffer)
                return buffer.count - count
            } to: {
                try write($0, $1)
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
                try write($0, $1)
            }
        }
        return splicer.findings
    }

    /// Whether the part `entry` is in UTF-8.
    private func isUTF8(_ entry: ZipEntry) throws(Finding) -> Bool {
        var start: [UInt8] = []
        _ = try package.archive.reader(of: entry).read(into: &start, limit: 512)
        return Self.isUTF8(start)
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
    /// The block with the columns of a table that it writes no more, empty under the header that they have there.
    fileprivate func emptying(_ columns: [(column: Int, header: String)]) -> ColumnBlock {
        guard !columns.isEmpty else { return self }
        let empty = columns.map {
            NewColumn(header: $0.header, width: 12, format: .general, data: .coded(values: [], codes: []))
        }
        return ColumnBlock(
            sheet: sheet, headerRow: headerRow, body: body, positions: positions + columns.map(\.column), owned: owned,
            columns: self.columns + empty)
    }
}
