/// The `_xHHHH_` escapes of SpreadsheetML text (ST_Xstring, ECMA-376 part 1, section 22.9.2.19).
///
/// `_x000D_` is a carriage return, `_x005F_` an underscore that would otherwise begin an escape. Each escape is one
/// UTF-16 code unit; two that make a surrogate pair are one character, a lone surrogate is U+FFFD.
enum EscapedText {
    /// Resolves the escapes in `text`.
    static func unescape(_ text: String) -> String {
        var bytes = Array(text.utf8)
        unescape(&bytes, from: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Resolves the escapes in the bytes from `start` on, in place.
    static func unescape(_ bytes: inout [UInt8], from start: Int) {
        var read = start
        var write = start
        while read < bytes.count {
            guard bytes[read] == UInt8(ascii: "_"), var value = unit(bytes, read) else {
                bytes[write] = bytes[read]
                read += 1
                write += 1
                continue
            }
            read += 7
            if (0xD800..<0xDC00).contains(value), let low = unit(bytes, read), (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                read += 7
            }
            // An escape takes 7 bytes and its character at most 4, so writing never overtakes reading.
            for byte in (Unicode.Scalar(value) ?? "\u{FFFD}").utf8 {
                bytes[write] = byte
                write += 1
            }
        }
        bytes.removeSubrange(write...)
    }

    /// The UTF-16 code unit of the escape at `position`; nil when there is none.
    private static func unit(_ bytes: [UInt8], _ position: Int) -> UInt32? {
        guard position + 7 <= bytes.count, bytes[position] == UInt8(ascii: "_"),
            bytes[position + 1] == UInt8(ascii: "x"), bytes[position + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[position + 2..<position + 6] {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// The value of a hexadecimal digit; nil when `byte` is none.
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
        default: nil
        }
    }
}
