internal import Tabular

/// How a delimited text is laid out.
public struct DelimitedDialect: Sendable, Hashable {
    /// Its encoding.
    public var encoding: TextEncoding
    /// What stands between fields, ASCII.
    public var separator: UInt8
    /// What stands around fields that need it, ASCII.
    public var quote: UInt8
    /// The decimal mark of its numbers, `,` or `.`; nil when none has decimals.
    public var decimalMark: UInt8?
    /// Whether a first line `sep=…` names the separator; it is no row.
    public var isSeparatorNamed: Bool

    /// Commas, double quotes, UTF-8 without a mark, as this program's own tables.
    public static let commaSeparatedUTF8 = DelimitedDialect(
        encoding: .utf8, separator: UInt8(ascii: ","), quote: UInt8(ascii: "\""), decimalMark: UInt8(ascii: "."),
        isSeparatorNamed: false)
}

/// Finds the separator, the quote and the decimal mark from the start of a text.
struct DialectEvidence {
    var separator = UInt8(ascii: ";")
    var quote = UInt8(ascii: "\"")
    var decimalMark: UInt8?
    var isSeparatorNamed = false
    /// How many rows were looked at, and how many have the usual number of fields.
    var rows = 0
    var regularRows = 0
    /// The usual number of fields.
    var fields = 0
    /// How many numbers have the decimal mark.
    var decimals = 0

    private static let candidates = [UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"), UInt8(ascii: ",")]
    private static let rowLimit = 500

    /// Looks at `sample`, decoded; `isWhole` when it is all of the text.
    init(_ sample: [UInt8], isWhole: Bool) {
        var start = 0
        if let named = Self.namedSeparator(sample) {
            (separator, start, isSeparatorNamed) = (named.separator, named.end, true)
        }
        quote = Self.quote(sample)
        var best = -1.0
        for candidate in isSeparatorNamed ? [separator] : Self.candidates {
            let counts = Self.fieldCounts(sample, from: start, isWhole: isWhole, separator: candidate, quote: quote)
            var frequency: [Int: Int] = [:]
            for count in counts { frequency[count, default: 0] += 1 }
            // The usual number of fields; the greater of two as frequent ones, so that the choice is always the same.
            guard let (usual, regular) = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
                continue
            }
            let share = Double(regular) / Double(counts.count)
            let score = usual < 2 ? 0 : share * share * Double(min(usual, 21) - 1)
            guard score > best else { continue }
            best = score
            (separator, rows, regularRows, fields) = (candidate, counts.count, regular, usual)
        }
        findDecimalMark(sample, from: start, isWhole: isWhole)
    }

    /// A first line `sep=;`.
    private static func namedSeparator(_ sample: [UInt8]) -> (separator: UInt8, end: Int)? {
        guard sample.count >= 5, String(decoding: sample[..<4], as: UTF8.self).lowercased() == "sep=",
            sample[4] < 0x80, sample[4] != 0x0A, sample[4] != 0x0D
        else { return nil }
        if sample.count == 5 { return (sample[4], 5) }
        switch sample[5] {
        case 0x0A: return (sample[4], 6)
        case 0x0D: return (sample[4], sample.count > 6 && sample[6] == 0x0A ? 7 : 6)
        default: return nil
        }
    }

    /// An apostrophe where there are apostrophes and no quotation marks at the start of fields.
    private static func quote(_ sample: [UInt8]) -> UInt8 {
        var starts = [0, 0]
        var previous: UInt8 = 0x0A
        for byte in sample {
            if previous == 0x0A || candidates.contains(previous) {
                if byte == 0x22 { starts[0] += 1 }
                if byte == 0x27 { starts[1] += 1 }
            }
            previous = byte
        }
        var ends = 0
        previous = 0
        for byte in sample {
            if previous == 0x27, byte == 0x0A || byte == 0x0D || candidates.contains(byte) { ends += 1 }
            previous = byte
        }
        return starts[0] == 0 && starts[1] >= 3 && ends >= starts[1] ? 0x27 : 0x22
    }

    private static func fieldCounts(
        _ sample: [UInt8], from start: Int, isWhole: Bool, separator: UInt8, quote: UInt8
    ) -> [Int] {
        var counts: [Int] = []
        forEachRow(sample, from: start, isWhole: isWhole, separator: separator, quote: quote) { sample, batch, fields in
            guard !batch.cells.isEmpty else { return }
            // A quote within a field that is not quoted: the separator is probably another. Rewritten fields, which lie
            // after the sample, had theirs doubled.
            let isTorn = batch.cells.contains {
                Int($0.offset) < sample.count && text(of: $0, sample, batch).contains(quote)
            }
            counts.append(isTorn ? 0 : fields)
        }
        return counts
    }

    private static func forEachRow(
        _ sample: [UInt8], from start: Int, isWhole: Bool, separator: UInt8, quote: UInt8,
        _ body: ([UInt8], RowBatch, Int) -> Void
    ) {
        let scanner = RowScanner(separator: separator, quote: quote)
        var batch = RowBatch()
        var position = start
        var seen = 0
        while position < sample.count, seen < rowLimit {
            batch.removeAll()
            guard
                case .row(let end, let fields, _) = scanner.scan(
                    sample.span, from: position, isLast: isWhole, cells: &batch.cells, rewritten: &batch.bytes)
            else { return }
            body(sample, batch, fields)
            position = end
            seen += 1
        }
    }

    /// The text of `cell`, in the sample or rewritten.
    private static func text(of cell: Cell, _ sample: [UInt8], _ batch: RowBatch) -> ArraySlice<UInt8> {
        let start = Int(cell.offset)
        if start < sample.count { return sample[start..<start + Int(cell.length)] }
        return batch.bytes[(start - sample.count)..<(start - sample.count + Int(cell.length))]
    }

    private mutating func findDecimalMark(_ sample: [UInt8], from start: Int, isWhole: Bool) {
        var commas = 0
        var points = 0
        Self.forEachRow(sample, from: start, isWhole: isWhole, separator: separator, quote: quote) { sample, batch, _ in
            for cell in batch.cells {
                switch Self.decimalMark(Self.text(of: cell, sample, batch)) {
                case UInt8(ascii: ",")?: commas += 1
                case UInt8(ascii: ".")?: points += 1
                default: break
                }
            }
        }
        guard commas != points else { return }
        decimalMark = commas > points ? UInt8(ascii: ",") : UInt8(ascii: ".")
        decimals = max(commas, points)
    }

    /// The decimal mark of `text` when it is a number that has one for certain: digits, grouped by spaces or by the other
    /// mark, then the mark once, then digits, of which not exactly three when the mark could as well group thousands.
    private static func decimalMark(_ text: ArraySlice<UInt8>) -> UInt8? {
        guard text.count <= 40 else { return nil }
        let trimmed = text.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard let first = trimmed.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        var mark: UInt8?
        var marks = 0
        var digitsAfter = 0
        var digitsBefore = 0
        var isMixed = false
        for byte in trimmed {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if mark == nil { digitsBefore += 1 } else { digitsAfter += 1 }
            case UInt8(ascii: ","), UInt8(ascii: "."):
                if let mark, mark != byte { isMixed = true } else if mark != nil { marks += 1 }
                if isMixed { marks = 0 }
                mark = byte
                digitsAfter = 0
            // Spaces, no-break ones (C2 A0, E2 80 AF) included.
            case 0x20, 0xC2, 0xA0, 0xE2, 0x80, 0xAF: if mark != nil, digitsAfter > 0 { continue }
            default: return nil
            }
        }
        guard let mark, marks == 0, digitsAfter > 0 else { return nil }
        return isMixed || digitsAfter != 3 || digitsBefore > 3 ? mark : nil
    }
}
