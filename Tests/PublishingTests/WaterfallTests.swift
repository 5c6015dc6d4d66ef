import Measures
import Tabular
import Testing

@testable import Publishing

@Suite struct WaterfallTests {
    private func waterfall(_ before: Int64, _ effects: [ChangeCause: Int64], _ after: Int64) -> Waterfall {
        var row = ComparedView.Row(.plain(id: "a", label: "A"))
        row.before = Cents(before)
        row.after = Cents(after)
        for (cause, amount) in effects { row[cause] = Cents(amount) }
        return Waterfall(row)
    }

    private func told(_ waterfall: Waterfall) -> [String] {
        waterfall.steps.filter { $0.isEnd || $0.amount != .zero }.map {
            "\($0.level.value): \($0.base.value) +\($0.above.value) \($0.below.value)"
        }
    }

    @Test func stepsStandOnWhatComesBefore() {
        let steps = waterfall(100, [.rules: 50, .amounts: -30], 120)
        #expect(told(steps) == ["100: 0 +100 0", "150: 100 +50 0", "120: 120 +30 0", "120: 0 +120 0"])
        #expect(steps.steps.count == 9)
        #expect(!steps.crossesZero)
    }

    @Test func stepsBelowZeroHangFromIt() {
        let steps = waterfall(-100, [.rules: -50, .amounts: 30], -120)
        #expect(told(steps) == ["-100: 0 +0 -100", "-150: -100 +0 -50", "-120: -120 +0 -30", "-120: 0 +0 -120"])
        #expect(!steps.crossesZero)
    }

    @Test func aStepThroughZeroIsTwoBars() {
        let steps = waterfall(20, [.gone: -50], -30)
        #expect(told(steps) == ["20: 0 +20 0", "-30: 0 +20 -30", "-30: 0 +0 -30"])
        #expect(steps.crossesZero)
    }
}
