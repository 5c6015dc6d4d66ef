internal import ArgumentParser
internal import Findings
internal import Tabular
internal import Workbooks

/// `mesures dump`: what the reader sees, nothing interpreted.
struct DumpCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dump",
            abstract: Speech.say("Montre les cellules d'un classeur.", "Shows the cells of a workbook."))
    }

    @Argument(help: ArgumentHelp(Speech.say("Le classeur.", "The workbook."), valueName: "fichier"))
    var file: String

    @Option(
        help: ArgumentHelp(
            Speech.say("La feuille ; toutes, sinon (csv : la première).", "The sheet; else all (csv: the first)."),
            valueName: "nom"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Les colonnes à lire, par leurs lettres : A,C,F:H ; toutes, sinon.",
                "The columns to read, by their letters: A,C,F:H; else all."),
            valueName: Speech.say("colonnes", "columns")))
    var columns: ColumnList?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "La forme ; none lit tout et n'affiche rien.", "The form; none reads everything and shows nothing."),
            valueName: "csv|json|none"))
    var format: DumpForm = .json

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "CSV : neutralise ce qu'un tableur prendrait pour une formule.",
                "CSV: neutralise what a spreadsheet would take for a formula.")))
    var csvSafe = false

    @OptionGroup var names: NameOptions

    @OptionGroup var language: LanguageOptions

    @OptionGroup var limits: LimitOptions

    func run() throws {
        if format == .none, sheet == nil, columns == nil {
            _ = try Workbook.readEverything(of: file, limits: limits.archive)
            return
        }
        let workbook = try Workbook(opening: file, limits: limits.archive, keepsNames: names.keepNames)
        do {
            let all = Array(workbook.reader.sheets.indices)
            let columns = columns?.selection ?? .all
            let chosen = try sheet.map { [try workbook.sheet(named: $0)] }
            switch format {
            case .json: try JSONDump(of: workbook, sheets: chosen ?? all, columns: columns).write(to: StandardOutput())
            case .csv:
                guard let first = (chosen ?? all).first else { return }
                try CSVDump(of: workbook, sheet: first, columns: columns)
                    .write(to: StandardOutput(), neutralised: csvSafe)
            case .none: _ = try workbook.readEverything(sheets: chosen ?? all, columns: columns)
            }
        } catch let finding as Finding {
            throw finding.inFile(file)
        }
    }
}

/// The values of `dump --format`.
enum DumpForm: String, ExpressibleByArgument, CaseIterable {
    case csv
    case json
    case none
}

/// The value of `dump --columns`: letters and ranges of letters, between commas.
struct ColumnList: ExpressibleByArgument {
    /// The columns.
    let selection: ColumnSelection

    init?(argument: String) {
        var columns: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = Self.column(ends[0]), let last = Self.column(ends[ends.count - 1]), first <= last else {
                return nil
            }
            columns += first...last
        }
        selection = ColumnSelection(columns)
    }

    private static func column(_ letters: Substring) -> Int? {
        letters.allSatisfy(\.isLetter) ? CellReference(letters + "1")?.column : nil
    }
}
