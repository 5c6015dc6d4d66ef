internal import Findings
internal import Markup
internal import Tabular

/// The changes to the defined names of a workbook (ECMA-376 part 1, section 18.2.5): what an extended filter and print
/// area are, the rows that new sheets repeat on each page, the cells that they print, and the marks by which columns and
/// sheets are found again.
struct DefinedNamesEdit {
    private let plan: WorkbookPlan
    private let outline: Outline
    private let prefix: String
    /// The marks that are still to be written, in order.
    private var marks: [(mark: Mark, cell: SheetCells)] = []
    /// The owners of all marks that this edit writes or takes away.
    private var owners: Set<String> = []

    /// The names of the workbook part `outline`.
    init(_ plan: WorkbookPlan, in outline: Outline, prefix: String) {
        self.plan = plan
        self.outline = outline
        self.prefix = prefix
        for (position, block) in plan.blocks.sorted(by: { $0.key < $1.key }) {
            for (column, item) in zip(block.positions, block.columns) {
                guard let mark = item.mark, let sheet = plan.names[position] else { continue }
                add(mark, on: sheet, CellReference(row: block.headerRow, column: column))
            }
        }
        for item in plan.sheets {
            if let mark = item.sheet.mark { add(mark, on: item.sheet.name, CellReference(row: 0, column: 0)) }
        }
    }

    /// A workbook has no two names that are the same; the first one counts.
    private mutating func add(_ mark: Mark, on sheet: String, _ cell: CellReference) {
        guard !marks.contains(where: { $0.mark == mark }) else { return }
        marks.append((mark, SheetCells(sheet: sheet, range: CellRange(cell, cell))))
        owners.insert(mark.owner)
    }

    /// Adds the changes to `splices`; returns what has to be inserted where there is no list yet.
    mutating func edit(_ splices: inout Splices) throws(Finding) -> String {
        let list = outline.top("definedNames")
        let nodes = list.map { outline.children(of: $0).filter { $0.name == "definedName" } } ?? []
        for node in nodes {
            if let mark = try mark(of: node), try isAbandoned(mark, node) { owners.insert(mark.owner) }
        }
        var titles = plan.sheets.filter { !($0.sheet.printTitleRows ?? 0..<0).isEmpty }
        var areas = plan.sheets.filter { $0.sheet.printRange != nil }
        var removed = 0
        for node in nodes {
            if let mark = try mark(of: node) {
                if try !edit(mark, node, &splices) { removed += 1 }
            } else if try !edit(node, titles: &titles, areas: &areas, &splices) {
                splices.replace(node.range, with: "")
                removed += 1
            }
        }
        var markup = ""
        for item in areas {
            markup += "<\(prefix)definedName name=\"_xlnm.Print_Area\" localSheetId=\"\(item.position)\">"
            markup += CellMarkup.escaped(item.area) + "</\(prefix)definedName>"
        }
        for item in titles {
            markup += "<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(item.position)\">"
            markup += CellMarkup.escaped(item.titles) + "</\(prefix)definedName>"
        }
        for (mark, cells) in marks {
            markup += "<\(prefix)definedName name=\"\(CellMarkup.escaped(mark.name, inAttribute: true))\" hidden=\"1\">"
            markup += CellMarkup.escaped(cells.formula) + "</\(prefix)definedName>"
        }
        guard let list else { return markup.isEmpty ? "" : "<\(prefix)definedNames>\(markup)</\(prefix)definedNames>" }
        if markup.isEmpty, removed == nodes.count, removed > 0 {
            splices.replaceAll(of: list, with: "")
        } else if !markup.isEmpty {
            splices.append(Array(markup.utf8), to: list, in: outline)
        }
        return ""
    }

    // MARK: Marks

    /// The mark that `node` is; nil when it is another name, or the copy that a sheet's copy has.
    private func mark(of node: Outline.Node) throws(Finding) -> Mark? {
        guard try outline.attribute("localSheetId", of: node) == nil else { return nil }
        return try outline.attribute("name", of: node).flatMap { Mark(name: $0) }
    }

    /// Keeps `mark` where it is, for what it marks from now on; false when it marks nothing any more and is taken away.
    private mutating func edit(_ mark: Mark, _ node: Outline.Node, _ splices: inout Splices) throws(Finding) -> Bool {
        let text = try outline.scanner.decoded(node.content)
        if let index = marks.firstIndex(where: { $0.mark == mark }) {
            let cells = marks.remove(at: index).cell
            if SheetCells(formula: text) != cells {
                splices.replace(node.content, with: CellMarkup.escaped(cells.formula))
            }
            if try outline.attribute("hidden", of: node).map({ $0 == "1" || $0 == "true" }) != true {
                try splices.set("hidden", to: "1", of: node, in: outline)
            }
            return true
        }
        let isLost = owners.contains(mark.owner) && text.contains("#REF!")
        let isAbandoned = try isAbandoned(mark, node)
        if isLost || isAbandoned {
            splices.replace(node.range, with: "")
            return false
        }
        let renamed = plan.renamed(text)
        if renamed != text { splices.replace(node.content, with: CellMarkup.escaped(renamed)) }
        return true
    }

    /// Whether `mark` is that of a column or a sheet that this edit writes anew without it.
    private func isAbandoned(_ mark: Mark, _ node: Outline.Node) throws(Finding) -> Bool {
        guard !marks.contains(where: { $0.mark == mark }),
            let cells = SheetCells(formula: try outline.scanner.decoded(node.content)),
            let position = plan.names.first(where: { $0.value.lowercased() == cells.sheet.lowercased() })?.key
        else { return false }
        switch mark.kind {
        case .column: return plan.blocks[position]?.owned.contains(cells.range.first.column) ?? false
        case .sheet: return plan.sheets.contains { $0.replaced?.position == position }
        }
    }

    // MARK: Other names

    /// Changes the name `node`; false when it has to go.
    private func edit(
        _ node: Outline.Node, titles: inout [PlacedSheet], areas: inout [PlacedSheet], _ splices: inout Splices
    ) throws(Finding) -> Bool {
        let text = try outline.scanner.decoded(node.content)
        var changed = plan.renamed(text)
        if let position = try outline.attribute("localSheetId", of: node).flatMap({ Int($0) }),
            let name = try outline.attribute("name", of: node)
        {
            if name == "_xlnm.Print_Titles", plan.sheets.contains(where: { $0.replaced?.position == position }) {
                guard let index = titles.firstIndex(where: { $0.position == position }) else { return false }
                changed = titles.remove(at: index).titles
            } else if name == "_xlnm.Print_Area",
                plan.sheets.contains(where: { $0.replaced?.position == position && $0.sheet.printRange != nil })
            {
                guard let index = areas.firstIndex(where: { $0.position == position }) else { return false }
                changed = areas.remove(at: index).area
            } else if let block = plan.blocks[position] {
                if name == "_xlnm._FilterDatabase" {
                    changed = Self.extended(changed, by: block, where: block.continues)
                }
                if name == "_xlnm.Print_Area" { changed = Self.extended(changed, by: block, where: block.isPrinted) }
            }
        }
        if changed != text { splices.replace(node.content, with: CellMarkup.escaped(changed)) }
        return true
    }

    /// `reference` (`Sheet!$A$1:$B$9`, several with commas between) with each area that `isMeant` extended over `block`.
    private static func extended(
        _ reference: String, by block: ColumnBlock, where isMeant: (CellRange) -> Bool
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
            let wider = block.extended(range)
            return area[...mark] + FormulaText.absolute(wider.first) + ":" + FormulaText.absolute(wider.last)
        }.joined(separator: ",")
    }
}

extension PlacedSheet {
    /// The rows that are repeated on each printed page, as `Sheet!$1:$2`; only for a sheet that has some.
    fileprivate var titles: String {
        let rows = sheet.printTitleRows ?? 0..<1
        return FormulaText.qualifier(sheet.name) + "$\(rows.lowerBound + 1):$\(rows.upperBound)"
    }

    /// The cells that are printed, as `Sheet!$A$1:$M$50`; only for a sheet that says which.
    fileprivate var area: String { sheet.printRange.map { FormulaText.absolute($0, sheet: sheet.name) } ?? "" }
}

extension SheetCells {
    /// The formula that stands for a single cell: `'Sheet'!$A$1`.
    fileprivate var formula: String { FormulaText.qualifier(sheet) + FormulaText.absolute(range.first) }
}
