internal import Files
internal import PublicAccounts
internal import Tabular

/// The SHA-256 of what lines say: the same for the same lines in the same order, whichever file and rows they stand in.
///
/// Each field goes in as its distinct values in the order in which lines first have them, then one number per line; so a
/// million lines cost tens of megabytes, not the hundreds that their text takes.
enum LinesFingerprint {
    /// The fingerprint of `lines`, in lower-case hexadecimal.
    static func hex(of lines: Lines) -> String {
        var digest = SHA256()
        var buffer = Buffer()
        buffer.add(UInt64(lines.count), to: &digest)
        for (field, column) in zip(LineField.allCases, lines.columns) {
            buffer.add(field.rawValue, to: &digest)
            var ranks = [UInt32](repeating: .max, count: column.values.count)
            var known: UInt32 = 0
            for code in column.codes {
                if ranks[Int(code)] == .max {
                    ranks[Int(code)] = known
                    known += 1
                    buffer.add(column.values[Int(code)], to: &digest)
                }
            }
            guard known > 1 else { continue }
            for code in column.codes { buffer.add(ranks[Int(code)], to: &digest) }
        }
        for amount in lines.amounts { buffer.add(UInt64(bitPattern: amount.value), to: &digest) }
        for cancels in lines.isCancellation { buffer.add(UInt8(cancels ? 1 : 0), to: &digest) }
        buffer.flush(to: &digest)
        return digest.hex()
    }

    /// Bytes on their way to the digest.
    private struct Buffer {
        private var bytes: [UInt8] = []
        private static let size = 64 << 10

        init() { bytes.reserveCapacity(Self.size + 16) }

        /// Little-endian.
        mutating func add(_ number: some FixedWidthInteger, to digest: inout SHA256) {
            var rest = number
            for _ in 0..<(number.bitWidth / 8) {
                bytes.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
            if bytes.count >= Self.size { flush(to: &digest) }
        }

        /// Its length, then its UTF-8.
        mutating func add(_ text: String, to digest: inout SHA256) {
            add(UInt64(text.utf8.count), to: &digest)
            bytes += text.utf8
            if bytes.count >= Self.size { flush(to: &digest) }
        }

        mutating func flush(to digest: inout SHA256) {
            digest.update(bytes[...])
            bytes.removeAll(keepingCapacity: true)
        }
    }
}
