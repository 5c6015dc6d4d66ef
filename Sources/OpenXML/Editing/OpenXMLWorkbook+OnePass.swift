public import Files
public import Findings
internal import Markup
public import Tabular
internal import ZipArchive

extension OpenXMLWorkbook {
    /// The last cell that sheet `index` has by what its head says (`dimension`, ECMA-376 part 1, section 18.3.1.35).
    ///
    /// Nil when it says nothing, or one cell: so write programs that do not know yet. It is a promise that nobody keeps
    /// for sure; `write(_:to:options:reading:upTo:)` holds the sheet against it.
    /// - Throws: what inflating the head throws.
    public func promisedEnd(ofSheet index: Int) throws(Finding) -> CellReference? {
        guard package.sheets.indices.contains(index), let entry = package.archive.entry(package.sheets[index].part)
        else { return nil }
        var head: [UInt8] = []
        _ = try package.archive.reader(of: entry).read(into: &head, limit: 8 << 10)
        var position = 0
        while case .tag(let tag) = TagScanner.next(in: head.span, from: position) {
            if TagScanner.isNamed(Array("sheetData".utf8), tag, in: head.span) { return nil }
            if TagScanner.isNamed(Array("dimension".utf8), tag, in: head.span) {
                var found: CellRange?
                TagScanner.attributes(of: tag, in: head.span) { name, value in
                    guard head[name].elementsEqual("ref".utf8) else { return }
                    found = CellRange(String(decoding: head[value], as: UTF8.self))
                }
                guard let found, found.first.row < found.last.row || found.first.column < found.last.column else {
                    return nil
                }
                return found.last
            }
            position = tag.end
        }
        return nil
    }

    /// The tables of sheet `index`, which lie in parts of their own.
    ///
    /// - Throws: what reading such a part throws.
    public func tables(ofSheet index: Int) throws(Finding) -> [SheetTable] {
        try tables(of: package.sheets[index].part)
    }

    /// Writes the workbook with `edit` to `sink` as `OpenXMLEditor` does, and in the same pass reads sheet `index`, which
    /// `edit` has a block for, as `readSheet` does with no column chosen.
    ///
    /// - Returns: what someone should know of the result; nil when the sheet does not end at `end`, in its last row or its
    ///   last column. `sink` is then to be thrown away.
    /// - Throws: something, without the words of `readSheet`, whenever that would have thrown; and what `OpenXMLEditor`
    ///   throws. `sink` is then to be thrown away too.
    public func write(
        _ edit: WorkbookEdit, to sink: any ByteSink, options: EditOptions, reading index: Int, upTo end: CellReference
    ) throws -> [Finding]? {
        let sheet = package.sheets[index]
        let check = SheetCheck(scanner(for: ColumnSelection([])), part: sheet.part, end: end)
        var writing = try EditWriting(edit, package: package, strings: strings, options: options, check: check)
        let findings = try writing.write(to: sink)
        guard let summary = try check.summary.map({ try addingTables(to: $0, ofSheet: sheet.part) }),
            summary.lastColumn == end.column, summary.lastRow == end.row
        else { return nil }
        return findings.map { $0.inFile(package.file) }
    }
}
