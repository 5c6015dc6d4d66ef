internal import Findings
internal import Markup
internal import Tabular

/// What a block of columns changes in a table (`ListObject`): columns that continue it are added to it, columns that are
/// in it already keep their place under the header of today, columns at its right edge that are written no more leave it.
///
/// The table's reference, its filter, the number and the names of its columns and the texts of the header cells must
/// agree, or spreadsheet programs repair the file.
struct TableEdit {
    /// The table as it is.
    let table: TablePart
    /// By index in the table: the new name of a column that has another one.
    private var renamed: [Int: String] = [:]
    /// The names of the columns that are added.
    private var appended: [String] = []
    /// How many columns leave the table at its right edge.
    private var leaving = 0
    /// Columns inside the table that are written no more, with their names: they stay, empty, under their header.
    private(set) var emptied: [(column: Int, header: String)] = []

    private init(_ table: TablePart) { self.table = table }

    /// The row of the totals, from 0, when the table gets columns and has such a row: they need a cell there.
    var totalsRow: Int? { table.totalsRows > 0 && !appended.isEmpty ? table.range.last.row : nil }

    private var isChanged: Bool { !renamed.isEmpty || !appended.isEmpty || leaving > 0 }

    /// What `block` changes in `tables`, those of its sheet.
    ///
    /// - Throws: `XLE001` when a table lies where a new column goes, `XLE008` when a header is taken.
    static func find(
        for block: ColumnBlock, among tables: [TablePart], in package: OpenXMLPackage, sheet: String,
        _ findings: inout [Finding]
    ) throws(Finding) -> [TableEdit] {
        var found: [TableEdit] = []
        for table in tables {
            let place = Place(file: package.file, part: table.part, sheet: sheet, cell: "\(table.range)")
            guard table.range.first.row <= block.lastRow, table.range.last.row >= block.headerRow else { continue }
            var edit = TableEdit(table)
            try edit.keep(block, at: place)
            if edit.leaving == 0, block.isNew(table.range.last.column + 1) {
                let type = try package.element(of: table.part).attribute("tableType") ?? "worksheet"
                if type == "worksheet", edit.hasHeader(of: block), block.continues(edit.body) {
                    edit.extend(block)
                } else {
                    findings.append(Finding(.tableNotExtended, at: place, ["table": table.name]))
                }
            }
            try edit.checkNames(at: place)
            if edit.isChanged || !edit.emptied.isEmpty { found.append(edit) }
        }
        return found
    }

    /// The table without its totals.
    private var body: CellRange {
        var range = table.range
        range.last.row -= table.totalsRows
        return range
    }

    /// Whether the table's header is in the block's header row.
    private func hasHeader(of block: ColumnBlock) -> Bool {
        table.headerRows == 1 && table.range.first.row == block.headerRow
    }

    /// Notes what becomes of the columns that the table has of the block's.
    private mutating func keep(_ block: ColumnBlock, at place: Place) throws(Finding) {
        let columns = table.range.first.column...table.range.last.column
        let inside = block.positions.indices.filter { columns.contains(block.positions[$0]) }
        let abandoned = block.abandoned.filter { columns.contains($0) }
        guard !inside.isEmpty || !abandoned.isEmpty else { return }
        // A table that begins in the middle of the column has a header where the column has values.
        let isCut = table.headerRows == 1 && table.range.first.row > block.headerRow
        guard inside.allSatisfy({ block.owned.contains(block.positions[$0]) }), !isCut else {
            throw Finding(.cellOccupied, at: place, ["cell": "\(table.range)"])
        }
        guard hasHeader(of: block) else { return }
        for index in inside {
            let number = block.positions[index] - columns.lowerBound
            let header = block.columns[index].header
            if table.columns.indices.contains(number), table.columns[number] != header { renamed[number] = header }
        }
        let isExtended = block.isNew(columns.upperBound + 1)
        while !isExtended, abandoned.contains(columns.upperBound - leaving), leaving < columns.count - 1 {
            leaving += 1
        }
        for column in abandoned.sorted() where column <= columns.upperBound - leaving {
            let number = column - columns.lowerBound
            if table.columns.indices.contains(number) { emptied.append((column, table.columns[number])) }
        }
    }

    private mutating func extend(_ block: ColumnBlock) {
        let last = block.extended(table.range).last.column
        for (position, column) in zip(block.positions, block.columns)
        where position > table.range.last.column && position <= last {
            appended.append(column.header)
        }
    }

    /// Refuses two columns of one name, as far as a name of ours is one of them.
    private func checkNames(at place: Place) throws(Finding) {
        var taken: Set<String> = []
        for (index, name) in table.columns.enumerated() where renamed[index] == nil { taken.insert(name.lowercased()) }
        for header in renamed.sorted(by: { $0.key < $1.key }).map(\.value) + appended {
            guard taken.insert(header.lowercased()).inserted else {
                throw Finding(.headerTaken, at: place, ["table": table.name, "header": header])
            }
        }
    }

    /// The table part with these changes.
    func edited(_ bytes: [UInt8]) throws(Finding) -> [UInt8] {
        guard isChanged else { return bytes }
        let outline = try Outline(bytes, part: table.part, depth: 2)
        guard let root = outline.root, let list = outline.top("tableColumns") else {
            throw Finding(.sheetUnfit, at: Place(part: table.part), ["detail": "tableColumns"])
        }
        var splices = Splices()
        let items = outline.children(of: list).filter { $0.name == "tableColumn" }
        for (index, name) in renamed where items.indices.contains(index) {
            try splices.set("name", to: CellMarkup.escaped(name, inAttribute: true), of: items[index], in: outline)
        }
        let shift = appended.count - leaving
        if shift != 0 {
            try resize(by: shift, root, outline, &splices)
            for item in items.suffix(leaving) { splices.replaceAll(of: item, with: "") }
            let prefix = outline.prefix(of: root)
            var id = table.columnIDs.max() ?? 0
            var markup = ""
            for header in appended {
                id = min(id, Int(Int32.max) - 1) + 1
                let name = CellMarkup.escaped(header, inAttribute: true)
                markup += "<\(prefix)tableColumn id=\"\(id)\" name=\"\(name)\"/>"
            }
            try splices.set("count", to: "\(table.columns.count + shift)", of: list, in: outline)
            splices.append(Array(markup.utf8), to: list, in: outline)
        }
        return splices.applied(to: bytes)
    }

    /// Changes the right edge of the table and of its filter; filters and sorting by columns that leave go with them.
    private func resize(
        by shift: Int, _ root: Outline.Node, _ outline: Outline, _ splices: inout Splices
    ) throws(Finding) {
        func resized(_ range: CellRange) -> CellRange {
            var range = range
            range.last.column += shift
            return range
        }
        try splices.set("ref", to: "\(resized(table.range))", of: root, in: outline)
        let filter = outline.top("autoFilter")
        if let filter, let range = table.filter, range.last.column == table.range.last.column {
            try splices.set("ref", to: "\(resized(range))", of: filter, in: outline)
        }
        guard leaving > 0 else { return }
        for node in filter.map({ outline.children(of: $0) }) ?? [] where node.name == "filterColumn" {
            let column = try outline.attribute("colId", of: node).flatMap { Int($0) } ?? 0
            if column >= table.columns.count + shift { splices.replace(node.range, with: "") }
        }
        for node in outline.nodes where node.name == "sortState" { splices.replace(node.range, with: "") }
    }
}
