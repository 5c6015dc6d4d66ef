internal import CLibXML2

/// Makes strings of what libxml2 gives with a tag.
struct ParserNames {
    /// Names and namespaces already made strings, by where libxml2's dictionary has them: it has each once.
    private var known: [UInt: String] = [:]

    mutating func name(_ text: UnsafePointer<xmlChar>?) -> String {
        guard let text = unsafe text else { return "" }
        let key = UInt(bitPattern: text)
        if let known = known[key] { return known }
        let made = unsafe String(cString: text)
        known[key] = made
        return made
    }

    /// libxml2 gives five pointers per attribute: local name, prefix, URI, start of the value, end of the value.
    mutating func attributes(
        _ count: Int32, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> [Element.Attribute] {
        guard count > 0, let values = unsafe values else { return [] }
        var found: [Element.Attribute] = []
        for index in 0..<Int(count) {
            let fields = unsafe values + 5 * index
            var value = ""
            if let first = unsafe fields[3], let end = unsafe fields[4], unsafe end > first {
                value = unsafe Self.attributeValue(UnsafeBufferPointer(start: first, count: end - first))
            }
            unsafe found.append(
                Element.Attribute(name: name(fields[0]), namespace: name(fields[2]), value: value))
        }
        return found
    }

    /// libxml2 resolves references, except that it gives every ampersand as `&#38;` to programs that, as this one, have
    /// not asked it to replace entities (`xmlParseAttValueComplex`).
    private static func attributeValue(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        guard unsafe raw.contains(UInt8(ascii: "&")) else { return unsafe String(decoding: raw, as: UTF8.self) }
        var value: [UInt8] = []
        var index = 0
        while index < raw.count {
            let byte = unsafe raw[index]
            value.append(byte)
            let isReference = unsafe byte == UInt8(ascii: "&") && raw[index...].starts(with: "&#38;".utf8)
            index += isReference ? 5 : 1
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// For HTML, libxml2 gives names and values in turn, then a null name.
    mutating func htmlAttributes(_ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> [Element.Attribute] {
        guard let pairs = unsafe pairs else { return [] }
        var found: [Element.Attribute] = []
        var index = 0
        while let name = unsafe pairs[index] {
            let value = unsafe pairs[index + 1].map { unsafe String(cString: $0) } ?? ""
            unsafe found.append(Element.Attribute(name: self.name(name), namespace: "", value: value))
            index += 2
        }
        return found
    }
}
