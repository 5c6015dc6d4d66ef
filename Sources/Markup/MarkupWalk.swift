internal import CLibXML2
public import Findings

/// A start tag, as a `MarkupWalk` gives it.
public struct MarkupTag: Sendable {
    /// The local name; for HTML the name in lower case, with its prefix if it has one.
    public let name: String
    /// The namespace URI; empty for HTML.
    public let namespace: String
    /// Attributes in document order; an HTML attribute without a value has an empty one.
    public let attributes: [Element.Attribute]

    /// The value of the attribute `name`, in `namespace` or in none; nil when absent.
    public func attribute(_ name: String, in namespace: String = "") -> String? {
        attributes.first { $0.name == name && ($0.namespace == namespace || $0.namespace.isEmpty) }?.value
    }
}

/// Who is told what a `MarkupWalk` meets.
public protocol MarkupListener: AnyObject {
    /// An element starts.
    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding)
    /// An element ends.
    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding)
}

/// Walks XML or HTML through libxml2 as it is fed, without ever holding a tree: no network, no DTD, no entity but the
/// predefined ones (and, in HTML, its named characters).
///
/// Feed it pieces that end where a tag ends, and refuse what nests or has attributes without bounds beforehand: libxml2
/// takes quadratic time for those. The walk itself stops at 256 open elements.
///
/// Safe: libxml2 calls back only while `feed` or `finish` runs, on this thread, with the walk that owns the context.
@safe public final class MarkupWalk {
    /// What is walked.
    public enum Syntax: Sendable {
        /// XML; its encoding is the one that it declares.
        case xml
        /// HTML, in UTF-8 whatever it declares.
        case html
    }

    /// The text met since the listener last emptied it, UTF-8.
    public var text: [UInt8] = []
    /// Whether text is kept.
    public var keepsText = false

    private let listener: any MarkupListener
    private let syntax: Syntax
    private let firstLine: Int
    private var context: xmlParserCtxtPtr?
    private var failure: Finding?
    private var depth = 0
    private var names = ParserNames()

    /// A walk whose first byte is on the line `firstLine`.
    public init(_ syntax: Syntax, listener: any MarkupListener, firstLine: Int = 1) {
        self.listener = listener
        self.syntax = syntax
        self.firstLine = firstLine
        unsafe context = nil
        _ = LibXML2.isReady
        let data = unsafe Unmanaged.passUnretained(self).toOpaque()
        var handler = unsafe Self.handler(syntax)
        switch syntax {
        case .xml:
            unsafe context = xmlCreatePushParserCtxt(&handler, data, nil, 0, nil)
            if let context = unsafe context { unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue)) }
        case .html:
            unsafe context = htmlCreatePushParserCtxt(&handler, data, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
            if let context = unsafe context {
                let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_RECOVER.rawValue
                unsafe htmlCtxtUseOptions(context, Int32(options))
                unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            }
        }
    }

    deinit {
        switch syntax {
        case .xml: unsafe xmlFreeParserCtxt(context)
        case .html: unsafe htmlFreeParserCtxt(context)
        }
    }

    /// The line that is read.
    public var line: Int {
        guard let context = unsafe context else { return firstLine }
        return firstLine - 1 + max(Int(unsafe xmlSAX2GetLineNumber(context)), 1)
    }

    /// Walks `bytes`, which follow those fed before.
    ///
    /// - Throws: `XML001`, `XML002`, `XML003` with the line, and what the listener throws.
    public func feed(_ bytes: [UInt8]) throws(Finding) { try parse(bytes, isLast: false) }

    /// Says that everything was fed; open HTML elements end.
    ///
    /// - Throws: as `feed`.
    public func finish() throws(Finding) { try parse([], isLast: true) }

    private func parse(_ bytes: [UInt8], isLast: Bool) throws(Finding) {
        guard let context = unsafe context, let size = Int32(exactly: bytes.count) else {
            throw Finding(.malformedMarkup, at: Place(line: firstLine), ["detail": "too large"])
        }
        if let failure { throw failure }
        // Sound: libxml2 copies the bytes before the call returns.
        unsafe bytes.span.bytes.withUnsafeBytes { raw in
            let start = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            switch syntax {
            case .xml: _ = unsafe xmlParseChunk(context, start, size, isLast ? 1 : 0)
            case .html: _ = unsafe htmlParseChunk(context, start, size, isLast ? 1 : 0)
            }
        }
        if syntax == .xml, failure == nil, unsafe context.pointee.wellFormed == 0 {
            failure = Finding(.malformedMarkup, at: Place(line: line), ["detail": "unknown error"])
        }
        if let failure { throw failure }
    }

    private func stop(_ finding: Finding) {
        if failure == nil { failure = finding }
        if let context = unsafe context { unsafe xmlStopParser(context) }
    }

    private func attempt(_ work: () throws(Finding) -> Void) {
        guard failure == nil else { return }
        do { try work() } catch { stop(error) }
    }

    private func start(_ tag: MarkupTag) {
        depth += 1
        attempt { () throws(Finding) in
            guard depth <= Element.maximumDepth else {
                throw Finding(
                    .malformedMarkup, at: Place(line: line),
                    ["detail": "elements nested more than \(Element.maximumDepth) deep"])
            }
            try listener.start(tag, in: self)
        }
    }

    private func end(_ name: String, _ namespace: String) {
        depth -= 1
        attempt { () throws(Finding) in try listener.end(name, namespace: namespace, in: self) }
    }
}

/// The callbacks. Sound: libxml2 hands back the walk that owns the context; every other pointer is used only during the
/// call, with the length that libxml2 gives.
extension MarkupWalk {
    private static func handler(_ syntax: Syntax) -> xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.characters = characters
        unsafe handler.ignorableWhitespace = characters
        unsafe handler.cdataBlock = characters
        unsafe handler.serror = { data, error in
            guard let walk = unsafe MarkupWalk.from(data), let error = unsafe error?.pointee else { return }
            unsafe walk.report(error)
        }
        guard syntax == .xml else {
            unsafe handler.startElement = { data, name, attributes in
                guard let walk = unsafe MarkupWalk.from(data), walk.failure == nil else { return }
                let found = unsafe walk.names.htmlAttributes(attributes)
                unsafe walk.start(MarkupTag(name: walk.names.name(name), namespace: "", attributes: found))
            }
            unsafe handler.endElement = { data, name in
                guard let walk = unsafe MarkupWalk.from(data), walk.failure == nil else { return }
                unsafe walk.end(walk.names.name(name), "")
            }
            return unsafe handler
        }
        unsafe handler.internalSubset = { data, _, _, _ in
            guard let walk = unsafe MarkupWalk.from(data) else { return }
            walk.stop(Finding(.doctypeRefused, at: Place(line: walk.line)))
        }
        unsafe handler.startElementNs = { data, name, _, uri, _, _, count, _, values in
            guard let walk = unsafe MarkupWalk.from(data), walk.failure == nil else { return }
            let found = unsafe walk.names.attributes(count, values)
            unsafe walk.start(
                MarkupTag(name: walk.names.name(name), namespace: walk.names.name(uri), attributes: found))
        }
        unsafe handler.endElementNs = { data, name, _, uri in
            guard let walk = unsafe MarkupWalk.from(data), walk.failure == nil else { return }
            unsafe walk.end(walk.names.name(name), walk.names.name(uri))
        }
        return unsafe handler
    }

    private static let characters: charactersSAXFunc = { data, characters, length in
        guard let walk = unsafe MarkupWalk.from(data), walk.failure == nil, walk.keepsText,
            let characters = unsafe characters, length > 0
        else { return }
        unsafe walk.text.append(contentsOf: UnsafeBufferPointer(start: characters, count: Int(length)))
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> MarkupWalk? {
        guard let data = unsafe data else { return nil }
        return unsafe Unmanaged<MarkupWalk>.fromOpaque(data).takeUnretainedValue()
    }

    private func report(_ error: xmlError) {
        // HTML is read as browsers read it: whatever it is like.
        guard syntax == .xml, failure == nil, unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let code = unsafe error.code
        if code == Int32(XML_ERR_UNSUPPORTED_ENCODING.rawValue) || code == Int32(XML_ERR_UNKNOWN_ENCODING.rawValue) {
            let name = unsafe error.str1.map { unsafe String(cString: $0) } ?? "?"
            stop(Finding(.unknownEncoding, at: Place(line: line), ["encoding": name]))
        } else {
            let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown error"
            let text = message.split(whereSeparator: \.isNewline).joined(separator: " ")
            let detail = text.hasSuffix(".") ? String(text.dropLast()) : text
            stop(Finding(.malformedMarkup, at: Place(line: line), ["detail": detail]))
        }
    }
}
