internal import CLibXML2

/// Builds the value tree from libxml2's SAX2 events, on a stack of its own: input depth never becomes recursion.
///
/// Safe: `context` is set only while the parse that owns it runs.
@safe final class ElementBuilder {
    /// Why the parse cannot give a tree.
    enum Failure {
        case malformed(String, line: Int)
        case doctype(line: Int)
        case encoding(String, line: Int)
    }

    /// An element whose end tag has not come yet.
    private struct Open {
        let name: String
        let namespace: String
        let attributes: [Element.Attribute]
        var children: [Element] = []
        var text: [UInt8] = []
        let line: Int
    }

    private(set) var root: Element?
    /// The first thing that went wrong.
    var failure: Failure?
    /// The parse under way; nil before and after it.
    var context: xmlParserCtxtPtr?
    private var open: [Open] = []
    /// Names and namespaces already made strings, by where libxml2's dictionary has them: it has each once.
    private var names: [UInt: String] = [:]

    private var line: Int {
        guard let context = unsafe context else { return 1 }
        return Int(unsafe xmlSAX2GetLineNumber(context))
    }

    private func stop(_ reason: Failure) {
        if failure == nil { failure = reason }
        if let context = unsafe context { unsafe xmlStopParser(context) }
    }

    private func start(_ name: String, _ namespace: String, _ attributes: [Element.Attribute]) {
        guard open.count < Element.maximumDepth else {
            stop(.malformed("elements nested more than \(Element.maximumDepth) deep", line: line))
            return
        }
        open.append(Open(name: name, namespace: namespace, attributes: attributes, line: line))
    }

    private func end() {
        guard let done = open.popLast() else { return }
        let element = Element(
            name: done.name, namespace: done.namespace, attributes: done.attributes, children: done.children,
            text: String(decoding: done.text, as: UTF8.self), line: done.line)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !open.isEmpty else { return }
        unsafe open[open.count - 1].text.append(contentsOf: bytes)
    }
}

/// The callbacks. Sound: libxml2 hands back the builder that `Element.init(parsing:part:)` keeps alive, and every
/// other pointer is used only during the call, with the length that libxml2 gives.
extension ElementBuilder {
    /// The events that are listened to; all others are ignored, and no entity or DTD handler is set.
    static var handler: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.internalSubset = { data, _, _, _ in
            guard let builder = unsafe ElementBuilder.from(data) else { return }
            builder.stop(.doctype(line: builder.line))
        }
        unsafe handler.startElementNs = { data, name, _, uri, _, _, count, _, values in
            guard let builder = unsafe ElementBuilder.from(data), builder.failure == nil else { return }
            let attributes = unsafe builder.attributes(count, values)
            unsafe builder.start(builder.name(name), builder.name(uri), attributes)
        }
        unsafe handler.endElementNs = { data, _, _, _ in
            guard let builder = unsafe ElementBuilder.from(data), builder.failure == nil else { return }
            builder.end()
        }
        unsafe handler.characters = ElementBuilder.characters
        unsafe handler.ignorableWhitespace = ElementBuilder.characters
        unsafe handler.cdataBlock = ElementBuilder.characters
        unsafe handler.serror = { data, error in
            guard let builder = unsafe ElementBuilder.from(data), let error = unsafe error?.pointee,
                unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue, builder.failure == nil
            else { return }
            let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown error"
            let line = unsafe Int(error.line)
            let code = unsafe error.code
            if code == Int32(XML_ERR_UNSUPPORTED_ENCODING.rawValue) || code == Int32(XML_ERR_UNKNOWN_ENCODING.rawValue)
            {
                let name = unsafe error.str1.map { unsafe String(cString: $0) } ?? "?"
                builder.failure = .encoding(name, line: line)
            } else {
                let text = message.split(whereSeparator: \.isNewline).joined(separator: " ")
                builder.failure = .malformed(text.hasSuffix(".") ? String(text.dropLast()) : text, line: line)
            }
        }
        return unsafe handler
    }

    private static let characters: charactersSAXFunc = { data, characters, length in
        guard let builder = unsafe ElementBuilder.from(data), builder.failure == nil,
            let characters = unsafe characters,
            length > 0
        else { return }
        unsafe builder.text(UnsafeBufferPointer(start: characters, count: Int(length)))
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> ElementBuilder? {
        guard let data = unsafe data else { return nil }
        return unsafe Unmanaged<ElementBuilder>.fromOpaque(data).takeUnretainedValue()
    }

    private func name(_ text: UnsafePointer<xmlChar>?) -> String {
        guard let text = unsafe text else { return "" }
        let key = UInt(bitPattern: text)
        if let known = names[key] { return known }
        let made = unsafe String(cString: text)
        names[key] = made
        return made
    }

    /// libxml2 gives five pointers per attribute: local name, prefix, URI, start of the value, end of the value.
    private func attributes(
        _ count: Int32, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> [Element.Attribute] {
        guard count > 0, let values = unsafe values else { return [] }
        return (0..<Int(count)).map { index in
            let fields = unsafe values + 5 * index
            var value = ""
            if let first = unsafe fields[3], let end = unsafe fields[4], unsafe end > first {
                value = unsafe Self.attributeValue(UnsafeBufferPointer(start: first, count: end - first))
            }
            return unsafe Element.Attribute(name: name(fields[0]), namespace: name(fields[2]), value: value)
        }
    }

    /// libxml2 resolves references, except that it gives every ampersand as `&#38;` to programs that, as this one, have
    /// not asked it to replace entities (`xmlParseAttValueComplex`).
    static func attributeValue(_ raw: UnsafeBufferPointer<UInt8>) -> String {
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
}
