public import Files
public import Findings
internal import Markup
public import MarkupSheets
public import Tabular

/// The green budget annex of a budget document: `Annexes/DATA_BUDGETVERT/BUDGETVERT`.
///
/// No schema of it is published. Layout seen in Montpellier's compte administratif 2024 (schema version 118): elements,
/// their order, the spelling `Eau_04` of the fourth axis, and the values of the first axis. Values of the others, where
/// they are rated, are inferred from the first.
public struct BudgetVertAnnex: Sendable, Hashable {
    /// The records, in the document's order.
    public var records: [Record]

    /// The annex of `records`.
    public init(_ records: [Record]) { self.records = records }

    /// The elements of the six axes, in order.
    public static let axes = [
        "Attenuation_01", "Adaptation_02", "Eau_03", "Eau_04", "Pollution_05", "Biodiversite_06",
    ]
    /// The value of an axis that is not rated.
    public static let notRated = "NA"
    static let name = "DATA_BUDGETVERT"

    /// A rated line, or the part of one that has one rating.
    public struct Record: Sendable, Hashable {
        /// The account.
        public var nature: String
        /// The function, without the prefix of its chapter.
        public var fonction: String
        /// What was spent, in cents.
        public var amount: Cents
        /// Fields of the editor, `Champs1` to `Champs3`; seen: chapter by function, chapter by nature, credit line.
        public var fields: [String]
        /// The label.
        public var label: String
        /// The rating of each axis, in the order of `BudgetVertAnnex.axes`: `01_FAVORABLE`, or `NA`.
        public var ratings: [String]
        /// The synthesis: `SYNTH_FAVORABLE`.
        public var synthesis: String
        /// Elements that are not known, kept as they were found.
        public var others: [Other]

        /// An element that is not known.
        public struct Other: Sendable, Hashable {
            /// Its name.
            public var name: String
            /// Its value.
            public var value: String
        }

        /// A record; axes beyond `ratings` are not rated.
        public init(
            nature: String, fonction: String, amount: Cents, fields: [String] = [], label: String = "",
            ratings: [String], synthesis: String
        ) {
            self.nature = nature
            self.fonction = fonction
            self.amount = amount
            self.fields = Array((fields + ["", "", ""]).prefix(3))
            self.label = label
            let missing = [String](repeating: BudgetVertAnnex.notRated, count: BudgetVertAnnex.axes.count)
            self.ratings = Array((ratings + missing.dropFirst(ratings.count)).prefix(BudgetVertAnnex.axes.count))
            self.synthesis = synthesis
            others = []
        }
    }

    // MARK: Reading

    /// The annex of `document`; nil when it has none.
    ///
    /// - Throws: `TOT103` for a record without an amount, and what reading throws.
    public init?(of document: BudgetDocumentWorkbook) throws {
        guard let sheet = document.sheets.firstIndex(where: { $0.name == "BUDGETVERT" }) else { return nil }
        var header: [String] = []
        var records: [Record] = []
        _ = try document.readSheet(sheet) { batch in
            for row in batch.rows {
                let cells = batch.cells[row.cells]
                if row.index == 0 {
                    header = cells.map { batch.text(of: $0) }
                    continue
                }
                var values: [(String, String)] = []
                for cell in cells where header.indices.contains(Int(cell.column)) {
                    values.append((header[Int(cell.column)], batch.text(of: cell)))
                }
                guard let record = Record(values) else {
                    throw Finding(
                        .greenRecordInvalid, at: Place(sheet: document.sheets[sheet].name, cell: "A\(row.index + 1)"))
                }
                records.append(record)
            }
            return .next
        }
        self.records = records
    }

    // MARK: Writing

    /// Writes the document `original` with this annex, in the place of the one that it may have, to `sink`; every other
    /// byte stays as it is.
    ///
    /// - Returns: `TOT009` when the document's seal no longer holds.
    /// - Throws: `XML001` to `XML003` or `TOT001` when `original` is no budget document, and what the sink throws.
    public func write(into original: Bytes, to sink: any ByteSink) throws(Finding) -> [Finding] {
        let insertion = try AnnexInsertion(of: Self.name, in: original)
        return try insertion.write(markup(prefix: insertion.prefix), to: sink)
    }

    /// The annex as XML in ASCII, other characters as references; `prefix` is that of its elements, colon included.
    public func markup(prefix: String = "") -> [UInt8] {
        var writer = MarkupWriter(capacity: records.count * 512)
        writer.raw("<\(prefix)\(Self.name)>")
        for record in records {
            writer.raw("<\(prefix)BUDGETVERT>")
            for (name, value) in record.elements where !value.isEmpty {
                writer.raw("<\(prefix)\(name)")
                writer.attribute("V", value)
                writer.raw("/>")
            }
            writer.raw("</\(prefix)BUDGETVERT>")
        }
        writer.raw("</\(prefix)\(Self.name)>")
        return Self.ascii(writer.bytes)
    }

    private static func ascii(_ utf8: [UInt8]) -> [UInt8] {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return utf8 }
        var text: [UInt8] = []
        text.reserveCapacity(utf8.count + utf8.count / 8)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                text.append(UInt8(scalar.value))
            } else {
                text += "&#\(scalar.value);".utf8
            }
        }
        return text
    }
}

extension BudgetVertAnnex.Record {
    private static let champs = ["Champs1", "Champs2", "Champs3"]

    /// The record of these elements; nil without an exact amount.
    fileprivate init?(_ elements: [(String, String)]) {
        var values: [String: String] = [:]
        for (name, value) in elements { values[name] = value }
        guard let written = values["MtReal"], let amount = Cents(exactly: written) else { return nil }
        let axes = BudgetVertAnnex.axes
        self.init(
            nature: values["Nature"] ?? "", fonction: values["Fonction"] ?? "", amount: amount,
            fields: Self.champs.map { values[$0] ?? "" }, label: values["LibReal"] ?? "",
            ratings: axes.map { values[$0] ?? "" }, synthesis: values["CotSynth"] ?? "")
        let known = Set(["Nature", "Fonction", "MtReal", "LibReal", "CotSynth"] + Self.champs + axes)
        others = elements.filter { !known.contains($0.0) }.map { Other(name: $0.0, value: $0.1) }
    }

    /// Its elements, in the order in which they were seen.
    fileprivate var elements: [(String, String)] {
        [("Nature", nature), ("Fonction", fonction), ("MtReal", amount.decimal)] + zip(Self.champs, fields)
            + [("LibReal", label)] + zip(BudgetVertAnnex.axes, ratings) + [("CotSynth", synthesis)]
            + others.map { ($0.name, $0.value) }
    }
}

extension Cents {
    /// The cents of decimal text with at most two decimals other than zero: `12`, `-1032191.28`, `5.10000`; nil for
    /// anything else.
    init?(exactly text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.dropFirst(2).allSatisfy({ $0 == "0" }) else { return nil }
        self.init(
            decimal: parts[0] + "." + decimals.prefix(2) + String(repeating: "0", count: max(2 - decimals.count, 0)))
    }
}
