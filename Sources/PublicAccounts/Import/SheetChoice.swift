internal import Findings
internal import Tabular
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
        var header: Header?
        var profile: Profile
        var isComplete: Bool
        var score: Int
    }

    init(_ reader: SourceReader, file: String, settings: ImportSettings) throws {
        let profiles = try settings.profile.map { [try settings.profiles.profile($0)] } ?? settings.profiles.automatic()
        var candidates: [Candidate] = []
        for sheet in try Self.sheets(reader, file, settings.sheet) {
            let head = try SheetHead(reader, sheet: sheet)
            for profile in profiles {
                let header = Header(head, aliases: profile.aliases)
                candidates.append(
                    Candidate(
                        sheet: sheet, head: head, header: header, profile: profile,
                        isComplete: header.map { $0.missing(profile).isEmpty } ?? false,
                        score: header.map { $0.score(profile) } ?? -1))
            }
        }
        // The first sheet wins among equals; a profile must win alone.
        let complete = candidates.filter(\.isComplete)
        let pool = complete.isEmpty ? candidates : complete
        let best = pool.map(\.score).max() ?? -1
        guard let chosen = pool.first(where: { $0.score == best }) else {
            throw Finding(
                .headerMissing, at: Place(file: file), ["limit": String(SheetHead.limit), "headers": Self.list([])])
        }
        let name = reader.sheets[chosen.sheet].name
        place = Place(file: file, sheet: name)
        guard let header = chosen.header else {
            let texts = chosen.head.rows.first.map { $0.cells.map(\.text) } ?? []
            throw Finding(
                .headerMissing, at: place,
                ["limit": String(SheetHead.limit), "headers": Self.list(texts)])
        }
        let missing = header.missing(chosen.profile)
        if let first = missing.first { throw Self.absent(first, header, chosen.profile, place) }
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
        let seen = profile.required.filter(header.has).count + profile.expected.filter(header.has).count
        let all = profile.required.count + profile.expected.count
        reason =
            settings.profile == nil
            ? "colonnes reconnues : \(seen) sur \(all), dont toutes les obligatoires" : "demandé"
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

    /// The finding for a column that is not there, placed in the header row.
    static func absent(_ role: ColumnRole, _ header: Header, _ profile: Profile, _ place: Place) -> Finding {
        var values = ["field": role.name, "profile": profile.id, "headers": list(header.texts)]
        let others = header.others.map(\.header)
        let known = profile.aliases.names(of: role)
        var place = place
        place.cell = cell(header.columns.map(\.column).min() ?? 0, header)
        for alias in known {
            if let near = Nearest.name(to: alias, among: others),
                let other = header.others.first(where: { $0.header == near })
            {
                place.cell = cell(other.column, header)
                values["nearest"] = near
                return Finding(.columnMissingNear, at: place, values)
            }
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
