/// The marks that a workbook holds: which of its columns and sheets an earlier run of the program wrote.
public struct Marks: Sendable {
    /// By sheet, as an index in `WorkbookReader.sheets`: the header cell of each marked column.
    private var columns: [Int: [Mark: CellReference]] = [:]
    /// The index of each marked sheet.
    private var sheets: [Mark: Int] = [:]

    /// The marks among the names of `reader`. Names whose cells are gone mark nothing.
    public init(in reader: some WorkbookReader) {
        var indices: [String: Int] = [:]
        for (index, sheet) in reader.sheets.enumerated() { indices[sheet.name] = index }
        // A name of a single sheet is a copy that a spreadsheet program made with the sheet.
        for name in reader.names where name.sheet == nil {
            guard let mark = Mark(name: name.name), let cells = name.cells, let sheet = indices[cells.sheet] else {
                continue
            }
            switch mark.kind {
            case .column: columns[sheet, default: [:]][mark] = cells.range.first
            case .sheet: sheets[mark] = sheet
            }
        }
    }

    /// Whether nothing is marked.
    public var isEmpty: Bool { columns.isEmpty && sheets.isEmpty }

    /// The header cells of the columns of `sheet` that `owner` wrote, by key; of all owners when nil.
    public func columns(ofSheet sheet: Int, owner: String? = nil) -> [Mark: CellReference] {
        let own = owner.map { Mark(.column, owner: $0, key: "").owner }
        return (columns[sheet] ?? [:]).filter { own == nil || $0.key.owner == own }
    }

    /// The columns of `sheet`, from 0, that anybody's run wrote: no part of what a person exported.
    public func written(onSheet sheet: Int) -> Set<Int> {
        Set((columns[sheet] ?? [:]).values.map(\.column))
    }

    /// The sheet marked `mark`, as an index.
    public func sheet(_ mark: Mark) -> Int? { sheets[mark] }

    /// The sheets that `owner` wrote, as indices.
    public func sheets(owner: String) -> [Mark: Int] {
        let own = Mark(.sheet, owner: owner, key: "").owner
        return sheets.filter { $0.key.owner == own }
    }

    /// The sheets that anybody's run wrote.
    public var writtenSheets: Set<Int> { Set(sheets.values) }

    /// Where columns marked `marks` go on `sheet`: where they are already, else from `free`, the first column to the right
    /// of everything, on. `owned` are all columns of `owner` there, whether they are written again or not.
    public func places(
        of marks: [Mark], owner: String, onSheet sheet: Int, from free: Int
    ) -> (positions: [Int], owned: Set<Int>) {
        let known = columns(ofSheet: sheet, owner: owner)
        var next = free
        let positions = marks.map { mark in
            if let place = known[mark] { return place.column }
            defer { next += 1 }
            return next
        }
        return (positions, Set(known.values.map(\.column)))
    }
}
