import DelimitedText
import Files
import Findings
import OpenDocument
import OpenXML
import Tabular
import ZipArchive

/// What is fuzzed: each takes any bytes as one part of a file, and does with it what the command does.
///
/// A thrown `Finding` is a right answer. What is not: a trap, what a sanitizer sees, and `expect` not holding.
enum FuzzTarget: String, CaseIterable {
    /// A zip archive: its directory, then each entry inflated.
    case container
    /// The part of a worksheet.
    case worksheet
    /// The shared strings.
    case sharedStrings = "shared-strings"
    /// The styles.
    case styles
    /// The workbook part.
    case workbook
    /// `content.xml`.
    case content
    /// A flat OpenDocument file.
    case flat
    /// Delimited text.
    case delimited
    /// A worksheet that columns are appended to.
    case worksheetEdit = "worksheet-edit"
    /// A `content.xml` that columns are appended to.
    case contentEdit = "content-edit"

    /// Does with `input` what the command does.
    func run(_ input: [UInt8]) {
        do {
            switch self {
            case .container: try readContainer(input)
            case .worksheet: try Reading(OpenXMLWorkbook(openXML(input, as: .worksheet), file: "a.xlsx")).check()
            case .sharedStrings:
                try Reading(OpenXMLWorkbook(openXML(input, as: .sharedStrings), file: "a.xlsx")).check()
            case .styles: try Reading(OpenXMLWorkbook(openXML(input, as: .styles), file: "a.xlsx")).check()
            case .workbook: try Reading(OpenXMLWorkbook(openXML(input, as: .workbook), file: "a.xlsx")).check()
            case .content: try Reading(OpenDocumentWorkbook(openDocument(input), file: "a.ods")).check()
            case .flat: try Reading(OpenDocumentWorkbook(flat: Bytes(input), file: "a.fods")).check()
            case .delimited: try Reading(DelimitedWorkbook(Bytes(input), fileName: "a.csv")).check()
            case .worksheetEdit: try editWorksheet(input)
            case .contentEdit: try editContent(input)
            }
        } catch is Finding {
            return
        } catch {
            fatalError("no finding: \(error)")
        }
    }

    private func readContainer(_ input: [UInt8]) throws {
        let archive = try ZipArchive(Bytes(input), limits: limits)
        for entry in archive.entries where !entry.isFolder {
            let contents = try? archive.contents(of: entry)
            expect(contents == nil || contents?.count == entry.size, "an entry has the size that its header says")
            expect((contents == nil) == (archive.damage(of: entry) != nil) || contents == nil, "damage is damage")
        }
    }

    private func editWorksheet(_ input: [UInt8]) throws {
        let archive = try openXML(input, as: .worksheet)
        let workbook = try OpenXMLWorkbook(archive, file: "a.xlsx")
        let before = try Reading(workbook).sheet(0)
        let sink = MemorySink()
        _ = try OpenXMLEditor(archive, file: "a.xlsx").write(before.edit(), to: sink, options: options)
        let after = try? Reading(OpenXMLWorkbook(ZipArchive(Bytes(sink.bytes)), file: "b.xlsx")).sheet(0)
        before.expectKept(in: after)
    }

    private func editContent(_ input: [UInt8]) throws {
        let archive = try openDocument(input)
        let workbook = try OpenDocumentWorkbook(archive, file: "a.ods")
        guard !workbook.sheets.isEmpty, declaresPrefixes(input) else { return }
        let before = try Reading(workbook).sheet(0)
        let sink = MemorySink()
        _ = try OpenDocumentEditor(archive, file: "a.ods").write(before.edit(), to: sink, options: options)
        let after = try? Reading(OpenDocumentWorkbook(ZipArchive(Bytes(sink.bytes)), file: "b.ods")).sheet(0)
        before.expectKept(in: after)
    }

    /// Whether the prefixes that an edit declares where they are missing are declared where they are used: otherwise the
    /// edit gives a meaning to what had none.
    private func declaresPrefixes(_ input: [UInt8]) -> Bool {
        let text = String(decoding: input, as: UTF8.self)
        // At the root, where an edit looks for them.
        let root = text.split(separator: ">").prefix { !$0.contains("<office:automatic-styles") }.joined(separator: ">")
        let names = "urn:oasis:names:tc:opendocument:xmlns:"
        return [
            ("text", "\(names)text:1.0"), ("table", "\(names)table:1.0"), ("office", "\(names)office:1.0"),
            ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
        ].allSatisfy { prefix, uri in !text.contains("\(prefix):") || root.contains(" xmlns:\(prefix)=\"\(uri)\"") }
    }

    private var options: EditOptions {
        var options = EditOptions()
        options.compression = 1
        return options
    }
}

/// Small enough that a bomb is refused before it costs anything.
let limits: ArchiveLimits = {
    var limits = ArchiveLimits()
    limits.entries = 1_000
    limits.entrySize = 8 << 20
    limits.totalSize = 16 << 20
    return limits
}()

/// Stops the program, as a fault to be reported, unless `condition` holds.
func expect(_ condition: Bool, _ meaning: String) {
    if !condition { fatalError("not so: \(meaning)") }
}
