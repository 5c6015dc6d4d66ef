import Files
import Testing

@testable import Workbooks

/// A compound file of 512-byte sectors with these streams at its root, and `nested` inside a storage.
func compoundFile(_ names: [String], nested: [String] = [], nextDirectorySector: UInt32 = 0xFFFF_FFFE) -> [UInt8] {
    func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    func entry(_ name: String, type: UInt8, right: UInt32, child: UInt32) -> [UInt8] {
        var entry: [UInt8] = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        entry += [UInt8](repeating: 0, count: 64 - entry.count)
        entry += [UInt8(name.utf16.count * 2 + 2), 0, type, 1] + bytes(.max) + bytes(right) + bytes(child)
        return entry + [UInt8](repeating: 0, count: 128 - entry.count)
    }
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
    header += bytes(1) + bytes(1) + bytes(0) + bytes(4096) + bytes(0xFFFF_FFFE) + bytes(0) + bytes(0xFFFF_FFFE)
    header += bytes(0) + bytes(0) + [UInt8](repeating: 0xFF, count: 108 * 4)
    // Sector 0 is the FAT, sector 1 the directory.
    let fat = bytes(0xFFFF_FFFD) + bytes(nextDirectorySector) + [UInt8](repeating: 0xFF, count: 504)
    var directory = entry("Root Entry", type: 5, right: .max, child: 1)
    let storage = nested.isEmpty ? [] : ["MBD0001"]
    let atRoot = names + storage
    for (index, name) in atRoot.enumerated() {
        let isStorage = index >= names.count
        directory += entry(
            name, type: isStorage ? 1 : 2, right: index + 1 < atRoot.count ? UInt32(index + 2) : .max,
            child: isStorage ? UInt32(atRoot.count + 1) : .max)
    }
    for name in nested { directory += entry(name, type: 2, right: .max, child: .max) }
    directory += [UInt8](repeating: 0, count: max(0, 512 - directory.count))
    return header + fat + directory
}

@Suite struct CompoundFileTests {
    @Test(
        arguments: [
            (["Workbook"], [], .oldWorkbook), (["Book"], [], .oldWorkbook),
            (["EncryptionInfo", "EncryptedPackage"], [], .encryptedOpenXML),
            (["WordDocument"], ["Workbook"], .document("Word")), (["Workbook"], ["WordDocument"], .oldWorkbook),
            (["PowerPoint Document"], [], .document("PowerPoint")), (["Contents"], [], .unknown),
        ] as [([String], [String], CompoundFile.Kind)])
    func whatLiesAtTheRootTells(_ names: [String], _ nested: [String], _ kind: CompoundFile.Kind) {
        #expect(CompoundFile(Bytes(compoundFile(names, nested: nested))).kind == kind)
    }

    @Test func aCycleEnds() {
        #expect(CompoundFile(Bytes(compoundFile(["Workbook"], nextDirectorySector: 1))).kind == .oldWorkbook)
        #expect(CompoundFile(Bytes(compoundFile(["Other"], nextDirectorySector: 1))).kind == .unknown)
    }

    @Test func aCutFileIsNoneThatIsKnown() {
        let whole = compoundFile(["Workbook"])
        for length in stride(from: 8, through: 1_024, by: 8) {
            #expect(CompoundFile(Bytes(Array(whole[..<length]))).kind == .unknown)
        }
    }

    @Test func anyByteMayBeWrong() {
        let whole = compoundFile(["Workbook"])
        for position in 8..<whole.count {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var wrong = whole
                wrong[position] = value
                _ = CompoundFile(Bytes(wrong)).kind
            }
        }
    }
}
