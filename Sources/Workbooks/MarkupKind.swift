internal import Files

/// What XML or HTML text is, told from its root element.
enum MarkupKind: Equatable {
    /// An HTML page, whose tables finance software names `.xls`.
    case html
    /// SpreadsheetML 2003 ("XML Spreadsheet" of Excel 2002 and 2003).
    case spreadsheetML
    /// A flat OpenDocument file of this media type.
    case flatOpenDocument(String)
    /// A budget document: TOTEM, or compte financier unique.
    case budgetDocument
    /// A document of another program.
    case document(String)
    /// Other XML.
    case other

    /// How many bytes are looked at before the root's start tag ends.
    private static let headSize = 64 << 10
    private static let pageElements: Set<String> = [
        "html", "head", "body", "table", "thead", "tbody", "tr", "td", "meta", "style", "title", "script", "div", "p",
        "center", "font", "form", "span", "br", "h1", "h2", "h3", "link", "base", "caption", "section", "main", "b",
    ]
    private static let spreadsheetMLNamespace = "urn:schemas-microsoft-com:office:spreadsheet"
    private static let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"

    /// Tells what `bytes` are.
    init(of bytes: Bytes) {
        // In UTF-16 every other byte of a tag is zero; names and media types are ASCII.
        let head = bytes[0..<min(bytes.count, Self.headSize)].array.filter { $0 != 0 }
        guard let tag = Self.rootTag(String(decoding: head, as: UTF8.self)) else {
            self = .other
            return
        }
        let qualified = tag.prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" }
        let name = qualified.split(separator: ":").last.map(String.init) ?? ""
        if name == "document", tag.contains("urn:oasis:names:tc:opendocument:xmlns:office:1.0") {
            self = .flatOpenDocument(Self.value(of: "mimetype", in: tag) ?? "")
        } else if name == "Workbook", tag.contains(Self.spreadsheetMLNamespace) {
            self = .spreadsheetML
        } else if name == "DocumentBudgetaire" || name == "CompteFinancierUnique" {
            self = .budgetDocument
        } else if name == "wordDocument" {
            self = .document("Word")
        } else if Self.pageElements.contains(name.lowercased()) {
            self = .html
        } else {
            self = .other
        }
    }

    /// Whether a flat document of this media type is a spreadsheet.
    static func isSpreadsheet(_ mediaType: String) -> Bool {
        mediaType == spreadsheet || mediaType == spreadsheet + "-template"
    }

    /// The program of the documents of an OpenDocument media type.
    static func program(ofMediaType type: String) -> String {
        let prefix = "application/vnd.oasis.opendocument."
        guard type.hasPrefix(prefix) else { return "OpenDocument" }
        return switch type.dropFirst(prefix.count).prefix(while: { $0.isLetter }) {
        case "text": "Writer"
        case "presentation": "Impress"
        case "graphics": "Draw"
        case "base": "Base"
        case "formula": "Math"
        default: "OpenDocument"
        }
    }

    /// The root's start tag without `<`, from its name on; comments, instructions and the document type passed over.
    private static func rootTag(_ text: String) -> Substring? {
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            let closing: String
            if rest.hasPrefix("!--") {
                closing = "-->"
            } else if rest.hasPrefix("!DOCTYPE html") || rest.hasPrefix("!doctype html") {
                return "html"
            } else if rest.hasPrefix("!") || rest.hasPrefix("?") {
                // Declarations inside a document type end with their own bracket.
                closing = rest.prefix { $0 != ">" }.contains("[") ? "]" : ">"
            } else {
                return rest.first?.isLetter == true ? rest.prefix { $0 != ">" } : nil
            }
            guard let end = rest.firstRange(of: closing) else { return nil }
            rest = rest[end.upperBound...]
        }
        return nil
    }

    /// The value of the attribute with the local name `name`.
    private static func value(of name: String, in tag: Substring) -> String? {
        guard let found = tag.firstRange(of: ":\(name)=") else { return nil }
        let rest = tag[found.upperBound...]
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
