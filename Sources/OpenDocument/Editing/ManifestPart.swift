internal import Findings
internal import Markup

/// Entries of `META-INF/manifest.xml` (OpenDocument 1.3, part 2, section 4): those of objects that go are taken out, those of
/// new ones added at the end; nothing else of the part changes.
enum ManifestPart {
    /// A file, or a folder that is a document, and its media type.
    typealias Entry = (path: String, mediaType: String)

    /// The part without the entries of which `isGone` is true, unless they are among `new`, and with `new`; nil when
    /// nothing of it changes.
    static func edited(
        _ part: [UInt8], adding new: [Entry], removing isGone: (String) -> Bool
    ) throws(Finding) -> [UInt8]? {
        var scanner = MarkupScanner(part, part: Package.manifest)
        var splices: [Splice] = []
        var end: Anchor?
        var prefix = ""
        var depth = 0
        var missing = new
        /// Where an entry that goes starts, when it is not an empty tag.
        var going: Int?
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                let qualified = String(decoding: part[token.name], as: UTF8.self)
                if depth == 0 {
                    prefix = qualified.lastIndex(of: ":").map { String(qualified[...$0]) } ?? ""
                    if token.kind == .empty { end = .inEmptyTag(endingAt: token.range.upperBound, name: qualified) }
                }
                if depth == 1, let path = try scanner.text(of: "\(prefix)full-path", in: token) {
                    let isWanted = missing.contains { $0.path == path }
                    missing.removeAll { $0.path == path }
                    if !isWanted, isGone(path) {
                        if token.kind == .start { going = token.range.lowerBound }
                        if token.kind == .empty { splices.append(removal(token.range)) }
                    }
                }
                if token.kind == .start { depth += 1 }
            case .end:
                depth -= 1
                if depth == 1, let start = going {
                    splices.append(removal(start..<token.range.upperBound))
                    going = nil
                }
                if depth == 0 { end = .beforeEnd(at: token.range.lowerBound) }
            default: break
            }
        }
        if !missing.isEmpty, let end {
            var added = ""
            for (path, mediaType) in missing {
                added += "<\(prefix)file-entry \(prefix)full-path=\"\(XMLText.escaped(path))\" "
                added += "\(prefix)media-type=\"\(mediaType)\"/>"
            }
            splices.append(end.adding(Array(added.utf8)))
        }
        return splices.isEmpty ? nil : Splice.apply(splices, to: part)
    }

    private static func removal(_ extent: Range<Int>) -> Splice {
        Splice(offset: extent.lowerBound, removing: extent.count, insertion: .bytes([]))
    }
}
