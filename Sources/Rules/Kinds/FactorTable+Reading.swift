internal import Findings
internal import PublicAccounts

extension FactorTable {
    /// The columns that a table of factors has; it may have others.
    static let columns = ["key", "value", "unit", "vintage", "source", "licence", "k95"]

    /// Reads the delimited text at `path`, in the form of joined tables: comments, then the columns' names.
    ///
    /// - Throws: what reading a joined table throws; what is wrong in its rows goes to `found`.
    init(reading path: String, name: String, at place: Place, _ found: inout FindingCollector) throws(Finding) {
        // Keyed by a field that it is never looked up by: the rows are all that is wanted.
        let table = try Table(
            reading: path, name: name, key: .nature, header: "key", takesPrefix: false, at: place)
        self.name = name
        file = path
        factors = [:]
        var places: [String: Int] = [:]
        for column in Self.columns {
            guard let column = table.column(column) else {
                throw Finding(
                    .tableWithoutColumn, at: Place(file: path),
                    ["column": column, "table": name, "known": table.columns.joined(separator: ", ")])
            }
            places[Self.columns[places.count]] = column
        }
        for row in table.rows.indices {
            func text(_ column: String) -> String { places[column].map { table.rows[row][$0] } ?? "" }
            let missing = Self.columns.filter { text($0).allSatisfy(\.isWhitespace) }
            guard missing.isEmpty else {
                found.add(
                    Finding(
                        .incompleteFactor, at: table.places[row],
                        ["factor": text("key"), "missing": missing.joined(separator: ", ")]))
                continue
            }
            guard let unit = QuantityUnit(text("unit")), unit.denominator != nil else {
                found.add(Finding(.badUnit, at: table.places[row], ["value": text("unit")]))
                continue
            }
            guard let value = Self.number(text("value")), let k95 = Self.number(text("k95")), k95 >= 1,
                let vintage = Int(text("vintage")), (1900...2200).contains(vintage)
            else {
                found.add(Finding(.badFactor, at: table.places[row], ["factor": text("key")]))
                continue
            }
            if let year = unit.denominator?.year, year != vintage {
                found.add(
                    Finding(
                        .otherPriceYear, at: table.places[row],
                        ["factor": text("key"), "year": String(year), "vintage": String(vintage)]))
                continue
            }
            factors[text("key")] = Factor(
                id: "\(name):\(text("key"))", value: value, unit: unit, vintage: vintage, source: text("source"),
                licence: text("licence"), k95: k95)
        }
    }

    /// A number of at most 17 digits with a point or a comma, without an exponent; nil when it is none.
    package static func number(_ text: String) -> Double? {
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.count <= 20,
            plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
        else { return nil }
        return Double(plain)
    }
}
