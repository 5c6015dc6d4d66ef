/// An exact signed fraction from −1 to 1, never 0: how much a line weighs on a category, and which way.
public struct Weight: Sendable, Hashable {
    /// Whether it weighs against the category.
    public let isUnfavourable: Bool
    /// How much, whatever the way.
    public let magnitude: Share

    /// A weight; `magnitude` is not 0.
    public init(_ magnitude: Share, isUnfavourable: Bool = false) {
        precondition(magnitude.numerator > 0, "a weight weighs")
        self.isUnfavourable = isUnfavourable
        self.magnitude = magnitude
    }

    /// The weight written in `text`: a share with or without its sign, `+1/2`, `-0.2`, `−20 %`, `1`; nil when it is none
    /// or weighs nothing.
    public init?(text: String) {
        var rest = text.drop { $0.isWhitespace }
        let sign = rest.first
        let isUnfavourable = sign == "-" || sign == "−"
        if isUnfavourable || sign == "+" { rest.removeFirst() }
        guard let magnitude = Share(text: String(rest)), magnitude.numerator > 0 else { return nil }
        self.init(magnitude, isUnfavourable: isUnfavourable)
    }

    /// The weight as a French reader writes it: `+50 %`, `−1/3`.
    public var text: String { (isUnfavourable ? "−" : "+") + magnitude.text }
}
