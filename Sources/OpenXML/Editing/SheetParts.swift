internal import Findings
internal import Tabular

/// The parts of a new sheet besides its own: its notes and their boxes, its drawing and the charts, and what leads to them.
struct SheetParts {
    /// The parts, in the order in which they are written.
    private(set) var parts: [NewPart] = []
    /// The relationship from the sheet to its drawing; nil without charts.
    private(set) var drawing: String?
    /// The relationship from the sheet to the boxes of its notes; nil without notes.
    private(set) var boxes: String?

    /// A part that an earlier sheet in the same place had, and what it was to it.
    typealias Old = (kind: String, part: String)

    /// Makes the parts of `sheet`, whose own part is `part`.
    ///
    /// - Parameters:
    ///   - names: the names in use.
    ///   - old: what may be replaced: a part of the same kind goes to the same place.
    ///   - folder: the folder of the workbook part, with its slash.
    init(
        for sheet: NewSheet, at part: String, names: inout PartNames, replacing old: [Old] = [], folder: String,
        namespaces: Namespaces, uses1904: Bool
    ) throws(Finding) {
        var old = old
        func place(_ kind: String, _ stem: String, _ ending: String) -> String {
            if let index = old.firstIndex(where: { $0.kind == kind }) { return old.remove(at: index).part }
            return names.fresh(folder + stem, ending)
        }
        var links: [(id: String, type: String, target: String)] = []
        func link(_ kind: String, _ target: String) -> String {
            let id = "rId\(links.count + 1)"
            links.append((id, namespaces.relationship(kind), target))
            return id
        }
        if !sheet.charts.isEmpty {
            let name = place("drawing", "drawings/drawing", ".xml")
            drawing = link("drawing", name)
            let contents = DrawingPart.written(sheet.charts, namespaces: namespaces)
            parts.append(NewPart(name: name, type: Namespaces.drawingType, contents: contents))
            var charts: [NewPart] = []
            for chart in sheet.charts {
                var writing = ChartPart(chart, of: sheet, namespaces: namespaces, uses1904: uses1904)
                charts.append(
                    NewPart(
                        name: place("chart", "charts/chart", ".xml"), type: Namespaces.chartType,
                        contents: try writing.written()))
            }
            let targets = charts.enumerated().map { (index, chart) in
                (id: "rId\(index + 1)", type: namespaces.relationship("chart"), target: chart.name)
            }
            parts.append(.relationships(of: name, targets))
            parts += charts
        }
        let notes = sheet.orderedNotes
        if !notes.isEmpty {
            let shapes = place("vmlDrawing", "drawings/vmlDrawing", ".vml")
            let texts = place("comments", "comments", ".xml")
            boxes = link("vmlDrawing", shapes)
            _ = link("comments", texts)
            parts.append(
                NewPart(
                    name: texts, type: Namespaces.contentType("comments"),
                    contents: try NotesPart.written(notes, namespaces: namespaces)))
            parts.append(NewPart(name: shapes, type: Namespaces.boxesType, contents: NoteBoxes(sheet).written()))
        }
        if !links.isEmpty { parts.insert(.relationships(of: part, links), at: 0) }
    }
}
