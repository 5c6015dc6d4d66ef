import Files
import Findings
import Tabular
import ZipArchive

@testable import OpenXML

/// What the editing tests share: fixtures, edits, and a look into the outcome.
enum Editing {
    /// The folder of the fixtures.
    static let fixtures = String(#filePath.dropLast("EditingSupport.swift".count)) + "Fixtures/"

    /// A fixture, opened.
    static func open(_ name: String) throws -> ZipArchive {
        try ZipArchive(Bytes(mapping: name.hasPrefix("/") ? name : fixtures + name))
    }

    /// Writes `edit` of `name` and opens the outcome.
    static func write(_ edit: WorkbookEdit, of name: String, options: EditOptions = EditOptions()) throws -> Outcome {
        let archive = try open(name)
        let sink = MemorySink()
        let findings = try OpenXMLEditor(archive, file: name).write(edit, to: sink, options: options)
        return Outcome(before: archive, after: try ZipArchive(Bytes(sink.bytes)), bytes: sink.bytes, findings: findings)
    }

    /// An edit of one block.
    static func block(
        header: Int, body: Range<Int>, column: Int, _ columns: [NewColumn], sheets: [NewSheet] = []
    ) -> WorkbookEdit {
        var edit = WorkbookEdit()
        edit.blocks = [ColumnBlock(sheet: 0, headerRow: header, body: body, firstColumn: column, columns: columns)]
        edit.sheets = sheets
        return edit
    }

    /// A column of texts.
    static func texts(_ header: String, _ values: [String?], format: ValueFormat = .text) -> NewColumn {
        let codes = values.indices.map { values[$0] == nil ? UInt32.max : UInt32($0) }
        return NewColumn(
            header: header, width: 12, format: format,
            data: .coded(values: values.map { .text($0 ?? "") }, codes: codes))
    }
}

/// A workbook before and after.
struct Outcome {
    let before: ZipArchive
    let after: ZipArchive
    let bytes: [UInt8]
    let findings: [Finding]

    /// A part of the outcome as text.
    func text(_ part: String) throws -> String {
        guard let entry = after.entry(part) else { return "" }
        return String(decoding: try after.contents(of: entry), as: UTF8.self)
    }

    /// The old parts that differ or are gone.
    func changed() throws -> [String] {
        try before.entries.filter { entry in
            guard let same = after.entry(entry.name) else { return true }
            return try before.contents(of: entry) != after.contents(of: same)
        }.map(\.name)
    }

    /// The parts that are new.
    var added: [String] { after.entries.map(\.name).filter { before.entry($0) == nil } }

    /// The element that starts with `start`, up to and with the next `end`.
    func piece(_ part: String, from start: String, to end: String) throws -> String {
        let text = try text(part)
        guard let first = text.range(of: start), let last = text[first.upperBound...].range(of: end) else { return "" }
        return String(text[first.lowerBound..<last.upperBound])
    }
}

extension StringProtocol {
    /// Where `other` first occurs.
    func range(of other: String) -> Range<Index>? {
        let needle = Array(other.utf8)
        let bytes = utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            if bytes[start...].starts(with: needle) {
                return start..<bytes.index(start, offsetBy: needle.count)
            }
            start = bytes.index(after: start)
        }
        return nil
    }
}
