internal import Findings
internal import Tabular
internal import Texts
internal import YAML

/// Which sheet to read, where its header is and with which profile: chosen by what the sheets show, unless told.
struct SheetChoice {
    var sheet: Int
    var header: Header
    var profile: Profile
    var reason: String
    var place: Place
    var findings: [Finding] = []

    private struct Candidate {
        var sheet: Int
        var head: SheetHead
        var profile: Profile
        var header: Header?
        var fit: ProfileFit?
        /// Whether an import is possible.
        var isComplete: Bool
        var score: Int
    }

    /// What the rows above the header give.
    private(set) var facts: [LineField: String] = [:]

    init(_ reader: SourceReader, file: String, settings: ImportSettings) throws {
        let isNamed = settings.profile != nil
        let profiles = try settings.profile.map { [try settings.profiles.profile($0)] } ?? settings.profiles.automatic()
        var candidates: [Candidate] = []
        for sheet in try Self.sheets(reader, file, settings.sheet) {
            let head = try SheetHead(reader, sheet: sheet)
            for profile in profiles {
                let header = Header(head, profile: profile)
                let fit = header.map { ProfileFit(profile, $0) }
                let isComplete = fit.map { isNamed ? $0.missing.isEmpty : $0.isComplete } ?? false
                candidates.append(
                    Candidate(
                        sheet: sheet, head: head, profile: profile, header: header, fit: fit, isComplete: isComplete,
                        score: (isComplete ? fit?.score : fit?.shortScore) ?? -100))
            }
        }
        // The first sheet wins among equals; a profile must win alone.
        let complete = candidates.filter(\.isComplete)
        let pool = complete.isEmpty ? candidates : complete
        let best = pool.map(\.score).max() ?? 0
        guard let chosen = pool.first(where: { $0.score == best }) else {
            throw Finding(
                .headerMissing, at: Place(file: file), ["limit": String(SheetHead.limit), "headers": Self.list([])])
        }
        let name = reader.sheets[chosen.sheet].name
        place = Place(file: file, sheet: name)
        guard let header = chosen.header, let fit = chosen.fit else {
            let texts = chosen.head.rows.first.map { $0.cells.map(\.text) } ?? []
            throw Finding(
                .headerMissing, at: place,
                ["limit": String(SheetHead.limit), "headers": Self.list(texts)])
        }
        if let first = fit.missing.first { throw Self.absent(first, header, chosen.profile, place) }
        if !isNamed, let damaged = Self.damaged(candidates, better: chosen), let its = damaged.header,
            let first = damaged.fit?.missing.first
        {
            throw Self.absent(first, its, damaged.profile, place)
        }
        guard chosen.isComplete else {
            throw Finding(
                .signatureMissing, at: place,
                ["profile": chosen.profile.id, "headers": Self.list(header.texts)])
        }
        let rivals = complete.filter {
            $0.score == best && $0.sheet == chosen.sheet && $0.profile.id != chosen.profile.id
        }
        guard rivals.isEmpty else {
            throw Finding(
                .profileAmbiguous, at: place,
                ["profiles": ([chosen] + rivals).map(\.profile.id).joined(separator: ", ")])
        }
        sheet = chosen.sheet
        self.header = header
        profile = chosen.profile
        facts = TitleFacts.read(chosen.head, above: header.rows.lowerBound, profile.facts)
        let runnerUp = complete.filter { $0.sheet == chosen.sheet && $0.profile.id != chosen.profile.id }
            .max { $0.score < $1.score }
        reason = isNamed ? "demandé" : Self.reason(fit, runnerUp?.profile.id)
        noteAbsent()
        noteStandIns()
        noteAmountsAside(chosen.head)
        let twins = complete.filter { $0.score == best && $0.sheet != chosen.sheet }.map(\.sheet)
        if !twins.isEmpty {
            let others = Set(twins).sorted().map { "« \(reader.sheets[$0].name) »" }
            findings.append(
                Finding(.sheetContested, at: place, ["chosen": name, "others": others.joined(separator: ", ")]))
        }
        for (taken, left) in header.contested {
            var place = place
            place.cell = Self.cell(left.column, header)
            findings.append(
                Finding(
                    .columnContested, at: place,
                    [
                        "field": taken.role.name, "chosen": "\(taken.header) (\(Self.cell(taken.column, header)))",
                        "other": "\(left.header) (\(Self.cell(left.column, header)))",
                    ]))
        }
    }

    /// The export that the sheet is by its own headers, and of which a column or two are missing, although a more general
    /// profile fits what is left.
    private static func damaged(_ candidates: [Candidate], better chosen: Candidate) -> Candidate? {
        candidates.filter { candidate in
            guard candidate.sheet == chosen.sheet, !candidate.isComplete, let fit = candidate.fit else { return false }
            return (1...2).contains(fit.missing.count) && fit.signs >= 3 && fit.signs * 4 >= fit.allSigns * 3
                && fit.signs > (chosen.fit?.signs ?? 0)
        }.max { ($0.fit?.signs ?? 0) < ($1.fit?.signs ?? 0) }
    }

    /// Why a profile was chosen, in French as the provenance sheet shows it.
    private static func reason(_ fit: ProfileFit, _ runnerUp: String?) -> String {
        "colonnes reconnues : \(fit.seen) sur \(fit.all), dont toutes les obligatoires"
            + (fit.allSigns > 0 ? " ; en-têtes propres à cet export : \(fit.signs) sur \(fit.allSigns)" : "")
            + (runnerUp.map { " ; mieux que \($0)" } ?? "")
    }

    /// Says which of the columns that such an export usually has are missing.
    private mutating func noteAbsent() {
        var absent: [String] = []
        for role in profile.expected where !header.has(role, profile) {
            if case .field(let field) = role, profile.supplies(field) { continue }
            guard let near = Self.nearest(role, header, profile) else {
                absent.append(role.name)
                continue
            }
            var place = place
            place.cell = Self.cell(near.column, header)
            findings.append(Finding(.columnAbsentNear, at: place, ["field": role.name, "nearest": near.header]))
        }
        absent += profile.facts.keys.filter { field in
            facts[field] == nil && !header.columns.contains { $0.role == .field(field) }
        }.map(\.rawValue).sorted()
        guard !absent.isEmpty else { return }
        findings.append(Finding(.columnsAbsent, at: place, ["fields": absent.joined(separator: ", ")]))
    }

    /// Says which columns stand in for one that the profile calls by another name.
    private mutating func noteStandIns() {
        for mapping in header.columns where mapping.certainty != .doubled && mapping.role.isField {
            guard let wanted = profile.aliases.own(mapping.role).first,
                profile.aliases.meaning(of: Folding.fold(mapping.header))?.isOwn == false
            else { continue }
            var place = place
            place.cell = Self.cell(mapping.column, header)
            findings.append(
                Finding(
                    .columnStandsIn, at: place,
                    ["field": mapping.role.name, "header": mapping.header, "wanted": wanted]))
        }
    }

    /// Says which columns that nobody asked for hold amounts, when nothing else says that the one taken is the right one.
    private mutating func noteAmountsAside(_ head: SheetHead) {
        guard profile.rowLines.isEmpty, let taken = header.columns.first(where: { $0.role == .amount(.montant) }),
            // A profile that has a header of its own for the amount has chosen among them.
            profile.aliases.meaning(of: Folding.fold(taken.header))?.isOwn != true
        else { return }
        let known = Set(profile.signature)
        let aside = header.others.filter { other in
            guard !known.contains(Folding.fold(other.header)),
                !header.contested.contains(where: { $0.left.column == other.column })
            else { return false }
            let cells = head.values(of: other.column, below: header.rows.upperBound)
            return cells.count > 1 && cells.allSatisfy(\.looksLikeAmount)
                && cells.contains { $0.text.contains(".") || $0.text.contains(",") }
        }
        guard !aside.isEmpty else { return }
        findings.append(
            Finding(.amountsAside, at: place, ["others": Self.list(aside.map(\.header)), "header": taken.header]))
    }

    /// The column without a role whose header is closest to a name of `role`.
    private static func nearest(_ role: ColumnRole, _ header: Header, _ profile: Profile) -> OtherColumn? {
        let others = header.others.map(\.header)
        for alias in profile.aliases.names(of: role) {
            if let near = Nearest.name(to: alias, among: others) { return header.others.first { $0.header == near } }
        }
        return nil
    }

    /// The finding for a column that is not there, placed in the header row.
    static func absent(_ role: ColumnRole, _ header: Header, _ profile: Profile, _ place: Place) -> Finding {
        var values = ["field": role.name, "profile": profile.id, "headers": list(header.texts)]
        var place = place
        place.cell = cell(header.columns.map(\.column).min() ?? 0, header)
        if let near = nearest(role, header, profile) {
            place.cell = cell(near.column, header)
            values["nearest"] = near.header
            return Finding(.columnMissingNear, at: place, values)
        }
        return Finding(.columnMissing, at: place, values)
    }

    private static func cell(_ column: Int, _ header: Header) -> String {
        CellReference(row: header.rows.upperBound, column: column).description
    }

    private static func list(_ texts: [String]) -> String {
        if texts.isEmpty { return "–" }
        return texts.prefix(40).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 }.joined(separator: ", ")
            + (texts.count > 40 ? "…" : "")
    }

    /// The sheets to look at, among those that people made: the named one; else the visible ones; else all.
    private static func sheets(_ reader: SourceReader, _ file: String, _ name: String?) throws(Finding) -> [Int] {
        let sheets = reader.sheets
        if let name {
            guard let index = sheets.firstIndex(where: { $0.name == name }) else {
                throw Finding(
                    .sheetMissing, at: Place(file: file),
                    ["sheet": name, "known": list(reader.ownSheets.map { sheets[$0].name })])
            }
            guard !reader.marks.writtenSheets.contains(index) else {
                throw Finding(.sheetWritten, at: Place(file: file, sheet: name))
            }
            return [index]
        }
        let visible = reader.ownSheets.filter { !sheets[$0].isHidden }
        return visible.isEmpty ? reader.ownSheets : visible
    }
}
