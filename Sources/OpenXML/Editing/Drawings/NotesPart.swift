internal import Findings
internal import Tabular

/// The notes of a sheet (ECMA-376 part 1, section 18.7). Their boxes are in another part, `NoteBoxes`.
enum NotesPart {
    /// Who they are from.
    static let author = "mesures"

    /// The part with `notes`.
    ///
    /// - Throws: `XLE007` when a text is longer than a cell can hold.
    static func written(_ notes: [NewSheet.Note], namespaces: Namespaces) throws(Finding) -> [UInt8] {
        var text = Namespaces.declaration + "<comments xmlns=\"\(namespaces.main)\">"
        text += "<authors><author>\(author)</author></authors><commentList>"
        for note in notes {
            try CellMarkup.check(note.text)
            text += "<comment ref=\"\(note.cell)\" authorId=\"0\"><text><r>"
            text += "<rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>"
            text += "<t xml:space=\"preserve\">\(CellMarkup.escaped(note.text))</t></r></text></comment>"
        }
        return Array((text + "</commentList></comments>").utf8)
    }
}

extension NewSheet {
    /// A note on a cell.
    typealias Note = (cell: CellReference, text: String)

    /// The notes in the order of the cells; a cell has one at most, so that several on one cell follow each other in it.
    var orderedNotes: [Note] {
        var texts: [CellReference: String] = [:]
        for note in notes { texts[note.cell] = texts[note.cell].map { "\($0)\n\(note.text)" } ?? note.text }
        return texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
