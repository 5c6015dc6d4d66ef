internal import Files
internal import Findings
internal import Markup

/// The encoding that XML text declares, as far as a survey of its tags needs to know it.
struct DeclaredEncoding {
    /// Its name, for people.
    let name: String
    /// How its characters are coded, as far as ASCII goes.
    let width: TagSurvey.Width

    private static let known: Set<String> = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"]

    /// The encoding of `bytes`: byte order mark, then the first bytes, then the declaration (XML 1.0, appendix F).
    ///
    /// - Throws: `XML003` for one in which a tag may not look like one.
    init(of bytes: Bytes) throws(Finding) {
        let start = bytes[0..<min(bytes.count, 512)].array
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0x3C, 0x00]) {
            width = .two(isBigEndian: false)
            name = "UTF-16LE"
        } else if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0x00, 0x3C]) {
            width = .two(isBigEndian: true)
            name = "UTF-16BE"
        } else {
            width = .one
            name = Self.declared(start) ?? "UTF-8"
            // Others may hide tags from the survey, as UTF-7 does.
            let folded = name.lowercased()
            guard Self.known.contains(folded) || folded.hasPrefix("iso-8859-") || folded.hasPrefix("windows-125") else {
                throw Finding(.unknownEncoding, at: Place(line: 1), ["encoding": name])
            }
        }
    }

    private static func declared(_ start: [UInt8]) -> String? {
        let text = String(decoding: start, as: UTF8.self)
        guard let declaration = text.firstRange(of: "?>").map({ text[..<$0.lowerBound] }),
            let found = declaration.firstRange(of: "encoding")
        else { return nil }
        let rest = declaration[found.upperBound...].drop { $0 != "\"" && $0 != "'" }
        guard let quote = rest.first else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
