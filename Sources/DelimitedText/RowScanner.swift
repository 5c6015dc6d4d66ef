internal import Tabular

/// Finds the fields of one row in UTF-8 bytes and makes them cells, in place where that is possible.
///
/// A field that starts with a quote goes to the closing one, line breaks included, doubled quotes standing for one; what
/// follows up to the separator is kept. A quote elsewhere is a character like others. `="00123"`, which keeps spreadsheet
/// programs from reading a number, gives its text.
struct RowScanner {
    let separator: UInt8
    let quote: UInt8

    /// What became of a row.
    enum Step {
        /// A row that ends at `end`, line break included, with `fields` fields over `lines` line breaks.
        case row(end: Int, fields: Int, lines: Int)
        /// The row goes on after the bytes; nothing has been kept of it.
        case incomplete
        /// The text ends within quotes opened `line` lines after the row's first.
        case unterminated(line: Int)
    }

    /// Scans the row of `bytes` that starts at `start`, which is before their end, and appends its non-empty cells to
    /// `cells`.
    ///
    /// A field that must be rewritten is appended to `rewritten`, and its cell's offset is past the end of `bytes`: what
    /// has been rewritten is to be put there.
    func scan(
        _ bytes: Span<UInt8>, from start: Int, isLast: Bool, cells: inout [Cell], rewritten: inout [UInt8]
    ) -> Step {
        let cellsBefore = cells.count
        let rewrittenBefore = rewritten.count
        let limit = bytes.count
        var index = start
        var column: UInt32 = 0
        var lines = 0
        while true {
            var text = index..<index
            var isRewritten = false
            if index < limit, bytes[index] == quote {
                let openingLine = lines
                guard let field = quoted(bytes, from: index, isLast: isLast, lines: &lines, rewritten: &rewritten)
                else {
                    cells.removeSubrange(cellsBefore...)
                    rewritten.removeSubrange(rewrittenBefore...)
                    return isLast ? .unterminated(line: openingLine) : .incomplete
                }
                (text, index, isRewritten) = (field.text, field.end, field.isRewritten)
            } else {
                index = fieldEnd(bytes, from: index)
                text = text.lowerBound..<index
            }
            let next = index < limit ? bytes[index] : 0
            let isCut = index == limit || (next == 0x0D && index + 1 == limit)
            if isCut, !isLast {
                cells.removeSubrange(cellsBefore...)
                rewritten.removeSubrange(rewrittenBefore...)
                return .incomplete
            }
            if !text.isEmpty {
                text = isRewritten ? withoutFormulaMark(rewritten.span, text) : withoutFormulaMark(bytes, text)
            }
            if !text.isEmpty {
                let offset = text.lowerBound + (isRewritten ? limit : 0)
                cells.append(
                    Cell(
                        column: column, kind: .text, offset: UInt32(truncatingIfNeeded: offset),
                        length: UInt32(truncatingIfNeeded: text.count)))
            }
            column &+= 1
            guard index < limit else { return .row(end: limit, fields: Int(column), lines: lines + 1) }
            if next == separator {
                index += 1
                continue
            }
            let isPair = next == 0x0D && index + 1 < limit && bytes[index + 1] == 0x0A
            return .row(end: index + (isPair ? 2 : 1), fields: Int(column), lines: lines + 1)
        }
    }

    /// A quoted field: where its text is, in the bytes or in what has been rewritten, and where what ends it is.
    private struct Quoted {
        var text: Range<Int>
        var end: Int
        var isRewritten = false
    }

    /// The quoted field at `start`; nil when the closing quote may be missing.
    private func quoted(
        _ bytes: Span<UInt8>, from start: Int, isLast: Bool, lines: inout Int, rewritten: inout [UInt8]
    ) -> Quoted? {
        let limit = bytes.count
        var index = start + 1
        var isDoubled = false
        while true {
            guard index < limit else { return nil }
            let byte = bytes[index]
            if byte == quote {
                guard index + 1 < limit else {
                    if isLast { break }
                    return nil
                }
                guard bytes[index + 1] == quote else { break }
                isDoubled = true
                index += 1
            } else if byte == 0x0A || (byte == 0x0D && index + 1 < limit && bytes[index + 1] != 0x0A) {
                lines += 1
            }
            index += 1
        }
        let close = index
        let end = fieldEnd(bytes, from: close + 1)
        guard isDoubled || end > close + 1 else { return Quoted(text: start + 1..<close, end: end) }
        let first = rewritten.count
        var position = start + 1
        while position < close {
            let byte = bytes[position]
            rewritten.append(byte)
            position += byte == quote ? 2 : 1
        }
        for position in close + 1..<end { rewritten.append(bytes[position]) }
        return Quoted(text: first..<rewritten.count, end: end, isRewritten: true)
    }

    private func fieldEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == separator || byte == 0x0A || byte == 0x0D { return index }
            index += 1
        }
        return index
    }

    /// What `="…"` holds; any other range as it is.
    private func withoutFormulaMark(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard range.count >= 3, bytes[range.lowerBound] == UInt8(ascii: "="), bytes[range.lowerBound + 1] == 0x22,
            bytes[range.upperBound - 1] == 0x22
        else { return range }
        let inner = range.lowerBound + 2..<range.upperBound - 1
        for index in inner where bytes[index] == 0x22 { return range }
        return inner
    }
}
