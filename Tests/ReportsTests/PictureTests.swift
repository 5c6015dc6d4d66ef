import Measures
import Tabular
import Testing

@testable import Reports

@Suite struct PictureTests {
    @Test func aTreemapFillsItsFrameWithoutOverlaps() {
        var seed: UInt64 = 42
        func random(_ limit: UInt64) -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (seed >> 33) % limit
        }
        let frame = SquarifiedLayout.Rect(x: 0, y: 0, width: 200, height: 100)
        for _ in 0..<200 {
            let sizes = (0...random(30)).map { _ in Double(random(1_000_000) + 1) }.sorted(by: >)
            let rects = SquarifiedLayout.layout(sizes, in: frame)
            let total = sizes.reduce(0, +)
            for (size, rect) in zip(sizes, rects) {
                #expect(abs(rect.area - size / total * frame.area) < 1e-6)
                #expect(rect.x > -1e-9 && rect.y > -1e-9)
                #expect(rect.x + rect.width < 200 + 1e-6 && rect.y + rect.height < 100 + 1e-6)
            }
            for (place, a) in rects.enumerated() {
                for b in rects[(place + 1)...] {
                    let width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
                    let height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
                    #expect(width < 1e-6 || height < 1e-6, "two rectangles overlap")
                }
            }
        }
    }

    @Test func theExampleOfThePaperComesOutAsInThePaper() {
        // Bruls et al., figure 4: 6, 6, 4, 3, 2, 2, 1 in 6 × 4.
        let rects = SquarifiedLayout.layout(
            [6, 6, 4, 3, 2, 2, 1], in: SquarifiedLayout.Rect(x: 0, y: 0, width: 6, height: 4))
        #expect(rects[0] == SquarifiedLayout.Rect(x: 0, y: 0, width: 3, height: 2))
        #expect(rects[1] == SquarifiedLayout.Rect(x: 0, y: 2, width: 3, height: 2))
        #expect(abs(rects[2].width - 12.0 / 7) < 1e-9 && abs(rects[2].height - 7.0 / 3) < 1e-9)
    }

    @Test func nothingAndOneSizeAreNoTrouble() {
        let frame = SquarifiedLayout.Rect(x: 0, y: 0, width: 6, height: 4)
        #expect(SquarifiedLayout.layout([], in: frame).isEmpty)
        #expect(SquarifiedLayout.layout([5], in: frame) == [frame])
        #expect(SquarifiedLayout.layout([0], in: frame).map(\.area) == [0])
    }

    @Test func aCellSaysWhatHasRoomInIt() {
        func words(_ width: Double, _ height: Double, code: String = "2313") -> [String] {
            Treemap.Cell(
                mark: 0, rect: SquarifiedLayout.Rect(x: 0, y: 0, width: width, height: height), code: code,
                label: "Constructions en cours de réalisation", amount: .zero
            ).words
        }
        #expect(words(5, 50) == [])
        #expect(words(50, 6) == [])
        #expect(words(10, 50) == ["2313"])
        #expect(words(20, 20) == ["2313", "Constructions en cours de …"])
        #expect(words(40, 20).last == "Constructions en cours de réalisation")
        #expect(words(10, 20, code: "") == [])
        #expect(words(20, 20, code: "") == ["Constructions en cours de réalisation"])
    }

    @Test func aBarIsAsLongAsItsAmountAndLeavesOutWhatIsBelowZero() {
        let bar = StackedBar(
            [Cents(50), Cents(-10), Cents(25), Cents(5)], marks: [3, 0, 1, 2], longest: Cents(160))
        #expect(bar.segments.map(\.mark) == [3, 0, 2])
        #expect(bar.segments.map(\.start) == [0, 3.125, 34.375])
        #expect(bar.segments.map(\.length) == [3.125, 31.25, 15.625])
        #expect(bar.segments.map(\.hasRoom) == [false, true, true])
        #expect(StackedBar([.zero], marks: [0], longest: .zero).segments.isEmpty)
    }

    @Test func anIntervalStaysWithinItsBar() {
        let bar = IntervalBar(
            bounds: AmountBounds(Cents(-5), Cents(50)), whole: Cents(100), mark: 0)
        #expect(bar.place(bar.bounds.low) == 0)
        #expect(bar.place(bar.bounds.high) == 50)
        #expect(bar.place(Cents(200)) == 100)
        #expect(IntervalBar(bounds: bar.bounds, whole: .zero, mark: 0).place(Cents(1)) == 0)
    }

    @Test func positionsAreShortDecimals() {
        #expect(Percent.position(12.3456) == "12.35%")
        #expect(Percent.position(50) == "50%")
        #expect(Percent.position(.nan) == "0%")
    }
}
