internal import Tabular

/// The text of cells.
extension SheetScanner {
    /// Reads to the end of the cell at hand; its paragraphs go to the batch when they are wanted.
    mutating func readContent(isWanted: Bool) throws {
        guard stream.kind == .start else { return }
        guard isWanted else { return try stream.skipElement() }
        let inside = stream.depth
        var paragraph = 0
        var isFirst = true
        var spaces = 0
        while true {
            try stream.next()
            switch stream.kind {
            case .text where paragraph > 0: try stream.decode(stream.content, into: &batch.bytes)
            case .cdata where paragraph > 0: batch.bytes.append(contentsOf: stream.window[stream.content])
            case .text, .cdata: break
            case .finish: return
            case .end:
                if stream.depth < inside { return }
                if stream.depth < paragraph { paragraph = 0 }
            case .start, .empty:
                switch stream.name {
                case .paragraph, .heading:
                    guard paragraph == 0 else { continue }
                    if !isFirst { batch.bytes.append(0x0A) }
                    isFirst = false
                    if stream.kind == .start { paragraph = stream.depth }
                case .space where paragraph > 0: try addSpaces(&spaces)
                case .tab where paragraph > 0: batch.bytes.append(0x09)
                case .lineBreak where paragraph > 0: batch.bytes.append(0x0A)
                case .list, .listItem: continue
                case .other where paragraph > 0 && !stream.isDrawing: continue
                default: try stream.skipElement()
                }
            }
        }
    }

    /// A run of spaces; a cell cannot hold more of them than its text may be long.
    private mutating func addSpaces(_ spaces: inout Int) throws {
        var run = 1
        while let name = try stream.nextAttribute() {
            guard name == .count else { continue }
            run = stream.valueIs("0") ? 0 : try count("c")
        }
        run = min(run, SheetLimits.textLength - spaces)
        spaces += run
        batch.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: run))
    }
}
