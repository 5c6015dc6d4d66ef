internal import Tabular

/// Where the sheets of a measure go: in the place and under the name of those of an earlier run, else after the others
/// under a name that is free.
struct SheetPlan {
    /// The place of one sheet.
    struct Place {
        /// Its name: people may have changed it.
        var name: String
        /// What finds it again.
        var mark: Mark
        /// The sheet of an earlier run that it takes the place of.
        var replaces: Int?
    }

    private let marks: Marks
    private let sheets: [String]
    private let owner: String
    private var taken: Set<String>
    private var placed: Set<Mark> = []

    /// A plan for the sheets of `owner` in a workbook that has `sheets` and `marks`.
    init(marks: Marks, sheets: [String], owner: String) {
        self.marks = marks
        self.sheets = sheets
        self.owner = owner
        taken = Set(sheets.map { $0.lowercased() })
    }

    /// The place of the sheet `key`, called `wanted` when it is new.
    mutating func place(_ key: String, wanted: String) -> Place {
        let mark = Mark(.sheet, owner: owner, key: key)
        placed.insert(mark)
        if let index = marks.sheet(mark) { return Place(name: sheets[index], mark: mark, replaces: index) }
        var name = SheetNames.legal(wanted)
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = SheetNames.legal("\(wanted.prefix(24)) (\(number))")
        }
        return Place(name: name, mark: mark)
    }

    /// The places of the owner's sheets that nothing was placed on: an earlier run wrote them, this one does not.
    var left: [Place] {
        marks.sheets(owner: owner).filter { !placed.contains($0.key) }.sorted { $0.value < $1.value }
            .map { Place(name: sheets[$0.value], mark: $0.key, replaces: $0.value) }
    }
}

extension NewSheet {
    /// A sheet of `rows` at `place`.
    init(at place: SheetPlan.Place, widths: [Double], rows: [[NewCell?]]) {
        self.init(name: place.name, widths: widths, rows: rows)
        mark = place.mark
        replaces = place.replaces
    }
}
