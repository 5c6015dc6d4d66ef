public import Files
public import Findings

/// A zip archive opened for reading.
///
/// Opening reads the central directory and checks it against every local header; nothing is inflated. Offsets, sizes
/// and counts come from the file and are checked before use; nothing is allocated from them.
public struct ZipArchive: Sendable {
    /// The entries, in central directory order.
    public let entries: [ZipEntry]
    /// What was noticed while opening it: names that would be dangerous as paths.
    public let findings: [Finding]

    let bytes: Bytes
    private let index: [String: Int]
    private let budget: InflationBudget
    let codec: Codec

    /// Opens the archive in `bytes`.
    ///
    /// - Throws: `ZIP001` when it is no archive, `ZIP002` to `ZIP008` when it cannot be trusted, `ZIP011` when it has
    ///   more entries than `limits` allow.
    public init(_ bytes: Bytes, limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        try self.init(bytes, limits: limits, codec: .preferred)
    }

    init(_ bytes: Bytes, limits: ArchiveLimits = ArchiveLimits(), codec: Codec) throws(Finding) {
        let directory = try Directory(of: bytes, limits: limits)
        self.bytes = bytes
        entries = directory.entries
        index = directory.index
        findings = directory.findings
        budget = InflationBudget(limits)
        self.codec = codec
    }

    /// The entry called `name`, exactly.
    public func entry(_ name: String) -> ZipEntry? { index[name].map { entries[$0] } }

    /// Everything in `entry`, inflated, size and CRC checked.
    ///
    /// - Throws: as `EntryReader.read(into:limit:)`.
    public func contents(of entry: ZipEntry) throws(Finding) -> [UInt8] {
        let reader = try reader(of: entry)
        var contents: [UInt8] = []
        // The room asked for grows with what really came out.
        while try reader.read(into: &contents, limit: max(16 << 10, contents.count)) > 0 {}
        return contents
    }

    /// What is damaged in the contents of `entry`; nil when they are as they were written.
    ///
    /// For whoever met something senseless in contents that it scanned before their end, where the CRC is checked.
    public func damage(of entry: ZipEntry) -> Finding? {
        do throws(Finding) {
            let reader = try reader(of: entry)
            var buffer: [UInt8] = []
            while try reader.read(into: &buffer, limit: 1 << 20) > 0 { buffer.removeAll(keepingCapacity: true) }
        } catch {
            let damages: [FindingKind] = [.alteredContents, .damagedContents, .sizeMismatch]
            if damages.contains(error.kind) { return error }
        }
        return nil
    }

    /// A reader that inflates `entry`, one of this archive's, piece by piece.
    ///
    /// - Throws: `ZIP005` when the entry is encrypted, `ZIP006` when its compression is neither of the two known.
    public func reader(of entry: ZipEntry) throws(Finding) -> EntryReader { try reader(of: entry, sums: true) }

    /// As `reader(of:)`; without `sums`, whoever takes the bytes must check their CRC.
    func reader(of entry: ZipEntry, sums: Bool, keepsSequences: Bool = false) throws(Finding) -> EntryReader {
        guard !entry.isEncrypted else { throw Finding(.encryptedEntry, at: Place(part: entry.name)) }
        guard entry.dataRange.upperBound <= bytes.count else {
            throw Finding(.truncatedEntry, at: Place(part: entry.name))
        }
        return try EntryReader(
            entry, data: bytes[entry.dataRange], budget: budget, codec: codec, sums: sums,
            keepsSequences: keepsSequences)
    }

    /// Whether `entry` of this archive has the same compressed bytes, method, sizes and checksum as `other` of `archive`.
    public func hasSameBytes(_ entry: ZipEntry, as other: ZipEntry, of archive: ZipArchive) -> Bool {
        guard (entry.method, entry.size, entry.crc) == (other.method, other.size, other.crc) else { return false }
        return bytes[entry.dataRange].isSame(as: archive.bytes[other.dataRange])
    }
}
