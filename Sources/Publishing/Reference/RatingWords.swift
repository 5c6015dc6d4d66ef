internal import Texts

/// The words that may be written as a rating, whatever their case, accents, gender and number: `NON COTÉES` is `Non coté`.
public struct RatingWords: Sendable {
    private let words: [Reference.Word]
    private let known: [String: String]

    /// The words `words`, by label or id.
    public init(_ words: [Reference.Word]) {
        self.words = words
        known = Dictionary(words.flatMap { [(Self.stem($0.label), $0.id), (Self.stem($0.id), $0.id)] }) { first, _ in
            first
        }
    }

    /// The category that `text` names, by id; nil when it names none.
    public func category(_ text: String) -> String? { known[Self.stem(text)] }

    /// The label of a category.
    public func label(_ id: String) -> String { words.first { $0.id == id }?.label ?? id }

    /// All labels, in order.
    public var labels: [String] { words.map(\.label) }

    /// The letters of each word without the endings of feminine and plural.
    static func stem(_ text: String) -> String {
        Folding.fold(text).split(separator: " ").map { word in
            var word = word
            while word.count > 3, let last = word.last, "es".contains(last) { word.removeLast() }
            return String(word)
        }.joined(separator: " ")
    }
}
