internal import Dispatch
internal import Synchronization

/// Work that is done one piece after the other on a thread of its own, while the run goes on: large tables that nothing else
/// waits for.
final class BackgroundWork: Sendable {
    private let queue = DispatchQueue(label: "background")
    private let failure = Mutex<(any Error)?>(nil)

    /// Does `work` when what was added before is done, unless that failed.
    func add(_ work: @escaping @Sendable () throws -> Void) {
        queue.async { [self] in
            guard failure.withLock({ $0 == nil }) else { return }
            do { try work() } catch { failure.withLock { $0 = error } }
        }
    }

    /// Waits for all that was added.
    func wait() { queue.sync {} }

    /// Waits for all that was added.
    ///
    /// - Throws: what the first piece that failed throws.
    func finish() throws {
        wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
