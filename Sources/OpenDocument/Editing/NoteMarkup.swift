internal import Tabular

/// Writes notes on cells (OpenDocument 1.3, part 3, section 14.1): hidden until the cell is pointed at, large enough for
/// their text, without a date so that the same edit gives the same bytes.
enum NoteMarkup {
    /// Who is said to have written them.
    private static let author = "mesures"
    /// Characters that a line of a note holds, and what a line takes, in hundredths of a centimetre.
    private static let lineLength = 42
    private static let lineHeight = 48
    private static let width = 750
    /// How far it stands from its cell.
    private static let distance = 60

    /// Appends the note on `cell` that says `text`.
    ///
    /// LibreOffice heeds its size only when it has a place too.
    static func append(
        _ text: String, on cell: CellReference, _ geometry: SheetGeometry, _ prefixes: Prefixes,
        to bytes: inout [UInt8]
    ) {
        let office = prefixes.office
        let svg = prefixes[.svg]
        let dc = prefixes[.dc]
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let height = lines.reduce(0) { $0 + 1 + max(0, $1.count - 1) / lineLength } * lineHeight + 40
        bytes += "<\(office):annotation \(svg):width=\"\(Length.text(hundredths: width))\" ".utf8
        bytes += "\(svg):height=\"\(Length.text(hundredths: height))\" ".utf8
        bytes += "\(svg):x=\"\(Length.text(hundredths: geometry.left(cell.column + 1) + distance))\" ".utf8
        bytes +=
            "\(svg):y=\"\(Length.text(hundredths: geometry.top(cell.row)))\"><\(dc):creator>\(author)</\(dc):creator>"
            .utf8
        XMLText.appendParagraphs(text, prefix: prefixes.text, to: &bytes)
        bytes += "</\(office):annotation>".utf8
    }
}
