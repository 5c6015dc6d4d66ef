/// Two words of labels that tell together what neither tells alone.
public struct WordPair: Sendable, Hashable {
    /// One word, folded.
    public let first: String
    /// The other one.
    public let second: String
    /// How many words apart they may be, as `near` counts (`docs/rules.md`); nil when they may be anywhere in the label.
    public let within: Int?

    /// Two words.
    public init(_ first: String, _ second: String, within: Int? = nil) {
        self.first = first
        self.second = second
        self.within = within
    }
}
