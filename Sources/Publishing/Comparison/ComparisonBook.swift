internal import Measures
public import Tabular

/// The workbook of a comparison: a sheet per axis with its table and its waterfalls, live over the sheet of changes; the
/// changes, thing by thing; what the words mean and what was proved.
public enum ComparisonBook {
    /// Its sheets, in order.
    public static func sheets(_ content: ComparisonContent) -> [NewSheet] {
        let detail = ChangeSheet(content)
        var taken: Set<String> = [ChangeSheet.name.lowercased(), ComparisonMethod.name.lowercased()]
        var sheets: [NewSheet] = []
        for (place, view) in content.views.enumerated() {
            var name = SheetNames.legal(view.short)
            // Two axes may have one short label.
            if !taken.insert(name.lowercased()).inserted {
                name = SheetNames.legal("\(place + 1) \(view.short)")
                taken.insert(name.lowercased())
            }
            var sheet = ComparisonSheet(content, view: place, detail: detail, name: name)
            sheets.append(sheet.sheet())
        }
        return sheets + [detail.sheet, ComparisonMethod.sheet(content)]
    }
}
