internal import Measures
internal import Tabular

/// The sheet of changes: one row per view, thing, cause and category. The tables sum it, so that what they show can be
/// followed to the lines behind it.
struct ChangeSheet {
    static let name = "Changements"

    /// The most rows: what is smaller is summed up, one row per view, cause and category.
    static let usualLimit = 200_000

    private enum Column: Int {
        case viewNumber, view, causeNumber, cause, categoryNumber, category, amount, from, to
    }

    private static let headers = [
        "N° d'axe", "Axe", "N° de cause", "Cause", "N° de cotation", "Cotation", "Montant", "De", "Vers",
    ]
    private static let widths: [Double] = [9, 14, 9, 20, 9, 20, 18, 26, 26]

    private struct Row {
        var view: Int
        var cause: ChangeCause
        var category: Int
        var amount: Cents
        /// The change of the view that it is of; nil for what is summed up.
        var change: ComparedView.Thing?
    }

    private let content: ComparisonContent
    private let rows: [Row]

    /// The changes of `content`, in the order of the views and causes, the largest first; more than `limit` of them are
    /// summed up.
    init(_ content: ComparisonContent, limit: Int = usualLimit) {
        self.content = content
        var rows: [Row] = []
        for (place, view) in content.views.enumerated() {
            for change in view.changes {
                rows += change.change.effects.map {
                    Row(
                        view: place, cause: change.change.cause, category: $0.category, amount: $0.amount,
                        change: change)
                }
            }
        }
        rows = Self.sorted(rows) { _, _ in false }
        self.rows = Self.sorted(rows.count > limit ? Self.summedUp(rows, after: limit, content.views) : rows) {
            left, right in
            (left.view, left.cause.rawValue) < (right.view, right.cause.rawValue)
        }
    }

    /// `rows` in an order, then the largest first; those of one amount stay as they were.
    private static func sorted(_ rows: [Row], by isBefore: (Row, Row) -> Bool) -> [Row] {
        rows.enumerated().sorted { left, right in
            if isBefore(left.element, right.element) { return true }
            if isBefore(right.element, left.element) { return false }
            let (one, other) = (left.element.amount.value.magnitude, right.element.amount.value.magnitude)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }

    /// The first `limit` of `rows`, which are sorted, and sums of the others.
    private static func summedUp(_ rows: [Row], after limit: Int, _ views: [ComparedView]) -> [Row] {
        var sums: [[[Cents]]] = views.map { view in
            ChangeCause.allCases.map { _ in view.rows.map { _ in .zero } }
        }
        for row in rows[limit...] { sums[row.view][row.cause.rawValue][row.category] += row.amount }
        var kept = Array(rows[..<limit])
        for (view, causes) in sums.enumerated() {
            for (cause, categories) in zip(ChangeCause.allCases, causes) {
                for (category, amount) in categories.enumerated() where amount != .zero {
                    kept.append(Row(view: view, cause: cause, category: category, amount: amount))
                }
            }
        }
        return kept
    }

    /// The sheet.
    var sheet: NewSheet {
        var sheet = NewSheet(
            name: Self.name, widths: Self.widths + content.headers.map { $0.hasPrefix("Libellé") ? 36 : 16 }, rows: [])
        let causes = ChangeCause.allCases.map { $0.label(french: true) }
        let labels = content.views.flatMap { $0.rows.map(\.category.label) }
        let starts = content.views.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.rows.count) }
        var columns = [
            numbers(.viewNumber) { $0.view + 1 },
            coded(.view, content.views.map(\.short)) { $0.view },
            numbers(.causeNumber) { $0.cause.rawValue + 1 },
            coded(.cause, causes) { $0.cause.rawValue },
            numbers(.categoryNumber) { $0.category + 1 },
            coded(.category, labels) { starts[$0.view] + $0.category },
            NewColumn(
                header: Self.headers[Column.amount.rawValue], width: Self.widths[Column.amount.rawValue],
                format: .amount, data: .amounts(rows.map(\.amount))),
            texts(Self.headers[Column.from.rawValue]) { $0.change?.from ?? "" },
            texts(Self.headers[Column.to.rawValue]) { $0.change?.to ?? "" },
        ]
        for (place, header) in content.headers.enumerated() {
            columns.append(
                texts(header) { row in
                    guard let change = row.change else { return place == 0 ? "plus petits changements, ensemble" : "" }
                    return content.things[change.thing]?[place] ?? ""
                })
        }
        sheet.columns = columns
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        sheet.heights[0] = 30
        return sheet
    }

    private func numbers(_ column: Column, _ value: (Row) -> Int) -> NewColumn {
        let codes = rows.map { UInt32(value($0)) }
        let values = (0...(codes.max() ?? 0)).map { CellValue.integer(Int64($0)) }
        return NewColumn(
            header: Self.headers[column.rawValue], width: Self.widths[column.rawValue], format: .general,
            data: .coded(values: values, codes: Codes(codes)))
    }

    private func coded(_ column: Column, _ values: [String], _ place: (Row) -> Int) -> NewColumn {
        NewColumn(
            header: Self.headers[column.rawValue], width: Self.widths[column.rawValue], format: .text,
            data: .coded(values: values.map { .text($0) }, codes: Codes(rows.map { UInt32(place($0)) })))
    }

    private func texts(_ header: String, _ text: (Row) -> String) -> NewColumn {
        var values: [CellValue] = []
        var known: [String: UInt32] = ["": Codes.none]
        let codes = rows.map { row -> UInt32 in
            let text = text(row)
            if let code = known[text] { return code }
            let code = UInt32(values.count)
            values.append(.text(text))
            known[text] = code
            return code
        }
        return NewColumn(header: header, width: 14, format: .text, data: .coded(values: values, codes: Codes(codes)))
    }

    // MARK: Formulas

    /// What `cause` adds to the category at `row` of the view at `view`, rounded to cents.
    func sum(_ view: Int, _ cause: ChangeCause, row: Int) -> Formula {
        .call(
            "ROUND",
            [
                .call(
                    "SUMIFS",
                    [
                        range(.amount), range(.viewNumber), .number(String(view + 1)), range(.causeNumber),
                        .number(String(cause.rawValue + 1)), range(.categoryNumber), .number(String(row + 1)),
                    ]), .number("2"),
            ])
    }

    private func range(_ column: Column) -> Formula {
        .range(
            sheet: Self.name,
            CellRange(
                CellReference(row: 1, column: column.rawValue),
                CellReference(row: max(rows.count, 1), column: column.rawValue)))
    }
}
