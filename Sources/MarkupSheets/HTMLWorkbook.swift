public import Files
public import Findings
internal import Markup
public import Tabular

/// The tables of an HTML page, often named `.xls`, read as a workbook: each outermost table is a sheet.
///
/// Cells are text, as in delimited text, but for what Excel's `x:num` and LibreOffice's `sdval` say are numbers. The page
/// may be as browsers accept it; libxml2 reads it.
public struct HTMLWorkbook: WorkbookReader {
    /// The sheets: a single table is named after the file, several after their captions or titles.
    public let sheets: [SheetInfo]
    /// That the file is HTML, in which encoding, and whether it seems cut.
    public let findings: [Finding]
    /// HTML.
    public var format: WorkbookFormat { .html }

    private let page: HTMLPage
    private let file: String

    private static let mostSheets = 10_000
    private static let titleSize = 4 << 10

    /// Opens the page `bytes` of `file` (its path or its name).
    ///
    /// - Throws: `HTM001` when it has no table, `SML005` when it has more than 10,000, `XML001` and `XML003`.
    public init(_ bytes: Bytes, file: String) throws(Finding) {
        self.file = file
        do throws(Finding) {
            page = try HTMLPage(bytes)
        } catch {
            throw error.inFile(file)
        }
        guard !page.tables.isEmpty else { throw Finding(.pageWithoutTable, at: Place(file: file)) }
        guard page.tables.count <= Self.mostSheets else {
            throw Finding(.sheetCount, at: Place(file: file), ["count": "\(page.tables.count)"])
        }
        if page.tables.count == 1 {
            sheets = [SheetInfo(name: SheetNames.legal(FilePaths.stem(of: file)))]
        } else {
            var names = UniqueNames()
            sheets = page.tables.enumerated().map { [page] number, table in
                SheetInfo(name: names.take(Self.title(of: table, in: page), else: "Tableau \(number + 1)"))
            }
        }
        let place = Place(file: file)
        var found = [Finding(.markupRead, at: place, ["format": "HTML", "encoding": page.encoding.name])]
        if let wrong = page.wrongEncoding {
            found.append(Finding(.pageEncodingWrong, at: place, ["encoding": wrong]))
        }
        if page.isUnfinished {
            found.append(Finding(.tableUnfinished, at: Place(file: file, line: page.tables.last?.line)))
        }
        findings = found
    }

    /// The table's caption, or else the last title of the 4 KiB before it; empty when there is neither.
    private static func title(of table: HTMLPage.Table, in page: HTMLPage) -> String {
        let heading = HTMLHeading(["caption"], isInTable: true)
        try? page.walk(table.range, line: 1, heading) { !heading.isDone }
        if !heading.title.isEmpty { return heading.title }
        // The piece may start within a tag; titles behind it are whole. UTF-16 stays aligned.
        let start = max(table.before.lowerBound, table.before.upperBound - titleSize)
        let before = HTMLHeading(["h1", "h2", "h3", "h4", "h5", "h6"], isInTable: false)
        try? page.walk(start..<table.before.upperBound, line: 1, before)
        return before.title
    }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches of about 1 MiB of text or 4,096 rows.
    ///
    /// - Throws: `SML003` beyond the grid, `HTM004` for too many spans, `XML001` when elements nest too deep, each with
    ///   its line; and what `body` throws.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        guard sheets.indices.contains(index) else { return SheetSummary() }
        let table = page.tables[index]
        let reading = HTMLTable()
        reading.filler.wanted = columns
        var isStopped = false
        func give() throws {
            defer { reading.filler.removeGiven() }
            isStopped = try body(reading.filler.given()) == .stop
        }
        do {
            try page.walk(table.range, line: table.line, reading) {
                if reading.filler.isFull { try give() }
                return !isStopped
            }
        } catch let finding as Finding {
            var placed = finding.inFile(file)
            if placed.place.sheet == nil, placed.place.file == file { placed.place.sheet = sheets[index].name }
            throw placed
        }
        if !isStopped {
            reading.finish()
            if !reading.filler.batch.rows.isEmpty { try give() }
        }
        return reading.filler.finished
    }
}

/// Reads the text of titles.
private final class HTMLHeading: MarkupListener {
    private(set) var title = ""
    private(set) var isDone = false
    private let names: Set<String>
    private let isInTable: Bool
    private var open = false

    init(_ names: Set<String>, isInTable: Bool) {
        self.names = names
        self.isInTable = isInTable
    }

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        if isInTable, ["tr", "td", "th"].contains(tag.name) { isDone = true }
        // LibreOffice writes `Sheet 1: <em>name</em>`.
        guard !isDone, names.contains(tag.name) || (open && tag.name == "em") else { return }
        open = true
        walk.text.removeAll()
        walk.keepsText = true
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {
        guard open, !isDone, names.contains(name) || name == "em" else { return }
        let text = HTMLText.collapsed(walk.text[...])
        if !text.isEmpty { title = String(decoding: text, as: UTF8.self) }
        walk.keepsText = false
        if names.contains(name) { open = false }
    }
}
