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
}
