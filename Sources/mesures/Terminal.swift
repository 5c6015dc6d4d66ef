internal import Files
internal import Findings
internal import Texts

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Standard output for results, standard error for people.
enum Terminal {
    /// Writes a result line.
    static func print(_ text: String) { write(text + "\n", to: 1) }

    /// Writes a line for people.
    static func tell(_ text: String) { write(text + "\n", to: 2) }

    /// Shows findings to people, one after the other: text, or a JSON array when `json`.
    static func show(_ findings: [Finding], json: Bool = false) {
        if findings.isEmpty { return }
        if json {
            var writer = JSONWriter(indented: true)
            writer.object { writer in
                writer.key("findings")
                writer.array { writer in for finding in findings { finding.write(to: &writer, Speech.language) } }
            }
            write(String(decoding: writer.bytes, as: UTF8.self) + "\n", to: 2)
            return
        }
        for finding in findings { tell(finding.text(Speech.language)) }
    }

    /// How many characters a line of the standard output has: those of the terminal, else `COLUMNS`; nil when nothing says,
    /// and lines are then as long as they come.
    static var width: Int? {
        if isatty(1) == 1 {
            var size = winsize()
            // Sound: the call fills the structure that it is given, which outlives it.
            if unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        }
        return Speech.environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            // Sound: the buffer is valid during the call and its count goes with it.
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written <= 0 { return }
            rest = rest.dropFirst(written)
        }
    }
}

/// Standard output as a sink.
final class StandardOutput: ByteSink {
    private(set) var count = 0

    func write(_ bytes: ArraySlice<UInt8>) throws(Finding) {
        var rest = bytes
        while !rest.isEmpty {
            // Sound: the buffer is valid during the call and its count goes with it.
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
            if written <= 0 {
                if written < 0, errno == EINTR { continue }
                throw Finding(.outputClosed)
            }
            rest = rest.dropFirst(written)
            count += written
        }
    }

    func write(_ bytes: Bytes) throws(Finding) { try write(bytes.array[...]) }
}
