internal import Dispatch
internal import Synchronization
internal import Tabular

/// Reads the rows of a sheet on another thread, ahead of whoever takes them; at most two batches wait.
final class BatchRelay: Sendable {
    private struct State {
        var filled: [RowBatch] = []
        var isCancelled = false
        /// How the reading ended; nil as long as it goes on.
        var end: Result<Void, any Error>?
    }

    private let state = Mutex(State())
    /// Counts filled batches, and the end.
    private let filled = DispatchSemaphore(value: 0)
    /// Counts free places. Made at 0 and raised: a semaphore below its first value must not be let go.
    private let free = DispatchSemaphore(value: 0)

    /// Starts to read sheet `sheet` of `reader`.
    init(_ reader: some WorkbookReader, sheet: Int) {
        for _ in 0..<2 { free.signal() }
        // A queue of its own has a thread at once; the global one has no more threads than cores, and others inflate there.
        DispatchQueue(label: "batches").async { [self] in
            let end = Result {
                _ = try reader.readSheet(sheet) { batch in
                    free.wait()
                    let isCancelled = state.withLock { state in
                        if !state.isCancelled { state.filled.append(batch) }
                        return state.isCancelled
                    }
                    filled.signal()
                    return isCancelled ? .stop : .next
                }
            }
            state.withLock { $0.end = end }
            filled.signal()
        }
    }

    /// The next batch; nil at the end.
    ///
    /// - Throws: what reading the sheet throws, once the batches before it have been given; and again when asked again.
    func next() throws -> RowBatch? {
        filled.wait()
        let (batch, end) = state.withLock { state in
            (state.filled.isEmpty ? nil : state.filled.removeFirst(), state.end)
        }
        if let batch {
            free.signal()
            return batch
        }
        // The end stays the end, however often it is asked for.
        filled.signal()
        try end?.get()
        return nil
    }

    /// Ends the reading: nobody takes any more.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
    }
}
