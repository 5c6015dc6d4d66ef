internal import Dispatch
internal import Findings
internal import Synchronization

/// Has pieces deflated by a `SequenceRewriter` on another thread, and gives them back in order.
///
/// At most a few pieces are under way.
final class RewritePipeline {
    private let worker: Worker
    private let receive: (DeflatedBlock?) throws(Finding) -> Void

    /// A pipeline that hands what is deflated to `receive`, on the thread of whoever writes.
    init(level: Int, receive: @escaping (DeflatedBlock?) throws(Finding) -> Void) {
        worker = Worker(level: level)
        self.receive = receive
    }

    /// Takes more contents, how they are made, and the sequences of more of the source; waits when too much is under way.
    func write(_ piece: ArraySlice<UInt8>, _ splices: [Splice], _ sequences: [[Sequence]]) throws(Finding) {
        worker.submit(piece, splices, sequences)
        try receiveAll()
    }

    /// Takes the end of the contents, and waits for all of it.
    func finish() throws(Finding) {
        worker.finish()
        try receiveAll()
    }

    private func receiveAll() throws(Finding) {
        for block in worker.take() { try receive(block) }
    }
}

/// What both threads share.
private final class Worker: Sendable {
    private struct Job {
        var piece: [UInt8]
        var splices: [Splice]
        var sequences: [[Sequence]]
    }

    private struct State {
        var waiting: [Job] = []
        var done: [DeflatedBlock] = []
        /// Empty arrays with the storage of pieces that are done with.
        var spare: [[UInt8]] = []
    }

    private let rewriter: Mutex<SequenceRewriter>
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "deflate")
    /// Counts free places. Made at 0 and raised: a semaphore below its first value must not be let go.
    private let free = DispatchSemaphore(value: 0)

    init(level: Int) {
        rewriter = Mutex(SequenceRewriter(level: level))
        for _ in 0..<3 { free.signal() }
    }

    func submit(_ piece: ArraySlice<UInt8>, _ splices: [Splice], _ sequences: [[Sequence]]) {
        free.wait()
        var contents = state.withLock { $0.spare.popLast() ?? [] }
        contents += piece
        let job = Job(piece: contents, splices: splices, sequences: sequences)
        state.withLock { $0.waiting.append(job) }
        queue.async { self.deflateNext() }
    }

    func finish() {
        queue.sync {
            let rest = rewriter.withLock { $0.finish() }
            state.withLock { $0.done.append(DeflatedBlock(bytes: rest, size: 0, crc: 0)) }
        }
    }

    func take() -> [DeflatedBlock] {
        state.withLock { state in
            defer { state.done = [] }
            return state.done
        }
    }

    private func deflateNext() {
        var job = state.withLock { $0.waiting.removeFirst() }
        let bytes = rewriter.withLock { rewriter in
            for list in job.sequences { rewriter.add(list) }
            return rewriter.deflate(job.piece, job.splices)
        }
        let block = DeflatedBlock(bytes: bytes, size: job.piece.count, crc: Checksum.crc32(job.piece))
        job.piece.removeAll(keepingCapacity: true)
        let spare = job.piece
        state.withLock { state in
            state.done.append(block)
            state.spare.append(spare)
        }
        free.signal()
    }
}
