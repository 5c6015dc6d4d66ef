internal import Findings
internal import Markup
internal import Tabular

/// A sheet that is added: where its part goes and what leads to it.
struct AddedSheet {
    /// Its contents.
    var sheet: NewSheet
    /// Its part.
    var part: String
    /// The identifier of the relationship from the workbook to it.
    var relationshipID: String
    /// Its number in the workbook.
    var sheetID: Int
    /// Its position among all sheets.
    var position: Int
}

/// The changes to the workbook part: sheets at the end, names, recalculation.
struct WorkbookPartEdit {
    private let outline: Outline
    private let prefix: String
    private let root: Outline.Node
    private let part: String

    /// Reads the workbook part.
    init(_ bytes: [UInt8], part: String) throws(Finding) {
        outline = try Outline(bytes, part: part, depth: 2)
        guard let root = outline.root else {
            throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "workbook"])
        }
        self.root = root
        self.part = part
        prefix = outline.prefix(of: root)
    }

    /// Whether the workbook is strict (ISO/IEC 29500).
    func isStrict() throws(Finding) -> Bool {
        for attribute in try outline.scanner.attributes(of: root.open)
        where outline.scanner.raw(attribute.name).hasPrefix("xmlns") {
            if outline.scanner.raw(attribute.value) == Namespaces(isStrict: true).main { return true }
        }
        return false
    }

    /// The part with `added` at the end, the names of the sheets at `blocks` (by position) extended, and recalculation
    /// asked for when `recalculates`; nil when nothing changes.
    func edited(
        adding added: [AddedSheet], blocks: [Int: ColumnBlock], recalculates: Bool, _ namespaces: Namespaces
    ) throws(Finding) -> [UInt8]? {
        var splices = Splices()
        if !added.isEmpty { try add(added, namespaces, &splices) }
        try editNames(blocks, titles: added, &splices)
        if recalculates {
            if let node = outline.top("calcPr") {
                let old = try outline.attribute("fullCalcOnLoad", of: node)
                if old != "1", old != "true" { try splices.set("fullCalcOnLoad", to: "1", of: node, in: outline) }
            } else {
                insert("calcPr", "<\(prefix)calcPr fullCalcOnLoad=\"1\"/>", &splices)
            }
        }
        return splices.isEmpty ? nil : splices.applied(to: outline.bytes)
    }

    private func insert(_ name: String, _ markup: String, _ splices: inout Splices) {
        splices.insert(
            markup, at: outline.place(for: name, order: ChildOrder.workbook, atLeast: root.open.range.upperBound))
    }

    private func add(_ added: [AddedSheet], _ namespaces: Namespaces, _ splices: inout Splices) throws(Finding) {
        guard let list = outline.top("sheets") else {
            throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "sheets"])
        }
        let bound = try outline.prefix(forNamespace: Namespaces.anyRelationships)
        var markup = ""
        for item in added {
            markup += "<\(prefix)sheet"
            if bound == nil { markup += " xmlns:r=\"\(namespaces.relationships)\"" }
            markup += " name=\"\(CellMarkup.escaped(item.sheet.name, inAttribute: true))\" sheetId=\"\(item.sheetID)\""
            if item.sheet.isHidden { markup += " state=\"hidden\"" }
            markup += " \(bound ?? "r:")id=\"\(item.relationshipID)\"/>"
        }
        splices.append(Array(markup.utf8), to: list, in: outline)
        if outline.top("bookViews") == nil {
            // The views of the new sheets refer to the workbook's first window.
            insert("bookViews", "<\(prefix)bookViews><\(prefix)workbookView/></\(prefix)bookViews>", &splices)
        }
    }

    private func editNames(
        _ blocks: [Int: ColumnBlock], titles added: [AddedSheet], _ splices: inout Splices
    ) throws(Finding) {
        let list = outline.top("definedNames")
        for node in list.map({ outline.children(of: $0) }) ?? [] {
            guard let position = try outline.attribute("localSheetId", of: node).flatMap({ Int($0) }),
                let block = blocks[position], let name = try outline.attribute("name", of: node)
            else { continue }
            let isFilter = name == "_xlnm._FilterDatabase"
            guard isFilter || name == "_xlnm.Print_Area" else { continue }
            let text = try outline.scanner.decoded(node.content)
            let extended = Self.extended(text) { range in
                isFilter ? block.continues(range) : block.isPrinted(in: range)
            } by: {
                block.extended($0)
            }
            if extended != text { splices.replace(node.content, with: CellMarkup.escaped(extended)) }
        }
        var markup = ""
        for item in added {
            guard let rows = item.sheet.printTitleRows, !rows.isEmpty else { continue }
            let reference = FormulaText.qualifier(item.sheet.name) + "$\(rows.lowerBound + 1):$\(rows.upperBound)"
            markup += "<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(item.position)\">"
            markup += CellMarkup.escaped(reference) + "</\(prefix)definedName>"
        }
        guard !markup.isEmpty else { return }
        if let list {
            splices.append(Array(markup.utf8), to: list, in: outline)
        } else {
            insert("definedNames", "<\(prefix)definedNames>\(markup)</\(prefix)definedNames>", &splices)
        }
    }

    /// `reference` (`Sheet!$A$1:$B$9`, several with commas between) with each area that `isMeant` changed.
    private static func extended(
        _ reference: String, where isMeant: (CellRange) -> Bool, by change: (CellRange) -> CellRange
    ) -> String {
        var areas: [String] = [""]
        var isQuoted = false
        for character in reference {
            if character == "'" { isQuoted.toggle() }
            if character == ",", !isQuoted { areas.append("") } else { areas[areas.count - 1].append(character) }
        }
        return areas.map { area in
            guard let mark = area.lastIndex(of: "!") else { return area }
            guard let range = CellRange(area[area.index(after: mark)...]), isMeant(range) else { return area }
            let wider = change(range)
            return area[...mark] + FormulaText.absolute(wider.first) + ":" + FormulaText.absolute(wider.last)
        }.joined(separator: ",")
    }
}

extension ColumnBlock {
    /// Whether the cells left of the block are in the print area `range`, at its right edge.
    func isPrinted(in range: CellRange) -> Bool {
        range.last.column == firstColumn - 1 && range.first.row <= headerRow && range.last.row >= headerRow
    }
}
