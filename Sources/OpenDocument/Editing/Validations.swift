internal import Tabular

/// The drop-downs and prompts of columns, as changes of the list of validations: one that an earlier run made for a column
/// is replaced where it stands, or taken away; the others are added at the end.
struct Validations {
    /// The changes.
    private(set) var splices: [Splice] = []
    private let survey: ContentSurvey
    private var taken: Set<String>
    private var added: [UInt8] = []

    /// Changes for the workbook that `survey` describes.
    init(_ survey: ContentSurvey) {
        self.survey = survey
        taken = survey.validationNames
    }

    /// Makes the validations of `block`, of the table called `sheet`; the name of each column's, nil for those without.
    mutating func add(_ block: ColumnBlock, sheet: String) -> [String?] {
        // Ours on the columns of the block, by column.
        var earlier: [Int: [OwnParts.Validation]] = [:]
        for validation in survey.own.validations {
            guard let base = validation.base, base.sheet == sheet, block.owned.contains(base.range.first.column) else {
                continue
            }
            earlier[base.range.first.column, default: []].append(validation)
        }
        var names: [String?] = []
        for (column, position) in zip(block.columns, block.positions) {
            guard column.choices != nil || column.prompt != nil else {
                names.append(nil)
                continue
            }
            let cell = CellReference(row: block.body.lowerBound, column: position)
            let base = "\(RangeAddress.quoted(sheet)).\(cell)"
            if let old = earlier[position]?.first {
                earlier[position]?.removeFirst()
                names.append(old.name)
                let markup = ValidationText.markup(of: column, name: old.name, base: base, survey.prefixes)
                splices.append(
                    Splice(offset: old.extent.lowerBound, removing: old.extent.count, insertion: .bytes(markup)))
            } else {
                let name = free()
                names.append(name)
                added += ValidationText.markup(of: column, name: name, base: base, survey.prefixes)
            }
        }
        for old in earlier.values.joined() {
            splices.append(Splice(offset: old.extent.lowerBound, removing: old.extent.count, insertion: .bytes([])))
        }
        return names
    }

    /// Puts what was added at the end of the list.
    mutating func finish() {
        if !added.isEmpty { splices.append(survey.validations.adding(added)) }
    }

    private mutating func free() -> String {
        var number = 1
        while !taken.insert("\(ValidationText.stem)\(number)").inserted { number += 1 }
        return "\(ValidationText.stem)\(number)"
    }
}
