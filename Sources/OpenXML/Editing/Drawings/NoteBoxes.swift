internal import Tabular

/// The boxes in which the notes of a sheet are shown: a VML part, the only form that spreadsheet programs read (ECMA-376
/// part 4, section 19.4; laid out as Excel and XlsxWriter do). They are hidden until the pointer is on the cell.
struct NoteBoxes {
    private let sheet: NewSheet

    /// Where a box is: columns and rows with an offset in pixels.
    private struct Edge {
        var index: Int
        var offset: Int
    }

    /// Pixels of a line of 9-point Tahoma, of one of its characters on average, and around the text.
    private static let line = 15
    private static let character = 6.3
    private static let padding = 16

    /// The boxes of `sheet`.
    init(_ sheet: NewSheet) { self.sheet = sheet }

    /// The part.
    func written() -> [UInt8] {
        let notes = sheet.orderedNotes
        var text = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
        text += " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">"
        // Shapes are numbered by blocks of 1024; the first number of a block is nobody's.
        let blocks = (1...(notes.count / 1024 + 1)).map(String.init).joined(separator: ",")
        text += "<o:idmap v:ext=\"edit\" data=\"\(blocks)\"/></o:shapelayout>"
        text += "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
        text += " path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
        text += "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
        for (index, note) in notes.enumerated() { text += shape(note, number: index + 1) }
        return Array((text + "</xml>").utf8)
    }

    private func shape(_ note: NewSheet.Note, number: Int) -> String {
        let size = Self.size(of: note.text)
        let left = Edge(index: min(note.cell.column + 1, SheetLimits.columns - 4), offset: 15)
        let top = Edge(index: max(note.cell.row - 1, 0), offset: note.cell.row == 0 ? 2 : 10)
        let right = edge(size.width, from: left, size: columnWidth)
        let bottom = edge(size.height, from: top, size: rowHeight)
        var text = "<v:shape id=\"_x0000_s\(1024 + number)\" type=\"#_x0000_t202\" style=\"position:absolute;"
        text += "width:\(size.width * 3 / 4)pt;height:\(size.height * 3 / 4)pt;z-index:\(number);visibility:hidden\""
        text += " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
        text += "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
        text += "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
        text += "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>"
        text += [left, top, right, bottom].map { "\($0.index), \($0.offset)" }.joined(separator: ", ")
        text += "</x:Anchor><x:AutoFill>False</x:AutoFill>"
        text += "<x:Row>\(note.cell.row)</x:Row><x:Column>\(note.cell.column)</x:Column></x:ClientData></v:shape>"
        return text
    }

    /// The size in pixels of a box that holds `text`: as wide as its longest line up to some 45 characters, then higher.
    private static func size(of text: String) -> (width: Int, height: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.count)
        let wish = Int(Double(lines.max() ?? 0) * character) + padding
        let width = min(max(wish, 128), 300)
        let perLine = max(Int(Double(width - padding) / character), 1)
        // Words are not cut, so a line holds a little less than its width.
        let count = lines.reduce(0) { $0 + max(1, ($1 * 11 / 10 + perLine - 1) / perLine) }
        return (width, min(count * line + padding, 600))
    }

    /// What lies `length` pixels after `start` in columns or rows of `size`.
    private func edge(_ length: Int, from start: Edge, size: (Int) -> Int) -> Edge {
        var end = Edge(index: start.index, offset: start.offset + length)
        while end.offset >= size(end.index) {
            end.offset -= size(end.index)
            end.index += 1
        }
        return end
    }

    private func columnWidth(_ column: Int) -> Int {
        guard sheet.widths.indices.contains(column), sheet.widths[column].isFinite, sheet.widths[column] > 0 else {
            return 64
        }
        return Int(min(sheet.widths[column], 255) * 7) + 5
    }

    private func rowHeight(_ row: Int) -> Int {
        guard let points = sheet.heights[row], points.isFinite, points > 0 else { return 20 }
        return max(1, Int(min(points, 409.5) * 4 / 3))
    }
}
