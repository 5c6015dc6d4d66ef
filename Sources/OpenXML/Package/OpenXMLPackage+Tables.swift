internal import Findings
internal import Markup
internal import Tabular

extension OpenXMLPackage {
    /// The tables of the worksheet `part`, in the order of its relationships.
    ///
    /// - Throws: `XLS005` when a table has no usable range, and findings of the archive and of the markup.
    func tables(ofSheet part: String) throws(Finding) -> [TablePart] {
        var tables: [TablePart] = []
        for relationship in try relationships(of: part) where relationship.kind == "table" && !relationship.isExternal {
            guard let tablePart = relationship.part else {
                throw Finding(.partMissing, at: Place(file: file, part: part), ["part": relationship.target])
            }
            tables.append(try table(tablePart))
        }
        return tables
    }

    private func table(_ part: String) throws(Finding) -> TablePart {
        let root = try element(of: part)
        let notation = root.attribute("ref") ?? ""
        guard let range = CellRange(notation) else {
            throw Finding(.rangeUnreadable, at: Place(file: file, part: part), ["range": notation])
        }
        let columns = root.first("tableColumns")?.all("tableColumn") ?? []
        return TablePart(
            part: part, name: root.attribute("displayName") ?? root.attribute("name") ?? "",
            id: root.attribute("id").flatMap { Int($0) } ?? 0, range: range,
            columns: columns.map { EscapedText.unescape($0.attribute("name") ?? "") },
            columnIDs: columns.map { $0.attribute("id").flatMap { Int($0) } ?? 0 },
            headerRows: root.attribute("headerRowCount").flatMap { Int($0) } ?? 1,
            totalsRows: root.attribute("totalsRowCount").flatMap { Int($0) } ?? 0,
            filter: (root.first("autoFilter")?.attribute("ref")).flatMap { CellRange($0) })
    }
}
