public import Findings
public import Tabular

/// What a workbook looks like to an import, before anything is imported (`mesures inspect`).
public struct Inspection: Sendable {
    /// Each sheet.
    public var sheets: [Sheet] = []
    /// The defined names of the workbook.
    public var names: [WorkbookName] = []
    /// The import as it would be, when one is possible.
    public var result: Import?
    /// What prevents an import; nil when one is possible.
    public var obstacle: Finding?

    /// A sheet.
    public struct Sheet: Sendable {
        /// Its name and whether it is hidden.
        public var info: SheetInfo
        /// Whether an earlier run of the program wrote it: it is no part of an export.
        public var isWritten = false
        /// The columns that earlier runs wrote, from 0 and ascending; they are no part of an export either.
        public var written: [(column: Int, mark: Mark)] = []
        /// What lies around its cells: extent, tables, filter, merges, hidden columns.
        public var summary = SheetSummary()
        /// The rows of its header, from 0; nil when none is recognised.
        public var headerRows: ClosedRange<Int>?
        /// The columns that were recognised.
        public var columns: [ColumnMapping] = []
        /// How sure each of them is, in the same order.
        public var evidence: [ColumnEvidence] = []
        /// The other columns with a header.
        public var others: [OtherColumn] = []
        /// What the rows above the header say of all lines, by field.
        public var facts: [LineField: String] = [:]
        /// The first rows below the header, by recognised column; the names of tiers are left out.
        public var samples: [[String]] = []
        /// How well each profile fits, the best first.
        public var fits: [Fit] = []
    }

    /// How well a profile fits a sheet.
    public struct Fit: Sendable, Hashable {
        /// The profile.
        public var profile: String
        /// Its title.
        public var title: String
        /// How many of its columns are there.
        public var seen: Int
        /// How many it names.
        public var all: Int
        /// How many of the headers that tell its export from others are there.
        public var signs: Int
        /// How many there are.
        public var allSigns: Int
        /// The required ones that are missing.
        public var missing: [String]
        /// The evidence, for comparing profiles.
        public var score: Int
        /// Whether an import with it is possible.
        public var isComplete: Bool
    }

    /// The findings that tell of what the import repairs, deduces or heals.
    public var repairs: [Finding] {
        let kinds: [FindingKind] = [
            .codesRepaired, .wordsHealed, .fieldDeduced, .fieldAssumed, .amountRounded, .rowsSplit, .rowsLeftOut,
        ]
        return (result?.findings ?? []).filter { kinds.contains($0.kind) }
    }
}

/// Looks at a workbook as an import would.
public struct Inspector: Sendable {
    /// How many sample rows are shown.
    public var sampleCount = 5

    /// An inspector.
    public init() {}

    /// Looks at every sheet of `reader`, opened from `file`, then tries the import.
    ///
    /// - Throws: what the reader throws, or a `Finding` when the profiles themselves cannot be read.
    public func run(reader: any WorkbookReader, file: String, settings: ImportSettings) throws -> Inspection {
        var inspection = Inspection()
        inspection.names = reader.names
        let profiles =
            try settings.suited(to: reader).profile.map { [try settings.profiles.profile($0)] }
            ?? settings.profiles.automatic()
        let source = SourceReader(reader)
        for index in reader.sheets.indices {
            inspection.sheets.append(try sheet(index, source, profiles))
        }
        do {
            inspection.result = try Importer().run(reader: reader, file: file, settings: settings)
        } catch let finding as Finding {
            inspection.obstacle = finding
        }
        return inspection
    }

    private func sheet(_ index: Int, _ reader: SourceReader, _ profiles: [Profile]) throws -> Inspection.Sheet {
        var sheet = Inspection.Sheet(info: reader.sheets[index])
        sheet.summary = try reader.readSheet(index, columns: ColumnSelection([])) { _ in .next }
        sheet.written = reader.marks.columns(ofSheet: index).map { ($0.value.column, $0.key) }
            .sorted { ($0.column, $0.mark.name) < ($1.column, $1.mark.name) }
        sheet.isWritten = reader.marks.writtenSheets.contains(index)
        if sheet.isWritten { return sheet }
        let head = try SheetHead(reader, sheet: index)
        var best: (header: Header, profile: Profile, score: Int)?
        for profile in profiles {
            guard let header = Header(head, profile: profile) else { continue }
            let fit = ProfileFit(profile, header)
            let isComplete = profiles.count == 1 ? fit.missing.isEmpty : fit.isComplete
            let score = isComplete ? fit.score : fit.shortScore
            sheet.fits.append(
                Inspection.Fit(
                    profile: profile.id, title: profile.title, seen: fit.seen, all: fit.all, signs: fit.signs,
                    allSigns: fit.allSigns, missing: fit.missing.map(\.name), score: score, isComplete: isComplete))
            let rank = score + (isComplete ? 1000 : 0)
            if rank > best?.score ?? -1000 { best = (header, profile, rank) }
        }
        sheet.fits.sort {
            ($0.isComplete ? 0 : 1, -$0.score, $0.profile) < ($1.isComplete ? 0 : 1, -$1.score, $1.profile)
        }
        guard let best else { return sheet }
        let header = best.header
        sheet.headerRows = header.rows
        sheet.columns = header.columns
        sheet.evidence = header.columns.map {
            ColumnEvidence($0, head, below: header.rows.upperBound, best.profile)
        }
        sheet.others = header.others
        sheet.facts = TitleFacts.read(head, above: header.rows.lowerBound, best.profile.facts)
        sheet.samples = head.rows.filter { $0.index > header.rows.upperBound }.prefix(sampleCount).map { row in
            header.columns.map { mapping in
                if mapping.role == .field(.tiers) { return "…" }
                return row.cells.first { $0.column == mapping.column }?.text ?? ""
            }
        }
        return sheet
    }
}
