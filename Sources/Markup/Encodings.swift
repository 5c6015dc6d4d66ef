public import Findings

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

extension MarkupScanner {
    /// The XML text `bytes` in UTF-8, its declaration adapted; the very bytes when they are UTF-8 already.
    ///
    /// The encoding is found as XML 1.0, appendix F, says: byte order mark, then the first bytes, then the declaration.
    /// - Throws: `XML001` when the bytes are not what the encoding says, `XML003` when the encoding is not known.
    public static func utf8(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
        let name: String
        var mark = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return try checked(bytes, part: part)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            name = "UTF-16LE"
            mark = 2
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            name = "UTF-16BE"
            mark = 2
        } else if bytes.starts(with: [0x3C, 0x00]) {
            name = "UTF-16LE"
        } else if bytes.starts(with: [0x00, 0x3C]) {
            name = "UTF-16BE"
        } else if let declared = declaredEncoding(bytes) {
            name = String(decoding: bytes[declared], as: UTF8.self)
        } else {
            return try checked(bytes, part: part)
        }
        if ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased()) { return try checked(bytes, part: part) }
        guard name.utf8.allSatisfy({ isNameByte($0) }), name.utf8.count <= 40 else {
            throw Finding(.unknownEncoding, at: Place(part: part, line: 1), ["encoding": name])
        }
        var converted = try convert(bytes[mark...], from: name, part: part)
        if let declared = declaredEncoding(converted) { converted.replaceSubrange(declared, with: "UTF-8".utf8) }
        return converted
    }

    /// Where the value of `encoding` lies in an XML declaration; nil without one.
    private static func declaredEncoding(_ bytes: [UInt8]) -> Range<Int>? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let head = MarkupScanner(Array(bytes.prefix(512)), part: "")
        guard let end = (5..<head.bytes.count).first(where: { head.matches("?>", at: $0) }),
            let word = (5..<end).first(where: { head.matches("encoding", at: $0) }),
            let open = head.bytes[word..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = head.bytes[(open + 1)..<end].firstIndex(of: head.bytes[open])
        else { return nil }
        return (open + 1)..<close
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func checked(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let scanner = MarkupScanner(bytes, part: part)
            throw scanner.malformed("invalid UTF-8", at: error.byteOffsets.lowerBound)
        }
        return bytes
    }

    /// `bytes` through iconv, a buffer at a time, so that the result never takes more room than was converted.
    private static func convert(
        _ bytes: ArraySlice<UInt8>, from name: String, part: String
    ) throws(Finding) -> [UInt8] {
        // Sound: the descriptor is closed before the function ends; iconv reads and writes within the counts it is given.
        let converter = unsafe iconv_open("UTF-8", name)
        guard unsafe converter != iconv_t(bitPattern: -1), let converter = unsafe converter else {
            throw Finding(.unknownEncoding, at: Place(part: part, line: 1), ["encoding": name])
        }
        defer { unsafe iconv_close(converter) }
        var source = Array(bytes)
        var target = [UInt8](repeating: 0, count: 64 * 1024)
        var converted: [UInt8] = []
        var consumed = 0
        while consumed < source.count {
            let (read, wrote, failed) = unsafe source.withUnsafeMutableBytes { input in
                unsafe target.withUnsafeMutableBytes { output in
                    var from = unsafe input.baseAddress.map {
                        unsafe ($0 + consumed).assumingMemoryBound(to: CChar.self)
                    }
                    var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var left = input.count - consumed
                    var room = output.count
                    let result = unsafe iconv(converter, &from, &left, &to, &room)
                    let failed = result == -1 && errno != E2BIG
                    return (input.count - consumed - left, output.count - room, failed)
                }
            }
            converted.append(contentsOf: target[..<wrote])
            consumed += read
            if failed || (read == 0 && wrote == 0) {
                throw Finding(
                    .malformedMarkup, at: Place(part: part, offset: bytes.startIndex + consumed),
                    ["detail": "invalid \(name)"])
            }
        }
        return converted
    }
}
