internal import Findings
internal import Markup
internal import Tabular

/// The changes to the workbook part: sheets at the end or written anew, names, recalculation.
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

    /// The part as `plan` has it; nil when nothing changes.
    func edited(_ plan: WorkbookPlan, _ namespaces: Namespaces) throws(Finding) -> [UInt8]? {
        var splices = Splices()
        let added = plan.sheets.filter { $0.replaced == nil }
        if !added.isEmpty { try add(added, namespaces, &splices) }
        let replacing = plan.sheets.filter { $0.replaced != nil }
        if !replacing.isEmpty { try replace(replacing, &splices) }
        var names = DefinedNamesEdit(plan, in: outline, prefix: prefix)
        let list = try names.edit(&splices)
        if !list.isEmpty { insert("definedNames", list, &splices) }
        if plan.recalculates {
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

    private func sheetList() throws(Finding) -> Outline.Node {
        if let list = outline.top("sheets") { return list }
        throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "sheets"])
    }

    private func add(_ added: [PlacedSheet], _ namespaces: Namespaces, _ splices: inout Splices) throws(Finding) {
        let list = try sheetList()
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

    /// Gives sheets that are written anew their name and their state; number, relationship and position stay.
    private func replace(_ sheets: [PlacedSheet], _ splices: inout Splices) throws(Finding) {
        let nodes = outline.children(of: try sheetList()).filter { $0.name == "sheet" }
        var hidden: Set<Int> = []
        for item in sheets {
            guard nodes.indices.contains(item.position) else {
                throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "sheets"])
            }
            let node = nodes[item.position]
            if item.replaced?.name != item.sheet.name {
                let name = CellMarkup.escaped(item.sheet.name, inAttribute: true)
                try splices.set("name", to: name, of: node, in: outline)
            }
            let isHidden = item.replaced?.state != .visible
            if isHidden != item.sheet.isHidden {
                try splices.set("state", to: item.sheet.isHidden ? "hidden" : "visible", of: node, in: outline)
                if item.sheet.isHidden { hidden.insert(item.position) }
            }
        }
        guard !hidden.isEmpty, let views = outline.top("bookViews") else { return }
        // A window must not open on a sheet that is now hidden.
        for view in outline.children(of: views) where view.name == "workbookView" {
            guard let tab = try outline.attribute("activeTab", of: view).flatMap({ Int($0) }), hidden.contains(tab)
            else { continue }
            var visible = 0
            for index in nodes.indices.reversed() where !hidden.contains(index) {
                if try (outline.attribute("state", of: nodes[index]) ?? "visible") == "visible" { visible = index }
            }
            try splices.set("activeTab", to: "\(visible)", of: view, in: outline)
        }
    }
}
