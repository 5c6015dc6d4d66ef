internal import Findings

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Cuts contents into blocks, has them deflated by a few threads, and gives them back in order.
///
/// Where blocks are cut depends on the contents alone, each block is deflated with the 32 KiB before it as dictionary,
/// and blocks come back in order: threads change the time it takes, never the bytes. Contents that fit in one block need
/// no thread.
final class DeflatePipeline {
    private let codec: Codec
    private let level: Int
    private let blockSize: Int
    private let threads: Int
    private let receive: (DeflatedBlock?) throws(Finding) -> Void
    private var block: [UInt8] = []
    private var dictionary: [UInt8] = []
    private var pool: DeflatePool?
    private var inFlight = 0

    /// A pipeline of `threads` threads that hands each deflated block to `receive`, nil when one cannot be deflated.
    init(
        codec: Codec, level: Int, blockSize: Int, threads: Int = DeflatePipeline.cores,
        receive: @escaping (DeflatedBlock?) throws(Finding) -> Void
    ) {
        self.codec = codec
        self.level = level
        self.blockSize = blockSize
        self.threads = threads
        self.receive = receive
    }

    /// Takes more contents; waits when too many blocks are under way.
    func write(_ piece: ArraySlice<UInt8>) throws(Finding) {
        var rest = piece
        while !rest.isEmpty {
            if block.count == blockSize { try submit() }
            if block.isEmpty { block.reserveCapacity(blockSize) }
            let taken = rest.prefix(blockSize - block.count)
            block += taken
            rest = rest[taken.endIndex...]
        }
    }

    /// Takes the end of the contents, and waits for all blocks.
    func finish() throws(Finding) {
        guard let pool else {
            try receive(codec.deflater(level: level)?.deflate(block, after: [], isLast: true))
            return
        }
        pool.submit(DeflatePool.Job(block: block, dictionary: dictionary, isLast: true))
        inFlight += 1
        while inFlight > 0 { try receiveOldest(pool) }
    }

    /// Ends the threads, whatever they are doing.
    func stop() {
        pool?.stop()
        pool = nil
    }

    private func submit() throws(Finding) {
        let pool = self.pool ?? DeflatePool(codec: codec, level: level, threads: threads)
        self.pool = pool
        if inFlight >= 2 * threads + 1 { try receiveOldest(pool) }
        let next = Array(block.suffix(Codec.window))
        pool.submit(DeflatePool.Job(block: block, dictionary: dictionary, isLast: false))
        inFlight += 1
        dictionary = next
        block = pool.emptyBlock()
    }

    private func receiveOldest(_ pool: DeflatePool) throws(Finding) {
        inFlight -= 1
        try receive(pool.takeOldest())
    }

    /// As many threads as cores that are on, eight at most.
    static let cores = min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 8)
}
