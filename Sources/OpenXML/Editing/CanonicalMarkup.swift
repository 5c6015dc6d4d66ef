internal import Findings
internal import Markup

/// A piece of markup written in one way only, so that two pieces that say the same are the same bytes: local names,
/// attributes by name, no space between elements, no comments, `<a/>` as `<a></a>`.
enum CanonicalMarkup {
    /// The canonical form of `bytes`, a piece of `part`.
    static func of(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
        var scanner = MarkupScanner(bytes, part: part)
        var form: [UInt8] = []
        form.reserveCapacity(bytes.count)
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                form.append(UInt8(ascii: "<"))
                form += scanner.localName(of: token)
                var attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
                for attribute in try scanner.attributes(of: token) {
                    attributes.append((bytes[attribute.name], bytes[attribute.value]))
                }
                attributes.sort { $0.name.lexicographicallyPrecedes($1.name) }
                for attribute in attributes {
                    form.append(UInt8(ascii: " "))
                    form += attribute.name
                    form += "=\"".utf8
                    form += attribute.value
                    form.append(UInt8(ascii: "\""))
                }
                form.append(UInt8(ascii: ">"))
                if token.kind == .empty { form += "</>".utf8 }
            case .end: form += "</>".utf8
            case .text where bytes[token.range].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }: break
            case .text, .cdata: form += bytes[token.range]
            case .comment, .instruction: break
            }
        }
        return form
    }
}
