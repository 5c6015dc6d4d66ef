/// Where the splicing of a sheet's rows is.
struct RowProgress {
    /// What prints the block's cells.
    var printer: BlockPrinter
    /// The prefix of the sheet's elements with its colon; empty for the default namespace.
    let prefix: String
    /// The format that the neighbouring column gives cells that are not there.
    let columnStyle: Int
    /// The last `spans` that were looked at.
    var spans: [UInt8] = []
    /// What they became; nil when they stay.
    var widened: [UInt8]?
    /// The last row seen, from 0.
    var index = -1
    /// The first row that may still have to be created, from 0.
    var next = 0
    /// Whether the block has cells in the last row seen.
    var isTouched = false
    /// Whether what an earlier run wrote in that row stays: what a total of people's own may have come to.
    var keepsOwned = false
    /// The first of the block's columns that the row still needs.
    var pending = 0
    /// The format of the row's cell left of the block.
    var neighbour = 0
    /// Whether the row gives cells that are not there no format of its own.
    var isPlain = true
    /// The column of the last cell seen in the row, from 0.
    var lastColumn = -1

    /// Before the first row.
    init(printer: BlockPrinter, prefix: String, columnStyle: Int) {
        self.printer = printer
        self.prefix = prefix
        self.columnStyle = columnStyle
    }
}
