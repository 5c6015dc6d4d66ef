internal import Findings
internal import Markup
internal import Tabular

/// What is said when a value is refused; the title also tells our validations from those that people make.
private enum Refusal {
    static let title = "Valeur hors liste"
    static let message = "Choisir une des valeurs proposées par la liste de la cellule."
}

extension SheetTail {
    /// Replaces the drop-downs and the prompts of the block's columns.
    ///
    /// - Returns: the headers of the columns that keep another validation, and so do not get theirs.
    func editValidations(of block: ColumnBlock, _ splices: inout Splices) throws(Finding) -> [String] {
        let list = outline.top("dataValidations")
        let old = list.map { outline.children(of: $0).filter { $0.name == "dataValidation" } } ?? []
        var foreign: [CellAreas] = []
        let removed = try remove(
            old, of: block, cells: { (node) throws(Finding) in try outline.attribute("sqref", of: node) }, &splices,
            keeping: &foreign)
        try removeExtended(of: block, &splices, keeping: &foreign)
        var items: [String] = []
        var left: [String] = []
        for (index, column) in block.columns.enumerated() where !block.body.isEmpty {
            // A validation that someone made for these columns alone is there on purpose: two would not do.
            let isTaken = foreign.contains { areas in
                areas.touches([block.positions[index]]) && areas.without(block.itsColumns) == nil
            }
            guard let item = Self.validation(of: column, on: block.bodyCells(of: index), prefix: prefix) else {
                continue
            }
            if isTaken { left.append(column.header) } else { items.append(item) }
        }
        guard let list else {
            guard !items.isEmpty else { return left }
            splices.insert(Self.list(of: items, prefix: prefix), at: place(for: "dataValidations"))
            return left
        }
        if removed == 0, items.isEmpty { return left }
        let count = old.count - removed + items.count
        if count == 0 {
            splices.replaceAll(of: list, with: "")
        } else {
            try splices.set("count", to: "\(count)", of: list, in: outline)
            splices.append(Array(items.joined().utf8), to: list, in: outline)
        }
        return left
    }

    /// The drop-downs and the prompts of the columns of a block on a new sheet; empty where there are none.
    static func validations(of block: ColumnBlock, prefix: String) -> String {
        guard !block.body.isEmpty else { return "" }
        let items = block.columns.enumerated().compactMap { index, column in
            validation(of: column, on: block.bodyCells(of: index), prefix: prefix)
        }
        return items.isEmpty ? "" : list(of: items, prefix: prefix)
    }

    private static func list(of items: [String], prefix: String) -> String {
        "<\(prefix)dataValidations count=\"\(items.count)\">\(items.joined())</\(prefix)dataValidations>"
    }

    /// The validation of `column`; nil when it has neither a drop-down nor a prompt.
    private static func validation(of column: NewColumn, on cells: CellRange, prefix: String) -> String? {
        var attributes = ""
        var content = ""
        if let choices = column.choices {
            // A list on another sheet is written here since Excel 2010; its extension says nothing more.
            let source =
                switch choices {
                case .list(let values): FormulaText(.text(values.joined(separator: ","))).text(inRow: 0)
                case .range(let sheet, let range): FormulaText.absolute(range, sheet: sheet)
                }
            attributes = " type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\""
            content = "<\(prefix)formula1>\(CellMarkup.escaped(source))</\(prefix)formula1>"
        } else if column.prompt != nil {
            attributes = " allowBlank=\"1\" showInputMessage=\"1\""
        } else {
            return nil
        }
        attributes += " errorTitle=\"\(Refusal.title)\" error=\"\(Refusal.message)\""
        if let prompt = column.prompt {
            attributes += " prompt=\"\(CellMarkup.escaped(prompt, inAttribute: true))\""
        }
        let tag = "\(prefix)dataValidation"
        return content.isEmpty
            ? "<\(tag)\(attributes) sqref=\"\(cells)\"/>"
            : "<\(tag)\(attributes) sqref=\"\(cells)\">\(content)</\(tag)>"
    }

    /// Takes those of `validations` that an earlier run wrote off the block's own columns; returns how many are gone.
    /// `foreign` gets the cells of the others on these columns.
    private func remove(
        _ validations: [Outline.Node], of block: ColumnBlock, cells: (Outline.Node) throws(Finding) -> String?,
        _ splices: inout Splices, keeping foreign: inout [CellAreas]
    ) throws(Finding) -> Int {
        var count = 0
        for node in validations {
            guard let areas = try cells(node).flatMap({ CellAreas($0) }), areas.touches(block.itsColumns) else {
                continue
            }
            guard areas.touches(block.owned), try outline.attribute("errorTitle", of: node) == Refusal.title else {
                foreign.append(areas)
                continue
            }
            if let rest = areas.without(block.owned) {
                if let text = outline.children(of: node).first(where: { $0.name == "sqref" }) {
                    splices.replace(text.content, with: "\(rest)")
                } else {
                    try splices.set("sqref", to: "\(rest)", of: node, in: outline)
                }
            } else {
                splices.replace(node.range, with: "")
                count += 1
            }
        }
        return count
    }

    /// The same in the extension to which Excel moves a list on another sheet when it saves the workbook (`x14`,
    /// [MS-XLSX] section 2.6.5).
    private func removeExtended(
        of block: ColumnBlock, _ splices: inout Splices, keeping foreign: inout [CellAreas]
    ) throws(Finding) {
        guard let extensions = outline.top("extLst") else { return }
        let all = outline.children(of: extensions)
        for ext in all {
            guard let list = outline.children(of: ext).first(where: { $0.name == "dataValidations" }) else { continue }
            let old = outline.children(of: list).filter { $0.name == "dataValidation" }
            let removed = try remove(
                old, of: block,
                cells: { (node) throws(Finding) in
                    guard let text = outline.children(of: node).first(where: { $0.name == "sqref" }) else { return nil }
                    return try outline.scanner.decoded(text.content)
                }, &splices, keeping: &foreign)
            if removed == 0 { continue }
            if removed < old.count {
                try splices.set("count", to: "\(old.count - removed)", of: list, in: outline)
            } else {
                splices.replaceAll(of: all.count == 1 ? extensions : ext, with: "")
            }
        }
    }
}

extension ColumnBlock {
    /// Every column that the block writes to, and those that an earlier run wrote to.
    fileprivate var itsColumns: Set<Int> { owned.union(positions) }
}
