/// Which names a sheet can have: the rules of Excel, which LibreOffice accepts too.
public enum SheetNames {
    /// The most UTF-16 units that a name has.
    static let longest = 31

    private static func isForbidden(_ character: Character) -> Bool {
        "[]:*?/\\".contains(character) || character.unicodeScalars.contains { $0.value < 0x20 }
    }

    /// Whether a spreadsheet program takes `name`.
    public static func isLegal(_ name: String) -> Bool {
        !name.isEmpty && name.utf16.count <= longest && !name.contains(where: isForbidden)
            && name.first != "'" && name.last != "'" && name.lowercased() != "history"
    }

    /// A legal name as near to `text` as can be: forbidden characters become `-`, the end is cut.
    public static func legal(_ text: String) -> String {
        var name = ""
        var units = 0
        for character in text {
            let kept = isForbidden(character) ? "-" : character
            units += kept.utf16.count
            if units > longest { break }
            name.append(kept)
        }
        while name.first == "'" || name.first == " " { name.removeFirst() }
        while name.last == "'" || name.last == " " { name.removeLast() }
        return isLegal(name) ? name : "Feuille1"
    }

    /// Takes a sheet's name from the start of `text`, an address whose cells come after `mark`: `'L''été'`, `Feuille1`.
    ///
    /// What is left begins with `mark`. Nil when there is no such mark; the name may be empty.
    public static func taken(from text: inout Substring, before mark: Character) -> String? {
        guard text.first == "'" else {
            guard let end = text.firstIndex(of: mark) else { return nil }
            defer { text = text[end...] }
            return String(text[..<end])
        }
        var name = ""
        text.removeFirst()
        while let quote = text.firstIndex(of: "'") {
            name += text[..<quote]
            text = text[text.index(after: quote)...]
            // A quote in a name is written twice.
            guard text.first == "'" else { break }
            name += "'"
            text.removeFirst()
        }
        return text.first == mark ? name : nil
    }
}
