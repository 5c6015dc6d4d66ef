/// Passing over tokens that nobody looks at.
extension ContentStream {
    /// Moves past tags and text that `next` would pass over one by one, as far as the window goes.
    ///
    /// It stops before the end tag that would leave no more than `outside` elements open, and before whatever is not a
    /// plain tag: comments, CDATA, what is malformed. `next` goes on from there and says what is wrong.
    mutating func skipUsual(above outside: Int) {
        // What is closed and opened there leaves no trace.
        while let last = opened.last, last.depth > outside + 1 { opened.removeLast() }
        let (done, open) = Self.passTags(window.span, from: index(of: end), depth: depth, above: outside)
        depth = open
        moved(to: done)
    }

    /// Notes that everything before `index` of the window has been read, the elements opened there closed again.
    mutating func moved(to index: Int) {
        end = base + index
        start = end
    }

    /// Where the last tag that was passed ends, and how many elements are open there.
    private static func passTags(_ bytes: Span<UInt8>, from first: Int, depth: Int, above outside: Int) -> (Int, Int) {
        // Sound: every position that is read without a check has been compared with the count just before.
        let count = bytes.count
        var done = first
        var depth = depth
        var at = first
        while true {
            while at < count, unsafe bytes[unchecked: at] != UInt8(ascii: "<") { at += 1 }
            guard at + 1 < count else { return (done, depth) }
            let next = unsafe bytes[unchecked: at + 1]
            at += 2
            if next == UInt8(ascii: "/") {
                guard depth > outside + 1 else { return (done, depth) }
                while at < count, unsafe bytes[unchecked: at] != UInt8(ascii: ">") { at += 1 }
                guard at < count else { return (done, depth) }
                depth -= 1
            } else {
                guard next > UInt8(ascii: "?"), let end = tagEnd(bytes, at) else { return (done, depth) }
                at = end
                if unsafe bytes[unchecked: at - 1] != UInt8(ascii: "/") { depth += 1 }
            }
            at += 1
            done = at
        }
    }

    /// The position of the `>` that ends the tag in which `start` lies; nil when it is not there or the tag is malformed.
    @inline(__always)
    private static func tagEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        let count = bytes.count
        var at = start
        while at < count {
            // Sound: compared with the count just before, here and below.
            let byte = unsafe bytes[unchecked: at]
            if byte == UInt8(ascii: ">") { return at }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                at += 1
                while at < count, unsafe bytes[unchecked: at] != byte { at += 1 }
            } else if byte == UInt8(ascii: "<") {
                return nil
            }
            at += 1
        }
        return nil
    }
}
