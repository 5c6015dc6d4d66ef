/// Appends XML to a byte buffer, escaping what must be.
public struct MarkupWriter: Sendable {
    /// What has been written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// An empty writer.
    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Appends `markup` as it is.
    public mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Appends `markup` as it is.
    public mutating func raw(_ markup: some Sequence<UInt8>) { bytes.append(contentsOf: markup) }

    /// Appends `text` as element content.
    public mutating func text(_ text: String) { escape(text, quotes: false) }

    /// Appends ` name="value"`.
    public mutating func attribute(_ name: String, _ value: String) {
        raw(" ")
        raw(name)
        raw("=\"")
        escape(value, quotes: true)
        raw("\"")
    }

    /// Appends ` name="value"` for a whole number.
    public mutating func attribute(_ name: String, _ value: Int) { attribute(name, String(value)) }

    private mutating func escape(_ text: String, quotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\"") where quotes: raw("&quot;")
            case 0x0A where quotes: raw("&#10;")
            case 0x0D: raw("&#13;")
            case 0x09 where quotes: raw("&#9;")
            // XML 1.0 has no other control characters; a caller with its own escape writes it beforehand.
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: break
            default: bytes.append(byte)
            }
        }
    }
}
