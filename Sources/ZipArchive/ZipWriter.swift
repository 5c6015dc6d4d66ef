public import Files
public import Findings

/// Writes a zip archive; same calls, same bytes.
///
/// Times are 1980-01-01 00:00, the earliest that the format has. After an error the archive is incomplete and the writer
/// of no more use. Zip64 records appear only where a size, an offset or the count needs them.
public final class ZipWriter {
    private let sink: any ByteSink
    private let start: Int
    private let codec: Codec
    private var directory: [UInt8] = []
    private var count = 0
    private var names: Set<String> = []
    private var isFinished = false

    /// How many bytes each parallel block holds.
    static let blockSize = 512 << 10
    private static let deflated: UInt16 = 8
    private static let sizesFollow: UInt16 = 0x0008
    private static let nameIsUTF8: UInt16 = 0x0800
    private static let january1980: UInt32 = 0x0021_0000

    /// A writer that appends to `sink`.
    public convenience init(to sink: any ByteSink) { self.init(to: sink, codec: .preferred) }

    init(to sink: any ByteSink, codec: Codec) {
        self.sink = sink
        self.codec = codec
        start = sink.count
    }

    /// Copies `entry` of `archive` as it is: name, flags, times, attributes, comment, extra fields, compressed bytes.
    ///
    /// The sizes are written anew where the original has them: in the header, or after the data. Nothing is inflated.
    /// - Throws: `ZIP017` for a name written before or an entry of another archive, and what the sink throws.
    public func copy(_ entry: ZipEntry, from archive: ZipArchive) throws(Finding) {
        guard archive.entry(entry.name) == entry else { throw Self.notWritable(entry.name, "entry of another archive") }
        try claim(entry.name)
        let original = CentralRecord(archive.bytes[entry.record].array)
        let header = archive.bytes[entry.header..<entry.data].array
        let local = LittleEndian(bytes: header)
        let name = Array(original.name)
        var record = Record(name: name, method: entry.method, flags: local.u16(6), time: local.u32(10))
        record.madeBy = original.fields.u16(4)
        record.needed = local.u16(4)
        record.sizes = Sizes(crc: entry.crc, compressed: entry.compressedSize, size: entry.size)
        record.localExtra = ExtraField.removing(ExtraField.zip64, from: header[(30 + name.count)...])
        record.centralExtra = ExtraField.removing(ExtraField.zip64, from: original.extra)
        // Both must have room left for a zip64 field.
        guard max(record.localExtra.count, record.centralExtra.count) <= 0xFFFF - 28 else {
            throw Self.notWritable(entry.name, "extra field")
        }
        record.offset = sink.count - start
        try write(record.localHeader())
        try sink.write(archive.bytes[entry.dataRange])
        if record.flags & Self.sizesFollow != 0 { try write(record.descriptor()) }
        // The directory keeps its own flags and time, which a producer may have written otherwise than in the header.
        record.flags = entry.flags & ~Self.sizesFollow | record.flags & Self.sizesFollow
        record.time = entry.time
        record.needed = original.fields.u16(6)
        record.internalAttributes = original.fields.u16(36)
        record.externalAttributes = original.fields.u32(38)
        record.comment = Array(original.comment)
        close(record)
    }

    /// Adds an entry. `level` 0 stores, 1 to 9 deflate; the time is 1980-01-01.
    ///
    /// The header holds the sizes and no extra field, as the first entry of an OpenDocument package must.
    /// - Throws: `ZIP017` for a name written before or too long, and what the sink throws.
    public func add(_ name: String, _ contents: [UInt8], level: Int) throws(Finding) {
        var record = try newRecord(name)
        record.sizes = Sizes(crc: Checksum.crc32(contents), compressed: contents.count, size: contents.count)
        guard level > 0, !contents.isEmpty else {
            try write(record.localHeader())
            try sink.write(contents[...])
            close(record)
            return
        }
        guard let deflater = codec.deflater(level: level) else { throw Self.notWritable(name, "memory") }
        guard let block = deflater.deflate(contents, after: [], isLast: true) else {
            throw Self.notWritable(name, "deflate")
        }
        record.method = Self.deflated
        record.sizes.compressed = block.bytes.count
        try write(record.localHeader())
        try sink.write(block.bytes[...])
        close(record)
    }

    /// Adds an entry whose contents `body` gives piece by piece; blocks are deflated in parallel.
    ///
    /// Blocks are cut every 512 KiB of contents, whatever the pieces, so that neither pieces nor threads change the
    /// bytes; a bounded number of them is in memory. The sizes follow the data (flag bit 3). `level` 0 to 9.
    /// - Throws: `ZIP017` for a name written before or too long, what the sink throws, and what `body` throws.
    public func add(_ name: String, level: Int, _ body: (_ write: (ArraySlice<UInt8>) throws -> Void) throws -> Void)
        throws
    {
        try add(name) { receive in
            let pipeline = DeflatePipeline(codec: codec, level: level, blockSize: Self.blockSize, receive: receive)
            defer { pipeline.stop() }
            try body { piece in try pipeline.write(piece) }
            try pipeline.finish()
        }
    }

    /// Adds an entry whose contents `body` gives piece by piece, and which are mostly copied from `source`, a feed that was
    /// made for `level` and is read from its first byte on.
    ///
    /// With each piece come the splices that tell how it is made: together they go through the whole source. Where the
    /// source's sequences are known they are taken over (`SequenceRewriter`), and pieces change the bytes that are written;
    /// otherwise this is `add(_:level:_:)`.
    /// - Throws: as `add(_:level:_:)`.
    public func add(
        _ name: String, level: Int, from source: EntryFeed,
        _ body: (_ write: (ArraySlice<UInt8>, [Splice]) throws -> Void) throws -> Void
    ) throws {
        try add(name) { receive in
            guard source.keepsSequences else {
                let pipeline = DeflatePipeline(codec: codec, level: level, blockSize: Self.blockSize, receive: receive)
                defer { pipeline.stop() }
                try body { piece, _ in try pipeline.write(piece) }
                try pipeline.finish()
                return
            }
            let pipeline = RewritePipeline(level: level, receive: receive)
            try body { piece, splices in try pipeline.write(piece, splices, source.takeSequences()) }
            try pipeline.finish()
        }
    }

    /// Adds a deflated entry of the blocks that `body` gives, nil for one that could not be deflated.
    private func add(_ name: String, _ body: (@escaping (DeflatedBlock?) throws(Finding) -> Void) throws -> Void) throws
    {
        var record = try newRecord(name)
        record.method = Self.deflated
        record.flags |= Self.sizesFollow
        try write(record.localHeader())
        var sizes = Sizes()
        try body { [sink] block throws(Finding) in
            guard let block else { throw Self.notWritable(name, "deflate") }
            sizes.crc = Checksum.combine(sizes.crc, block.crc, length: block.size)
            sizes.size += block.size
            sizes.compressed += block.bytes.count
            try sink.write(block.bytes[...])
        }
        record.sizes = sizes
        try write(record.descriptor())
        close(record)
    }

    /// Writes the central directory. Nothing may follow.
    ///
    /// - Throws: what the sink throws.
    public func finish() throws(Finding) {
        guard !isFinished else { return }
        isFinished = true
        let offset = sink.count - start
        try write(directory)
        let size = directory.count
        var end: [UInt8] = []
        let narrow = 0xFFFF_FFFF
        if count >= 0xFFFF || offset >= narrow || size >= narrow {
            let end64 = sink.count - start
            end.append32(Signature.end64)
            end.append64(44)
            end.append16(45)
            end.append16(45)
            end.append32(0)
            end.append32(0)
            for value in [count, count, size, offset] { end.append64(value) }
            end.append32(Signature.locator64)
            end.append32(0)
            end.append64(end64)
            end.append32(1)
        }
        end.append32(Signature.end)
        end.append32(0)
        end.append16(UInt16(min(count, 0xFFFF)))
        end.append16(UInt16(min(count, 0xFFFF)))
        end.append32(UInt32(min(size, narrow)))
        end.append32(UInt32(min(offset, narrow)))
        end.append16(0)
        try write(end)
    }

    private func newRecord(_ name: String) throws(Finding) -> Record {
        let raw = Array(name.utf8)
        guard raw.count <= 0xFFFF else { throw Self.notWritable(name, "name") }
        try claim(name)
        let isASCII = raw.allSatisfy { $0 < 0x80 }
        var record = Record(name: raw, method: 0, flags: isASCII ? 0 : Self.nameIsUTF8, time: Self.january1980)
        record.offset = sink.count - start
        return record
    }

    private func claim(_ name: String) throws(Finding) {
        guard !isFinished, names.insert(name).inserted else { throw Self.notWritable(name, "name written twice") }
    }

    private func write(_ bytes: [UInt8]) throws(Finding) { try sink.write(bytes[...]) }

    private func close(_ record: Record) {
        directory += record.centralRecord()
        count += 1
    }

    private static func notWritable(_ name: String, _ detail: String) -> Finding {
        Finding(.entryNotWritable, at: Place(part: name), ["detail": detail])
    }
}
