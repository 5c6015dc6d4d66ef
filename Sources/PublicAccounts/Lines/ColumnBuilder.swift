internal import Tabular

/// Distinct values in order of first appearance; values are the same when their bytes are, as in the data package.
struct ColumnBuilder {
    private var known = ByteInterner()

    init() {}

    /// A builder that goes on from the values of `column`, which are all different.
    init(_ column: Lines.Column) {
        for code in column.values.indices { _ = known.intern(column.values.utf8(at: code)) }
    }

    /// The values, by code.
    var values: TextList { known.texts }

    /// The code of `value`.
    mutating func code(_ value: String) -> UInt32 { known.intern(value.utf8Span.span) }

    /// The code of the value whose UTF-8 is `value`.
    mutating func code(_ value: Span<UInt8>) -> UInt32 { known.intern(value) }
}

extension Lines.Column {
    /// A column of these values and codes.
    init(values: TextList, codes: [UInt32]) {
        self.init()
        self.values = values
        self.codes = codes
    }

    /// Gives values that are the same one code.
    mutating func merge() {
        if let numbers = values.merge() { renumber(numbers) }
    }

    /// Gives each line of code *i* the code `numbers[i]`.
    mutating func renumber(_ numbers: [UInt32]) {
        for line in codes.indices { codes[line] = numbers[Int(codes[line])] }
    }

    /// Leaves out the values that no line has, and puts the others in order of first appearance.
    mutating func compact() {
        var numbers = [UInt32](repeating: .max, count: values.count)
        numbers[0] = 0
        var met: [UInt32] = [0]
        for code in codes where numbers[Int(code)] == .max {
            numbers[Int(code)] = UInt32(met.count)
            met.append(code)
        }
        // Most columns are so already.
        guard met.count < values.count || met.indices.contains(where: { met[$0] != UInt32($0) }) else { return }
        var kept = TextList()
        for code in met { kept.append(utf8: values.utf8(at: Int(code)).span) }
        values = kept
        renumber(numbers)
    }
}
