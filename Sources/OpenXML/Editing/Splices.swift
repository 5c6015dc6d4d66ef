internal import Findings
internal import Markup

/// Changes to a byte array, collected in any order, applied at once; what lies between stays as it is.
struct Splices {
    private var changes: [(range: Range<Int>, bytes: [UInt8])] = []

    /// No change.
    init() {}

    /// Whether nothing changes.
    var isEmpty: Bool { changes.isEmpty }

    /// Replaces `range`.
    mutating func replace(_ range: Range<Int>, with text: String) { changes.append((range, Array(text.utf8))) }

    /// Replaces all of `node`, and forgets the changes inside it.
    mutating func replaceAll(of node: Outline.Node, with text: String) {
        changes.removeAll { node.range.contains($0.range.lowerBound) && $0.range.upperBound <= node.end }
        replace(node.range, with: text)
    }

    /// Inserts before `position`; several insertions at one position keep their order.
    mutating func insert(_ bytes: [UInt8], at position: Int) { changes.append((position..<position, bytes)) }

    /// Inserts before `position`.
    mutating func insert(_ text: String, at position: Int) { insert(Array(text.utf8), at: position) }

    /// Sets an attribute of `node`, adding it at the end of the tag when it is not there. `value` is escaped already.
    mutating func set(_ name: String, to value: String, of node: Outline.Node, in outline: Outline) throws(Finding) {
        if let range = try outline.scanner.value(of: name, in: node.open) {
            replace(range, with: value)
        } else {
            insert(" \(name)=\"\(value)\"", at: node.open.range.upperBound - (node.isEmpty ? 2 : 1))
        }
    }

    /// Inserts `bytes` as the last content of `node`, opening it when it is a single tag.
    mutating func append(_ bytes: [UInt8], to node: Outline.Node, in outline: Outline) {
        if node.isEmpty {
            let tag = node.open.range
            replace((tag.upperBound - 2)..<tag.upperBound, with: ">")
            insert(bytes, at: tag.upperBound)
            insert("</\(outline.scanner.raw(node.open.name))>", at: tag.upperBound)
        } else {
            insert(bytes, at: node.contentEnd)
        }
    }

    /// The changed bytes.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        let ordered = changes.enumerated().sorted { left, right in
            (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
                < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + changes.reduce(0) { $0 + $1.bytes.count })
        var position = 0
        for (_, change) in ordered {
            if change.range.lowerBound > position { result += bytes[position..<change.range.lowerBound] }
            result += change.bytes
            position = max(position, change.range.upperBound)
        }
        result += bytes[min(position, bytes.count)...]
        return result
    }
}
