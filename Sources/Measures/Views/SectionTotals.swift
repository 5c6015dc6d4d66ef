internal import Findings
public import PublicAccounts
internal import Tabular

/// The lines in the perimeter of one section of the budget, by category, on each axis.
public struct SectionTotals: Sendable, Hashable {
    /// `fonctionnement`, `investissement`; empty where the export does not say.
    public var id: String
    /// For people.
    public var label: String
    /// The sums of each axis, in their order.
    public var axes: [Totals]

    /// The sections, as lines name them, and their labels.
    public static let known = [
        (id: "fonctionnement", label: "Fonctionnement"), (id: "investissement", label: "Investissement"),
        (id: "", label: "Section inconnue"),
    ]

    /// Where each value of the column of sections stands in `known`.
    public static func places(of sections: Lines.Column) -> [Int] {
        sections.values.map { value in known.firstIndex { $0.id == value } ?? known.count - 1 }
    }

    /// The two sections, and the lines of none where there are some.
    static func all(_ definition: MeasureDefinition, _ axes: [AxisResult], _ lines: Lines) throws(Finding)
        -> [SectionTotals]
    {
        let column = lines[.section]
        let places = places(of: column)
        var builders = axes.map { _ in known.map { _ in TotalsBuilder(marks: definition.marks.count) } }
        for (place, axis) in axes.enumerated() {
            let cuts = axis.ratings.map { Cut($0) }
            for line in axis.codes.indices {
                let cut = cuts[Int(axis.codes[line])]
                guard let main = cut.main else { continue }
                let section = places[Int(column.codes[line])]
                let parts = cut.amounts(of: lines.amounts[line])
                try builders[place][section].add(
                    main: UInt8(clamping: main), parts.main, other: cut.other.map { UInt8(clamping: $0) }, parts.other)
            }
        }
        return known.indices.map { section in
            SectionTotals(
                id: known[section].id, label: known[section].label, axes: builders.map { $0[section].totals })
        }
        .filter { section in !section.id.isEmpty || section.axes.contains { $0.counts.contains { $0 > 0 } } }
    }
}
