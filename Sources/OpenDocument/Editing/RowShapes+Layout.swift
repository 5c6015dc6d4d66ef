internal import Tabular

extension RowShapes {
    /// The row of shape `number`, whose places of styles are places in the bytes of `styles`.
    func layout(_ number: UInt32) -> RowLayout {
        let bytes = bytes(of: number)
        var at = bytes.startIndex
        func next() -> Int {
            var value = 0
            var shift = 0
            while true {
                let byte = bytes[at]
                at += 1
                value |= Int(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
        }
        func style() -> Range<Int>? {
            let code = next()
            return code == 0 ? nil : styles.texts.range(of: code)
        }
        let repeats = next()
        let rowStyle = style()
        var runs: [RowLayout.Run] = []
        var column = 0
        while at < bytes.endIndex {
            let says = next()
            var run = RowLayout.Run(extent: 0..<0, column: column, count: 1, isOccupied: says & 1 != 0)
            if says & 2 != 0 { run.style = style() }
            if says & 4 != 0 { run.count = next() }
            column = run.end
            runs.append(run)
        }
        return RowLayout(repeats: repeats, defaultStyle: rowStyle, runs: runs)
    }
}
