internal import Findings
internal import Markup
internal import ZipArchive

/// The window: what is inflated, kept and dropped.
extension ContentStream {
    /// Gives the bytes from the token at hand's end up to `offset` to `write`, without looking at them.
    mutating func pass(to offset: Int, _ write: (ArraySlice<UInt8>) throws -> Void) throws {
        kept = nil
        opened.removeAll(keepingCapacity: true)
        start = end
        while end < offset {
            if index(of: end) >= window.count {
                guard try refill() else { throw malformed("unexpected end", at: end) }
                continue
            }
            let stop = min(offset, base + window.count)
            try write(window[index(of: end)..<index(of: stop)])
            end = stop
            start = stop
        }
    }

    /// Goes to `offset` without looking at what lies before it.
    mutating func skip(to offset: Int) throws(Finding) {
        kept = nil
        opened.removeAll(keepingCapacity: true)
        while end < offset {
            start = end
            if index(of: end) >= window.count, try !refill() { throw malformed("unexpected end", at: end) }
            end = min(offset, base + window.count)
        }
        start = end
    }

    /// Gives what the window still holds to `write`, without looking at it.
    mutating func passWindow(_ write: (ArraySlice<UInt8>) throws -> Void) throws {
        try pass(to: base + window.count, write)
    }

    /// Counts `count` bytes that the feed leaves out after the token at hand, so that what follows is where the part has it.
    mutating func leaveOut(_ count: Int) {
        kept = nil
        base += count
        start += count
        end += count
    }

    /// Whether anything is left after the token at hand.
    mutating func isAtEnd() throws(Finding) -> Bool {
        if index(of: end) < window.count { return false }
        start = end
        return try !refill()
    }

    /// Whether the window has fewer bytes after the token at hand than most cells take.
    var holdsLittle: Bool { window.count - index(of: end) < 1024 }

    /// Inflates more, dropping what nobody keeps; false at the end of the part.
    mutating func refill() throws(Finding) -> Bool {
        if isAtSourceEnd { return false }
        if let kept, start - kept > mostKept { self.kept = nil }
        let needed = min(start, kept ?? start)
        if needed > base {
            window.removeSubrange(0..<index(of: needed))
            base = needed
        }
        // The more is kept the more is read, so that a huge token is not looked at again too often.
        let wanted = window.count * 2
        let before = window.count
        repeat {
            if try !feed.next(&window) { isAtSourceEnd = true }
        } while window.count < wanted && !isAtSourceEnd
        return window.count > before
    }

    mutating func begin() throws(Finding) {
        while window.count < 4, try refill() {}
        if window.starts(with: [0xFE, 0xFF]) || window.starts(with: [0xFF, 0xFE]) {
            throw Finding(.unknownEncoding, at: place, ["encoding": "UTF-16"])
        }
        if window.starts(with: [0xEF, 0xBB, 0xBF]) {
            start = 3
            end = 3
        }
    }

    /// Makes sure that the bytes before `offset` are in the window.
    mutating func need(_ offset: Int) throws(Finding) {
        while index(of: offset) > window.count {
            guard try refill() else { throw malformed("unexpected end", at: start) }
        }
    }

    /// The offset of the next `byte` from `offset` on.
    mutating func find(_ byte: UInt8, from offset: Int) throws(Finding) -> Int {
        var seen = offset
        while true {
            var at = index(of: seen)
            do {
                let span = window.span
                while at < span.count, span[at] != byte { at += 1 }
            }
            if at < window.count { return base + at }
            seen = base + at
            guard try refill() else { throw malformed("unexpected end", at: start) }
        }
    }

    /// The offset of the `>` that ends the tag at `start`, those between quotes passed over.
    mutating func findTagEnd() throws(Finding) -> Int {
        var seen = start + 1
        var quote: UInt8 = 0
        while true {
            var at = index(of: seen)
            var isFound = false
            do {
                let span = window.span
                while at < span.count {
                    let byte = span[at]
                    if quote != 0 {
                        if byte == quote { quote = 0 }
                    } else if byte == UInt8(ascii: ">") {
                        isFound = true
                        break
                    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                        quote = byte
                    } else if byte == UInt8(ascii: "<") {
                        break
                    }
                    at += 1
                }
            }
            if isFound { return base + at }
            if at < window.count { throw malformed("a tag that is not closed") }
            seen = base + at
            guard try refill() else { throw malformed("unexpected end", at: start) }
        }
    }

    /// Sets `end` after the next `mark`, which starts at `start + after` or later.
    mutating func passOver(_ mark: String, after: Int) throws(Finding) {
        let length = mark.utf8.count
        var from = start + after
        while true {
            let found = try find(mark.utf8.first ?? 0, from: from)
            try need(found + length)
            if window[index(of: found)...].starts(with: mark.utf8) {
                end = found + length
                return
            }
            from = found + 1
        }
    }

    /// Refuses an XML declaration of another encoding than UTF-8, which OpenDocument packages always have.
    func checkDeclaration() throws(Finding) {
        let text = String(decoding: bytes(start..<end).prefix(200), as: UTF8.self)
        guard text.hasPrefix("<?xml "), let found = text.firstRange(of: "encoding=") else { return }
        let rest = text[found.upperBound...].dropFirst()
        let encoding = String(rest.prefix { $0 != "\"" && $0 != "'" })
        switch encoding.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return
        default: throw Finding(.unknownEncoding, at: place, ["encoding": encoding])
        }
    }
}
