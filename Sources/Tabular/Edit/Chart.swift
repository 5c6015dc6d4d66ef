/// A chart on a new sheet, drawn by spreadsheet programs from cells of that sheet.
///
/// Its figures stand in cells too: a picture never says alone what it says.
public struct Chart: Sendable, Hashable {
    /// How values are drawn.
    public enum Kind: Sendable, Hashable {
        /// Bars, horizontal (names on the left) or vertical columns; one beside the other for several series.
        case bars(isHorizontal: Bool)
        /// The series of one name on one bar, end to end.
        case stackedBars(isHorizontal: Bool)
        /// As stacked bars, each bar being the whole.
        case stackedShares(isHorizontal: Bool)
        /// A ring of the first series.
        case doughnut
    }

    /// Values drawn alike.
    public struct Series: Sendable, Hashable {
        /// The cell that names it.
        public var name: CellReference
        /// Its values: cells of one row or one column.
        public var values: CellRange
        /// Its colour, `RRGGBB`.
        public var fill: String
        /// The colour of each value, where they differ (a doughnut, bars of categories); empty when all have `fill`.
        public var fills: [String] = []
        /// Whether nothing of it is seen: it only carries the series that are stacked on it, as in a waterfall, and has no
        /// place in the legend.
        public var isInvisible = false

        /// A series.
        public init(name: CellReference, values: CellRange, fill: String, fills: [String] = []) {
            self.name = name
            self.values = values
            self.fill = fill
            self.fills = fills
        }
    }

    /// How it is drawn.
    public var kind: Kind
    /// Its title.
    public var title: String
    /// What it shows, in words, for those who cannot see it.
    public var alternative: String
    /// The cells that name the values: as many as each series has values.
    public var categories: CellRange
    /// What is drawn.
    public var series: [Series]
    /// How values are written on the axis and the labels.
    public var format: ValueFormat
    /// Whether each value is written on its mark.
    public var showsValues = false
    /// The cells that it covers.
    public var place: CellRange

    /// A chart.
    public init(
        _ kind: Kind, title: String, alternative: String, categories: CellRange, series: [Series],
        format: ValueFormat, place: CellRange
    ) {
        self.kind = kind
        self.title = title
        self.alternative = alternative
        self.categories = categories
        self.series = series
        self.format = format
        self.place = place
    }
}
