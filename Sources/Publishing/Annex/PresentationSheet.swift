internal import Measures
internal import Tabular

/// A sheet of the annex: the lines by nature, those for information beside them, the lines by function, the controls; one
/// annex below the other where the sheet is that of several budgets.
///
/// Its cells are where the State's workbook has them. What it has no line for stands on rows of its own, only where there
/// is something: accounts without an aggregate, lines without a function.
struct PresentationSheet {
    private let keys: AnnexKeys
    private let figures: AnnexFigures
    private let categories: [Category]
    private let view: AnnexView
    /// What formulas sum; nil to write the amounts alone.
    private let ranges: AnnexRanges?
    /// Whether the lines for information are among the rows that formulas sum.
    private let sumsInformation: Bool
    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []
    private var colours: [(range: CellRange, ValueColour)] = []
    private var titleRows: [Int] = []

    private var layout: AnnexLayout { keys.layout }
    /// The column of the amounts, then amount and share of each rating.
    private static let amountColumn = 2
    private var firstRating: Int { Self.amountColumn + 1 }
    private var lastColumn: Int { Self.amountColumn + 2 * view.marks.count }
    /// Where the lines for information begin: after an empty column.
    private var aside: Int { lastColumn + 2 }

    private static let fine = "OK"
    private static let wrong = "Écart"

    /// The sheet of `view`; `marks` are the measure's categories and words.
    init(
        _ view: AnnexView, _ keys: AnnexKeys, _ figures: AnnexFigures, marks: [Category], ranges: AnnexRanges?,
        sumsInformation: Bool
    ) {
        self.view = view
        self.keys = keys
        self.figures = figures
        categories = marks
        self.ranges = ranges
        self.sumsInformation = sumsInformation
    }

    /// Adds the annex of `budget`; `remark` says what it is of.
    mutating func add(_ budget: Int, remark: String) {
        if !rows.isEmpty { rows += [[], []] }
        heading(remark)
        let nature = natureBlock(budget)
        rows.append([])
        let fonction = fonctionBlock(budget)
        rows += [[], []]
        controls(budget, nature, fonction)
    }

    /// The finished sheet, called `name`.
    func sheet(_ name: String) -> NewSheet {
        var sheet = NewSheet(name: name, widths: widths, rows: rows)
        sheet.merges = merges
        // What is for information is no part of the annex, and would make the rest too small to read on paper.
        sheet.printRange = CellRange(
            CellReference(row: 0, column: 0),
            CellReference(row: max(rows.count - 1, 0), column: lastColumn))
        sheet.colours = colours
        RowHeights.fit(&sheet)
        for row in titleRows { sheet.heights[row] = 24 }
        return sheet
    }

    private var widths: [Double] {
        let ratings = view.marks.flatMap { _ in [20.0, 9.0] }
        return [7, 62, 20] + ratings + [3] + [7, 80, 20] + ratings
    }

    // MARK: Rows

    private mutating func heading(_ remark: String) {
        titleRows.append(rows.count)
        rows.append([NewCell(.text(view.presentation.title), .general, .title)])
        if view.subtitle.isEmpty {
            rows.append([])
        } else {
            titleRows.append(rows.count)
            rows.append([NewCell(.text(view.subtitle), .general, .title)])
        }
        rows.append([NewCell(.text(remark), .general, .subtitle)])
    }

    /// The rows of a block: those of its lines, and that of their total.
    private struct Block {
        /// The official lines.
        var listed: Range<Int>
        /// The line of what no official line has, where there is one.
        var rest: Int?
        /// The total of all.
        var total: Int
        /// The cuts of all lines.
        var cuts: [AnnexFigures.Cut]
    }

    private mutating func natureBlock(_ budget: Int) -> Block {
        let header = rows.count
        rows.append(headerCells(layout.headings.nature) + [nil] + headerCells(layout.headings.information))
        mergeHeader(header, from: 0)
        mergeHeader(header, from: aside)
        let hasRest = figures.count(budget, .nature(keys.unlisted)) > 0
        let other = keys.information.upperBound - 1
        let hasOther = figures.count(budget, .nature(other)) > 0
        let lines = layout.nature.indices.map { $0 }
        let information = Array(keys.information.dropLast()) + (hasOther ? [other] : [])
        let count = max(lines.count + (hasRest ? 1 : 0), information.count)
        let first = rows.count
        for index in 0..<count {
            var cells: [NewCell?] = []
            if index < lines.count {
                let line = layout.nature[index]
                let label = view.axis == nil ? line.label : line.detailedLabel
                cells = self.cells(budget, .nature(index), code: line.code, label: label, from: 0)
            } else if index == lines.count, hasRest {
                cells = self.cells(
                    budget, .nature(keys.unlisted), code: "", label: "Hors agrégats : comptes sans ligne dans l’annexe",
                    from: 0)
            } else {
                cells = Array(repeating: nil, count: lastColumn + 1)
            }
            if index < information.count {
                let place = information[index]
                let line = place == other ? nil : layout.information[place - keys.unlisted - 1]
                cells.append(nil)
                cells += self.cells(
                    budget, .nature(place), code: line?.code ?? "",
                    label: line?.label ?? "Comptes sans ligne dans ce tableau", from: aside)
            }
            rows.append(cells)
        }
        if view.axis != nil { rows.append([]) }
        let listed = first..<first + lines.count
        let informationRows = first..<first + information.count
        let listedCuts = lines.map { AnnexFigures.Cut.nature($0) }
        let row = rows.count
        rows.append(
            totalCells(layout.headings.listedTotal, listed, budget, listedCuts, from: 0) + [nil]
                + totalCells(
                    layout.headings.informationTotal, informationRows, budget,
                    information.map { .nature($0) }, from: aside))
        merges += [Self.span(row, 0, 1), Self.span(row, aside, aside + 1)]
        let total = rows.count
        let rest = hasRest ? first + lines.count : nil
        let cuts = listedCuts + (hasRest ? [.nature(keys.unlisted)] : [])
        rows.append(totalCells(view.presentation.total, listed, budget, cuts, rest: rest, from: 0))
        merges.append(Self.span(total, 0, 1))
        return Block(listed: listed, rest: rest, total: total, cuts: cuts)
    }

    private mutating func fonctionBlock(_ budget: Int) -> Block {
        mergeHeader(rows.count, from: 0)
        rows.append(headerCells(layout.headings.fonction))
        let first = rows.count
        for (place, line) in layout.fonctions.enumerated() {
            rows.append(cells(budget, .fonction(place), code: line.code, label: line.label, from: 0))
        }
        let listed = first..<rows.count
        var cuts = layout.fonctions.indices.map { AnnexFigures.Cut.fonction($0) }
        var rest: Int?
        if figures.count(budget, .fonction(keys.functionless)) > 0 {
            rest = rows.count
            cuts.append(.fonction(keys.functionless))
            rows.append(
                cells(budget, .fonction(keys.functionless), code: "", label: "Sans fonction dans l’annexe", from: 0))
        }
        let total = rows.count
        rows.append(totalCells(layout.headings.fonctionTotal, listed, budget, cuts, rest: rest, from: 0))
        merges.append(Self.span(total, 0, 1))
        return Block(listed: listed, rest: rest, total: total, cuts: cuts)
    }

    // MARK: Cells

    private func headerCells(_ title: String) -> [NewCell?] {
        var cells: [NewCell?] = [
            NewCell(nil, .general, .header), NewCell(.text(title), .general, .header),
            NewCell(.text(layout.headings.amount), .general, .header),
        ]
        for (column, mark) in zip(view.presentation.columns, view.marks) {
            let look =
                mark.map { CellLook.colouredHeader(fill: categories[$0].fill, ink: categories[$0].ink) } ?? .header
            cells += [NewCell(.text(column.heading), .general, look), NewCell(nil, .general, look)]
        }
        return cells
    }

    private mutating func mergeHeader(_ row: Int, from column: Int) {
        for place in view.marks.indices {
            let first = column + firstRating + 2 * place
            merges.append(Self.span(row, first, first + 1))
        }
    }

    private func text(_ value: String, _ look: CellLook = .tableBody) -> NewCell {
        NewCell(value.isEmpty ? nil : .text(value), .text, look)
    }

    /// The cells of a line: code, label, amount, then amount and share of each rating.
    private func cells(
        _ budget: Int, _ cut: AnnexFigures.Cut, code: String, label: String, from column: Int
    ) -> [NewCell?] {
        let total = figures.total(budget, cut)
        let isInformation = column > 0
        let source = isInformation && !sumsInformation ? nil : ranges
        let key = key(budget, cut)
        let totalCell = CellReference(row: rows.count, column: column + Self.amountColumn)
        var cells: [NewCell?] = [
            text(code), NewCell(.text(label), .wrapped, .tableBody),
            NewCell(amount(source.map { $0.total(key) }, total), .amount, .tableBody),
        ]
        for (place, mark) in view.marks.enumerated() {
            let reference = CellReference(row: rows.count, column: column + firstRating + 2 * place)
            var value = mark.map { figures.amount(budget, cut, view: view.place, mark: $0) } ?? .zero
            var formula: Formula?
            if isInformation {
                // Nobody rates what is for information.
                if mark == view.absence {
                    value = total
                    formula = source.map { _ in .cell(sheet: nil, totalCell) }
                }
            } else if let mark {
                formula = source?.amount(key, view: view.place, rating: categories[mark].label)
            }
            cells.append(NewCell(amount(formula, value), .amount, .tableBody))
            cells.append(.share(of: reference, value, total: totalCell, of: total))
        }
        return cells
    }

    private func key(_ budget: Int, _ cut: AnnexFigures.Cut) -> AnnexRanges.Key {
        switch cut {
        case .nature(let place):
            AnnexRanges.Key(word: keys.natureWords[place], isFonction: false, budget: keys.budgetWords[budget])
        case .fonction(let place):
            AnnexRanges.Key(word: keys.fonctionWords[place], isFonction: true, budget: keys.budgetWords[budget])
        }
    }

    private func amount(_ formula: Formula?, _ value: Cents) -> CellValue {
        formula.map { .formula($0, .amount(value)) } ?? .amount(value)
    }

    /// The cells of a total of the rows `listed`, and of row `rest` where there is one, which are at `cuts`.
    private func totalCells(
        _ label: String, _ listed: Range<Int>, _ budget: Int, _ cuts: [AnnexFigures.Cut], rest: Int? = nil,
        from column: Int
    ) -> [NewCell?] {
        var cells: [NewCell?] = [NewCell(.text(label), .wrapped, .total), NewCell(nil, .general, .total)]
        func sum(_ column: Int) -> Formula {
            let range = Formula.range(
                sheet: nil,
                CellRange(
                    CellReference(row: listed.lowerBound, column: column),
                    CellReference(row: (rest ?? listed.upperBound - 1), column: column)))
            return .call("ROUND", [.call("SUM", [range]), .number("2")])
        }
        let whole = cuts.reduce(Cents.zero) { $0 + figures.total(budget, $1) }
        let totalCell = CellReference(row: rows.count, column: column + Self.amountColumn)
        cells.append(NewCell(.formula(sum(totalCell.column), .amount(whole)), .amount, .total))
        for (place, mark) in view.marks.enumerated() {
            let reference = CellReference(row: rows.count, column: column + firstRating + 2 * place)
            var value = Cents.zero
            if column == 0 {
                value = cuts.reduce(.zero) { sum, cut in
                    sum + (mark.map { figures.amount(budget, cut, view: view.place, mark: $0) } ?? .zero)
                }
            } else if mark == view.absence {
                value = whole
            }
            cells.append(NewCell(.formula(sum(reference.column), .amount(value)), .amount, .total))
            cells.append(.share(of: reference, value, total: totalCell, of: whole, look: .total))
        }
        return cells
    }

    private static func span(_ row: Int, _ first: Int, _ last: Int) -> CellRange {
        CellRange(CellReference(row: row, column: first), CellReference(row: row, column: last))
    }

    // MARK: Controls

    /// `OK` under each amount whose two sides agree. The first row is the official one; the second, where some lines have
    /// no place in the official tables, says what those tables alone give; the last what ratings leave out.
    private mutating func controls(_ budget: Int, _ nature: Block, _ fonction: Block) {
        let first = rows.count
        let columns = [Self.amountColumn] + view.marks.indices.map { firstRating + 2 * $0 }
        func value(_ cuts: some Sequence<AnnexFigures.Cut>, _ place: Int) -> Cents {
            cuts.reduce(Cents.zero) { sum, cut in
                if place == 0 { return sum + figures.total(budget, cut) }
                return sum
                    + (view.marks[place - 1].map { figures.amount(budget, cut, view: view.place, mark: $0) } ?? .zero)
            }
        }
        let official = controlRow(layout.headings.control, columns) { place, column in
            (
                .binary(
                    .cell(sheet: nil, CellReference(row: nature.total, column: column)), .minus,
                    .cell(sheet: nil, CellReference(row: fonction.total, column: column))),
                value(nature.cuts, place) == value(fonction.cuts, place)
            )
        }
        rows.append(official)
        if nature.rest != nil || fonction.rest != nil {
            let modelled = controlRow("Contrôle des seules lignes du modèle", columns) { place, column in
                let natures = nature.rest == nil ? nature.cuts[...] : nature.cuts.dropLast()
                let fonctions = fonction.rest == nil ? fonction.cuts[...] : fonction.cuts.dropLast()
                return (
                    .binary(Self.sum(nature.listed, column), .minus, Self.sum(fonction.listed, column)),
                    value(natures, place) == value(fonctions, place)
                )
            }
            rows.append(modelled)
        }
        let ratings = columns.dropFirst().map { Formula.cell(sheet: nil, CellReference(row: nature.total, column: $0)) }
        let rated = ratings.dropFirst().reduce(ratings.first ?? .number("0")) { .binary($0, .plus, $1) }
        let whole = Formula.cell(sheet: nil, CellReference(row: nature.total, column: Self.amountColumn))
        let difference = Formula.binary(whole, .minus, rated)
        let left = columns.indices.dropFirst().reduce(value(nature.cuts, 0)) { $0 - value(nature.cuts, $1) }
        if !view.marks.contains(view.absence) {
            rows.append([
                nil,
                NewCell(
                    .text("\(categories[view.absence].label) : montant à coter avant de transmettre"), .wrapped, .remark
                ),
                NewCell(.formula(.call("ROUND", [difference, .number("2")]), .amount(left)), .amount, .tableBody),
            ])
        } else {
            let rating = controlRow("Contrôle : somme des cotations = total", [Self.amountColumn]) { _, _ in
                (difference, left == .zero)
            }
            rows.append(rating)
        }
        let area = CellRange(
            CellReference(row: first, column: Self.amountColumn),
            CellReference(row: rows.count - 1, column: lastColumn))
        colours += [
            (area, ValueColour(text: Self.fine, fill: "B5E3D5", ink: "004D3A")),
            (area, ValueColour(text: Self.wrong, fill: "F6C9A8", ink: "6B2A00")),
        ]
    }

    private func controlRow(
        _ label: String, _ columns: [Int], _ verdict: (Int, Int) -> (difference: Formula, holds: Bool)
    ) -> [NewCell?] {
        var cells: [NewCell?] = Array(repeating: nil, count: (columns.last ?? 0) + 1)
        cells[1] = NewCell(.text(label), .wrapped, .remark)
        for (place, column) in columns.enumerated() {
            let (difference, holds) = verdict(place, column)
            let formula = Formula.call(
                "IF",
                [
                    .binary(.call("ROUND", [difference, .number("2")]), .equal, .number("0")), .text(Self.fine),
                    .text(Self.wrong),
                ])
            cells[column] = NewCell(.formula(formula, .text(holds ? Self.fine : Self.wrong)), .general, .tableBody)
        }
        return cells
    }

    private static func sum(_ rows: Range<Int>, _ column: Int) -> Formula {
        .call(
            "SUM",
            [
                .range(
                    sheet: nil,
                    CellRange(
                        CellReference(row: rows.lowerBound, column: column),
                        CellReference(row: rows.upperBound - 1, column: column)))
            ])
    }
}
