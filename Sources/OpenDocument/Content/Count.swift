/// Counts of repetitions and spans.
enum Count {
    /// A whole number from 1 to 2³¹ − 1; nil for anything else.
    @inline(__always)
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 10 else { return nil }
        var value = 0
        for at in range {
            let byte = bytes[at]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value >= 1 && value <= Int(Int32.max) ? value : nil
    }
}
