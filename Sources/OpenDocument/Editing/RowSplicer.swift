internal import Findings
internal import Tabular

/// Copies the rows of a block while putting its cells among theirs; repeated rows and cells are split only where their
/// copies differ.
struct RowSplicer {
    private let writer: BlockWriter
    private let targets: TargetColumns
    private let emptyCell: [UInt8]
    private let emptyCells: [UInt8]
    private var names: ByteInterner
    private var layout = RowLayout()
    private var row: Int

    /// Prepares to splice what `writer` writes, with the prefix of the table namespace.
    init(_ writer: BlockWriter, table: String) {
        self.writer = writer
        targets = writer.survey.targets
        emptyCell = Array("<\(table):table-cell/>".utf8)
        emptyCells = Array("<\(table):table-cell \(table):number-columns-repeated=\"".utf8)
        names = writer.survey.names
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
                stream.append(copied..<stream.end, to: &output.buffer)
                try output.flush(atLeast: Output.piece)
                copied = stream.end
                continue
            }
            try layout.read(&stream)
            let rows = row..<row + layout.repeats
            row = rows.upperBound
            stream.append(copied..<layout.start, to: &output.buffer)
            if rows.contains(writer.survey.block.headerRow) || rows.overlaps(writer.survey.block.body) {
                try split(rows, stream, &output)
            } else {
                stream.append(layout.start..<layout.end, to: &output.buffer)
            }
            try output.flush(atLeast: Output.piece)
            copied = layout.end
        }
        stream.kept = nil
    }

    private static func holdsRows(_ name: ContentName) -> Bool {
        name == .tableRows || name == .headerRows || name == .rowGroup
    }

    /// Writes the copies of a row, those with new cells one by one, those between together.
    private mutating func split(_ rows: Range<Int>, _ stream: ContentStream, _ output: inout Output) throws {
        let look = look(stream)
        var next = rows.lowerBound
        while next < rows.upperBound {
            if writer.survey.touches(next) {
                writeRow(next, look, stream, &output.buffer)
                try output.flush(atLeast: Output.piece)
                next += 1
                continue
            }
            // The body is one range and the header one row: jump to whichever comes next.
            let last = min(rows.upperBound, nextTouched(after: next))
            appendTag(stream, repeats: last - next, to: &output.buffer)
            stream.append(layout.tagEnd..<layout.end, to: &output.buffer)
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

    /// The position among the survey's neighbours of the style left of the block.
    private mutating func look(_ stream: ContentStream) -> Int {
        let place = BlockSurvey.neighbour(targets.neighbour, in: layout)
        let code = place.map { Int(names.intern(stream.bytes($0))) } ?? 0
        // The header's neighbour may have a style that none in the body has.
        return code < writer.survey.slots.count ? max(0, writer.survey.slots[code]) : 0
    }

    /// Appends the row's start tag, for `repeats` rows.
    private func appendTag(_ stream: ContentStream, repeats: Int, to bytes: inout [UInt8]) {
        guard let digits = layout.repeatDigits else {
            stream.append(layout.start..<layout.tagEnd, to: &bytes)
            return
        }
        stream.append(layout.start..<digits.lowerBound, to: &bytes)
        DecimalText.append(repeats, to: &bytes)
        stream.append(digits.upperBound..<layout.tagEnd, to: &bytes)
    }

    /// Appends row `row`: each group of targets where it belongs, all else as it was.
    private func writeRow(_ row: Int, _ look: Int, _ stream: ContentStream, _ bytes: inout [UInt8]) {
        appendTag(stream, repeats: 1, to: &bytes)
        if layout.isEmptyTag {
            // `<row/>` opens.
            bytes.removeLast(2)
            bytes.append(UInt8(ascii: ">"))
        }
        // The first run that reaches a target; those before stay as they are.
        var run = layout.runs.count
        while run > 0, layout.runs[run - 1].end > targets.first { run -= 1 }
        var copied = run < layout.runs.count ? layout.runs[run].extent.lowerBound : layout.contentEnd
        stream.append(layout.tagEnd..<copied, to: &bytes)
        var column = run < layout.runs.count ? layout.runs[run].column : layout.runs.last?.end ?? 0
        for group in targets.groups {
            pass(to: group.columns.lowerBound, &run, &copied, &column, stream, &bytes)
            // Beyond the row's last cell, there is nothing to clear.
            if run == layout.runs.count, !group.targets.contains(where: { targets.all[$0].added != nil }) { continue }
            if column < group.columns.lowerBound { appendEmpty(group.columns.lowerBound - column, to: &bytes) }
            append(group, row, look, to: &bytes)
            column = group.columns.upperBound
            while run < layout.runs.count, layout.runs[run].end <= column {
                copied = layout.runs[run].extent.upperBound
                run += 1
            }
        }
        // What is left of the run that the last group ends in, and all that follows.
        if run < layout.runs.count {
            pass(to: layout.runs[run].end, &run, &copied, &column, stream, &bytes)
        }
        if layout.isEmptyTag {
            bytes += "</".utf8
            stream.append((layout.start + 1)..<nameEnd(stream), to: &bytes)
            bytes.append(UInt8(ascii: ">"))
        } else {
            stream.append(copied..<layout.end, to: &bytes)
        }
    }

    /// Appends the cells from `column` up to `end`, or up to the row's last: those whole in the bytes that follow `copied`
    /// as they are, a run that either end cuts with another repetition.
    private func pass(
        to end: Int, _ run: inout Int, _ copied: inout Int, _ column: inout Int, _ stream: ContentStream,
        _ bytes: inout [UInt8]
    ) {
        while run < layout.runs.count, column < end {
            let next = layout.runs[run]
            let stop = min(next.end, end)
            if column == next.column, stop == next.end {
                stream.append(copied..<next.extent.upperBound, to: &bytes)
                copied = next.extent.upperBound
            } else {
                // What lies before the run goes before its first part.
                if copied < next.extent.lowerBound {
                    stream.append(copied..<next.extent.lowerBound, to: &bytes)
                    copied = next.extent.lowerBound
                }
                appendRun(next, count: stop - column, stream, to: &bytes)
                if stop == next.end { copied = next.extent.upperBound }
            }
            column = stop
            if stop == next.end { run += 1 }
        }
    }

    /// Appends the cells of `group`.
    private func append(_ group: TargetColumns.Group, _ row: Int, _ look: Int, to bytes: inout [UInt8]) {
        var cleared = 0
        for target in group.targets {
            guard let added = targets.all[target].added else {
                cleared += 1
                continue
            }
            appendEmpty(cleared, to: &bytes)
            cleared = 0
            writer.append(added, row: row, look: look, to: &bytes)
        }
        appendEmpty(cleared, to: &bytes)
    }

    /// Appends `count` empty cells.
    private func appendEmpty(_ count: Int, to bytes: inout [UInt8]) {
        guard count > 1 else {
            if count == 1 { bytes.append(contentsOf: emptyCell) }
            return
        }
        bytes.append(contentsOf: emptyCells)
        DecimalText.append(count, to: &bytes)
        bytes += "\"/>".utf8
    }

    /// Where the name of the row's tag ends.
    private func nameEnd(_ stream: ContentStream) -> Int {
        let tag = stream.bytes(layout.start..<layout.tagEnd)
        let end = tag.firstIndex { ContentStream.isSpace($0) || $0 == UInt8(ascii: "/") } ?? tag.endIndex
        return layout.start + (end - tag.startIndex)
    }

    /// Appends a run with another repetition.
    private func appendRun(
        _ run: RowLayout.Run, count: Int, _ stream: ContentStream, to bytes: inout [UInt8]
    ) {
        guard let digits = run.countDigits else {
            stream.append(run.extent, to: &bytes)
            return
        }
        stream.append(run.extent.lowerBound..<digits.lowerBound, to: &bytes)
        DecimalText.append(count, to: &bytes)
        stream.append(digits.upperBound..<run.extent.upperBound, to: &bytes)
    }
}
