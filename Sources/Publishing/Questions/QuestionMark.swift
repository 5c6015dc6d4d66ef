public import Decisions
internal import Files
internal import Tabular

/// What one row of a sheet of questions asks about, as the hidden cell of the row keeps it.
///
/// The whole identity of the line is in the cell, so that the row says what it is about wherever it goes: sorted, on a sheet
/// of its own, in another workbook. A digest tells whether somebody changed it.
public struct QuestionMark: Sendable, Hashable {
    /// The measure's id.
    public var measure: String
    /// The axis's id.
    public var axis: String
    /// The axis' short label, as the row shows it.
    public var axisLabel: String
    /// The rule that asked; empty when none spoke.
    public var rule: String
    /// The line.
    public var line: LineIdentity

    /// The mark of a question.
    init(measure: String, axis: String, axisLabel: String, rule: String, line: LineIdentity) {
        self.measure = measure
        self.axis = axis
        self.axisLabel = axisLabel
        self.rule = rule
        self.line = line
    }

    private static let version = "mesures/question/1"

    /// The text of the cell: the version and the fields, joined by bars, then the digest.
    var text: String {
        let fields = [
            Self.version, measure, axis, axisLabel, rule, line.budget, line.exercice, line.bordereau, line.piece,
            String(line.rank), line.operation, line.nature, line.fonction, line.libelle, String(line.amount.value),
        ]
        let body = BarredList.text(fields)
        return body + "|" + Self.digest(body)
    }

    /// The mark that a cell holds; nil when no program of ours wrote it, or somebody changed it.
    init?(text: String) {
        guard let end = text.lastIndex(of: "|"),
            text[text.index(after: end)...] == Self.digest(String(text[..<end]))
        else { return nil }
        let fields = BarredList.fields(String(text[..<end]))
        guard fields.count == 15, fields[0] == Self.version, let rank = Int(fields[9]), let amount = Int64(fields[14])
        else { return nil }
        self.init(
            measure: fields[1], axis: fields[2], axisLabel: fields[3], rule: fields[4],
            line: LineIdentity(
                budget: fields[5], exercice: fields[6], bordereau: fields[7], piece: fields[8], rank: rank,
                operation: fields[10], nature: fields[11], fonction: fields[12], libelle: fields[13],
                amount: Cents(amount)))
    }

    /// Sixteen digits of the SHA-256; spaces do not count, which programs do not all keep.
    private static func digest(_ text: String) -> String {
        var digest = SHA256()
        digest.update(text.utf8.filter { $0 > 0x20 }[...])
        return String(digest.hex().prefix(16))
    }
}

/// Texts joined by bars; a bar or a backslash in one of them is marked by a backslash.
enum BarredList {
    static func text(_ fields: [String]) -> String {
        fields.map { field in
            var text = ""
            for character in field {
                if character == "|" || character == "\\" { text.append("\\") }
                text.append(character)
            }
            return text
        }
        .joined(separator: "|")
    }

    static func fields(_ text: String) -> [String] {
        var fields = [""]
        var isMarked = false
        for character in text {
            if !isMarked, character == "\\" {
                isMarked = true
                continue
            }
            if !isMarked, character == "|" {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
            isMarked = false
        }
        return fields
    }
}
