/// Appends JSON to a byte buffer: keys in the order they are written, no reflection, valid for every input.
public struct JSONWriter: Sendable {
    /// What has been written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var isFirst = [true]
    private let indented: Bool

    /// An empty writer; `indented` puts each member on its own line.
    public init(indented: Bool = false) { self.indented = indented }

    /// Writes an object whose members `body` writes.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows { try nest("{", "}", body) }

    /// Writes an array whose elements `body` writes.
    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows { try nest("[", "]", body) }

    /// Writes the key of the next value of an object.
    public mutating func key(_ name: String) {
        separate()
        quote(name.utf8)
        bytes.append(UInt8(ascii: ":"))
        if indented { bytes.append(UInt8(ascii: " ")) }
        isFirst[isFirst.count - 1] = true
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        separate()
        quote(value.utf8)
    }

    /// Writes a string given by its UTF-8 bytes.
    public mutating func string(utf8 value: some Sequence<UInt8>) {
        separate()
        quote(value)
    }

    /// Writes a whole number.
    public mutating func integer(_ value: some BinaryInteger) { raw(String(value)) }

    /// Writes a number in its shortest round-trip form, whole numbers without `.0`; null when it is not finite.
    public mutating func number(_ value: Double) { raw(Self.shortest(value)) }

    /// Writes true or false.
    public mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes null.
    public mutating func null() { raw("null") }

    /// Writes a JSON text that the caller vouches for.
    public mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    /// Writes a member with a string.
    public mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// Writes a member with a whole number.
    public mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    /// Writes a member with true or false.
    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// Takes the bytes written so far away, for streaming.
    public mutating func flush() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// The shortest decimal text that reads back as `value`; `null` when it is not finite.
    public static func shortest(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        // Up to 2⁵³ a whole double is the number that was written.
        if value == value.rounded(), value.magnitude <= 0x1p53 { return value == 0 ? "0" : String(Int64(value)) }
        return value.description
    }

    private mutating func nest(_ open: Character, _ close: Character, _ body: (inout JSONWriter) throws -> Void)
        rethrows
    {
        separate()
        bytes.append(contentsOf: String(open).utf8)
        isFirst.append(true)
        try body(&self)
        let wasEmpty = isFirst.removeLast()
        if indented, !wasEmpty { newline() }
        bytes.append(contentsOf: String(close).utf8)
    }

    private mutating func separate() {
        let last = isFirst.count - 1
        // By place: `suffix` of a sequence would walk all that was written, for each value.
        let end = bytes.count
        let afterKey =
            bytes.last == UInt8(ascii: ":")
            || (indented && end > 1 && bytes[end - 1] == UInt8(ascii: " ") && bytes[end - 2] == UInt8(ascii: ":"))
        if !isFirst[last] { bytes.append(UInt8(ascii: ",")) }
        if indented, last > 0, !(isFirst[last] && afterKey) { newline() }
        isFirst[last] = false
    }

    private mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (isFirst.count - 1)))
    }

    private mutating func quote(_ text: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x00..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
