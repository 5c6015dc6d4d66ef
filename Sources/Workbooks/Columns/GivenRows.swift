/// The sheet's rows that a file of columns gives, in its order.
///
/// Nearly all files give them one after the other, downwards: then two numbers say all.
struct GivenRows: Sendable {
    /// The rows from the first one on that follow each other, from 0.
    private var run = 0..<0
    /// All rows, from 0, once one does not follow the one before; empty until then.
    private var list: [Int] = []
    /// By row, from 0, once `list` is used: whether it is given.
    private var isGiven: [Bool] = []

    /// How many there are.
    var count: Int { list.isEmpty ? run.count : list.count }

    /// The smallest; nil when there are none.
    var min: Int? { list.isEmpty ? run.first : list.min() }

    /// The greatest; nil when there are none.
    var max: Int? { list.isEmpty ? run.last : list.max() }

    /// Row `index` of those given, from 0.
    subscript(_ index: Int) -> Int { list.isEmpty ? run.lowerBound + index : list[index] }

    /// Whether they are `first` and those that follow it.
    func follow(from first: Int) -> Bool { list.isEmpty && (run.isEmpty || run.lowerBound == first) }

    /// Takes one more row; false when it was given before.
    mutating func take(_ row: Int) -> Bool {
        if list.isEmpty {
            if run.isEmpty { run = row..<row }
            if row == run.upperBound {
                run = run.lowerBound..<row + 1
                return true
            }
            if run.contains(row) { return false }
            list = Array(run)
            isGiven = Array(repeating: false, count: run.upperBound)
            for given in run { isGiven[given] = true }
        }
        while isGiven.count <= row { isGiven.append(false) }
        guard !isGiven[row] else { return false }
        isGiven[row] = true
        list.append(row)
        return true
    }
}
