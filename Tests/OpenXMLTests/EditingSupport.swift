import Files
import Findings
import Glibc
import Markup
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

    /// Writes `edit` of the workbook that `outcome` is.
    static func write(
        _ edit: WorkbookEdit, after outcome: Outcome, options: EditOptions = EditOptions()
    ) throws -> Outcome {
        let sink = MemorySink()
        let findings = try OpenXMLEditor(outcome.after, file: "again.xlsx").write(edit, to: sink, options: options)
        return Outcome(
            before: outcome.after, after: try ZipArchive(Bytes(sink.bytes)), bytes: sink.bytes, findings: findings)
    }

    /// The fixture `name` with some of its parts changed by `change`, as a person's program may have left it.
    static func outcome(of name: String, changing change: (String, String) -> String?) throws -> Outcome {
        try rebuilt(open(name), changing: change)
    }

    /// `archive` with some of its parts changed by `change`, which is given each part's name and text; nil drops it.
    static func rebuilt(_ archive: ZipArchive, changing change: (String, String) -> String?) throws -> Outcome {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for entry in archive.entries {
            let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
            guard let new = change(entry.name, text) else { continue }
            if new == text {
                try writer.copy(entry, from: archive)
            } else {
                try writer.add(entry.name, Array(new.utf8), level: 6)
            }
        }
        try writer.finish()
        return Outcome(
            before: archive, after: try ZipArchive(Bytes(sink.bytes)), bytes: sink.bytes, findings: [])
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
            data: .coded(values: values.map { .text($0 ?? "") }, codes: Codes(codes)))
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

    /// A part of what was there as text.
    func textBefore(_ part: String) throws -> String {
        guard let entry = before.entry(part) else { return "" }
        return String(decoding: try before.contents(of: entry), as: UTF8.self)
    }

    /// A part of the outcome as a tree.
    func tree(_ part: String) throws -> Element {
        guard let entry = after.entry(part) else { throw Finding(.partMissing, ["part": part]) }
        return try Element(parsing: after.contents(of: entry), part: part)
    }

    /// Writes the workbook in the folder that `MESURES_KEEP` names, for a look with other programs.
    func keep(_ name: String) throws {
        guard let folder = unsafe getenv("MESURES_KEEP") else { return }
        let path = unsafe String(cString: folder) + "/" + name
        guard let file = unsafe fopen(path, "wb") else { return }
        _ = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
        _ = unsafe fclose(file)
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

extension Element {
    /// The elements called `name` anywhere inside, in document order.
    func everywhere(_ name: String) -> [Element] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.everywhere(name) }
    }

    /// The attribute `val` of the first element called `name` anywhere inside.
    func val(_ name: String) -> String? { everywhere(name).first?.attribute("val") }
}

extension String {
    /// The text with the first `old` replaced by `new`.
    func replacing(first old: String, with new: String) -> String {
        guard let found = range(of: old) else { return self }
        return String(self[..<found.lowerBound]) + new + String(self[found.upperBound...])
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
