/// Cuts a rectangle into rectangles whose areas are proportional to sizes and whose sides are as equal as they can be
/// (Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000).
enum SquarifiedLayout {
    /// A rectangle, in any unit.
    struct Rect: Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        var area: Double { width * height }
        fileprivate var side: Double { min(width, height) }
    }

    /// The rectangles of `sizes` in `rect`, in order; sizes are above zero and descend.
    static func layout(_ sizes: [Double], in rect: Rect) -> [Rect] {
        let total = sizes.reduce(0, +)
        guard total > 0, rect.area > 0 else {
            return sizes.map { _ in Rect(x: rect.x, y: rect.y, width: 0, height: 0) }
        }
        let areas = sizes.map { $0 / total * rect.area }
        var placed: [Rect] = []
        var rest = rect
        var row: [Double] = []
        for area in areas {
            if row.isEmpty || worst(row + [area], rest.side) <= worst(row, rest.side) {
                row.append(area)
            } else {
                placed += place(row, &rest)
                row = [area]
            }
        }
        if !row.isEmpty { placed += place(row, &rest) }
        return placed
    }

    /// The largest ratio of sides in a row of `areas` along a side of length `side`.
    private static func worst(_ areas: [Double], _ side: Double) -> Double {
        let sum = areas.reduce(0, +)
        guard let largest = areas.max(), let smallest = areas.min(), smallest > 0, side > 0 else { return .infinity }
        return max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest))
    }

    /// Puts a row along the shorter side of `rest`, and takes its room away.
    private static func place(_ areas: [Double], _ rest: inout Rect) -> [Rect] {
        let sum = areas.reduce(0, +)
        var placed: [Rect] = []
        if rest.width >= rest.height {
            let width = rest.height > 0 ? sum / rest.height : 0
            var y = rest.y
            for area in areas {
                let height = width > 0 ? area / width : 0
                placed.append(Rect(x: rest.x, y: y, width: width, height: height))
                y += height
            }
            rest.x += width
            rest.width = max(0, rest.width - width)
        } else {
            let height = rest.width > 0 ? sum / rest.width : 0
            var x = rest.x
            for area in areas {
                let width = height > 0 ? area / height : 0
                placed.append(Rect(x: x, y: rest.y, width: width, height: height))
                x += width
            }
            rest.y += height
            rest.height = max(0, rest.height - height)
        }
        return placed
    }
}
