internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The columns of a measure that is no partition: those that every measure has, those of each axis' kind, and why.
struct KindColumns {
    /// A column before its place is known.
    struct Draft {
        /// What tells it apart in a later run.
        var key: String
        /// The column, without its formula.
        var column: NewColumn
        /// Whether people correct it.
        var isCorrected = false
        /// Its formula, once the places of all columns are known; nil for values.
        var formula: ((PlacedColumns) -> Formula)?
    }

    static let amountKey = "montant"
    static let perimeterKey = "perimetre"

    /// The words of the status column.
    static let covered = "Traité"
    static let asked = "Question posée"
    static let unmatched = "Sans règle"
    static let setAside = "Écarté par une règle"

    /// The columns, from left to right.
    private(set) var drafts: [Draft]

    /// The columns of `result` on `lines`, which are in `rows`.
    init(lines: Lines, result: MeasureResult, rows: BodyRows) {
        let words = [Perimeters.inside] + result.exclusions.map { Perimeters.word($0.reason) }
        drafts = [
            Draft(
                key: Self.amountKey,
                column: NewColumn(
                    header: "Montant budgétaire", width: 20, format: .amount, data: rows.amounts { lines.amounts[$0] })),
            Draft(
                key: Self.perimeterKey,
                column: NewColumn(
                    header: "Périmètre", width: 22, format: .general,
                    data: rows.coded(words.map { .text($0) }) { result.exclusionCodes[$0] })),
        ]
        for axis in result.axes {
            let maker = KindColumnMaker(lines: lines, result: result, axis: axis, rows: rows)
            drafts.append(maker.status)
            switch axis.detail {
            case .partition: break
            case .contribution(let contribution): drafts += maker.columns(of: contribution)
            case .quantity(let quantity): drafts += maker.columns(of: quantity)
            case .postings(let postings): drafts += maker.columns(of: postings)
            case .links(let links): drafts += maker.columns(of: links)
            }
            drafts += maker.reasons
        }
        for index in drafts.indices {
            let width = Double(drafts[index].column.header.count + 3)
            drafts[index].column.width = max(drafts[index].column.width, width)
        }
    }

    /// The columns with their formulas.
    func columns(at places: PlacedColumns) -> [NewColumn] {
        drafts.map { draft in
            var column = draft.column
            column.formula = draft.formula?(places)
            return column
        }
    }
}

/// Where the columns of a measure that is no partition are, by key.
struct PlacedColumns {
    private let places: [String: Int]

    init(keys: [String], positions: [Int]) {
        places = Dictionary(zip(keys, positions), uniquingKeysWith: { first, _ in first })
    }

    /// The column of `key`, which a draft has.
    subscript(_ key: String) -> Int {
        guard let place = places[key] else { preconditionFailure("a column has a place") }
        return place
    }

    /// The cell of the column `key` in a formula's own row.
    func cell(_ key: String) -> Formula { .sameRow(column: self[key]) }
}

/// Makes the columns of one axis.
struct KindColumnMaker {
    let lines: Lines
    let result: MeasureResult
    let axis: AxisResult
    let rows: BodyRows

    var definition: MeasureDefinition { result.definition }

    /// The key of a column of the axis.
    func key(_ name: String) -> String { "\(axis.axis.id).\(name)" }

    /// A column of the axis, called `name` after the axis' short label.
    func draft(
        _ key: String, _ name: String, _ width: Double, _ format: ValueFormat, _ data: ColumnData,
        isCorrected: Bool = false, formula: ((PlacedColumns) -> Formula)? = nil
    ) -> KindColumns.Draft {
        KindColumns.Draft(
            key: self.key(key),
            column: NewColumn(header: "\(axis.axis.short) – \(name)", width: width, format: format, data: data),
            isCorrected: isCorrected, formula: formula)
    }

    /// One value per rating.
    func coded(_ value: (Rating) -> CellValue?) -> ColumnData {
        rows.coded(axis.ratings.map(value)) { axis.codes[$0] }
    }

    /// Whether a rule says something of the line.
    var status: KindColumns.Draft {
        draft(
            "statut", "Statut", 16, .general,
            rows.coded(
                axis.ratings.map { rating in
                    switch rating.state {
                    case .rated: .text(KindColumns.covered)
                    case .asked: .text(KindColumns.asked)
                    case .unmatched: .text(KindColumns.unmatched)
                    case .excluded: .text(KindColumns.setAside)
                    }
                }
            ) { result.exclusionCodes[$0] > 0 ? .max : axis.codes[$0] })
    }

    /// The rule, why, and what someone should look at.
    var reasons: [KindColumns.Draft] {
        let prefix = definition.id + "/"
        return [
            draft(
                "regle", "Règle", 36, .general,
                coded { Self.text($0.rule.hasPrefix(prefix) ? String($0.rule.dropFirst(prefix.count)) : $0.rule) }),
            draft("justification", "Justification", 60, .general, coded { Self.text($0.justification) }),
            draft("a-verifier", "À vérifier", 60, .general, coded { Self.text($0.toCheck) }),
        ]
    }

    static func text(_ text: String) -> CellValue? { text.isEmpty ? nil : .text(text) }

    static func decimal(_ share: Share) -> CellValue {
        .decimal(ExactDecimal.quotient(share.numerator, share.denominator))
    }

    /// The part, in the column `key`, of the amount, to the cent.
    func part(_ key: String) -> (PlacedColumns) -> Formula {
        let key = self.key(key)
        return { places in
            .call("ROUND", [.binary(places.cell(KindColumns.amountKey), .times, places.cell(key)), .number("2")])
        }
    }
}
