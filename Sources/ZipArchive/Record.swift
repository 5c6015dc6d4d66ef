/// The checksum and sizes of an entry.
struct Sizes: Equatable {
    var crc: UInt32 = 0
    var compressed = 0
    var size = 0

    var needsZip64: Bool { compressed >= 0xFFFF_FFFF || size >= 0xFFFF_FFFF }
}

/// What is written about an entry: local header, data descriptor, central record (APPNOTE 4.3.7, 4.3.9, 4.3.12).
struct Record {
    var name: [UInt8]
    var method: UInt16
    var flags: UInt16
    /// MS-DOS time, then date.
    var time: UInt32
    var sizes = Sizes()
    var offset = 0
    var madeBy: UInt16 = 20
    var needed: UInt16 = 20
    var localExtra: [UInt8] = []
    var centralExtra: [UInt8] = []
    var internalAttributes: UInt16 = 0
    var externalAttributes: UInt32 = 0
    var comment: [UInt8] = []

    private static let narrow = 0xFFFF_FFFF
    private var sizesFollow: Bool { flags & 0x0008 != 0 }

    init(name: [UInt8], method: UInt16, flags: UInt16, time: UInt32) {
        self.name = name
        self.method = method
        self.flags = flags
        self.time = time
    }

    /// The local header, sizes left out where they follow the data.
    func localHeader() -> [UInt8] {
        var extra = localExtra
        var header: [UInt8] = []
        header.append32(Signature.local)
        let isWide = sizes.needsZip64
        header.append16(isWide ? max(needed, 45) : needed)
        header.append16(flags)
        header.append16(method)
        header.append32(time)
        header.append32(sizesFollow ? 0 : sizes.crc)
        for size in [sizes.compressed, sizes.size] {
            header.append32(isWide ? UInt32.max : sizesFollow ? 0 : UInt32(truncatingIfNeeded: size))
        }
        if isWide {
            extra.append16(ExtraField.zip64)
            extra.append16(16)
            extra.append64(sizesFollow ? 0 : sizes.size)
            extra.append64(sizesFollow ? 0 : sizes.compressed)
        }
        header.append16(UInt16(truncatingIfNeeded: name.count))
        header.append16(UInt16(truncatingIfNeeded: extra.count))
        return header + name + extra
    }

    /// What follows the data when the header leaves the sizes out.
    func descriptor() -> [UInt8] {
        var descriptor: [UInt8] = []
        descriptor.append32(Signature.descriptor)
        descriptor.append32(sizes.crc)
        for size in [sizes.compressed, sizes.size] {
            if sizes.needsZip64 {
                descriptor.append64(size)
            } else {
                descriptor.append32(UInt32(truncatingIfNeeded: size))
            }
        }
        return descriptor
    }

    /// The record of the central directory.
    func centralRecord() -> [UInt8] {
        // Only the fields that do not fit are in the zip64 field, in this order.
        var wide: [UInt8] = []
        for value in [sizes.size, sizes.compressed, offset] where value >= Self.narrow { wide.append64(value) }
        var extra = centralExtra
        if !wide.isEmpty {
            extra.append16(ExtraField.zip64)
            extra.append16(UInt16(wide.count))
            extra += wide
        }
        var record: [UInt8] = []
        record.append32(Signature.central)
        record.append16(wide.isEmpty ? madeBy : madeBy & 0xFF00 | max(madeBy & 0x00FF, 45))
        record.append16(wide.isEmpty ? needed : max(needed, 45))
        record.append16(flags)
        record.append16(method)
        record.append32(time)
        record.append32(sizes.crc)
        record.append32(UInt32(min(sizes.compressed, Self.narrow)))
        record.append32(UInt32(min(sizes.size, Self.narrow)))
        record.append16(UInt16(truncatingIfNeeded: name.count))
        record.append16(UInt16(truncatingIfNeeded: extra.count))
        record.append16(UInt16(truncatingIfNeeded: comment.count))
        record.append16(0)
        record.append16(internalAttributes)
        record.append32(externalAttributes)
        record.append32(UInt32(min(offset, Self.narrow)))
        return record + name + extra + comment
    }
}

/// A record of the central directory that has been checked on opening.
struct CentralRecord {
    let fields: LittleEndian
    private let nameEnd: Int
    private let extraEnd: Int

    init(_ bytes: [UInt8]) {
        fields = LittleEndian(bytes: bytes)
        nameEnd = 46 + Int(fields.u16(28))
        extraEnd = nameEnd + Int(fields.u16(30))
    }

    var name: ArraySlice<UInt8> { fields.bytes[46..<nameEnd] }
    var extra: ArraySlice<UInt8> { fields.bytes[nameEnd..<extraEnd] }
    var comment: ArraySlice<UInt8> { fields.bytes[extraEnd...] }
}
