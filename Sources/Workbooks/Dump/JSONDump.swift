public import Files
public import Tabular
internal import Texts

/// Writes worksheets as `{"sheets":[{"name":…,"rows":[[v,…],…]},…]}`.
///
/// `v` is null, true, false, a number (shortest round-trip form, whole numbers without `.0`), a string,
/// `{"date":"YYYY-MM-DDTHH:MM:SS[.fff]"}`, `{"time":seconds}` or `{"error":"#N/A"}`. Rows start at A1; trailing nulls
/// and trailing empty rows are cut; an empty string is null.
public struct JSONDump {
    private let workbook: Workbook
    private let sheets: [Int]
    private let columns: ColumnSelection

    /// A dump of `columns` of the sheets with these indices.
    public init(of workbook: Workbook, sheets: [Int], columns: ColumnSelection = .all) {
        self.workbook = workbook
        self.columns = columns
        self.sheets = sheets
    }

    /// Writes the dump to `sink`, streaming, with a final line break.
    public func write(to sink: any ByteSink) throws {
        try put(#"{"sheets":["#, to: sink)
        for (position, index) in sheets.enumerated() {
            var head = JSONWriter()
            head.string(workbook.reader.sheets[index].name)
            try put((position == 0 ? "" : ",") + #"{"name":"# + String(decoding: head.bytes, as: UTF8.self), to: sink)
            try put(#","rows":["#, to: sink)
            try writeRows(of: index, to: sink)
            try put("]}", to: sink)
        }
        try put("]}\n", to: sink)
    }

    private func writeRows(of index: Int, to sink: any ByteSink) throws {
        var nextRow = 0
        _ = try workbook.reader.readSheet(index, columns: columns) { batch in
            var text: [UInt8] = []
            for row in batch.rows {
                let cells = batch.cells[row.cells].filter { $0.kind != .text || !batch.utf8(of: $0).isEmpty }
                if cells.isEmpty { continue }
                var json = JSONWriter()
                json.array { json in
                    var column = 0
                    for cell in cells {
                        while column < Int(cell.column) {
                            json.null()
                            column += 1
                        }
                        Self.value(cell, in: batch, to: &json)
                        column += 1
                    }
                }
                for repeated in 0..<row.repeats {
                    while nextRow < row.index + repeated {
                        text += nextRow == 0 ? "[]".utf8 : ",[]".utf8
                        nextRow += 1
                    }
                    if nextRow > 0 { text.append(UInt8(ascii: ",")) }
                    text += json.bytes
                    nextRow += 1
                    if text.count > 1 << 20 {
                        try sink.write(text[...])
                        text.removeAll(keepingCapacity: true)
                    }
                }
            }
            try sink.write(text[...])
            return .next
        }
    }

    private static func value(_ cell: Cell, in batch: RowBatch, to json: inout JSONWriter) {
        switch cell.kind {
        case .text: json.string(utf8: batch.utf8(of: cell))
        case .number: json.number(cell.number)
        case .boolean: json.boolean(cell.number != 0)
        case .error:
            json.object { json in
                json.key("error")
                json.string(utf8: batch.utf8(of: cell))
            }
        case .date: json.object { $0.member("date", CivilTime.iso(secondsSince1970: cell.number)) }
        case .time:
            json.object { json in
                json.key("time")
                json.number(cell.number)
            }
        }
    }

    private func put(_ text: String, to sink: any ByteSink) throws { try sink.write(Array(text.utf8)[...]) }
}

/// Date and time as ISO 8601 writes them.
enum CivilTime {
    /// `YYYY-MM-DDTHH:MM:SS`, with milliseconds where there are any.
    static func iso(secondsSince1970 seconds: Double) -> String {
        // Cells hold years 1 to 9999; beyond that the number is no date, and is clamped rather than trapped on.
        let milliseconds = Int64((min(max(seconds, -62_135_596_800), 253_402_300_799.999) * 1000).rounded())
        let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let rest = Int(milliseconds - Int64(days) * 86_400_000)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let thousandths = rest % 1000
        let fraction = thousandths == 0 ? "" : "." + String(1000 + thousandths).dropFirst()
        return "\(CivilDate(daysSince1970: days).iso)T\(two(rest / 3_600_000)):\(two(rest / 60_000 % 60))"
            + ":\(two(rest / 1000 % 60))\(fraction)"
    }
}
