internal import Tabular
internal import Texts

/// Euros as areas: one block per rating, cut into accounts.
struct Treemap {
    /// One account in the picture, in percent of its width and height.
    struct Cell: Equatable {
        var mark: Int
        var rect: SquarifiedLayout.Rect
        var code: String
        var label: String
        var amount: Cents
        /// What has room in it on a laptop's screen: nothing, a code, or a code over a label.
        var words: [String] {
            let first = code.isEmpty ? label : code
            guard rect.width >= 6, rect.height >= 7, !code.isEmpty || rect.width >= 12 else { return [] }
            guard rect.width >= 12, rect.height >= 12, !code.isEmpty else { return [first] }
            let room = Int(rect.width * Self.charactersPerPercent)
            return [first, label.count > room ? label.prefix(room - 1) + "…" : label]
        }
        private static let charactersPerPercent = 1.35
    }

    let cells: [Cell]

    /// The picture is about twice as wide as high.
    private static let frame = SquarifiedLayout.Rect(x: 0, y: 0, width: 200, height: 100)

    /// The cells of `blocks`: largest blocks first, so that the layout is a squarified one.
    init(_ blocks: [ReportFigures.Block]) {
        let sized = blocks.map { block in
            (block, Double(block.accounts.reduce(Cents.zero) { $0 + $1.amount }.value))
        }
        .filter { $0.1 > 0 }.sorted { ($1.1, $0.0.mark) < ($0.1, $1.0.mark) }
        let outer = SquarifiedLayout.layout(sized.map(\.1), in: Self.frame)
        cells = zip(sized, outer).flatMap { entry, rect in
            let accounts = entry.0.accounts.sorted { ($1.amount, $0.code) < ($0.amount, $1.code) }
            let inner = SquarifiedLayout.layout(accounts.map { Double($0.amount.value) }, in: rect)
            return zip(accounts, inner).map { account, rect in
                Cell(
                    mark: entry.0.mark,
                    rect: SquarifiedLayout.Rect(x: rect.x / 2, y: rect.y, width: rect.width / 2, height: rect.height),
                    code: account.code, label: account.label, amount: account.amount)
            }
        }
    }

    /// Draws it; `title` says what it is, `name` the word of a mark.
    func write(to html: inout Markup, title: String, name: (Int) -> String) {
        html.element("svg", ["class": "treemap", "role": "img", "aria-label": title]) { html in
            for cell in cells {
                html.element(
                    "svg",
                    [
                        "x": Percent.position(cell.rect.x), "y": Percent.position(cell.rect.y),
                        "width": Percent.position(cell.rect.width), "height": Percent.position(cell.rect.height),
                    ]
                ) { html in
                    let words = [cell.code, cell.label].filter { !$0.isEmpty }.joined(separator: " ")
                    html.element("rect", ["class": "m\(cell.mark)", "width": "100%", "height": "100%"]) { html in
                        html.element(
                            "title",
                            "\(name(cell.mark)) – \(words) : \(FrenchNumber.euros(cents: cell.amount.value))")
                    }
                    for (line, word) in cell.words.enumerated() {
                        html.element(
                            "text", ["x": "6", "y": "\(17 + 16 * line)", "class": line == 0 ? "code" : "label"], word)
                    }
                }
            }
        }
    }
}
