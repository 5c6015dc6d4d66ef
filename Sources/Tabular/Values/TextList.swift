/// Texts by number, one after the other in one arena: a million of them cost no allocation each.
///
/// As a collection it gives strings, each made when it is asked for; what looks at many texts takes their bytes.
public struct TextList: Sendable {
    @usableFromInline var arena: [UInt8] = []
    /// Where each text ends in the arena.
    @usableFromInline var ends: [Int] = []

    /// No texts.
    public init() {}

    /// These texts.
    public init(_ texts: some Sequence<String>) {
        for text in texts { append(text) }
    }

    /// Where text `index` lies among the bytes of all.
    @inlinable
    public func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The bytes of all texts, in their order.
    @inlinable
    public var bytes: [UInt8] { arena }

    /// The UTF-8 of text `index`.
    @inlinable
    public func utf8(at index: Int) -> ArraySlice<UInt8> { arena[range(of: index)] }

    /// Appends a text.
    public mutating func append(_ text: String) {
        arena.append(contentsOf: text.utf8)
        ends.append(arena.count)
    }

    /// Appends a text, given by its UTF-8.
    public mutating func append(utf8 text: Span<UInt8>) {
        arena.append(text)
        ends.append(arena.count)
    }

    /// Rewrites texts in their places. `body` is given each text with its number, and puts what takes its place into an
    /// empty buffer; it says whether anything does. Texts may get shorter, not longer.
    public mutating func rewrite(_ body: (_ index: Int, _ text: Span<UInt8>, _ new: inout [UInt8]) -> Bool) {
        var new: [UInt8] = []
        // Where the next text starts in the arena as it was, and where it will.
        var old = 0
        var end = 0
        for index in ends.indices {
            let text = old..<ends[index]
            old = text.upperBound
            new.removeAll(keepingCapacity: true)
            if body(index, arena.span.extracting(text), &new) {
                precondition(new.count <= text.count, "a text that is no longer than before")
                arena.overwrite(at: end, with: new.span)
                end += new.count
            } else {
                arena.move(text, to: end)
                end += text.count
            }
            ends[index] = end
        }
        arena.removeLast(arena.count - end)
    }

    /// Makes room for `count` texts of `bytes` bytes in all.
    public mutating func reserveCapacity(_ count: Int, bytes: Int) {
        ends.reserveCapacity(count)
        arena.reserveCapacity(bytes)
    }
}

extension TextList: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// How many texts there are.
    public var endIndex: Int { ends.count }

    /// Text `index`.
    public subscript(_ index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }
}

extension TextList: ExpressibleByArrayLiteral {
    /// These texts.
    public init(arrayLiteral texts: String...) { self.init(texts) }
}

extension TextList: Hashable {
    /// Whether the texts are the same byte for byte.
    public static func == (left: TextList, right: TextList) -> Bool {
        left.ends == right.ends && left.arena == right.arena
    }

    /// Hashes the texts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ends)
        hasher.combine(arena)
    }
}
