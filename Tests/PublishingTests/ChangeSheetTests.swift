import Measures
import Tabular
import Testing

@testable import Publishing

@Suite struct ChangeSheetTests {
    /// Forty changes of 1 to 40 cents in one view, each from the second category to the first.
    private func content() -> ComparisonContent {
        let rows = ["a", "b"].map { ComparedView.Row(.plain(id: $0, label: $0.uppercased())) }
        let changes = (1...40).map { cents in
            let amount = Cents(Int64(cents))
            let effects = [
                Change.Effect(category: 1, amount: -amount), Change.Effect(category: 0, amount: amount),
            ]
            return ComparedView.Thing(
                thing: cents, change: Change(cause: .rules, from: 1, to: 0, amount: amount, effects: effects),
                from: "B", to: "A")
        }
        return ComparisonContent(
            title: "", before: "A", after: "B", runs: [],
            views: [ComparedView(id: "v", label: "Vue", short: "V", rows: rows, changes: changes)],
            isExecution: false, headers: ["Pièce"],
            things: Dictionary(uniqueKeysWithValues: (1...40).map { ($0, ["P\($0)"]) }), matching: "", rules: [],
            controls: [])
    }

    private func rows(_ sheet: NewSheet) -> [(category: String, cents: Int64, piece: String)] {
        func text(_ column: Int, _ row: Int) -> String {
            guard case .coded(let values, let codes) = sheet.columns[column].data, codes[row] != Codes.none,
                case .text(let text) = values[Int(codes[row])]
            else { return "" }
            return text
        }
        guard case .amounts(let amounts) = sheet.columns[6].data else { return [] }
        return amounts.enumerated().map { (text(5, $0.offset), $0.element?.value ?? 0, text(9, $0.offset)) }
    }

    @Test func givesTheLargestChangesFirst() {
        let found = rows(ChangeSheet(content()).sheet)
        #expect(found.count == 80)
        #expect(found.prefix(3).map(\.cents) == [-40, 40, -39])
        #expect(found.prefix(3).map(\.piece) == ["P40", "P40", "P39"])
    }

    @Test func sumsUpTheSmallestWhereThereAreTooMany() {
        let found = rows(ChangeSheet(content(), limit: 10).sheet)
        #expect(found.count == 12)
        // 1 + 2 + … + 35, which stand among the others by their size.
        #expect(found.prefix(2).map(\.cents) == [630, -630])
        #expect(found.prefix(2).map(\.piece) == Array(repeating: "plus petits changements, ensemble", count: 2))
        for category in ["A", "B"] {
            let sum = found.filter { $0.category == category }.reduce(0) { $0 + $1.cents }
            #expect(sum == (category == "A" ? 820 : -820))
        }
    }
}
