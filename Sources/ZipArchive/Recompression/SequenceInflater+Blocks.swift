extension SequenceInflater {
    /// Reads what comes before a block's contents (RFC 1951, sections 3.2.3, 3.2.4 and 3.2.7).
    ///
    /// False when it is damaged, or cut short; where no more bytes can be written, being cut short is no damage yet.
    func readHeader(_ source: UnsafeRawBufferPointer, _ position: inout Int, isFull: Bool) -> Bool {
        // Nothing is kept of a header that is not all there.
        let (start, bits, count) = (position, hold, held)
        var reader = BitReader(position: position, hold: hold & (1 << UInt64(held) - 1), held: held)
        let next = unsafe header(source, &reader)
        if let next {
            mode = next
            (position, hold, held) = (reader.position, reader.hold, reader.held)
            return true
        }
        guard reader.isCutShort, isFull else {
            mode = .damaged
            return false
        }
        (position, hold, held) = (start, bits, count)
        return false
    }

    private func header(_ source: UnsafeRawBufferPointer, _ reader: inout BitReader) -> Mode? {
        guard let isLast = unsafe reader.take(1, source), let type = unsafe reader.take(2, source) else { return nil }
        switch type {
        case 0:
            reader.alignToByte()
            guard let length = unsafe reader.take(16, source), let check = unsafe reader.take(16, source),
                length == check ^ 0xFFFF
            else { return nil }
            self.isLast = isLast == 1
            return .stored(length)
        case 1:
            _ = literals.fill(DeflateFormat.fixedLiterals[...], mayBeSingle: false)
            _ = distances.fill(DeflateFormat.fixedDistances[...], mayBeSingle: false)
        case 2: guard unsafe readCodes(source, &reader) else { return nil }
        default: return nil
        }
        self.isLast = isLast == 1
        return .codes
    }

    /// Reads the codes of a dynamic block; false when they are damaged or cut short.
    private func readCodes(_ source: UnsafeRawBufferPointer, _ reader: inout BitReader) -> Bool {
        guard let first = unsafe reader.take(5, source), let second = unsafe reader.take(5, source),
            let third = unsafe reader.take(4, source)
        else { return false }
        let (literalCount, distanceCount) = (first + 257, second + 1)
        guard literalCount <= DeflateFormat.literalCount, distanceCount <= DeflateFormat.distanceCount else {
            return false
        }
        var own = [UInt8](repeating: 0, count: DeflateFormat.lengthOrder.count)
        for symbol in DeflateFormat.lengthOrder.prefix(third + 4) {
            guard let length = unsafe reader.take(3, source) else { return false }
            own[Int(symbol)] = UInt8(length)
        }
        guard codeLengths.fill(own[...], mayBeSingle: false) else { return false }
        let total = literalCount + distanceCount
        var count = 0
        while count < total {
            guard let symbol = unsafe reader.symbol(codeLengths, source) else { return false }
            if symbol < 16 {
                lengths[count] = UInt8(symbol)
                count += 1
                continue
            }
            guard symbol > 16 || count > 0,
                let more = unsafe reader.take(symbol == 16 ? 2 : symbol == 17 ? 3 : 7, source)
            else { return false }
            let repeats = more + (symbol == 18 ? 11 : 3)
            guard count + repeats <= total else { return false }
            let value = symbol == 16 ? lengths[count - 1] : 0
            for _ in 0..<repeats {
                lengths[count] = value
                count += 1
            }
        }
        // A block must be able to end.
        return lengths[DeflateFormat.endOfBlock] > 0 && literals.fill(lengths[..<literalCount], mayBeSingle: true)
            && distances.fill(lengths[literalCount..<total], mayBeSingle: true)
    }

    /// Copies what is there of the `rest` of a stored block; false when there is no more or no room.
    func copyStored(_ rest: Int, _ source: UnsafeRawBufferPointer, _ position: inout Int, until end: Int) -> Bool {
        // The header ended on a byte; those that were read ahead go back.
        position -= held >> 3
        held = 0
        hold = 0
        if rest == 0 {
            mode = isLast ? .ended : .header
            return true
        }
        let count = min(rest, source.count - position, end - filled)
        guard count > 0 else {
            if filled < end { mode = .damaged }
            return false
        }
        // Sound: the source has as many, and so has the buffer up to `end`.
        unsafe UnsafeMutableRawPointer(bytes + filled).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]).baseAddress!, byteCount: count)
        position += count
        filled += count
        mode = .stored(rest - count)
        return true
    }
}
