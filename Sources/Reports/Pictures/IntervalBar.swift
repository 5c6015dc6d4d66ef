internal import Measures
internal import Tabular

/// What an amount is at least and at most of a whole: a full bar up to the least, hatched on to the most.
struct IntervalBar {
    let bounds: AmountBounds
    let whole: Cents
    /// The mark whose colour it has.
    let mark: Int

    /// Where a bound stands, in percent; within the bar.
    func place(_ bound: Cents) -> Double {
        guard whole > .zero else { return 0 }
        return min(max(Double(bound.value) / Double(whole.value) * 100, 0), 100)
    }

    /// Draws it; `title` says what it is.
    func write(to html: inout Markup, title: String) {
        let low = place(bounds.low)
        let high = place(bounds.high)
        html.element("svg", ["class": "bar interval", "role": "img", "aria-label": title]) { html in
            html.empty("rect", ["class": "ground", "x": "0", "y": "0", "width": "100%", "height": "100%"])
            html.empty(
                "rect",
                ["class": "m\(mark)", "x": "0", "y": "0", "width": Percent.position(low), "height": "100%"])
            html.empty(
                "rect",
                [
                    "fill": "url(#hachures)", "x": Percent.position(low), "y": "0",
                    "width": Percent.position(max(0, high - low)), "height": "100%",
                ])
        }
    }

    /// The hatching, once in the page.
    static func writeHatching(to html: inout Markup) {
        html.element("svg", ["width": "0", "height": "0", "aria-hidden": "true", "class": "defs"]) { html in
            html.element("defs") { html in
                html.element(
                    "pattern",
                    [
                        "id": "hachures", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse",
                        "patternTransform": "rotate(45)",
                    ]
                ) { html in
                    html.empty("rect", ["class": "m-fond", "width": "8", "height": "8"])
                    html.empty("rect", ["class": "m-trait", "width": "4", "height": "8"])
                }
            }
        }
    }
}
