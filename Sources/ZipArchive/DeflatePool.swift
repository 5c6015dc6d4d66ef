#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A few threads that deflate blocks; results are taken in the order of submission.
///
/// Sound to share: every stored variable is read and written with the mutex held, but `threads`, which only the owner
/// touches. The mutex and the condition are on the heap, where pthread wants them to stay, and outlive the threads, which
/// `stop` joins; each thread keeps the pool alive through the reference it was given.
@safe final class DeflatePool: @unchecked Sendable {
    /// A block to deflate.
    struct Job: Sendable {
        var block: [UInt8]
        var dictionary: [UInt8]
        var isLast: Bool
    }

    private enum Result {
        case done(DeflatedBlock)
        case failed
    }

    private let codec: Codec
    private let level: Int
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var waiting: [Int: Job] = [:]
    private var results: [Int: Result] = [:]
    /// Empty arrays with the storage of blocks that are done with: new storage costs a page fault for every 4 KiB.
    private var spare: [[UInt8]] = []
    private var submitted = 0
    private var started = 0
    private var taken = 0
    private var isStopping = false
    private var threads: [pthread_t] = []

    /// A pool of `threads` threads; when none can be started, blocks are deflated as they are taken.
    init(codec: Codec, level: Int, threads count: Int) {
        self.codec = codec
        self.level = level
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
        for _ in 0..<count {
            let reference = unsafe Unmanaged.passRetained(self)
            var thread = pthread_t()
            let status = unsafe pthread_create(
                &thread, nil,
                { argument in
                    guard let argument = unsafe argument else { return nil }
                    unsafe Unmanaged<DeflatePool>.fromOpaque(argument).takeRetainedValue().work()
                    return nil
                }, reference.toOpaque())
            guard status == 0 else {
                unsafe reference.release()
                break
            }
            threads.append(thread)
        }
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Hands over a block.
    func submit(_ job: Job) {
        locked {
            waiting[submitted] = job
            submitted += 1
            unsafe pthread_cond_broadcast(changed)
        }
    }

    /// An empty array for a block, with storage where there is some.
    func emptyBlock() -> [UInt8] { locked { spare.popLast() ?? [] } }

    /// Waits for the oldest block not taken yet; nil when it could not be deflated, or none was submitted.
    func takeOldest() -> DeflatedBlock? {
        guard !threads.isEmpty else {
            let job = locked {
                started += 1
                taken += 1
                return waiting.removeValue(forKey: taken - 1)
            }
            return job.flatMap { deflate($0, with: codec.deflater(level: level)) }
        }
        return locked {
            guard taken < submitted else { return nil }
            while results[taken] == nil { unsafe pthread_cond_wait(changed, mutex) }
            defer { taken += 1 }
            guard case .done(let block)? = results.removeValue(forKey: taken) else { return nil }
            return block
        }
    }

    /// Ends the threads once they have done what they are at.
    func stop() {
        locked {
            isStopping = true
            unsafe pthread_cond_broadcast(changed)
        }
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }

    private func work() {
        let deflater = codec.deflater(level: level)
        while var next = nextJob() {
            let block = deflate(next.job, with: deflater)
            next.job.block.removeAll(keepingCapacity: true)
            locked {
                spare.append(next.job.block)
                results[next.number] = block.map { .done($0) } ?? .failed
                unsafe pthread_cond_broadcast(changed)
            }
        }
    }

    private func nextJob() -> (number: Int, job: Job)? {
        locked {
            while true {
                if isStopping { return nil }
                if let job = waiting.removeValue(forKey: started) {
                    defer { started += 1 }
                    return (started, job)
                }
                unsafe pthread_cond_wait(changed, mutex)
            }
        }
    }

    private func deflate(_ job: Job, with deflater: (any Deflating)?) -> DeflatedBlock? {
        deflater?.deflate(job.block, after: job.dictionary, isLast: job.isLast)
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }
}
