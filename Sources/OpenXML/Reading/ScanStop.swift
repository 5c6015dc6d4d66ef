internal import Findings
internal import Markup

/// Why a scanner stopped before the end of its chunk.
enum ScanStop: Error {
    /// The chunk ends within a row or a tag.
    case needMore
    /// The XML is not well formed at this position of the chunk.
    case malformed(at: Int, Malformation)
    /// A document type is declared at this position of the chunk.
    case doctype(at: Int)
    /// The content cannot be used; the finding names the cell.
    indirect case refused(Finding)
}

/// What is wrong with the XML, in the words of XML parsers.
enum Malformation: String, Sendable {
    case truncated = "unexpected end of the document"
    case tag = "malformed tag"
    case attribute = "malformed attribute"
    case endTag = "end tag does not match its start tag"
    case reference = "unknown or invalid reference"
    case character = "invalid character"
    case encoding = "invalid UTF-8"
    case text = "text where only elements may be"
    case root = "no single root element"
    case declaration = "unexpected declaration"
}
