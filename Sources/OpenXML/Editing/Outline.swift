internal import Findings
internal import Markup

/// The tags of a part as a flat tree of positions, down to a given depth: what splicing needs to find its way.
struct Outline {
    /// An element.
    struct Node {
        /// Its start tag, or its only one.
        var open: MarkupScanner.Token
        /// Its local name.
        var name: String
        /// How deep it is; the root is 0.
        var depth: Int
        /// Where its content ends and its end tag starts; the end of `open` when it has no content.
        var contentEnd: Int
        /// Where it ends, end tag included.
        var end: Int

        /// Whether it is a single tag.
        var isEmpty: Bool { open.kind == .empty }
        /// What lies between its tags.
        var content: Range<Int> { open.range.upperBound..<max(open.range.upperBound, contentEnd) }
        /// All of it.
        var range: Range<Int> { open.range.lowerBound..<end }
    }

    /// The scanner that gives access to attributes and bytes.
    let scanner: MarkupScanner
    /// The elements, in document order, each before its children.
    private(set) var nodes: [Node] = []
    /// Where the root's end tag starts; the end of the bytes when it is not there.
    private(set) var rootEnd: Int

    /// Reads `bytes` of `part`.
    ///
    /// - Parameters:
    ///   - depth: the deepest elements listed.
    ///   - start: the depth of the first elements: 1 for what follows `</sheetData>`.
    init(_ bytes: [UInt8], part: String, depth limit: Int, start: Int = 0) throws(Finding) {
        var scanner = MarkupScanner(bytes, part: part)
        var open: [Int] = []
        var depth = start
        rootEnd = bytes.count
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                if depth <= limit {
                    let name = String(decoding: scanner.localName(of: token), as: UTF8.self)
                    if token.kind == .start { open.append(nodes.count) }
                    nodes.append(
                        Node(
                            open: token, name: name, depth: depth,
                            contentEnd: token.kind == .start ? bytes.count : token.range.upperBound,
                            end: token.kind == .start ? bytes.count : token.range.upperBound))
                }
                if token.kind == .start { depth += 1 }
            case .end:
                depth -= 1
                if depth <= 0 { rootEnd = token.range.lowerBound }
                if depth >= start, depth <= limit, let index = open.popLast() {
                    nodes[index].contentEnd = token.range.lowerBound
                    nodes[index].end = token.range.upperBound
                }
                if depth < 0 {
                    throw Finding(.malformedMarkup, at: scanner.place(of: token.range.lowerBound), ["detail": "</"])
                }
            default: break
            }
        }
        self.scanner = scanner
    }

    /// The bytes.
    var bytes: [UInt8] { scanner.bytes }

    /// The first element, of depth 0; nil for a part without one.
    var root: Node? { nodes.first }

    /// The elements directly under the root.
    var top: some Sequence<Node> { nodes.lazy.filter { $0.depth == 1 } }

    /// The first element `name` under the root.
    func top(_ name: String) -> Node? { top.first { $0.name == name } }

    /// The elements directly inside `node`, as far as the outline goes.
    func children(of node: Node) -> [Node] {
        // In document order, what is inside the node follows it without a gap.
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].open.range.lowerBound <= node.open.range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return nodes[low...].prefix { $0.open.range.lowerBound < node.end }.filter { $0.depth == node.depth + 1 }
    }

    /// The value of an attribute; nil when absent.
    func attribute(_ name: String, of node: Node) throws(Finding) -> String? {
        try scanner.text(of: name, in: node.open)
    }

    /// The prefix of `node`'s name with its colon; empty when it has none.
    func prefix(of node: Node) -> String {
        let name = scanner.raw(node.open.name)
        guard let colon = name.firstIndex(of: ":") else { return "" }
        return String(name[...colon])
    }

    /// The prefix, with its colon, that the root binds to one of `namespaces`; nil when it binds none.
    func prefix(forNamespace namespaces: [String]) throws(Finding) -> String? {
        guard let root else { return nil }
        for attribute in try scanner.attributes(of: root.open) {
            let name = scanner.raw(attribute.name)
            guard name.hasPrefix("xmlns:"), namespaces.contains(try scanner.decoded(attribute.value)) else { continue }
            return String(name.dropFirst(6)) + ":"
        }
        return nil
    }

    /// Where a child of the root goes so that children stay in `order`: after the last one that may come before it.
    ///
    /// Elements that are not in `order` do not count; the place is after the root's start tag when nothing comes before.
    func place(for name: String, order: [String], atLeast start: Int) -> Int {
        guard let rank = order.firstIndex(of: name) else { return rootEnd }
        var place = start
        for node in top {
            if let other = order.firstIndex(of: node.name), other <= rank { place = max(place, node.end) }
        }
        return place
    }
}
