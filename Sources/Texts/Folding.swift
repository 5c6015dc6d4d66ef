/// Text made comparable whatever its case, accents, spaces and dashes.
///
/// Letters become lower-case ASCII where Latin script has one (`É` → `e`, `œ` → `oe`); every run of anything that is
/// neither letter nor digit (spaces, no-break spaces, dashes, apostrophes, punctuation) becomes one space; none at the
/// ends. Letters of other scripts stay, lower-cased.
public enum Folding {
    /// `text` folded.
    public static func fold(_ text: some StringProtocol) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var gap = false
        for scalar in text.unicodeScalars {
            let end = folded.count
            guard append(scalar, to: &folded) else {
                gap = true
                continue
            }
            guard gap, folded.count > end else { continue }
            if end > 0 { folded.insert(UInt8(ascii: " "), at: end) }
            gap = false
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Adds what `scalar` becomes to the word in `bytes`; false when it parts words.
    ///
    /// A combining accent is that of the letter before, and becomes nothing.
    public static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) -> Bool {
        let value = scalar.value
        if value < 0x80 {
            let byte = UInt8(value)
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            default: return false
            }
        } else if let ascii = latin(value) {
            ascii.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        } else if (0x300...0x36F).contains(value) {
            return true
        } else if scalar.properties.isAlphabetic {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        } else {
            return false
        }
        return true
    }

    /// The ASCII spelling of a Latin letter beyond ASCII; nil when it is none that French, Breton, Basque, Catalan,
    /// Alsatian, Corsican or a neighbour's name needs.
    private static func latin(_ value: UInt32) -> StaticString? {
        switch value {
        case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7, 0x106...0x10D: "c"
        case 0xD0, 0xF0, 0x10E...0x111: "d"
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
        case 0x11C...0x123: "g"
        case 0x124...0x127: "h"
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: "i"
        case 0x132, 0x133: "ij"
        case 0x134, 0x135: "j"
        case 0x136...0x138: "k"
        case 0x139...0x142: "l"
        case 0xD1, 0xF1, 0x143...0x14B: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
        case 0x152, 0x153: "oe"
        case 0x154...0x159: "r"
        case 0xDF: "ss"
        case 0x15A...0x161, 0x218, 0x219: "s"
        case 0x162...0x167, 0x21A, 0x21B: "t"
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
        case 0x174, 0x175: "w"
        case 0xDD, 0xFD, 0xFF, 0x176...0x178: "y"
        case 0x179...0x17E: "z"
        default: nil
        }
    }
}
