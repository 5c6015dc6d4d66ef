internal import Files

/// The directory of an OLE compound file: which streams and storages lie at its root ([MS-CFB], sections 2.2 to 2.6).
///
/// Only what tells one kind of file from another is read: header, FAT sectors, directory. Every chain is followed within
/// the file and no longer than the file can make it, so that a cycle ends.
struct CompoundFile {
    /// What a compound file is, by what lies at its root.
    enum Kind: Equatable {
        /// An old Excel workbook: BIFF5 (`Book`) or BIFF8 (`Workbook`).
        case oldWorkbook
        /// An OpenXML package encrypted with a password ([MS-OFFCRYPTO], section 2.3.4).
        case encryptedOpenXML
        /// A document of another program.
        case document(String)
        /// None that is known, or a directory that cannot be read.
        case unknown
    }

    /// What it is.
    let kind: Kind

    /// Sectors of the directory, and of the FAT's own list, that are looked at; real workbooks have a few.
    private static let mostSectors = 4_096
    private static let endOfChain: UInt32 = 0xFFFF_FFFA
    private static let entrySize = 128

    /// Reads the directory of `bytes`.
    init(_ bytes: Bytes) {
        kind = Self.kind(of: Set(Self.rootNames(bytes) ?? []))
    }

    private static func kind(of names: Set<String>) -> Kind {
        if names.contains("encryptedpackage") { return .encryptedOpenXML }
        if names.contains("workbook") || names.contains("book") { return .oldWorkbook }
        if names.contains("worddocument") { return .document("Word") }
        if names.contains("powerpoint document") { return .document("PowerPoint") }
        if names.contains("visiodocument") { return .document("Visio") }
        if names.contains("__properties_version1.0") { return .document("Outlook") }
        return .unknown
    }

    /// The names, in lower case, of what lies at the root; nil when the directory cannot be read.
    private static func rootNames(_ bytes: Bytes) -> [String]? {
        guard let directory = directory(bytes) else { return nil }
        var names: [String] = []
        // The children of a storage are a binary tree of siblings, from the root entry's child on.
        var seen: Set<UInt32> = []
        var waiting = [word(directory, 76)]
        while let next = waiting.popLast() {
            guard let number = next else { continue }
            let start = Int(number) * entrySize
            guard start + entrySize <= directory.count, seen.insert(number).inserted else { continue }
            let length = Int(directory[start + 64]) | Int(directory[start + 65]) << 8
            let units = (0..<(min(length, 64) / 2)).map { unit in
                UInt16(directory[start + 2 * unit]) | UInt16(directory[start + 2 * unit + 1]) << 8
            }
            names.append(String(decoding: units.prefix { $0 != 0 }, as: UTF16.self).lowercased())
            waiting.append(word(directory, start + 68))
            waiting.append(word(directory, start + 72))
        }
        return names
    }

    /// The directory's entries, 128 bytes each; nil when the header is none.
    private static func directory(_ bytes: Bytes) -> [UInt8]? {
        guard bytes.count >= 512 else { return nil }
        let header = bytes[0..<512].array
        let shift = Int(header[30]) | Int(header[31]) << 8
        guard shift == 9 || shift == 12, let first = word(header, 48) else { return nil }
        let sectors = Sectors(bytes: bytes, size: 1 << shift)
        let table = fat(header, sectors)
        var directory: [UInt8] = []
        var sector = first
        for _ in 0..<mostSectors {
            guard sector < endOfChain, let content = sectors.read(sector) else { break }
            directory += content
            let perSector = sectors.size / 4
            guard Int(sector) / perSector < table.count, let part = sectors.read(table[Int(sector) / perSector]),
                let next = word(part, Int(sector) % perSector * 4)
            else { break }
            sector = next
        }
        return directory.count >= entrySize ? directory : nil
    }

    /// The sectors that hold the FAT: 109 are listed in the header, the others in a chain of their own.
    private static func fat(_ header: [UInt8], _ sectors: Sectors) -> [UInt32] {
        var table = (0..<109).compactMap { word(header, 76 + 4 * $0) }
        var sector = word(header, 68) ?? endOfChain
        var left = mostSectors
        while sector < endOfChain, left > 0, let content = sectors.read(sector) {
            left -= 1
            let last = sectors.size / 4 - 1
            table += (0..<last).compactMap { word(content, 4 * $0) }
            sector = word(content, 4 * last) ?? endOfChain
        }
        return table
    }

    /// The four bytes at `position`, low byte first; nil beyond the end.
    private static func word(_ bytes: [UInt8], _ position: Int) -> UInt32? {
        guard position >= 0, position + 4 <= bytes.count else { return nil }
        return UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2]) << 16
            | UInt32(bytes[position + 3]) << 24
    }

    /// The file cut in sectors, the first one after the header's.
    private struct Sectors {
        let bytes: Bytes
        let size: Int

        /// The sector `number`; nil beyond the end.
        func read(_ number: UInt32) -> [UInt8]? {
            let start = (Int(number) + 1) * size
            guard start < bytes.count else { return nil }
            return bytes[start..<min(start + size, bytes.count)].array
        }
    }
}
