internal import CLibXML2
public import Findings

extension Element {
    /// How deep elements may nest; libxml2's own bound.
    static let maximumDepth = 256

    /// Reads a whole small part through libxml2: no network, no DTD, no entity expansion, bounded depth.
    ///
    /// A first pass of our own over the tags refuses the document type, and what would take libxml2 quadratic time:
    /// thousands of attributes on an element, of namespaces in scope.
    /// - Throws: `XML001`, `XML002`, `XML003`, with the part and the line in the place.
    public init(parsing original: [UInt8], part: String) throws(Finding) {
        let bytes = try MarkupScanner.utf8(original, part: part)
        try MarkupScanner(bytes, part: part).checkBounds()
        guard !bytes.isEmpty else {
            throw Finding(.malformedMarkup, at: Place(part: part, line: 1), ["detail": "empty document"])
        }
        guard let size = Int32(exactly: bytes.count) else {
            throw Finding(.malformedMarkup, at: Place(part: part), ["detail": "more than 2 GiB"])
        }
        _ = LibXML2.isReady
        let builder = ElementBuilder()
        // Sound: libxml2 copies the bytes when the context is made; the context is freed before this function ends;
        // the builder outlives the parse, and every callback runs on this thread while it lasts.
        try unsafe bytes.span.bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) throws(Finding) in
            guard let base = raw.baseAddress,
                let context = unsafe xmlCreateMemoryParserCtxt(base.assumingMemoryBound(to: CChar.self), size)
            else { throw Finding(.malformedMarkup, at: Place(part: part), ["detail": "out of memory"]) }
            defer { unsafe xmlFreeParserCtxt(context) }
            unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
            unsafe context.pointee.sax.pointee = ElementBuilder.handler
            unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
            unsafe builder.context = unsafe context
            unsafe xmlParseDocument(context)
            unsafe builder.context = nil
            if builder.failure == nil, unsafe context.pointee.wellFormed == 0 {
                builder.failure = unsafe .malformed("unknown error", line: Int(xmlSAX2GetLineNumber(context)))
            }
        }
        switch builder.failure {
        case .doctype(let line)?: throw Finding(.doctypeRefused, at: Place(part: part, line: line))
        case .encoding(let name, let line)?:
            throw Finding(.unknownEncoding, at: Place(part: part, line: line), ["encoding": name])
        case .malformed(let detail, let line)?:
            throw Finding(.malformedMarkup, at: Place(part: part, line: line), ["detail": detail])
        case nil: break
        }
        guard let root = builder.root else {
            throw Finding(.malformedMarkup, at: Place(part: part), ["detail": "no element"])
        }
        self = root
    }
}

/// The library's process-wide state.
enum LibXML2 {
    /// True once the library is initialised; the first use initialises it, once.
    static let isReady: Bool = {
        xmlInitParser()
        return true
    }()
}
