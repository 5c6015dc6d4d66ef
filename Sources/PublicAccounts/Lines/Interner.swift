internal import Tabular
internal import Texts

/// Numbers the distinct texts of a column, shared strings included; 0 is the empty string.
///
/// Spaces at the end do not count.
struct Interner {
    private var texts = ByteInterner()
    /// Whether string *i* has nothing but spaces.
    private(set) var isBlank: [Bool] = [true]
    /// The strings that begin as totals do; only looked for when asked.
    private var totals = Set<UInt32>()
    private let noticesTotals: Bool
    /// The table of shared strings that was met, and the numbers given to its entries.
    private var table: ObjectIdentifier?
    private var sharedCodes: [UInt32] = []

    /// No strings but the empty one; with `noticesTotals`, those that begin as totals do are known.
    init(noticesTotals: Bool = false) { self.noticesTotals = noticesTotals }

    /// Whether some string begins as totals do.
    var hasTotals: Bool { !totals.isEmpty }

    /// Whether string `code` begins as totals do.
    func isTotal(_ code: Int) -> Bool { totals.contains(UInt32(code)) }

    /// How many distinct strings there are, the empty one included.
    var count: Int { texts.count }

    /// String `code`.
    func string(_ code: Int) -> String { texts.string(code) }

    /// The bytes of string `code`.
    func bytes(_ code: Int) -> ArraySlice<UInt8> { texts.bytes(code) }

    /// The number of a shared string: looked up once per entry of the table.
    mutating func intern(_ index: Int, of table: StringTable) -> UInt32 {
        if self.table != ObjectIdentifier(table) {
            self.table = ObjectIdentifier(table)
            sharedCodes = Array(repeating: .max, count: table.count)
        }
        let known = sharedCodes[index]
        if known != .max { return known }
        let code = intern(table.utf8(at: index))
        sharedCodes[index] = code
        return code
    }

    /// Whether `bytes`, which do not end with a space, were given a number.
    func knows(_ bytes: ArraySlice<UInt8>) -> Bool { texts.knows(bytes) }

    /// The number of `bytes`.
    mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var end = bytes.endIndex
        while end > bytes.startIndex, bytes[end - 1] == 0x20 { end -= 1 }
        let text = bytes[bytes.startIndex..<end]
        let code = texts.intern(text)
        if texts.count > isBlank.count {
            isBlank.append(Self.isBlank(text))
            if noticesTotals, TotalWords.kind(Folding.fold(String(decoding: text, as: UTF8.self))) != nil {
                totals.insert(code)
            }
        }
        return code
    }

    private static func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
        // Spaces, tabs, line breaks, no-break spaces (C2 A0).
        text.allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    }
}
