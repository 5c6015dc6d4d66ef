internal import Files
internal import Findings
internal import Tabular
internal import Texts
internal import Workbooks

/// The tables of a converted package besides the lines: one per annex of a budget document.
struct ConversionPackage {
    private let workbook: Workbook

    init(_ workbook: Workbook) { self.workbook = workbook }

    /// Writes each annex to the file that `open` gives for its name; other inputs have none.
    func write(_ open: (String) throws(Finding) -> AtomicFile) throws -> [Descriptor.Table] {
        guard workbook.reader.format == .budgetDocument else { return [] }
        var tables: [Descriptor.Table] = []
        for (index, sheet) in workbook.reader.sheets.enumerated().dropFirst() {
            let name = "annexe-\(Self.slug(sheet.name)).csv"
            try CSVDump(of: workbook, sheet: index, keepsDigits: true).write(to: try open(name))
            tables.append((name, try columns(index)))
        }
        return tables
    }

    /// The header of a sheet, and `number` for columns of which every cell is one.
    private func columns(_ index: Int) throws -> [(name: String, type: String)] {
        var names: [String] = []
        var texts: Set<Int> = []
        var numbers: Set<Int> = []
        _ = try workbook.reader.readSheet(index) { batch in
            for row in batch.rows {
                for cell in batch.cells[row.cells] {
                    if row.index == 0 {
                        names.append(batch.text(of: cell))
                    } else if cell.kind == .number {
                        numbers.insert(Int(cell.column))
                    } else {
                        texts.insert(Int(cell.column))
                    }
                }
            }
            return .next
        }
        return names.enumerated().map { column, name in
            (name, numbers.contains(column) && !texts.contains(column) ? "number" : "string")
        }
    }

    private static func slug(_ name: String) -> String {
        String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    /// `datapackage.json` of a package that holds lines, controls, findings and `annexes`.
    static func descriptor(name: String, title: String, annexes: [Descriptor.Table]) -> [UInt8] {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("profile", "tabular-data-package")
            json.member("name", slug(name))
            json.member("title", title)
            json.key("resources")
            json.array { json in
                for table in Descriptor.importTables + annexes { Descriptor.resource(table, to: &json) }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
