public import Files
public import Findings
internal import Markup
public import Tabular

/// A SpreadsheetML 2003 file ("XML Spreadsheet", often named `.xls`) read as a workbook.
///
/// Layout: Microsoft, *XML Spreadsheet Reference* (2001). Sheets are found in one pass over the tags; each is read by
/// libxml2 when it is asked for.
public struct SpreadsheetMLWorkbook: WorkbookReader {
    /// The worksheets, in the file's order.
    public let sheets: [SheetInfo]
    /// That the file is SpreadsheetML, and in which encoding.
    public let findings: [Finding]
    /// SpreadsheetML 2003.
    public var format: WorkbookFormat { .spreadsheetML }

    private let index: SpreadsheetMLIndex
    private let file: String
    /// The styles that show durations.
    private let durations: Set<String>

    private static let mostSheets = 10_000

    /// Opens the text `bytes` of `file` (its path or its name).
    ///
    /// - Throws: `XML001` to `XML003` with the line when it is damaged, `SML005` when it has no sheet.
    public init(_ bytes: Bytes, file: String) throws(Finding) {
        self.file = file
        do {
            index = try SpreadsheetMLIndex(bytes)
            guard (1...Self.mostSheets).contains(index.sheets.count) else {
                throw Finding(.sheetCount, ["count": "\(index.sheets.count)"])
            }
            let styles = SpreadsheetMLStyles()
            if let range = index.styles { try index.walk([range], line: 1, styles) }
            durations = styles.durations
            var sheets: [SheetInfo] = []
            var names = UniqueNames()
            for (number, sheet) in index.sheets.enumerated() {
                let heading = SpreadsheetMLHeading()
                try index.walk([sheet.tag] + (sheet.options.map { [$0] } ?? []), line: sheet.line, heading)
                let name = names.take(heading.name ?? "", else: "Feuille\(number + 1)")
                sheets.append(SheetInfo(name: name, isHidden: heading.isHidden))
            }
            self.sheets = sheets
        } catch {
            throw ((error as? Finding) ?? Finding(.malformedMarkup, ["detail": "\(error)"])).inFile(file)
        }
        let values = ["format": "SpreadsheetML 2003", "encoding": index.encoding]
        findings = [Finding(.markupRead, at: Place(file: file), values)]
    }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches of about 1 MiB of text or 4,096 rows.
    ///
    /// - Throws: `XML001` when the XML is damaged, `SML001` to `SML003` when a cell is, each with its line; and what
    ///   `body` throws.
    public func readSheet(_ number: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        guard sheets.indices.contains(number) else { return SheetSummary() }
        let sheet = index.sheets[number]
        let reading = SpreadsheetMLSheet(durations: durations)
        reading.filler.wanted = columns
        var isStopped = false
        do {
            try index.walk([sheet.range], line: sheet.line, reading) {
                guard reading.filler.isFull else { return true }
                isStopped = try Self.give(reading, body) == .stop
                return !isStopped
            }
        } catch let finding as Finding {
            throw placed(finding, number)
        }
        if !isStopped {
            guard reading.isFinished else {
                let place = Place(line: sheet.line)
                throw placed(Finding(.malformedMarkup, at: place, ["detail": "the sheet does not end"]), number)
            }
            if !reading.filler.batch.rows.isEmpty { _ = try Self.give(reading, body) }
        }
        var summary = reading.filler.finished
        if reading.missingValues > 0 {
            summary.findings.append(
                placed(Finding(.valuesMissing, ["count": "\(reading.missingValues)"], reading.missingValues), number))
        }
        return summary
    }

    private static func give(
        _ reading: SpreadsheetMLSheet, _ body: (RowBatch) throws -> ReadStep
    ) throws -> ReadStep {
        defer { reading.filler.removeGiven() }
        return try body(reading.filler.given())
    }

    private func placed(_ finding: Finding, _ number: Int) -> Finding {
        var placed = finding.inFile(file)
        // What `body` throws says where it is itself.
        if placed.place.sheet == nil, placed.place.file == file { placed.place.sheet = sheets[number].name }
        return placed
    }
}

extension Finding {
    /// A finding that needs no place yet.
    init(_ kind: FindingKind, _ values: [String: String], _ count: Int = 1) {
        self.init(kind, at: Place(), values, count: count)
    }
}

/// The namespaces of the format.
enum SpreadsheetML {
    static let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
    static let excel = "urn:schemas-microsoft-com:office:excel"
}

/// Reads a sheet's name and whether it is hidden.
private final class SpreadsheetMLHeading: MarkupListener {
    private(set) var name: String?
    private(set) var isHidden = false

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        if tag.name == "Worksheet" { name = tag.attribute("Name", in: SpreadsheetML.spreadsheet) }
        if tag.name == "Visible" {
            walk.text.removeAll()
            walk.keepsText = true
        }
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {
        guard name == "Visible" else { return }
        walk.keepsText = false
        isHidden = ["SheetHidden", "SheetVeryHidden"].contains(String(decoding: walk.text, as: UTF8.self))
    }
}

/// Reads which styles show durations: `[h]:mm`. Dates and times of day are told by their values.
private final class SpreadsheetMLStyles: MarkupListener {
    private(set) var durations: Set<String> = []
    private var style = ""

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        let spreadsheet = SpreadsheetML.spreadsheet
        if tag.name == "Style" {
            style = tag.attribute("ID", in: spreadsheet) ?? ""
            if durations.contains(tag.attribute("Parent", in: spreadsheet) ?? "") { durations.insert(style) }
        } else if tag.name == "NumberFormat" {
            let code = (tag.attribute("Format", in: spreadsheet) ?? "").lowercased()
            let elapsed = ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"]
            if elapsed.contains(where: { code.contains($0) }) {
                durations.insert(style)
            } else {
                durations.remove(style)
            }
        }
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {}
}
