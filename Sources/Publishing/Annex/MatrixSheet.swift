internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The matrix of an annex: its official columns for pasting into the State's tool, then the codes that budget documents
/// use, the keys that presentations sum by, and where each row comes from.
struct MatrixSheet {
    private let keys: AnnexKeys
    private let lines: Lines
    private let result: MeasureResult
    private let parts: AnnexParts

    private var matrix: AnnexLayout.Matrix { keys.layout.matrix }
    private var definition: MeasureDefinition { result.definition }

    /// The header of the column of keys by function.
    private static let fonctionKey = "Clé de fonction"

    init(_ keys: AnnexKeys, lines: Lines, result: MeasureResult, parts: AnnexParts) {
        self.keys = keys
        self.lines = lines
        self.result = result
        self.parts = parts
    }

    /// The last row that a spreadsheet has, from 0: a matrix with more parts fits in none.
    static let lastRow = SheetLimits.rows - 1

    /// Whether every part has a row.
    var fits: Bool { parts.count <= Self.lastRow }

    /// The sheet.
    var sheet: NewSheet {
        let columns = self.columns
        var sheet = NewSheet(name: matrix.sheet, widths: columns.map(\.width), rows: [])
        sheet.columns = columns
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        sheet.heights[0] = 45
        return sheet
    }

    /// The columns that the presentations sum; nil when the layout lacks one of them.
    var ranges: AnnexRanges? {
        func column(_ holds: AnnexLayout.Holding) -> Formula? {
            matrix.columns.firstIndex { $0.holds == holds }.map { range(column: $0) }
        }
        guard let amount = column(.montant), let nature = column(.agregat) else { return nil }
        var views: [AnnexRanges.View] = []
        for axis in result.axes {
            guard let rating = column(.axe(axis.axis.number)) else { return nil }
            views.append(AnnexRanges.View(rating: rating))
        }
        if result.synthesis != nil {
            guard let rating = column(.synthese) else { return nil }
            views.append(AnnexRanges.View(rating: rating))
        }
        return AnnexRanges(
            amount: amount, nature: nature, fonction: range(column: matrix.columns.count), budget: nil, views: views)
    }

    private func range(column: Int) -> Formula {
        .range(
            sheet: matrix.sheet,
            CellRange(
                CellReference(row: 1, column: column), CellReference(row: max(parts.count, 1), column: column)))
    }

    // MARK: Columns

    private var columns: [NewColumn] {
        let official = matrix.columns.map { column(of: $0) }
        var more = [
            NewColumn(
                header: Self.fonctionKey, width: 14, format: .text,
                data: coded(keys.fonctionWords) { Int(keys.fonction[Int(parts.lines[$0])]) })
        ]
        for (place, axis) in result.axes.enumerated() {
            let codes = definition.marks.indices.map { definition.code(UInt8($0), axis: axis.axis) }
            more.append(
                NewColumn(
                    header: "\(axis.axis.short) – Code", width: 18, format: .text,
                    data: coded(codes) { Int(parts.marks[place][$0]) }))
        }
        if let synthesis = definition.synthesis, result.synthesis != nil {
            let codes = definition.marks.indices.map { definition.synthesisCode(UInt8($0)) }
            more.append(
                NewColumn(
                    header: "\(synthesis.short) – Code", width: 20, format: .text,
                    data: coded(codes) { Int(parts.synthesis[$0]) }))
        }
        more.append(
            NewColumn(
                header: "Ligne de la feuille source", width: 12, format: .integer,
                data: .amounts(parts.lines.map { Cents(Int64(lines.rows[Int($0)] + 1) * 100) })))
        return official + more
    }

    private func column(of column: AnnexLayout.MatrixColumn) -> NewColumn {
        func made(_ width: Double, _ format: ValueFormat, _ data: ColumnData) -> NewColumn {
            NewColumn(header: column.heading, width: width, format: format, data: data)
        }
        func field(_ field: LineField, _ width: Double) -> NewColumn {
            let column = lines[field]
            return made(width, .text, coded(Array(column.values)) { Int(column.codes[Int(parts.lines[$0])]) })
        }
        let labels = definition.marks.map(\.label)
        switch column.holds {
        case .nature: return field(.nature, 11)
        case .fonction: return field(.fonction, 11)
        case .libelle: return field(.libelle, 50)
        case .champ(let number):
            return matrix.champs.count >= number ? field(matrix.champs[number - 1], 12) : made(12, .text, empty)
        case .montant: return made(18, .amount, .amounts(parts.amounts.map { $0 }))
        case .axe(let number):
            guard let place = place(ofAxis: number) else { return made(15, .general, empty) }
            return made(15, .general, coded(labels) { Int(parts.marks[place][$0]) })
        case .synthese:
            guard result.synthesis != nil else { return made(15, .general, empty) }
            return made(15, .general, coded(labels) { Int(parts.synthesis[$0]) })
        case .agregat: return made(12, .text, coded(keys.natureWords) { Int(keys.nature[Int(parts.lines[$0])]) })
        case .ligneFonction:
            let codes = keys.layout.fonctions.map(\.code) + [""]
            return made(10, .text, coded(codes) { Int(keys.fonction[Int(parts.lines[$0])]) })
        case .signe(let number):
            guard let place = place(ofAxis: number) else { return made(9, .general, empty) }
            return made(9, .general, numbers { sign(parts.marks[place][$0]) })
        case .somme:
            return made(10, .general, numbers { row in parts.marks.reduce(0) { $0 + (sign($1[row]) ?? 0) } })
        case .sommeAbsolue:
            return made(18, .general, numbers { row in parts.marks.reduce(0) { $0 + abs(sign($1[row]) ?? 0) } })
        }
    }

    private func place(ofAxis number: Int) -> Int? { result.axes.firstIndex { $0.axis.number == number } }

    private func sign(_ mark: UInt8) -> Int? {
        Int(mark) < definition.categories.count ? definition.categories[Int(mark)].sign : nil
    }

    private var empty: ColumnData { .coded(values: [], codes: Codes(empty: parts.count, upTo: 0)) }

    /// A column of the texts `values`; `place` gives that of a row, empty texts leave the cell empty.
    private func coded(_ values: [String], _ place: (Int) -> Int) -> ColumnData {
        var used: [CellValue] = []
        var places = [UInt32](repeating: .max, count: values.count)
        var codes = Codes()
        for row in 0..<parts.count {
            let index = place(row)
            if places[index] == .max, !values[index].isEmpty {
                places[index] = UInt32(used.count)
                used.append(.text(values[index]))
            }
            codes.append(places[index])
        }
        return .coded(values: used, codes: codes)
    }

    /// A column of small whole numbers.
    private func numbers(_ value: (Int) -> Int?) -> ColumnData {
        let span = 2 * parts.marks.count + 1
        let values = (0..<span).map { CellValue.integer(Int64($0 - parts.marks.count)) }
        var codes = Codes()
        for row in 0..<parts.count { codes.append(value(row).map { UInt32($0 + parts.marks.count) } ?? .max) }
        return .coded(values: values, codes: codes)
    }
}
