/// Writes notes on cells (OpenDocument 1.3, part 3, section 14.1): hidden until the cell is pointed at, large enough for
/// their text, without a date so that the same edit gives the same bytes.
enum NoteMarkup {
    /// Who is said to have written them.
    private static let author = "mesures"
    /// Characters that a line of a note holds, and what a line takes, in hundredths of a centimetre.
    private static let lineLength = 42
    private static let lineHeight = 48
    private static let width = 750

    /// Appends the note that says `text`.
    static func append(_ text: String, _ prefixes: Prefixes, to bytes: inout [UInt8]) {
        let office = prefixes.office
        let svg = prefixes[.svg]
        let dc = prefixes[.dc]
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let height = lines.reduce(0) { $0 + 1 + max(0, $1.count - 1) / lineLength } * lineHeight + 40
        bytes += "<\(office):annotation \(svg):width=\"\(Length.text(hundredths: width))\" ".utf8
        bytes += "\(svg):height=\"\(Length.text(hundredths: height))\"><\(dc):creator>\(author)</\(dc):creator>".utf8
        XMLText.appendParagraphs(text, prefix: prefixes.text, to: &bytes)
        bytes += "</\(office):annotation>".utf8
    }
}
