internal import Dispatch
internal import Synchronization
internal import Tabular

/// Takes some of the columns of a file of columns, on a thread of its own; at most two batches wait.
final class ColumnTaker: Sendable {
    private let columns: Mutex<[GivenColumn]>
    private let faulty = Atomic(false)
    private let queue = DispatchQueue(label: "columns")
    /// Counts free places. Made at 0 and raised: a semaphore below its first value must not be let go.
    private let free = DispatchSemaphore(value: 0)

    private init(_ columns: [GivenColumn]) {
        self.columns = Mutex(columns)
        for _ in 0..<2 { free.signal() }
    }

    /// Two takers that share `columns`, whose first batch is taken, so that both have about as much to do; one for one column.
    static func takers(of columns: [GivenColumn]) -> [ColumnTaker] {
        // A text met for the first time costs several times what one met before does.
        let costs = columns.map { Double($0.values.count) * 4 + Double($0.codes.count) }
        let heaviestFirst = columns.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
        var shares: [(cost: Double, columns: [GivenColumn])] = [(0, []), (0, [])]
        for index in heaviestFirst {
            let share = shares[0].cost <= shares[1].cost ? 0 : 1
            shares[share].cost += costs[index]
            shares[share].columns.append(columns[index])
        }
        return shares.filter { !$0.columns.isEmpty }.map { ColumnTaker($0.columns) }
    }

    /// Whether a text was found that does not fit its column's type.
    var isFaulty: Bool { faulty.load(ordering: .relaxed) }

    /// Takes `rows` of `batch` when those before are taken; the first of them is the `given`-th row.
    func take(_ rows: ArraySlice<RowBatch.Row>, of batch: RowBatch, given: Int) {
        free.wait()
        queue.async { [self] in
            columns.withLock { columns in
                for index in columns.indices {
                    columns[index].take(rows, of: batch, given: given)
                    if columns[index].fault != nil { faulty.store(true, ordering: .relaxed) }
                }
            }
            free.signal()
        }
    }

    /// The columns, when all rows are taken.
    func finish() -> [GivenColumn] {
        queue.sync {
            columns.withLock { columns in
                // The texts are values by now.
                for index in columns.indices { columns[index].forgetTexts() }
                return columns
            }
        }
    }
}
