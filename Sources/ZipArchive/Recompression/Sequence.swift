/// Bytes as they are, then bytes that are repeated from before them (LZ77, RFC 1951 section 2): what a deflate stream
/// says, less its Huffman codes.
struct Sequence: Sendable, Equatable {
    /// How many bytes are given as they are.
    var literals: UInt32
    /// How many bytes are repeated after them, 3 to 258; 0 for none.
    var length: UInt16
    /// How far back they are, 1 to 32,768; 0 for none.
    var distance: UInt16

    /// The shortest repetition there is.
    static let shortest = 3
    /// The longest repetition there is.
    static let longest = 258
}
