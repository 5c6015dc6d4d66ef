internal import Files
internal import Findings

/// Where the central directory is, from the records at the end of the archive (APPNOTE 4.3.14 to 4.3.16).
struct DirectoryEnd {
    /// Where the directory lies in the file.
    var directory: Range<Int>
    /// How far the archive starts after the start of the file; every recorded offset counts from there.
    var shift: Int
    /// How many records there are, as claimed.
    var count: Int
    /// Whether `count` is exact; without zip64 records it is known modulo 65,536.
    var isCountExact: Bool

    private static let length = 22
    private static let locatorLength = 20
    private static let length64 = 56

    /// Finds the records in `bytes`.
    init(in bytes: Bytes) throws(Finding) {
        let tailStart = max(0, bytes.count - Self.length - 0xFFFF - Self.locatorLength)
        let tail = LittleEndian(bytes: bytes[tailStart..<bytes.count].array)
        guard let found = Self.findEnd(tail) else { throw Finding(.notAnArchive) }
        let end = tailStart + found
        let disk = tail.u16(found + 4)
        count = Int(tail.u16(found + 10))
        isCountExact = false
        var size = Int(tail.u32(found + 12))
        var offset = Int(tail.u32(found + 16))
        var directoryEnd = end
        if found >= Self.locatorLength, tail.u32(found - Self.locatorLength) == Signature.locator64 {
            let locator = end - Self.locatorLength
            guard let recorded = tail.size(found - Self.locatorLength + 8) else { throw damaged("zip64 locator") }
            let start = try Self.findEnd64(in: bytes, recorded: recorded, before: locator)
            let record = LittleEndian(bytes: bytes[start..<(start + Self.length64)].array)
            guard let count64 = record.size(32), let size64 = record.size(40), let offset64 = record.size(48),
                record.u32(16) == 0, record.u32(20) == 0
            else { throw damaged("zip64 end record") }
            (count, size, offset, directoryEnd, isCountExact) = (count64, size64, offset64, start, true)
        } else if disk != 0 && disk != 0xFFFF {
            throw damaged("archive in several volumes")
        }
        let (recordedEnd, overflow) = offset.addingReportingOverflow(size)
        guard !overflow, recordedEnd <= directoryEnd else { throw damaged("directory beyond the end") }
        shift = directoryEnd - recordedEnd
        directory = (directoryEnd - size)..<directoryEnd
        // Something may lie between the directory and its end record instead of before the archive.
        if shift > 0, size >= 4, !Self.isDirectory(at: directory.lowerBound, in: bytes),
            Self.isDirectory(at: offset, in: bytes)
        {
            directory = offset..<recordedEnd
            shift = 0
        }

        func damaged(_ detail: String) -> Finding { Finding(.damagedDirectory, ["detail": detail]) }
    }

    /// The last end record whose comment ends with the file; failing that, the last that fits.
    private static func findEnd(_ tail: LittleEndian) -> Int? {
        var fallback: Int?
        var position = tail.bytes.count - length
        while position >= 0 {
            if tail.bytes[position] == 0x50, tail.u32(position) == Signature.end {
                let end = position + length + Int(tail.u16(position + 20))
                if end == tail.bytes.count { return position }
                if end < tail.bytes.count, fallback == nil { fallback = position }
            }
            position -= 1
        }
        return fallback
    }

    private static func findEnd64(in bytes: Bytes, recorded: Int, before locator: Int) throws(Finding) -> Int {
        for start in [recorded, locator - length64] where start >= 0 && start <= locator - length64 {
            if LittleEndian(bytes: bytes[start..<(start + 4)].array).u32(0) == Signature.end64 { return start }
        }
        throw Finding(.damagedDirectory, ["detail": "zip64 end record"])
    }

    private static func isDirectory(at position: Int, in bytes: Bytes) -> Bool {
        guard position >= 0, position <= bytes.count - 4 else { return false }
        return LittleEndian(bytes: bytes[position..<(position + 4)].array).u32(0) == Signature.central
    }
}

extension Finding {
    /// A finding that needs no place.
    init(_ kind: FindingKind, _ values: [String: String]) { self.init(kind, at: Place(), values) }
}
