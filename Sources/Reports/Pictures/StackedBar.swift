internal import Tabular

/// A bar cut into ratings.
///
/// Its width is that of the page; positions are percentages, so that words keep their size on any screen. What is below
/// zero has no length: the table beside says it.
struct StackedBar {
    /// What is drawn of one mark.
    struct Segment: Equatable {
        var mark: Int
        /// Where it begins and how long it is, in percent of the bar.
        var start: Double
        var length: Double
        /// Its share, as people write it.
        var words: String
        /// Whether its words have room in it.
        var hasRoom: Bool { length >= 13 }
    }

    let segments: [Segment]

    /// The bar of `amounts` by mark in the order of `marks`; `longest` is the amount that fills the width.
    init(_ amounts: [Cents], marks: [Int], longest: Cents) {
        let whole = amounts.reduce(.zero, +)
        let scale = longest > .zero ? 100 / Double(longest.value) : 0
        var start = 0.0
        segments = marks.compactMap { mark in
            let amount = amounts[mark]
            guard amount > .zero else { return nil }
            let length = Double(amount.value) * scale
            defer { start += length }
            return Segment(mark: mark, start: start, length: length, words: Percent.share(amount, of: whole))
        }
    }

    /// Draws the bar; `title` says what it is.
    func write(to html: inout Markup, title: String) {
        html.element("svg", ["class": "bar", "role": "img", "aria-label": title]) { html in
            for segment in segments {
                html.empty(
                    "rect",
                    [
                        "class": "m\(segment.mark)", "x": Percent.position(segment.start), "y": "0",
                        "width": Percent.position(segment.length), "height": "100%",
                    ])
                guard segment.hasRoom else { continue }
                html.element(
                    "text", ["x": Percent.position(segment.start + segment.length / 2), "y": "50%"], segment.words)
            }
        }
    }
}
