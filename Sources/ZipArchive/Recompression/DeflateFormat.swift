/// The numbers of the deflate format (RFC 1951, section 3.2).
enum DeflateFormat {
    /// The symbol that ends a block; those below are literals, those above lengths.
    static let endOfBlock = 256
    /// How many symbols of literals and lengths a block may code.
    static let literalCount = 286
    /// How many symbols of distances a block may code.
    static let distanceCount = 30
    /// How long a code may be.
    static let longestCode = 15
    /// How long a code of code lengths may be.
    static let longestLengthCode = 7

    /// By length symbol, from 257: the shortest length it stands for.
    static let lengthBase: [UInt16] = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    /// By length symbol, from 257: how many bits follow that are added.
    static let lengthExtra: [UInt8] = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    /// By distance symbol: the shortest distance it stands for.
    static let distanceBase: [UInt16] = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073,
        4_097,
        6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    /// By distance symbol: how many bits follow that are added.
    static let distanceExtra: [UInt8] = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    /// The order in which the lengths of the codes for code lengths are written.
    static let lengthOrder: [UInt8] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// The lengths of the fixed codes for literals and lengths, of which the last two stand for nothing.
    static let fixedLiterals: [UInt8] = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    /// The lengths of the fixed codes for distances, of which the last two stand for nothing.
    static let fixedDistances = [UInt8](repeating: 5, count: 32)
}
