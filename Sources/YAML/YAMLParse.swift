internal import CYaml
public import Findings

extension YAMLNode {
    /// How deep lists and mappings may nest.
    public static let depthLimit = 64
    /// How many bytes a file may have.
    public static let sizeLimit = 16 << 20

    /// Reads the one document of a YAML file, UTF-8. Anchors, aliases and tags are refused.
    ///
    /// - Throws: `YML001` to `YML009`, or the usual mistake that explains what is no YAML, `YML019` to `YML029`; with the line
    ///   and the column.
    public static func parse(_ bytes: [UInt8], file: String) throws(Finding) -> YAMLNode {
        guard bytes.count <= sizeLimit else {
            throw Finding(
                .yamlTooBig, at: Place(file: file), ["size": String(bytes.count), "limit": String(sizeLimit)])
        }
        let skipped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { unsafe parser.deallocate() }
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw Finding(.malformedYAML, at: Place(file: file), ["detail": "memory"])
        }
        defer { unsafe yaml_parser_delete(parser) }
        // Sound: the parser keeps the pointer, and is only used inside this closure, where the bytes stay in place.
        let result: Result<YAMLNode, Finding> = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            unsafe yaml_parser_set_input_string(
                parser, buffer.baseAddress.map { unsafe $0 + skipped }, buffer.count - skipped)
            do throws(Finding) {
                return try .success(unsafe build(parser, file, bytes, skipped: skipped))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Turns the parser's events into a tree, with a stack of its own rather than recursion.
    private static func build(
        _ parser: UnsafeMutablePointer<yaml_parser_t>, _ file: String, _ bytes: [UInt8], skipped: Int
    ) throws(Finding) -> YAMLNode {
        var builder = YAMLBuilder(file: file)
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else {
                throw unsafe problem(parser, file, bytes, skipped: skipped)
            }
            // Sound: the event owns what it points to until it is deleted, and texts are copied out before.
            defer { unsafe yaml_event_delete(&event) }
            if unsafe event.type == YAML_STREAM_END_EVENT { break }
            try unsafe builder.take(event)
        }
        return try builder.finish()
    }

    /// What the parser complains about, as a finding; `skipped` bytes were not shown to it.
    private static func problem(
        _ parser: UnsafeMutablePointer<yaml_parser_t>, _ file: String, _ bytes: [UInt8], skipped: Int
    ) -> Finding {
        // Sound: the parser's messages are constant C strings.
        let detail = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "?"
        let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) } ?? ""
        if unsafe parser.pointee.error == YAML_READER_ERROR {
            let offset = unsafe Int(clamping: parser.pointee.problem_offset) + skipped
            return SyntaxMistake.finding(byteAt: offset, in: bytes, detail: detail, file: file)
        }
        let mark = unsafe parser.pointee.problem_mark
        let start = unsafe parser.pointee.context_mark
        let complaint = SyntaxMistake.Complaint(
            detail: detail, line: Int(clamping: mark.line), column: Int(clamping: mark.column),
            start: context.isEmpty ? nil : (Int(clamping: start.line), Int(clamping: start.column)), context: context)
        return SyntaxMistake(bytes, file: file).finding(complaint)
    }
}
