internal import PublicAccounts
internal import Publishing
internal import Tabular

/// What the first stage hands to the next besides lines: the source, where its lines stand, facts to tell.
struct ImportState {
    /// The source's path, as the pipeline names it.
    var file: String
    /// Its SHA-256, lower-case hexadecimal.
    var sha256: String
    /// Its size in bytes.
    var size: Int
    /// Its format: `xlsx`, `ods`, `csv`.
    var format: String
    /// The sheet that the lines came from, as an index in the workbook.
    var sheet: Int
    /// Its name.
    var sheetName: String
    /// The (last) header row, from 0.
    var headerRow: Int
    /// The body rows, from 0.
    var body: Range<Int>
    /// The rightmost column that anything takes, from 0.
    var lastColumn: Int
    /// The columns that hold amounts, from 0.
    var amountColumns: [Int]
    /// The sheet's headers.
    var headers: [String]
    /// The sum of the amounts that were read, whatever became of their rows.
    var sourceTotal: Cents
    /// What the provenance sheet tells of the import.
    var facts: [Provenance.Fact]
    /// The files that the import relied on.
    var files: [RuleFile]
}

/// A file of rules, tables or settings that a run relied on.
struct RuleFile {
    /// What it is, in French.
    var role: String
    /// Its path.
    var path: String
    /// The version it states; empty when it states none.
    var version: String
    /// Its SHA-256.
    var sha256: String

    /// What the measure's file is.
    static let measureRole = "Mesure"
    /// What packs are, their id behind it.
    static let rulesRole = "Règles "
    /// What account plans are.
    static let planRole = "Nomenclature"
    /// What ends the role of a file that a pack takes over or joins.
    static let taken = ", repris"
}
