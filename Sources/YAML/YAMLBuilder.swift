internal import CYaml
internal import Findings

/// Builds a tree from libyaml's events.
struct YAMLBuilder {
    private let file: String
    private var open: [Frame] = []
    private var root: YAMLNode?
    private var documents = 0

    /// A list or mapping not closed yet.
    private struct Frame {
        var line: Int
        var column: Int
        var isMapping: Bool
        /// Whether it stands between braces.
        var isFlow = false
        var elements: [YAMLNode] = []
        var entries: [YAMLEntry] = []
        var key: YAMLNode?
        var lines: [String: Int] = [:]
    }

    init(file: String) { self.file = file }

    /// Takes one event, whose texts are copied.
    mutating func take(_ event: yaml_event_t) throws(Finding) {
        let mark = unsafe event.start_mark
        let line = Int(clamping: mark.line) + 1
        let column = Int(clamping: mark.column) + 1
        let place = Place(file: file, line: line, column: column)
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            if documents > 1 { throw Finding(.yamlSeveralDocuments, at: place) }
        case YAML_ALIAS_EVENT:
            throw Finding(.yamlAlias, at: place)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            try unsafe check(anchor: scalar.anchor, tag: scalar.tag, at: place)
            // Sound: libyaml gives the scalar's pointer and its length together.
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: Int(clamping: scalar.length)), as: UTF8.self)
            let isQuoted = unsafe scalar.style != YAML_PLAIN_SCALAR_STYLE
            let node = YAMLNode(.scalar(text, isQuoted: isQuoted), file: file, line: line, column: column)
            try checkComma(node)
            try add(node)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            try unsafe check(anchor: start.anchor, tag: start.tag, at: place)
            try push(Frame(line: line, column: column, isMapping: false), at: place)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            try unsafe check(anchor: start.anchor, tag: start.tag, at: place)
            let isFlow = unsafe start.style == YAML_FLOW_MAPPING_STYLE
            try push(Frame(line: line, column: column, isMapping: true, isFlow: isFlow), at: place)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            guard let frame = open.popLast() else { return }
            let kind = frame.isMapping ? YAMLNode.Kind.mapping(frame.entries) : .sequence(frame.elements)
            try add(YAMLNode(kind, file: file, line: frame.line, column: frame.column))
        default: break
        }
    }

    /// The document's value.
    func finish() throws(Finding) -> YAMLNode {
        guard let root, !root.isNull else { throw Finding(.yamlEmpty, at: Place(file: file)) }
        return root
    }

    private func check(anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?, at place: Place) throws(Finding) {
        if unsafe anchor != nil { throw Finding(.yamlAlias, at: place) }
        // Sound: libyaml's tags end with a zero byte.
        if let tag = unsafe tag { throw Finding(.yamlTag, at: place, ["tag": unsafe String(cString: tag)]) }
    }

    /// Between braces, a key without a value is mostly what a comma has parted from the text before it.
    private func checkComma(_ value: YAMLNode) throws(Finding) {
        guard let frame = open.last, frame.isFlow, let key = frame.key, value.isNull, value.string == "" else {
            return
        }
        throw Finding(.strayComma, at: key.place, ["key": key.string ?? ""])
    }

    private mutating func push(_ frame: Frame, at place: Place) throws(Finding) {
        if let last = open.last, last.isMapping, last.key == nil { throw Finding(.yamlComplexKey, at: place) }
        guard open.count < YAMLNode.depthLimit else {
            throw Finding(.yamlTooDeep, at: place, ["limit": String(YAMLNode.depthLimit)])
        }
        open.append(frame)
    }

    private mutating func add(_ node: YAMLNode) throws(Finding) {
        guard let last = open.indices.last else {
            root = node
            return
        }
        guard open[last].isMapping else {
            open[last].elements.append(node)
            return
        }
        if let key = open[last].key {
            open[last].entries.append(YAMLEntry(key: key, value: node))
            open[last].key = nil
        } else {
            let name = node.string ?? ""
            if let first = open[last].lines.updateValue(node.line, forKey: name) {
                throw Finding(.yamlDuplicateKey, at: node.place, ["key": name, "line": String(first)])
            }
            open[last].key = node
        }
    }
}
