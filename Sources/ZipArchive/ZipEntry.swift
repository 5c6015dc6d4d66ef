internal import Files

/// One entry of a zip archive, as its central directory describes it.
public struct ZipEntry: Sendable, Hashable {
    /// Its name, a label and never a path to write to; invalid UTF-8 is repaired here and kept as it is on copying.
    public let name: String
    /// Its size once inflated, as the directory claims; never trusted for allocation.
    public let size: Int
    /// Its size in the archive, in bytes; the archive really has as many.
    public let compressedSize: Int
    /// The CRC-32 of its contents, as the directory claims.
    public let crc: UInt32
    /// How it is compressed: 0 stored, 8 deflated, anything else is not read.
    public let method: UInt16

    /// The general purpose flags (APPNOTE 4.4.4).
    let flags: UInt16
    /// MS-DOS time, then date.
    let time: UInt32
    /// Where its local header starts.
    let header: Int
    /// Where its compressed bytes start.
    let data: Int
    /// Where its record lies in the central directory.
    let record: Range<Int>

    /// Whether it is encrypted (bit 0), strongly (bit 6), or its header is masked (bit 13).
    public var isEncrypted: Bool { flags & 0x2041 != 0 }

    /// Whether its name marks it as a folder.
    public var isFolder: Bool { name.hasSuffix("/") }

    /// Where its compressed bytes lie.
    var dataRange: Range<Int> { data..<(data + compressedSize) }
}
