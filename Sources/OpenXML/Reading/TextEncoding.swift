/// The encoding of a streamed part. Every known producer writes UTF-8; others are converted.
enum TextEncoding {
    /// Whether a part that begins with `start` is, or says that it is, in another encoding than UTF-8.
    static func isForeign(_ start: [UInt8]) -> Bool {
        if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE]) || start.prefix(4).contains(0) {
            return true
        }
        guard let declared = declared(start) else { return false }
        return !["utf-8", "utf8", "us-ascii", "ascii"].contains(declared.lowercased())
    }

    /// The encoding that an XML declaration at the start names; nil when there is none.
    private static func declared(_ bytes: [UInt8]) -> String? {
        let start = bytes.prefix(512)
        let head = String(decoding: start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start, as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return nil }
        guard let name = head[..<end.lowerBound].firstRange(of: "encoding") else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
