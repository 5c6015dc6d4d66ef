internal import Files

/// The encodings in which delimited text is found.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// UTF-8.
    case utf8 = "UTF-8"
    /// UTF-16, low byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16, high byte first.
    case utf16BigEndian = "UTF-16BE"
    /// Windows code page 1252, which holds ISO-8859-1's letters too.
    case windows1252 = "windows-1252"
}

/// How the encoding of a text was found.
struct EncodingEvidence {
    /// What made the choice.
    enum Reason {
        /// A byte order mark.
        case mark
        /// Every byte fits, and some are beyond ASCII.
        case everyByteFits
        /// Nothing but ASCII, which all but UTF-16 share.
        case plain
        /// Zeros at every other byte.
        case zeros
        /// Not UTF-8: the first byte that is not.
        case notUTF8(offset: Int)
    }

    var encoding: TextEncoding
    var reason: Reason
    /// How many bytes the mark takes.
    var markLength = 0
    /// Bytes or sequences that mean nothing in the encoding, and where the first one is.
    var invalid = 0
    var firstInvalid: Int?

    #if FUZZING
    private static let chunk = 100
    #else
    private static let chunk = 1 << 20
    #endif

    /// Looks at all of `bytes`.
    init(of bytes: Bytes) {
        let head = bytes[0..<min(bytes.count, 4_096)].array
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            self.init(encoding: .utf8, reason: .mark, markLength: 3)
            let check = Self.checkUTF8(bytes, from: 3)
            (invalid, firstInvalid) = (check.invalid, check.firstInvalid)
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            let encoding: TextEncoding = head[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
            self.init(encoding: encoding, reason: .mark, markLength: 2)
            checkUTF16(bytes)
        } else if let wide = Self.wide(head) {
            self.init(encoding: wide, reason: .zeros)
            checkUTF16(bytes)
        } else {
            self.init(narrow: bytes)
        }
    }

    private init(encoding: TextEncoding, reason: Reason, markLength: Int = 0) {
        self.encoding = encoding
        self.reason = reason
        self.markLength = markLength
    }

    /// UTF-8, or else windows-1252. Text that is UTF-8 but for a few bytes (one in twenty of its accents at most) is
    /// damaged UTF-8.
    private init(narrow bytes: Bytes) {
        let check = Self.checkUTF8(bytes, from: 0)
        guard let first = check.firstInvalid else {
            self.init(encoding: .utf8, reason: check.multibyte == 0 ? .plain : .everyByteFits)
            return
        }
        if check.multibyte >= 20 * check.invalid {
            self.init(encoding: .utf8, reason: .everyByteFits)
            (invalid, firstInvalid) = (check.invalid, first)
            return
        }
        self.init(encoding: .windows1252, reason: .notUTF8(offset: first))
        Self.forEachChunk(bytes, from: 0) { chunk, base in
            for (index, byte) in chunk.enumerated() where byte >= 0x81 && Windows1252.isUndefined(byte) {
                invalid += 1
                if firstInvalid == nil { firstInvalid = base + index }
            }
        }
    }

    /// Text in UTF-16 without mark has a zero at every other byte, but for its rarer characters.
    private static func wide(_ head: [UInt8]) -> TextEncoding? {
        guard head.count >= 2, head.count % 2 == 0 || head.count == 4_096 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let pairs = head.count / 2
        if zeros[1] * 2 > pairs, zeros[0] * 20 <= pairs { return .utf16LittleEndian }
        if zeros[0] * 2 > pairs, zeros[1] * 20 <= pairs { return .utf16BigEndian }
        return nil
    }

    private mutating func checkUTF16(_ bytes: Bytes) {
        var decoder = TextDecoder(bytes, encoding: encoding, from: markLength)
        var decoded: [UInt8] = []
        while decoder.decode(Self.chunk, into: &decoded) { decoded.removeAll(keepingCapacity: true) }
        (invalid, firstInvalid) = (decoder.repaired, decoder.firstRepaired)
    }

    private static func checkUTF8(_ bytes: Bytes, from start: Int) -> UTF8Check {
        var check = UTF8Check()
        forEachChunk(bytes, from: start) { chunk, base in check.feed(chunk, at: base) }
        check.finish()
        return check
    }

    private static func forEachChunk(_ bytes: Bytes, from start: Int, _ body: ([UInt8], Int) -> Void) {
        var position = start
        while position < bytes.count {
            let end = min(position + chunk, bytes.count)
            body(bytes[position..<end].array, position)
            bytes.release(position..<end)
            position = end
        }
    }
}
