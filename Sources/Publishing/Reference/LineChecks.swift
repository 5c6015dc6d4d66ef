internal import PublicAccounts
internal import Tabular

/// A number per line that tells whether a row still says what it said when it was annotated.
///
/// It guards against accidents: rows sorted without their annotations, a cell filled down over others, an amount typed over.
/// It keeps no secret, and FNV-1a is enough for it: one in a hundred million goes unnoticed.
struct LineChecks {
    /// Checks are smaller than this.
    static let limit: UInt64 = 100_000_000

    private let codes: [[UInt32]]
    /// The digest of each value of each field.
    private let digests: [[UInt64]]
    private let amounts: [Cents]

    private static let fields: [LineField] = [
        .budget, .exercice, .bordereau, .piece, .operation, .nature, .fonction, .libelle,
    ]
    private static let prime: UInt64 = 0x100_0000_01B3
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ lines: Lines) {
        codes = Self.fields.map { lines[$0].codes }
        digests = Self.fields.map { field in lines[field].values.map(Self.digest) }
        amounts = lines.amounts
    }

    /// The check of `line` when `code` says what was written on it.
    func check(_ line: Int, code: Int) -> UInt64 {
        var digest = Self.basis
        for field in codes.indices { digest = (digest ^ digests[field][Int(codes[field][line])]) &* Self.prime }
        digest = (digest ^ UInt64(bitPattern: amounts[line].value)) &* Self.prime
        digest = (digest ^ UInt64(code)) &* Self.prime
        return (digest ^ digest >> 32) % Self.limit
    }

    /// Spaces do not count: healing a label that an export cut depends on the other labels.
    private static func digest(_ text: String) -> UInt64 {
        var digest = basis
        for byte in text.utf8 where byte > 0x20 { digest = (digest ^ UInt64(byte)) &* prime }
        return digest
    }
}
