internal import Texts

/// The hidden name by which a column or sheet that the program wrote is found again, wherever people moved it.
///
/// It is a defined name of the workbook that stands for a column's header cell or for a sheet's first cell, so spreadsheet
/// programs keep it true when rows, columns and sheets move. `_mesures.colonne.budget_vert.attenuation.cotation` is the
/// column `attenuation.cotation` of `budget-vert`.
public struct Mark: Sendable, Hashable {
    /// What it marks.
    public enum Kind: String, Sendable, Hashable {
        /// A column, by its header cell.
        case column = "colonne"
        /// A sheet, by its cell A1.
        case sheet = "feuille"
    }

    /// What it marks.
    public let kind: Kind
    /// Who wrote it: the identifier of a measure, `annotate` for columns of one's own.
    public let owner: String
    /// Which of the owner's columns or sheets it is.
    public let key: String

    /// The mark `key` of `owner`; both may be any text and are made letters, digits, `_` and, in `key`, points.
    public init(_ kind: Kind, owner: String, key: String) {
        self.kind = kind
        self.owner = Self.legal(owner, isPointed: false)
        self.key = Self.legal(key, isPointed: true)
    }

    /// The mark whose defined name is `name`; nil when it is none of ours.
    public init?(name: String) {
        let parts = name.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == Self.root, let kind = Kind(rawValue: String(parts[1])), !parts[3].isEmpty
        else { return nil }
        self.kind = kind
        owner = String(parts[2])
        key = String(parts[3])
    }

    /// The defined name.
    public var name: String { "\(Self.root).\(kind.rawValue).\(owner).\(key)" }

    /// What all such names start with.
    private static let root = "_mesures"

    /// `text` without what a defined name may not hold, at most a hundred characters of it; points part keys.
    private static func legal(_ text: String, isPointed: Bool) -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let folded = parts.map { part in
            String(decoding: Folding.fold(part).utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
        }
        return String(folded.joined(separator: isPointed ? "." : "_").prefix(100))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
