/// How many times something was met, with the first few.
struct Examples {
    private(set) var count = 0
    private var shown: [String] = []

    /// Counts `example`, `times` times; the first four different ones are kept.
    mutating func add(_ example: @autoclosure () -> String, _ times: Int = 1) {
        count += times
        guard shown.count < 5 else { return }
        let text = example()
        if !shown.contains(text) { shown.append(text) }
    }

    /// The first ones, with an ellipsis when there are more.
    var text: String { shown.prefix(4).joined(separator: ", ") + (shown.count > 4 ? "…" : "") }
}
