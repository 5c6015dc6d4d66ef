internal import Tabular

/// The texts of appended cells that stand in the workbook's shared strings, once each, instead of in every cell: a rating and
/// the reason for it come back a million times.
///
/// A text that the workbook shares already has its number, so that annotating again adds nothing; the others are added after
/// the last one.
final class SharedTexts: Sendable {
    // Texts are told apart by their bytes: strings that look the same may be spelled in two ways, and each stays as it is.
    private let texts: ByteInterner
    /// By number of a text, less one: its number among the shared strings.
    private let numbers: [Int]
    /// The texts to add, in order of their numbers.
    let added: [String]
    /// How many more cells have shared strings now; nil when that is not known, because cells of an earlier run go away.
    let cells: Int?

    /// The texts of `blocks`, beside those that the workbook shares, `strings`; nil when none of theirs is worth sharing.
    init?(_ blocks: some Sequence<ColumnBlock>, beside strings: SharedStringsPart) {
        var texts: [String] = []
        var candidates = ByteInterner()
        var cells = 0
        for column in blocks.lazy.flatMap(\.columns) where column.formula == nil {
            guard case .coded(let values, let codes) = column.data, Self.isWorthSharing(values, codes) else { continue }
            var isShared: [Bool] = []
            for value in values {
                guard case .text(let text) = value, Self.canBeShared(text) else {
                    isShared.append(false)
                    continue
                }
                let code = candidates.intern(Array(text.utf8)[...])
                if Int(code) > texts.count { texts.append(text) }
                isShared.append(true)
            }
            cells += codes.count { Int($0) < isShared.count && isShared[Int($0)] }
        }
        guard !texts.isEmpty else { return nil }
        var found = Self.find(candidates, in: strings)
        var added: [String] = []
        for (index, text) in texts.enumerated() where found[index] == nil {
            found[index] = strings.table.count + added.count
            added.append(text)
        }
        self.texts = candidates
        numbers = found.map { $0 ?? 0 }
        self.added = added
        self.cells = blocks.contains { !$0.owned.isEmpty } ? nil : cells
    }

    /// The number of `text` among the shared strings; nil when it is written in its cells.
    func number(of text: String) -> Int? {
        guard let code = texts.code(of: Array(text.utf8)[...]), code > 0 else { return nil }
        return numbers[Int(code) - 1]
    }

    /// Texts that hardly come back cost more when they are shared.
    private static func isWorthSharing(_ values: [CellValue], _ codes: Codes) -> Bool {
        values.count <= codes.count / 2
    }

    /// Whether `text` is written the same in every workbook: white space around it may or may not be said to count.
    private static func canBeShared(_ text: String) -> Bool {
        !text.isEmpty && text.utf16.count <= SheetLimits.textLength && !CellMarkup.needsSpace(text)
    }

    /// By number of a candidate, less one: the first plain string of the workbook that is the same text.
    private static func find(_ candidates: ByteInterner, in strings: SharedStringsPart) -> [Int?] {
        var found = [Int?](repeating: nil, count: candidates.count - 1)
        // Most strings are told apart by their length and last byte.
        func mark(_ text: ArraySlice<UInt8>) -> Int { (text.count & 0xFF) << 8 | Int(text.last ?? 0) }
        var isCandidate = [Bool](repeating: false, count: 1 << 16)
        for code in 1..<candidates.count { isCandidate[mark(candidates.bytes(code))] = true }
        let table = strings.table
        for index in 0..<table.count {
            let text = table.utf8(at: index)
            guard isCandidate[mark(text)], let code = candidates.code(of: text), code > 0, found[Int(code) - 1] == nil,
                !strings.isFormatted(index)
            else { continue }
            found[Int(code) - 1] = index
        }
        return found
    }
}
