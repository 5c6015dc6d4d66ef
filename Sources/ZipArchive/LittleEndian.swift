/// Little-endian fields in a record whose length has been checked.
struct LittleEndian {
    let bytes: [UInt8]

    func u16(_ position: Int) -> UInt16 { UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8 }

    func u32(_ position: Int) -> UInt32 { UInt32(u16(position)) | UInt32(u16(position + 2)) << 16 }

    /// A 64-bit field; nil when it is beyond any file.
    func size(_ position: Int) -> Int? {
        let value = UInt64(u32(position)) | UInt64(u32(position + 4)) << 32
        return Int(exactly: value)
    }
}

extension [UInt8] {
    mutating func append16(_ value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    mutating func append32(_ value: UInt32) {
        append16(UInt16(truncatingIfNeeded: value))
        append16(UInt16(truncatingIfNeeded: value >> 16))
    }

    mutating func append64(_ value: Int) {
        append32(UInt32(truncatingIfNeeded: value))
        append32(UInt32(truncatingIfNeeded: value >> 32))
    }
}

/// The signatures of zip records (APPNOTE 4.3).
enum Signature {
    static let local: UInt32 = 0x0403_4B50
    static let descriptor: UInt32 = 0x0807_4B50
    static let central: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
}

/// Extra fields: pairs of a tag and a length, then the data (APPNOTE 4.5).
enum ExtraField {
    /// The tag of the zip64 field.
    static let zip64: UInt16 = 0x0001

    /// The data of the first field with `tag`; nil when there is none or the fields are misshapen before it.
    static func find(_ tag: UInt16, in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = extra
        while let (found, data, next) = first(of: rest) {
            if found == tag { return data }
            rest = next
        }
        return nil
    }

    /// `extra` without the fields with `tag`; what is misshapen stays as it is.
    static func removing(_ tag: UInt16, from extra: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = extra
        while let (found, _, next) = first(of: rest) {
            if found != tag { kept += rest[..<next.startIndex] }
            rest = next
        }
        return kept + rest
    }

    private static func first(
        of extra: ArraySlice<UInt8>
    ) -> (tag: UInt16, data: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        let start = extra.startIndex
        guard extra.count >= 4 else { return nil }
        let tag = UInt16(extra[start]) | UInt16(extra[start + 1]) << 8
        let length = Int(extra[start + 2]) | Int(extra[start + 3]) << 8
        guard length <= extra.count - 4 else { return nil }
        let data = extra[(start + 4)..<(start + 4 + length)]
        return (tag, data, extra[data.endIndex...])
    }
}
