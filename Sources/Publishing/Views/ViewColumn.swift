public import Measures

/// A column that a pipeline may ask for besides the ratings (`export: columns:`); the synthesis sheet's views are formulas over
/// those that are there.
public enum ViewColumn: String, Sendable, Hashable, CaseIterable {
    /// The section of the budget.
    case section
    /// Whether the line is favourable on an axis and unfavourable on none.
    case noHarm = "favorable-sans-defavorable"
    /// What the grade becomes on the official scale, the official rating, and whether they agree.
    case otherScale = "categorie-officielle"

    /// Whether a measure has what the column shows.
    public func isOffered(by definition: MeasureDefinition) -> Bool {
        switch self {
        case .section: definition.views.bySection
        case .noHarm: definition.views.noHarm != nil
        case .otherScale: definition.mapping != nil
        }
    }

    /// What tells its columns apart in a later run, in the order of the columns.
    func keys(_ result: MeasureResult) -> [String] {
        switch self {
        case .section: result.derived.sections.isEmpty ? [] : ["vues.section"]
        case .noHarm:
            result.derived.noHarm == nil ? [] : ["reponse", "autre", "montant"].map { "sans-defavorable.\($0)" }
        case .otherScale:
            result.derived.scales.flatMap { scale in
                ["attendue", "officielle", "accord"].map { "\(scale.axis.id).\($0)" }
            }
        }
    }
}

extension ViewColumn {
    /// The keys of `asked`, in the order of the columns.
    static func keys(_ asked: Set<ViewColumn>, _ result: MeasureResult) -> [String] {
        allCases.filter { asked.contains($0) }.flatMap { $0.keys(result) }
    }
}

/// Where the columns that a pipeline asked for are.
struct ViewPlaces {
    /// The columns of the answer whether a line harms no axis.
    struct NoHarm {
        /// The answer for the main part.
        var main: Int
        /// The answer for the rest, where an axis is split.
        var other: Int
        /// The amount of the main part.
        var amount: Int
    }

    /// The columns of one axis on two scales.
    struct Scale {
        /// What the grade becomes.
        var expected: Int
        /// The official rating.
        var found: Int
        /// Whether they agree.
        var agreement: Int
    }

    /// The section.
    private(set) var section: Int?
    /// Whether a line harms no axis.
    private(set) var noHarm: NoHarm?
    /// The other scale, one element per comparison of the result; empty when nobody asked.
    private(set) var scales: [Scale] = []

    /// No columns.
    init() {}

    /// The columns `asked` of `result`, at `placed`.
    init(_ asked: Set<ViewColumn>, _ result: MeasureResult, at placed: PlacedColumns) {
        for column in asked {
            let places = column.keys(result).map { placed[$0] }
            guard !places.isEmpty else { continue }
            switch column {
            case .section: section = places[0]
            case .noHarm: noHarm = NoHarm(main: places[0], other: places[1], amount: places[2])
            case .otherScale:
                scales = stride(from: 0, to: places.count, by: 3).map {
                    Scale(expected: places[$0], found: places[$0 + 1], agreement: places[$0 + 2])
                }
            }
        }
    }
}
