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
    private var names = ParserNames()

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
            let attributes = unsafe builder.names.attributes(count, values)
            unsafe builder.start(builder.names.name(name), builder.names.name(uri), attributes)
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
}
