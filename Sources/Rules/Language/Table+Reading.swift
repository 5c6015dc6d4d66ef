internal import DelimitedText
internal import Files
package import Findings
package import PublicAccounts
internal import Tabular

extension Table {
    /// Fields whose codes have sub-codes: their tables take the longest beginning unless they say otherwise.
    static let prefixFields: Set<LineField> = [.nature, .fonction, .chapitre]

    /// Reads the delimited text at `path`: lines that begin with `#` are comments, the first other line names the columns.
    ///
    /// - Throws: `RUL029` when the file cannot be read, `RUL056` when it is no text, `RUL030` when it lacks the column
    ///   `header`, `RUL031` when a key stands twice; the finding's place is in the table, except for a file that cannot be
    ///   read, whose place is `place`.
    package convenience init(
        reading path: String, name: String, key: LineField, header: String, takesPrefix: Bool, at place: Place
    ) throws(Finding) {
        let content: (columns: [String], rows: [[String]], places: [Place])
        do {
            let bytes = try Bytes(mapping: path).array
            guard !Self.isBinary(bytes) else {
                throw Finding(.tableNotText, at: place, ["table": name, "file": path])
            }
            content = try Self.content(of: bytes, path)
        } catch let finding as Finding where finding.kind == .tableNotText {
            throw finding
        } catch {
            throw Finding(.tableUnreadable, at: place, ["table": name, "file": path])
        }
        guard let keyColumn = content.columns.firstIndex(of: header) else {
            throw Finding(
                .tableWithoutColumn, at: Place(file: path),
                ["column": header, "table": name, "known": content.columns.joined(separator: ", ")])
        }
        var seen: [String: Int] = [:]
        for (row, values) in content.rows.enumerated() {
            let line = content.places[row].line ?? 0
            if let first = seen.updateValue(line, forKey: values[keyColumn]) {
                // The key is not shown: it may name a person.
                throw Finding(.duplicateTableKey, at: content.places[row], ["table": name, "line": String(first)])
            }
        }
        self.init(
            name: name, key: key, takesPrefix: takesPrefix, columns: content.columns, keyColumn: keyColumn,
            rows: content.rows, places: content.places, file: path)
    }

    /// Whether the bytes are a package (a workbook, say), an old binary workbook or the like: no text begins so.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private static func content(of whole: [UInt8], _ path: String) throws -> (
        columns: [String], rows: [[String]], places: [Place]
    ) {
        let (bytes, skipped) = withoutComments(whole)
        let reader = try DelimitedWorkbook(Bytes(bytes), fileName: path)
        var columns: [String] = []
        var rows: [[String]] = []
        var places: [Place] = []
        _ = try reader.readSheet(0, columns: .all) { batch in
            for row in batch.rows where !row.cells.isEmpty {
                var values = [String](repeating: "", count: columns.count)
                for cell in batch.cells[row.cells] {
                    let column = Int(cell.column)
                    let text = batch.text(of: cell)
                    if columns.isEmpty || column >= values.count {
                        while values.count <= column { values.append("") }
                    }
                    values[column] = text
                }
                if columns.isEmpty {
                    columns = values
                } else if values.first?.hasPrefix("#") != true {
                    rows.append(Array(values.prefix(columns.count)))
                    places.append(Place(file: path, line: row.index + 1 + skipped))
                }
            }
            return .next
        }
        return (columns, rows, places)
    }

    /// The text without the comment lines at its start, which would mislead whoever looks for the separator; and how many
    /// they were.
    private static func withoutComments(_ bytes: [UInt8]) -> ([UInt8], Int) {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var skipped = 0
        while start < bytes.count, bytes[start] == UInt8(ascii: "#") {
            start = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
            skipped += 1
        }
        return (Array(bytes[start...]), skipped)
    }
}
