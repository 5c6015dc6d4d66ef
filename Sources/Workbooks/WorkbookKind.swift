internal import Files

/// What a file is, told from its first bytes, never from its extension.
enum FileKind: Equatable {
    /// A zip archive: OpenXML or OpenDocument, or neither.
    case zip
    /// An OLE container: an old `.xls`, or an encrypted OpenXML workbook.
    case compoundFile
    /// A PDF document.
    case pdf
    /// A gzip stream.
    case gzip
    /// XML or HTML text: flat OpenDocument, SpreadsheetML 2003, an HTML table named `.xls`, a TOTEM document.
    case markup
    /// Text that a program other than a spreadsheet program writes.
    case document(String)
    /// Bytes that no text has.
    case binary
    /// Anything else: text with separators, as far as can be told.
    case text
    /// Nothing at all.
    case empty

    /// Tells what `bytes` are.
    init(of bytes: Bytes) {
        let head = bytes[0..<min(bytes.count, 4096)].array
        if head.isEmpty {
            self = .empty
        } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compoundFile
        } else if head.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if head.starts(with: "{\\rtf".utf8) {
            self = .document("RTF")
        } else if head.starts(with: "MIME-Version:".utf8) {
            self = .document("MHTML")
        } else if Self.looksLikeMarkup(head) {
            self = .markup
        } else if Self.looksBinary(head) {
            self = .binary
        } else {
            self = .text
        }
    }

    /// Whether there are zero bytes that are not every other byte of UTF-16 text.
    private static func looksBinary(_ head: [UInt8]) -> Bool {
        var zeros = [0, 0]
        for (position, byte) in head.enumerated() where byte == 0 { zeros[position % 2] += 1 }
        let few = head.count / 32
        return zeros[0] + zeros[1] > 0 && !(zeros[0] <= few && zeros[1] > few) && !(zeros[1] <= few && zeros[0] > few)
    }

    /// Whether the first characters that are not blanks, a byte order mark or zero bytes of UTF-16 open a tag: a
    /// declaration, an element of HTML, or any element that declares a namespace.
    private static func looksLikeMarkup(_ head: [UInt8]) -> Bool {
        let skipped: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00]
        let start = head.drop { skipped.contains($0) }.filter { $0 != 0 }
        guard start.first == UInt8(ascii: "<"), start.count > 1 else { return false }
        let tag = String(decoding: start.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
        let openings = [
            "<?xml", "<?mso-application", "<!doctype", "<!--", "<html", "<head", "<body", "<meta", "<style", "<title",
            "<script", "<table", "<tbody", "<thead", "<tr", "<div", "<center", "<font", "<form", "<span", "<p",
        ]
        return tag.contains("xmlns")
            || openings.contains { opening in
                tag.hasPrefix(opening) && (tag.count == opening.count || !isNameCharacter(tag.dropFirst(opening.count)))
            }
    }

    private static func isNameCharacter(_ rest: Substring) -> Bool {
        rest.first.map { $0.isLetter || $0.isNumber } ?? false
    }
}
