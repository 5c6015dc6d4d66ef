internal import Files
internal import Findings
internal import Measures

/// The categories that lines of both runs are rated with, by their ids; 0 is outside the perimeter.
struct ComparedCategories {
    /// The measure of both runs; nil until a run says it.
    private(set) var measure: String?
    private(set) var ids = [""]
    private var places: [ArraySlice<UInt8>: Int] = [:]
    private var definitions: [MeasureDefinition]

    /// The categories of one of `definitions`.
    init(_ definitions: [MeasureDefinition]) { self.definitions = definitions }

    /// Takes the measure's file that a run relied on, where it still is what it was; it counts more than those of the
    /// folder of measures.
    mutating func offer(_ files: [RuleFile]) throws(Finding) {
        guard let file = files.first(where: { $0.role == RuleFile.measureRole }), FileSystem.exists(file.path),
            try SHA256.hex(of: Bytes(mapping: file.path)) == file.sha256,
            let definition = MeasureReader.read(path: file.path).definition
        else { return }
        definitions.insert(definition, at: 0)
    }

    /// The measure's file; nil where none of that name is found.
    var definition: MeasureDefinition? { definitions.first { $0.id == measure } }

    /// The place of the category `id` of `measure`; those that the measure's file names come in its order.
    mutating func place(of id: ArraySlice<UInt8>) -> Int {
        if let place = places[id] { return place }
        let place = ids.count
        let own = ArraySlice(Array(id))
        ids.append(String(decoding: own, as: UTF8.self))
        places[own] = place
        return place
    }

    /// Takes `measure` for that of a run; false when it is not the one of the other.
    mutating func take(measure: String) -> Bool {
        if let known = self.measure { return known == measure }
        self.measure = measure
        for mark in definition?.marks ?? [] { _ = place(of: ArraySlice(Array(mark.id.utf8))) }
        return true
    }

    /// The category at `place`; without the measure's file its id is its name.
    func category(_ place: Int) -> Category {
        guard place > 0 else {
            return .plain(
                id: "", label: "Hors périmètre", meaning: "Ce que la mesure ne regarde pas, ou qu'une règle met à part."
            )
        }
        return definition?.marks.first { $0.id == ids[place] } ?? .plain(id: ids[place], label: ids[place])
    }
}
