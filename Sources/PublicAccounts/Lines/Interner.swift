internal import Tabular
internal import Texts

/// Numbers the distinct texts of a column; 0 is the empty string.
///
/// Spaces at the end do not count. A shared string is looked up by its index in the table, once, and not compared with
/// texts that are written otherwise: two numbers may stand for the same text where a column has shared strings, until
/// its texts are cleaned.
struct Interner {
    /// The texts that are no shared strings; all texts in a column without these.
    private var texts = ByteInterner()
    /// Whether string *i* has nothing but spaces.
    private(set) var isBlank: [Bool] = [true]
    /// The strings that begin as totals do; only looked for when asked.
    private var totals = Set<UInt32>()
    private let noticesTotals: Bool
    /// The table of shared strings that was met first, and the numbers given to its entries.
    private var table: StringTable?
    private var sharedCodes: [UInt32] = []
    /// Where each string is: an index in the table with the highest bit set, or a number of `texts`; empty without table.
    private var places: [UInt32] = []
    /// The number of each of `texts`; empty without table.
    private var ownCodes: [UInt32] = []
    private static let shared: UInt32 = 1 << 31

    /// No strings but the empty one; with `noticesTotals`, those that begin as totals do are known.
    init(noticesTotals: Bool = false) { self.noticesTotals = noticesTotals }

    /// Whether some string begins as totals do.
    var hasTotals: Bool { !totals.isEmpty }

    /// Whether string `code` begins as totals do.
    func isTotal(_ code: Int) -> Bool { totals.contains(UInt32(code)) }

    /// How many strings have a number, the empty one included.
    var count: Int { isBlank.count }

    /// The strings by number, all different; nil when some are shared.
    var distinct: TextList? { table == nil ? texts.texts : nil }

    /// How many bytes all strings have at most.
    var mostBytes: Int { texts.texts.bytes.count + (table?.bytes.count ?? 0) }

    /// String `code`.
    func string(_ code: Int) -> String { String(decoding: bytes(code), as: UTF8.self) }

    /// The bytes of string `code`.
    func bytes(_ code: Int) -> ArraySlice<UInt8> {
        guard let table else { return texts.bytes(code) }
        let place = places[code]
        guard place & Self.shared != 0 else { return texts.bytes(Int(place)) }
        return Self.trimmed(table.utf8(at: Int(place & ~Self.shared)))
    }

    /// The number that a shared string has already, if any. Asking changes nothing, and so costs no check that this is the
    /// only owner: nearly every cell of an export asks, and nearly every one is known.
    @inline(__always)
    func known(_ index: Int, of table: StringTable) -> UInt32? {
        guard self.table === table else { return nil }
        let code = sharedCodes[index]
        return code == .max ? nil : code
    }

    /// The number of a shared string.
    @inline(__always)
    mutating func intern(_ index: Int, of table: StringTable) -> UInt32 {
        if self.table === table {
            let known = sharedCodes[index]
            if known != .max { return known }
        }
        return internNew(index, of: table)
    }

    private mutating func internNew(_ index: Int, of table: StringTable) -> UInt32 {
        if self.table == nil { open(table) }
        let strings = table.bytes
        let padded = strings.span.extracting(table.range(of: index))
        let text = padded.extracting(..<Self.end(of: padded))
        // Readers have one table; strings of another one, and those beyond the bits of a place, are texts like any other.
        guard self.table === table, index < Int(Self.shared) else { return intern(text) }
        let code = text.isEmpty ? 0 : note(text, at: UInt32(index) | Self.shared)
        sharedCodes[index] = code
        return code
    }

    private mutating func open(_ table: StringTable) {
        self.table = table
        sharedCodes = Array(repeating: .max, count: table.count)
        places = (0..<texts.count).map { UInt32($0) }
        ownCodes = places
    }

    /// The number of `bytes`.
    mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 { intern(bytes.span) }

    /// The number of `bytes`.
    mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        let text = bytes.extracting(..<Self.end(of: bytes))
        let own = texts.intern(text)
        guard table != nil else {
            if Int(own) == isBlank.count { _ = note(text, at: own) }
            return own
        }
        if Int(own) == ownCodes.count { ownCodes.append(note(text, at: own)) }
        return ownCodes[Int(own)]
    }

    /// Gives `text`, which lies at `place`, the next number.
    private mutating func note(_ text: Span<UInt8>, at place: UInt32) -> UInt32 {
        let code = UInt32(isBlank.count)
        isBlank.append(Self.isBlank(text))
        if table != nil { places.append(place) }
        if noticesTotals, Self.isTotal(text) { totals.insert(code) }
        return code
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { bytes.prefix(end(of: bytes.span)) }

    /// Where `text` ends without the spaces at its end; exports pad texts with dozens of them.
    private static func end(of text: Span<UInt8>) -> Int {
        var end = text.count
        while end >= 8, text.word(at: end - 8) == 0x2020_2020_2020_2020 { end -= 8 }
        while end > 0, text[end - 1] == 0x20 { end -= 1 }
        return end
    }

    private static func isBlank(_ text: Span<UInt8>) -> Bool {
        // Spaces, tabs, line breaks, no-break spaces (C2 A0).
        for index in text.indices where text[index] > 0x20 && text[index] != 0xC2 && text[index] != 0xA0 {
            return false
        }
        return true
    }

    private static func isTotal(_ text: Span<UInt8>) -> Bool {
        var bytes: [UInt8] = []
        bytes.append(text)
        return TotalWords.kind(Folding.fold(String(decoding: bytes, as: UTF8.self))) != nil
    }
}
