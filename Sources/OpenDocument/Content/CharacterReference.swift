/// References of XML 1.0: the five named ones and those by number.
enum CharacterReference {
    /// Appends the character that `name` (between `&` and `;`) stands for, UTF-8; false when it stands for none.
    static func append(_ name: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
        if name.first == UInt8(ascii: "#") { return appendNumbered(name.dropFirst(), to: &text) }
        switch String(decoding: name, as: UTF8.self) {
        case "amp": text.append(UInt8(ascii: "&"))
        case "lt": text.append(UInt8(ascii: "<"))
        case "gt": text.append(UInt8(ascii: ">"))
        case "quot": text.append(UInt8(ascii: "\""))
        case "apos": text.append(UInt8(ascii: "'"))
        default: return false
        }
        return true
    }

    private static func appendNumbered(_ digits: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
        let isHex = digits.first == UInt8(ascii: "x")
        let number = isHex ? digits.dropFirst() : digits
        guard !number.isEmpty else { return false }
        var value: UInt32 = 0
        for byte in number {
            let digit: UInt32
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: digit = UInt32(byte - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: digit = UInt32(byte - 55)
            default: return false
            }
            value = value * (isHex ? 16 : 10) + digit
            if value > 0x10FFFF { return false }
        }
        // XML 1.0, production 2: no NUL, no other control character than tab and line ends.
        guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF,
            let scalar = Unicode.Scalar(value)
        else { return false }
        text.append(contentsOf: String(Character(scalar)).utf8)
        return true
    }
}
