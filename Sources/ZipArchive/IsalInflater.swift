#if Isal
internal import CIsal

/// Inflates with ISA-L.
///
/// Safe: the state is on the heap, where ISA-L wants it to stay, from `init` to `deinit`, and nobody else sees it.
@safe final class IsalInflater: Inflating {
    private let state: UnsafeMutablePointer<inflate_state>

    init() {
        unsafe state = .allocateZeroed()
        unsafe isal_inflate_init(state)
    }

    deinit { unsafe state.deallocate() }

    func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>) -> InflationStep {
        var step = InflationStep()
        while true {
            // ISA-L counts in 32 bits.
            let input = min(source.count - step.consumed, 1 << 30)
            let room = min(target.count - step.produced, 1 << 30)
            guard room > 0 else { return step }
            // ISA-L never writes through next_in.
            unsafe state.pointee.next_in = source.baseAddress.map {
                unsafe UnsafeMutableRawPointer(mutating: $0 + step.consumed).assumingMemoryBound(to: UInt8.self)
            }
            unsafe state.pointee.avail_in = UInt32(input)
            unsafe state.pointee.next_out = target.baseAddress.map { unsafe $0 + step.produced }
            unsafe state.pointee.avail_out = UInt32(room)
            let status = unsafe isal_inflate(state)
            let consumed = unsafe input - Int(state.pointee.avail_in)
            let produced = unsafe room - Int(state.pointee.avail_out)
            step.consumed += consumed
            step.produced += produced
            if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
                // It reads up to eight bytes ahead; those after the stream's last bit are given back.
                step.consumed -= unsafe Int(max(state.pointee.read_in_length, 0)) / 8
                step.isEnd = true
                return step
            }
            if status < 0 || (consumed == 0 && produced == 0) {
                step.isDamaged = true
                return step
            }
        }
    }
}

extension UnsafeMutablePointer {
    /// Room for one value of a C type, all its bytes zero.
    static func allocateZeroed() -> Self {
        let size = MemoryLayout<Pointee>.size
        let room = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<Pointee>.alignment)
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        return unsafe room.assumingMemoryBound(to: Pointee.self)
    }
}
#endif
