internal import Files
internal import Findings

/// Reads the central directory and checks every entry against its local header.
struct Directory {
    private(set) var entries: [ZipEntry] = []
    private(set) var index: [String: Int] = [:]
    private(set) var findings: [Finding] = []
    private let bytes: Bytes
    private let shift: Int

    private static let recordLength = 46
    private static let headerLength = 30
    private static let unknown32: UInt32 = 0xFFFF_FFFF

    init(of bytes: Bytes, limits: ArchiveLimits) throws(Finding) {
        self.bytes = bytes
        let end = try DirectoryEnd(in: bytes)
        shift = end.shift
        // The directory is in the file: copying it takes no more room than the file itself.
        let records = LittleEndian(bytes: bytes[end.directory].array)
        var position = 0
        var folded: Set<String> = []
        while position < records.bytes.count {
            guard entries.count < limits.entries else {
                throw Finding(.tooManyEntries, ["maximum": String(limits.entries)])
            }
            let entry = try read(records, at: &position, directory: end.directory)
            guard index.updateValue(entries.count, forKey: entry.name) == nil,
                folded.insert(entry.name.lowercased()).inserted
            else { throw Finding(.duplicateEntry, at: Place(part: entry.name)) }
            entries.append(entry)
        }
        guard end.isCountExact ? entries.count == end.count : entries.count & 0xFFFF == end.count else {
            throw damaged("\(end.count) entries announced, \(entries.count) found", at: end.directory.lowerBound)
        }
        try refuseOverlaps()
        let odd = entries.filter { Self.isOdd($0.name) }
        if let first = odd.first {
            findings.append(Finding(.oddEntryName, at: Place(part: first.name), ["name": first.name], count: odd.count))
        }
    }

    private func read(
        _ records: LittleEndian, at position: inout Int, directory: Range<Int>
    ) throws(Finding) -> ZipEntry {
        let start = position
        let place = directory.lowerBound + start
        guard records.bytes.count - start >= Self.recordLength, records.u32(start) == Signature.central else {
            throw damaged("unknown record", at: place)
        }
        let nameLength = Int(records.u16(start + 28))
        let extraLength = Int(records.u16(start + 30))
        let nameStart = start + Self.recordLength
        let extraStart = nameStart + nameLength
        let end = extraStart + extraLength + Int(records.u16(start + 32))
        guard end <= records.bytes.count else { throw damaged("record cut short", at: place) }
        position = end
        let rawName = records.bytes[nameStart..<extraStart]
        let name = String(decoding: rawName, as: UTF8.self)
        let extra = records.bytes[extraStart..<(extraStart + extraLength)]
        var wide = WideSizes(LittleEndian(bytes: Array(ExtraField.find(ExtraField.zip64, in: extra) ?? [])))
        guard let size = wide.size(records.u32(start + 24)), let compressed = wide.size(records.u32(start + 20)),
            let offset = wide.size(records.u32(start + 42))
        else { throw damaged("zip64 field of “\(name)”", at: place) }
        let (header, overflow) = offset.addingReportingOverflow(shift)
        guard !overflow, header <= directory.lowerBound - Self.headerLength else {
            throw damaged("“\(name)” beyond the directory", at: place)
        }
        let flags = records.u16(start + 8)
        let method = records.u16(start + 10)
        let crc = records.u32(start + 16)
        let data = try checkLocalHeader(
            at: header, name: rawName, shown: name, method: method, flags: flags, crc: crc, size: size,
            compressed: compressed)
        guard compressed <= directory.lowerBound - data else {
            throw Finding(.truncatedEntry, at: Place(part: name))
        }
        return ZipEntry(
            name: name, size: size, compressedSize: compressed, crc: crc, method: method, flags: flags,
            time: records.u32(start + 12), header: header, data: data, record: place..<(directory.lowerBound + end))
    }

    /// Checks the local header and says where the compressed bytes start.
    private func checkLocalHeader(
        at start: Int, name: ArraySlice<UInt8>, shown: String, method: UInt16, flags: UInt16, crc: UInt32, size: Int,
        compressed: Int
    ) throws(Finding) -> Int {
        func differs(_ detail: String) -> Finding {
            Finding(.headerMismatch, at: Place(part: shown, offset: start), ["detail": detail])
        }
        guard start <= bytes.count - Self.headerLength else { throw differs("offset") }
        let fixed = LittleEndian(bytes: bytes[start..<(start + Self.headerLength)].array)
        guard fixed.u32(0) == Signature.local else { throw differs("signature") }
        let nameEnd = start + Self.headerLength + Int(fixed.u16(26))
        let end = nameEnd + Int(fixed.u16(28))
        guard end <= bytes.count else { throw differs("length") }
        guard bytes[(start + Self.headerLength)..<nameEnd].array.elementsEqual(name) else { throw differs("name") }
        guard fixed.u16(8) == method else { throw differs("method") }
        guard (fixed.u16(6) ^ flags) & 0x0001 == 0 else { throw differs("encryption") }
        // Sizes may follow the data (bit 3), be left to zip64 fields, or be left out; otherwise they must agree.
        if fixed.u16(6) & 0x0008 == 0 {
            let claims: [(UInt32, Int, String)] = [
                (fixed.u32(14), Int(crc), "CRC"), (fixed.u32(18), compressed, "compressed size"),
                (fixed.u32(22), size, "size"),
            ]
            for (claim, known, what) in claims where claim != 0 && claim != Self.unknown32 && Int(claim) != known {
                throw differs(what)
            }
        }
        return end
    }

    /// Entries that share bytes are an attack ("non-recursive bomb") or damage.
    private func refuseOverlaps() throws(Finding) {
        let order = entries.indices.sorted { entries[$0].header < entries[$1].header }
        for (first, second) in zip(order, order.dropFirst())
        where entries[first].dataRange.upperBound > entries[second].header {
            throw Finding(.overlappingEntries, at: Place(part: entries[second].name), ["other": entries[first].name])
        }
    }

    /// Names that would be dangerous as paths; here they are labels only.
    private static func isOdd(_ name: String) -> Bool {
        name.isEmpty || name.hasPrefix("/") || name.utf8.contains(0) || name.contains("\\") || name.contains("\u{FFFD}")
            || name.utf8.dropFirst().first == UInt8(ascii: ":")
            || name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    }

    private func damaged(_ detail: String, at offset: Int) -> Finding {
        Finding(.damagedDirectory, at: Place(offset: offset), ["detail": detail])
    }
}

/// The sizes of a zip64 field, taken one after the other by the 32-bit fields that leave them to it.
private struct WideSizes {
    private let field: LittleEndian
    private var position = 0

    init(_ field: LittleEndian) { self.field = field }

    /// The value of a 32-bit field, from the zip64 field where it says so; nil when that one is too short or absurd.
    mutating func size(_ narrow: UInt32) -> Int? {
        guard narrow == 0xFFFF_FFFF else { return Int(narrow) }
        guard position + 8 <= field.bytes.count else { return nil }
        defer { position += 8 }
        return field.size(position)
    }
}
