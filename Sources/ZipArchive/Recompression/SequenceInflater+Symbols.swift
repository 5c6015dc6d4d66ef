extension SequenceInflater {
    /// How many bytes of the source one step of the fast way may look at.
    private static let reach = 32

    /// Inflates symbols for as long as the source has plenty of bytes and `end` is not reached.
    ///
    /// Stops before a symbol that is damaged, which `inflateSymbol` judges. After the end of a block the mode is another.
    func inflateFast(_ source: UnsafeRawBufferPointer, _ position: inout Int, until end: Int) {
        guard source.count - position >= Self.reach, let start = source.baseAddress else { return }
        // Sound: `input` moves at most 7 bytes at a refill, twice in a step, and reads 8 from there, so that it stays
        // within `reach`; indices into tables are masked to their sizes; `output` stays within what a step may write
        // beyond `end`; sequences have room for the bytes of a call.
        var input = unsafe start + position
        let inputEnd = unsafe start + (source.count - Self.reach)
        var output = unsafe bytes + filled
        let outputEnd = unsafe bytes + end
        let lowest = unsafe bytes + first
        var untold = unsafe bytes + told
        var sequence = unsafe sequences + sequenceCount
        let literalTable = unsafe literals.entries
        let distanceTable = unsafe distances.entries
        let literalMask: UInt64 = 1 << 11 - 1
        let distanceMask: UInt64 = 1 << 9 - 1
        var hold = hold
        var held = UInt64(held)

        steps: while unsafe input <= inputEnd, unsafe output < outputEnd {
            unsafe hold |= UInt64(littleEndian: input.loadUnaligned(as: UInt64.self)) << held
            unsafe input += Int((63 - held) >> 3)
            held |= 56
            var entry = unsafe literalTable[Int(truncatingIfNeeded: hold & literalMask)]
            if Int32(bitPattern: entry) < 0 {
                hold >>= UInt64(entry & 63)
                held -= UInt64(entry & 63)
                unsafe output.pointee = UInt8(truncatingIfNeeded: entry >> 16)
                unsafe output += 1
                entry = unsafe literalTable[Int(truncatingIfNeeded: hold & literalMask)]
                if Int32(bitPattern: entry) < 0 {
                    hold >>= UInt64(entry & 63)
                    held -= UInt64(entry & 63)
                    unsafe output.pointee = UInt8(truncatingIfNeeded: entry >> 16)
                    unsafe output += 1
                    entry = unsafe literalTable[Int(truncatingIfNeeded: hold & literalMask)]
                    if Int32(bitPattern: entry) < 0 {
                        hold >>= UInt64(entry & 63)
                        held -= UInt64(entry & 63)
                        unsafe output.pointee = UInt8(truncatingIfNeeded: entry >> 16)
                        unsafe output += 1
                        continue
                    }
                }
            }
            // From here on nothing is kept before the whole symbol is known to be sound.
            var bits = hold
            var used: UInt64 = 0
            if entry & DecodingTable.exception != 0 {
                guard entry & DecodingTable.leads != 0 else {
                    guard entry & DecodingTable.end != 0 else { break }
                    hold >>= UInt64(entry & 63)
                    held -= UInt64(entry & 63)
                    mode = isLast ? .ended : .header
                    break steps
                }
                bits >>= 11
                used = 11
                let index = bits & (1 << UInt64(entry >> 8 & 15) - 1)
                entry = unsafe literalTable[Int(entry >> 16) + Int(truncatingIfNeeded: index)]
                if Int32(bitPattern: entry) < 0 {
                    used += UInt64(entry & 63)
                    hold >>= used
                    held -= used
                    unsafe output.pointee = UInt8(truncatingIfNeeded: entry >> 16)
                    unsafe output += 1
                    continue
                }
                if entry & DecodingTable.exception != 0 {
                    guard entry & DecodingTable.end != 0 else { break }
                    used += UInt64(entry & 63)
                    hold >>= used
                    held -= used
                    mode = isLast ? .ended : .header
                    break steps
                }
            }
            let extra = bits & (1 << UInt64(entry & 63) - 1)
            let length = Int(entry >> 16) + Int(truncatingIfNeeded: extra >> UInt64(entry >> 8 & 15))
            bits >>= UInt64(entry & 63)
            used += UInt64(entry & 63)
            // Literals and the length took at most 33 and 20 bits of 56: the distance needs 28.
            let rest = held - used
            unsafe bits |= UInt64(littleEndian: input.loadUnaligned(as: UInt64.self)) << rest
            let next = unsafe input + Int((63 - rest) >> 3)
            var left = rest | 56
            var far = unsafe distanceTable[Int(truncatingIfNeeded: bits & distanceMask)]
            if far & DecodingTable.exception != 0 {
                guard far & DecodingTable.leads != 0 else { break }
                bits >>= 9
                left -= 9
                let index = bits & (1 << UInt64(far >> 8 & 15) - 1)
                far = unsafe distanceTable[Int(far >> 16) + Int(truncatingIfNeeded: index)]
                guard far & DecodingTable.exception == 0 else { break }
            }
            let add = bits & (1 << UInt64(far & 63) - 1)
            let distance = Int(far >> 16) + Int(truncatingIfNeeded: add >> UInt64(far >> 8 & 15))
            guard unsafe distance <= output - lowest else { break }
            hold = bits >> UInt64(far & 63)
            held = left - UInt64(far & 63)
            unsafe input = next
            unsafe sequence.pointee = Sequence(
                literals: UInt32(truncatingIfNeeded: output - untold), length: UInt16(truncatingIfNeeded: length),
                distance: UInt16(truncatingIfNeeded: distance))
            unsafe sequence += 1
            unsafe Self.repeatBytes(length, distance, at: output)
            unsafe output += length
            unsafe untold = output
        }
        self.hold = hold & (1 << held - 1)
        self.held = Int(held)
        position = unsafe input - start
        filled = unsafe output - bytes
        told = unsafe untold - bytes
        sequenceCount = unsafe sequence - sequences
    }

    /// Writes `length` bytes at `output` as they are `distance` before, and up to seven more.
    @inline(__always)
    private static func repeatBytes(_ length: Int, _ distance: Int, at output: UnsafeMutablePointer<UInt8>) {
        // Sound: the caller knows that the bytes before are there, and has room for more than are written.
        var to = UnsafeMutableRawPointer(output)
        var from = unsafe UnsafeRawPointer(output - distance)
        let end = unsafe to + length
        if distance >= 8 {
            repeat {
                unsafe to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
                unsafe to += 8
                unsafe from += 8
            } while unsafe to < end
        } else {
            while unsafe to < end {
                unsafe to.storeBytes(of: from.load(as: UInt8.self), as: UInt8.self)
                unsafe to += 1
                unsafe from += 1
            }
        }
    }

    /// Inflates one symbol, looking at no more of the source than there is.
    ///
    /// False when it is damaged or cut short, or would write beyond `end`: then nothing of it is taken.
    func inflateSymbol(_ source: UnsafeRawBufferPointer, _ position: inout Int, until end: Int) -> Bool {
        while held <= 48, position < source.count {
            hold |= UInt64(unsafe source[position]) << UInt64(held)
            held += 8
            position += 1
        }
        // Behind a repetition that went beyond the end zlib looks at nothing.
        guard filled <= end else { return false }
        let symbol = symbol()
        guard symbol.used <= held else {
            if filled < end { mode = .damaged }
            return false
        }
        switch symbol.kind {
        case .invalid:
            mode = .damaged
            return false
        case .end: mode = isLast ? .ended : .header
        case .literal(let byte):
            guard filled < end else { return false }
            // Sound: there is room up to `end`.
            unsafe bytes[filled] = byte
            filled += 1
        case .repetition(let length, let distance):
            guard distance <= filled - first else {
                mode = .damaged
                return false
            }
            guard filled < end else { return false }
            // Sound: there is room for a repetition and a word beyond `end`, and as many bytes before; sequences have
            // room for the bytes of a call.
            unsafe sequences[sequenceCount] = Sequence(
                literals: UInt32(filled - told), length: UInt16(length), distance: UInt16(distance))
            sequenceCount += 1
            unsafe Self.repeatBytes(length, distance, at: bytes + filled)
            filled += length
            told = filled
        }
        hold >>= UInt64(symbol.used)
        held -= symbol.used
        return true
    }

    private enum Kind { case invalid, end, literal(UInt8), repetition(Int, Int) }

    /// What the bits held stand for, and how many of them; more than are held when it is cut short.
    private func symbol() -> (kind: Kind, used: Int) {
        var used = 0
        let entry = look(literals, &used)
        if entry & DecodingTable.literal != 0 { return (.literal(UInt8(truncatingIfNeeded: entry >> 16)), used) }
        if entry & DecodingTable.exception != 0 {
            return (entry & DecodingTable.end != 0 ? .end : .invalid, used)
        }
        let length = value(entry, used)
        guard used <= held else { return (.end, used) }
        let far = look(distances, &used)
        if far & DecodingTable.exception != 0 { return (.invalid, used) }
        return (.repetition(length, value(far, used)), used)
    }

    /// The entry of `table` for the bits from `used` on, which goes behind them.
    private func look(_ table: DecodingTable, _ used: inout Int) -> UInt32 {
        // Sound: indices are masked to the table's sizes.
        var bits = hold >> UInt64(used)
        var entry = unsafe table.entries[Int(bits & (1 << UInt64(table.bits) - 1))]
        if entry & DecodingTable.leads != 0 {
            used += table.bits
            bits >>= UInt64(table.bits)
            entry = unsafe table.entries[Int(entry >> 16) + Int(bits & (1 << UInt64(entry >> 8 & 15) - 1))]
        }
        used += Int(entry & 63)
        return entry
    }

    /// The value of `entry`, whose bits end before `used`.
    private func value(_ entry: UInt32, _ used: Int) -> Int {
        let start = used - Int(entry & 63) + Int(entry >> 8 & 15)
        let count = Int(entry & 63) - Int(entry >> 8 & 15)
        return Int(entry >> 16) + Int(hold >> UInt64(start) & (1 << UInt64(count) - 1))
    }
}
