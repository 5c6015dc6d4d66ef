internal import Findings

/// What one input gives a table of the data package.
struct TablePart<Content: Sendable>: Sendable {
    /// The input's id, which its rows begin with; nil where the run has one input alone and rows say none.
    var input: String?
    /// What its rows are made of.
    var content: Content

    init(_ input: String?, _ content: Content) {
        self.input = input
        self.content = content
    }
}

/// The ids of a run's inputs as tables name them, to tell the rows of each from the others' while reading.
struct TableInputs {
    /// The ids; nil where the run has one input alone.
    let ids: [String]?
    private var places: [ArraySlice<UInt8>: Int] = [:]
    private var last: (id: ArraySlice<UInt8>, place: Int)?

    init(_ ids: [String]?) {
        self.ids = ids
        for (place, id) in (ids ?? []).enumerated() { places[Array(id.utf8)[...]] = place }
    }

    /// One input, whose rows say nothing.
    static var alone: TableInputs { TableInputs(nil) }

    var count: Int { ids?.count ?? 1 }
    var sayInput: Bool { ids != nil }

    /// Which input a row is of; nil for a row of all of them together.
    ///
    /// - Throws: `PIP004` for the id of no input.
    mutating func place(of fields: CSVTable.Fields, _ row: Place) throws(Finding) -> Int? {
        guard sayInput else { return 0 }
        let id = fields.input
        if id.isEmpty { return nil }
        if let last, last.id == id { return last.place }
        guard let place = places[id] else {
            throw Finding(.badPackage, at: row, ["detail": CSVTable.inputColumn])
        }
        last = (Array(id)[...], place)
        return place
    }
}
