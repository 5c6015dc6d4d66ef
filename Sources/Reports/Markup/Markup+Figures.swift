internal import Tabular
internal import Texts

extension Markup {
    /// An amount for people, with its cents for programs.
    mutating func amount(_ amount: Cents) {
        element("data", ["value": "\(amount.value)"], FrenchNumber.euros(cents: amount.value))
    }

    /// A count for people and programs.
    mutating func count(_ count: Int) { element("data", ["value": "\(count)"], FrenchNumber.integer(count)) }

    /// A row of column headers, the first one on the left, the others over numbers unless among `words`.
    mutating func headers(_ names: [String], words: Set<Int> = [0]) {
        element("thead") { html in
            html.element("tr") { html in
                for (place, name) in names.enumerated() {
                    html.element("th", ["scope": "col", "class": words.contains(place) ? "" : "n"], name)
                }
            }
        }
    }

    /// The cell that names a row.
    mutating func rowHeader(_ content: (inout Markup) -> Void) { element("th", ["scope": "row"], content) }

    /// A cell with a number in it.
    mutating func number(_ content: (inout Markup) -> Void) { element("td", ["class": "n"], content) }

    /// A table that scrolls on its own where the page is too narrow for it; `caption` names it.
    mutating func table(_ caption: String, _ content: (inout Markup) -> Void) {
        element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) { html in
            html.element("table") { html in
                html.element("caption", caption)
                content(&html)
            }
        }
    }

    /// The word of a rating in its colours.
    mutating func chip(_ mark: Int, _ label: String) { element("span", ["class": "chip m\(mark)"], label) }
}
