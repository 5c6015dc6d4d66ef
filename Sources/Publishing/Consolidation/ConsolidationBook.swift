public import Tabular

/// The consolidated workbook: live tables over a sheet of figures, so that no formula leads to another file.
public enum ConsolidationBook {
    /// Its sheets, in order.
    public static func sheets(_ consolidation: Consolidation, title: String, subtitle: String) -> [NewSheet] {
        let figures = FigureSheet(consolidation)
        var first = ConsolidationSheet(consolidation, figures: figures, title: title, subtitle: subtitle)
        var controls = ReconciliationSheet(consolidation, figures: figures)
        return [
            first.sheet(), FlowSheet.sheet(consolidation, figures: figures), controls.sheet(), figures.sheet,
        ]
    }
}
