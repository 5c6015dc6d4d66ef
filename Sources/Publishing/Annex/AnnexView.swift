internal import Measures

/// One presentation of an annex: the synthesis, or an axis.
struct AnnexView {
    /// The place among views: axes in their order, then the synthesis.
    var place: Int
    /// How the sheet is laid out.
    var presentation: AnnexLayout.Presentation
    /// What stands under the title; may be empty.
    var subtitle: String
    /// The axis; nil for the synthesis.
    var axis: Axis?
    /// For each column of the presentation, the place of its rating in the measure's marks; nil for one it does not have.
    var marks: [Int?]
    /// The place of the absence of a rating in the measure's marks.
    var absence: Int

    /// The presentations of `result` in the order of the annex: the synthesis first.
    static func all(_ layout: AnnexLayout, _ result: MeasureResult) -> [AnnexView] {
        var views: [AnnexView] = []
        if result.synthesis != nil {
            views.append(AnnexView(layout.aggregated, result, place: result.axes.count, axis: nil, subtitle: ""))
        }
        for (place, axis) in result.axes.enumerated() {
            let subtitle = layout.subtitles[axis.axis.number] ?? axis.axis.label
            views.append(AnnexView(layout.detailed, result, place: place, axis: axis.axis, subtitle: subtitle))
        }
        return views
    }

    private init(
        _ presentation: AnnexLayout.Presentation, _ result: MeasureResult, place: Int, axis: Axis?, subtitle: String
    ) {
        self.place = place
        self.presentation = presentation
        self.axis = axis
        self.subtitle = subtitle
        let ids = result.definition.marks.map(\.id)
        marks = presentation.columns.map { ids.firstIndex(of: $0.rating) }
        absence = Int(result.definition.absenceMark)
    }

    /// The official name of its sheet.
    var sheetName: String {
        guard let axis, let hole = presentation.sheet.range(of: "{number}") else { return presentation.sheet }
        return presentation.sheet.replacing(hole, "\(axis.number)")
    }

    /// The name of its sheet among those of an annotated workbook.
    var shortName: String { axis.map { "Annexe axe \($0.number)" } ?? "Annexe agrégée" }

    /// What finds its sheet again in a later run.
    var key: String { "annexe.\(axis?.id ?? "synthese")" }
}

extension String {
    /// The range of the first `text`; nil when there is none.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        guard let start = indices.first(where: { self[$0...].hasPrefix(text) }) else { return nil }
        return start..<index(start, offsetBy: text.count)
    }

    fileprivate func replacing(_ range: Range<String.Index>, _ text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }
}
