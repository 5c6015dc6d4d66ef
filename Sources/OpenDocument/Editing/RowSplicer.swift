internal import Findings
internal import Tabular

/// Copies the rows of a block while adding its cells; repeated rows are split only where their copies differ.
struct RowSplicer {
    private let writer: BlockWriter
    private let table: String
    private var layout = RowLayout()
    private var row: Int
    private var lastNeighbour: [UInt8] = []
    private var lastSlot = 0

    /// Prepares to splice what `writer` writes, with the prefix of the table namespace.
    init(_ writer: BlockWriter, table: String) {
        self.writer = writer
        self.table = table
        row = writer.survey.firstRow
    }

    /// Copies from the stream's position to the end of the survey's rows, giving `output` the bytes.
    mutating func run(_ stream: inout ContentStream, _ output: inout Output) throws {
        let end = writer.survey.rows.upperBound
        var copied = stream.end
        while stream.end < end {
            stream.kept = copied
            try stream.next()
            guard stream.name == .row, stream.kind == .start || stream.kind == .empty else {
                if stream.kind == .start, !Self.holdsRows(stream.name) { try stream.skipElement() }
                try output.write(stream.bytes(copied..<stream.end))
                copied = stream.end
                continue
            }
            try layout.read(&stream)
            let rows = row..<row + layout.repeats
            row = rows.upperBound
            try output.write(stream.bytes(copied..<layout.start))
            if rows.contains(writer.survey.block.headerRow) || rows.overlaps(writer.survey.block.body) {
                try split(rows, stream, &output)
            } else {
                try output.write(stream.bytes(layout.start..<layout.end))
            }
            copied = layout.end
        }
        stream.kept = nil
    }

    private static func holdsRows(_ name: ContentName) -> Bool {
        name == .tableRows || name == .headerRows || name == .rowGroup
    }

    /// Writes the copies of a row, those with new cells one by one, those between together.
    private mutating func split(_ rows: Range<Int>, _ stream: ContentStream, _ output: inout Output) throws {
        var next = rows.lowerBound
        while next < rows.upperBound {
            if writer.survey.touches(next) {
                let slot = slot(stream)
                try writeRow(next, slot, stream, &output)
                next += 1
                continue
            }
            var last = next + 1
            while last < rows.upperBound, !writer.survey.touches(last) {
                // The body is one range and the header one row: jump to whichever comes next.
                last = min(rows.upperBound, nextTouched(after: last))
            }
            appendTag(stream, repeats: last - next, to: &output.buffer)
            output.append(stream.bytes(layout.tagEnd..<layout.end))
            next = last
        }
    }

    private func nextTouched(after row: Int) -> Int {
        let block = writer.survey.block
        var next = Int.max
        if block.headerRow >= row { next = block.headerRow }
        if !block.body.isEmpty, block.body.lowerBound >= row { next = min(next, block.body.lowerBound) }
        return next
    }

    /// The number of the style left of the block.
    private mutating func slot(_ stream: ContentStream) -> Int {
        guard let place = BlockSurvey.neighbour(of: writer.survey.block.firstColumn, in: layout) else {
            return writer.survey.slot(of: writer.survey.defaultNeighbour) ?? 0
        }
        let name = stream.bytes(place)
        if !name.elementsEqual(lastNeighbour) {
            lastSlot = writer.survey.slot(of: String(decoding: name, as: UTF8.self)) ?? 0
            lastNeighbour = Array(name)
        }
        return lastSlot
    }

    /// Appends the row's start tag, for `repeats` rows.
    private func appendTag(_ stream: ContentStream, repeats: Int, to bytes: inout [UInt8]) {
        guard let digits = layout.repeatDigits else {
            bytes.append(contentsOf: stream.bytes(layout.start..<layout.tagEnd))
            return
        }
        bytes.append(contentsOf: stream.bytes(layout.start..<digits.lowerBound))
        DecimalText.append(repeats, to: &bytes)
        bytes.append(contentsOf: stream.bytes(digits.upperBound..<layout.tagEnd))
    }

    private func writeRow(_ row: Int, _ slot: Int, _ stream: ContentStream, _ output: inout Output) throws {
        let taken = writer.survey.taken
        appendTag(stream, repeats: 1, to: &output.buffer)
        if layout.isEmptyTag {
            // `<row/>` opens.
            output.buffer.removeLast(2)
            output.buffer.append(UInt8(ascii: ">"))
        }
        // The first run that reaches the block; those before stay as they are.
        var first = layout.runs.count
        while first > 0, layout.runs[first - 1].end > taken.lowerBound { first -= 1 }
        let cut = first < layout.runs.count ? layout.runs[first].extent.lowerBound : layout.contentEnd
        output.append(stream.bytes(layout.tagEnd..<cut))
        let reached = first < layout.runs.count ? layout.runs[first].column : layout.runs.last?.end ?? 0
        if reached < taken.lowerBound {
            if first < layout.runs.count {
                appendRun(layout.runs[first], count: taken.lowerBound - reached, stream, to: &output.buffer)
            } else {
                output.buffer += "<\(table):table-cell".utf8
                let gap = taken.lowerBound - reached
                if gap > 1 { output.buffer += " \(table):number-columns-repeated=\"\(gap)\"".utf8 }
                output.buffer += "/>".utf8
            }
        }
        writer.append(row: row, slot: slot, to: &output.buffer)
        // What the new cells cover goes; what is left of the run they end in stays, and all that follows.
        var rest = layout.contentEnd
        var next = first
        while next < layout.runs.count, layout.runs[next].end <= taken.upperBound { next += 1 }
        if next < layout.runs.count {
            let run = layout.runs[next]
            if run.column < taken.upperBound {
                appendRun(run, count: run.end - taken.upperBound, stream, to: &output.buffer)
                rest = run.extent.upperBound
            } else {
                rest = run.extent.lowerBound
            }
        }
        if layout.isEmptyTag {
            output.buffer += "</".utf8
            output.append(stream.bytes((layout.start + 1)..<nameEnd(stream)))
            output.buffer.append(UInt8(ascii: ">"))
        } else {
            output.append(stream.bytes(rest..<layout.end))
        }
        try output.flush(atLeast: 1 << 18)
    }

    /// Where the name of the row's tag ends.
    private func nameEnd(_ stream: ContentStream) -> Int {
        let tag = stream.bytes(layout.start..<layout.tagEnd)
        let end = tag.firstIndex { ContentStream.isSpace($0) || $0 == UInt8(ascii: "/") } ?? tag.endIndex
        return layout.start + (end - tag.startIndex)
    }

    /// Appends an empty run with another repetition.
    private func appendRun(_ run: RowLayout.Run, count: Int, _ stream: ContentStream, to bytes: inout [UInt8]) {
        guard let digits = run.countDigits else {
            bytes.append(contentsOf: stream.bytes(run.extent))
            return
        }
        bytes.append(contentsOf: stream.bytes(run.extent.lowerBound..<digits.lowerBound))
        DecimalText.append(count, to: &bytes)
        bytes.append(contentsOf: stream.bytes(digits.upperBound..<run.extent.upperBound))
    }
}
