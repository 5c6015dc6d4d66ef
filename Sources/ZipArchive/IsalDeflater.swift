#if Isal
internal import CIsal

/// Deflates with ISA-L at its level 1.
///
/// Safe: the stream and its working space are on the heap, where ISA-L wants them to stay, from `init` to `deinit`, and
/// nobody else sees them.
@safe final class IsalDeflater: Deflating {
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let space: UnsafeMutablePointer<UInt8>

    /// `ISAL_DEF_LVL1_DEFAULT`, a macro that Swift does not see: 4 KiB, two bytes for each of 8,192 hashes, and room for
    /// 65,536 tokens of four bytes.
    private static let spaceSize = 4 << 10 + 2 * (8 << 10) + 4 * (64 << 10)

    init() {
        unsafe stream = .allocateZeroed()
        unsafe space = .allocate(capacity: Self.spaceSize)
        unsafe space.initialize(repeating: 0, count: Self.spaceSize)
    }

    deinit {
        unsafe space.deallocate()
        unsafe stream.deallocate()
    }

    func deflate(_ block: [UInt8], after dictionary: [UInt8], isLast: Bool) -> DeflatedBlock? {
        unsafe isal_deflate_init(stream)
        unsafe stream.pointee.level = 1
        unsafe stream.pointee.level_buf = space
        unsafe stream.pointee.level_buf_size = UInt32(Self.spaceSize)
        if !dictionary.isEmpty {
            var window = dictionary
            // Sound: ISA-L copies the dictionary.
            let status = unsafe window.withUnsafeMutableBufferPointer {
                unsafe isal_deflate_set_dict(stream, $0.baseAddress, UInt32($0.count))
            }
            guard status == COMP_OK else { return nil }
        }
        var bytes: [UInt8] = []
        // Sound: ISA-L reads and writes within the counts it is given, never writes through next_in, and only what it wrote
        // is kept.
        let isDone = unsafe block.withUnsafeBufferPointer { input in
            var consumed = 0
            while true {
                let piece = min(input.count - consumed, 1 << 30)
                let isEnd = consumed + piece == input.count
                // What is already written says how much more there may be.
                let room = bytes.isEmpty ? piece / 4 + 1_024 : max(piece / 8, 1_024)
                unsafe stream.pointee.next_in = input.baseAddress.map {
                    unsafe UnsafeMutablePointer(mutating: $0 + consumed)
                }
                unsafe stream.pointee.avail_in = UInt32(piece)
                unsafe stream.pointee.end_of_stream = isEnd && isLast ? 1 : 0
                unsafe stream.pointee.flush = UInt16(isEnd && !isLast ? SYNC_FLUSH : NO_FLUSH)
                let status = append(room, to: &bytes)
                let taken = unsafe piece - Int(stream.pointee.avail_in)
                consumed += taken
                guard status == COMP_OK else { return false }
                if unsafe stream.pointee.avail_out == 0 { continue }
                if consumed == input.count { return isEnd }
                if taken == 0 { return false }
            }
        }
        guard isDone else { return nil }
        return DeflatedBlock(bytes: bytes, size: block.count, crc: Checksum.crc32(block))
    }

    /// Has ISA-L write up to `room` more bytes after `bytes`; gives its status.
    private func append(_ room: Int, to bytes: inout [UInt8]) -> Int32 {
        var status = COMP_OK
        bytes.append(addingCapacity: room) { output in
            unsafe output.withUnsafeMutableBufferPointer { storage, initialized in
                unsafe stream.pointee.next_out = storage.baseAddress.map { unsafe $0 + initialized }
                unsafe stream.pointee.avail_out = UInt32(room)
                status = unsafe isal_deflate(stream)
                initialized += unsafe room - Int(stream.pointee.avail_out)
            }
        }
        return status
    }
}
#endif
