internal import Findings
internal import Tabular

extension SheetScanner {
    /// Lists the cell `raw`, unless it is empty.
    @inline(__always)
    mutating func append(_ s: Span<UInt8>, _ raw: RawCell, row: Int) throws(ScanStop) {
        if raw.style < 0 { tally.stylesMissing += 1 }
        let isText = raw.kind == .formulaText || raw.kind == .inline || raw.kind == .shared
        let isGiven = reads(raw.column) || (keepsText && isText)
        switch raw.kind {
        case .formulaText, .inline, .error:
            if raw.value.isEmpty { return }
            guard isGiven else { return tally.pass(raw.column) }
            list(s, raw, raw.value, raw.kind == .error ? .error : .text, 0)
        case .number, .shared, .boolean, .date:
            let value = trimmed(s, raw.value)
            if value.isEmpty {
                if raw.hasFormula { tally.formulasWithoutValue += 1 }
            } else if !isGiven, raw.kind != .shared || !hasEmptyStrings {
                tally.pass(raw.column)
            } else if value.isDecoded {
                let bytes = Array(text.decoded[value.start..<value.end])
                try appendTyped(bytes.span, 0, bytes.count, s, raw, value, row)
            } else {
                try appendTyped(s, value.start, value.end, s, raw, value, row)
            }
        }
    }

    /// Lists a cell whose `value`, which is not plain text, reads as the bytes `start..<end` of `source`.
    @inline(__always)
    private mutating func appendTyped(
        _ source: Span<UInt8>, _ start: Int, _ end: Int, _ s: Span<UInt8>, _ raw: RawCell, _ value: TextPiece,
        _ row: Int
    ) throws(ScanStop) {
        switch raw.kind {
        case .shared:
            let strings = batch.strings
            guard let index = source.number(start, end, atMost: Int(UInt32.max)), index < stringCount
            else { throw .refused(missingString(source, start, end, raw, row)) }
            guard !hasEmptyStrings || !strings.utf8(at: index).isEmpty else { return }
            guard reads(raw.column) || keepsText else { return tally.pass(raw.column) }
            batch.cells.append(
                Cell(
                    column: UInt32(raw.column), kind: .text, isShared: true, style: UInt16(max(raw.style, 0)),
                    offset: UInt32(index)))
        case .number:
            guard let number = DecimalNumber.value(source, start, end) else {
                throw .refused(invalid(source, start, end, raw, row, "n"))
            }
            let format = raw.style >= 0 && raw.style < styles.count ? styles[raw.style] : .number
            guard format != .number else { return list(s, raw, value, .number, number) }
            switch SerialDate.value(number, format, uses1904: uses1904) {
            case .date(let seconds): list(s, raw, value, .date, seconds)
            case .time(let seconds): list(s, raw, value, .time, seconds)
            case .number: list(s, raw, value, .number, number)
            }
        case .boolean:
            let isTrue = source.equals(start, end, "1") || source.equals(start, end, "true")
            guard isTrue || source.equals(start, end, "0") || source.equals(start, end, "false")
            else { throw .refused(invalid(source, start, end, raw, row, "b")) }
            list(s, raw, value, .boolean, isTrue ? 1 : 0)
        case .date:
            switch ISODate.value(source, start, end) {
            case .date(let seconds): list(s, raw, value, .date, seconds)
            case .time(let seconds): list(s, raw, value, .time, seconds)
            case .number, nil: throw .refused(invalid(source, start, end, raw, row, "d"))
            }
        case .formulaText, .inline, .error: list(s, raw, value, .text, 0)
        }
    }

    /// Lists a cell whose text is `value`; decoded text will lie behind the chunk.
    @inline(__always)
    private mutating func list(_ s: Span<UInt8>, _ raw: RawCell, _ value: TextPiece, _ kind: CellKind, _ number: Double)
    {
        // Chunk and decoded text together stay far below 4 GiB (`PartChunks.largestUnit`).
        let offset = value.isDecoded ? s.count + value.start : value.start
        batch.cells.append(
            Cell(
                column: UInt32(raw.column), kind: kind, style: UInt16(max(raw.style, 0)),
                offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: value.end - value.start),
                number: number))
    }

    /// `value` without white space at its ends.
    @inline(__always)
    private func trimmed(_ s: Span<UInt8>, _ value: TextPiece) -> TextPiece {
        guard !value.isEmpty else { return value }
        var trimmed = value
        if value.isDecoded {
            while trimmed.start < trimmed.end, Span<UInt8>.isSpace(text.decoded[trimmed.start]) { trimmed.start += 1 }
            while trimmed.start < trimmed.end, Span<UInt8>.isSpace(text.decoded[trimmed.end - 1]) { trimmed.end -= 1 }
        } else {
            while trimmed.start < trimmed.end, Span<UInt8>.isSpace(s[trimmed.start]) { trimmed.start += 1 }
            while trimmed.start < trimmed.end, Span<UInt8>.isSpace(s[trimmed.end - 1]) { trimmed.end -= 1 }
        }
        return trimmed
    }

    private func missingString(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ raw: RawCell, _ row: Int) -> Finding {
        let written = invalid(source, start, end, raw, row, "s")
        return Finding(
            .sharedStringMissing, at: written.place,
            ["index": written.values["value"] ?? "", "count": "\(batch.strings.count)"])
    }

    private func invalid(
        _ source: Span<UInt8>, _ start: Int, _ end: Int, _ raw: RawCell, _ row: Int, _ type: String
    ) -> Finding {
        var written: [UInt8] = []
        written.append(source, start, min(end, start + 40))
        let cell = CellReference(row: row - 1, column: raw.column)
        return Finding(.cellValueInvalid, at: Place(cell: "\(cell)"), ["value": Self.shown(written), "type": type])
    }
}
