import PublicAccounts
import Rules

/// What written packs say of lines, found the plain way from what was written: it shares no code with reading, compiling and
/// evaluating.
struct NaiveLanguage {
    /// A line.
    struct Line {
        var fields: [LineField: String]
        var cents: Int

        subscript(field: LineField) -> String { fields[field] ?? "" }
        var isCancellation: Bool { cents < 0 }
    }

    /// What was said of a line: by which rule, in words and by its place, and what.
    struct Said: Equatable {
        var name: String
        var order: [Int]
        var verdict: Outcome.Verdict
        /// What it follows, when it is said of another line first: `operation` or `mandat`.
        var follows = ""

        static let nothing = Said(name: "", order: [], verdict: .unmatched)
    }

    /// A rule, with all that must hold before it speaks.
    private struct Applied {
        var name: String
        var holds: (Line) -> Bool
        var effect: WrittenPack.WrittenRule.Effect
    }

    private let rules: [Applied]

    init(_ packs: [WrittenPack]) { rules = packs.flatMap { Self.flat($0) } }

    // MARK: Layers

    private static func flat(_ pack: WrittenPack) -> [Applied] {
        let constants = Dictionary(
            uniqueKeysWithValues: (all(pack).flatMap(\.constants)).map { ($0.name, $0.codes) })
        let conditions = Dictionary(
            uniqueKeysWithValues: (all(pack).flatMap(\.conditions)).map { ($0.name, $0.asked) })
        let words = Meaning(constants: constants, conditions: conditions)
        func applied(_ rule: WrittenPack.WrittenRule, of owner: WrittenPack, in scopes: [WrittenPack]) -> Applied {
            Applied(
                name: "\(owner.id)/\(rule.id)",
                holds: { line in
                    scopes.allSatisfy { words.inScope($0, line) } && words.holds(rule.validity, line)
                        && words.holds(rule.asked, line)
                }, effect: rule.effect)
        }
        guard let base = pack.extends?.pack else { return pack.rules.map { applied($0, of: pack, in: [pack]) } }
        // A scope narrows the rules of the base, which keep their own; without one, the base's is that of all.
        let hasScope = pack.scope != nil || pack.validity.from != nil || pack.validity.until != nil
        let own = hasScope ? [pack] : [base]
        let known = base.rules.map(\.id).filter { !pack.removed.contains($0) }
        var found = pack.rules.filter { !known.contains($0.id) }.map { applied($0, of: pack, in: own) }
        for rule in base.rules where !pack.removed.contains(rule.id) {
            if let replacement = pack.rules.first(where: { $0.id == rule.id }) {
                found.append(applied(replacement, of: pack, in: own))
            } else {
                found.append(applied(rule, of: base, in: hasScope ? [pack, base] : [base]))
            }
        }
        return found
    }

    private static func all(_ pack: WrittenPack) -> [WrittenPack] { [pack] + (pack.extends.map { [$0.pack] } ?? []) }

    // MARK: Lines

    /// What is said of each line.
    func said(of lines: [Line]) -> [Said] {
        // The next rule from `start` on that speaks of a line: what it says, or that it follows others.
        func next(_ line: Line, from start: Int) -> (rule: Int, said: Said?)? {
            for place in start..<rules.count where rules[place].holds(line) {
                switch rules[place].effect {
                case .inherit: return (place, nil)
                default: if let said = own(place, line) { return (place, said) }
                }
            }
            return nil
        }
        var spoken = lines.map { next($0, from: 0) }
        var origin = spoken.map { $0.map { $0.said ?? .nothing } ?? .nothing }
        var result = origin
        let waitingAtFirst = spoken.map { $0 != nil && $0?.said == nil }
        let operations = lines.indices.map { place in operation(place, lines, origin, waitingAtFirst) }

        func follow(_ place: Int, _ answer: (String) -> Said??) {
            while let (rule, said) = spoken[place], said == nil, case .inherit(let from) = rules[rule].effect,
                let found = answer(from)
            {
                if let found {
                    origin[place] = found
                    result[place] = Said(
                        name: "\(rules[rule].name) ← \(found.name)", order: [], verdict: found.verdict, follows: from)
                    spoken[place] = (rule, result[place])
                    return
                }
                spoken[place] = next(lines[place], from: rule + 1)
                origin[place] = spoken[place]?.said ?? .nothing
                result[place] = origin[place]
            }
        }
        for place in lines.indices where waitingAtFirst[place] {
            follow(place) { $0 == "operation" ? .some(operations[place]) : nil }
        }
        let known = origin
        for place in lines.indices where waitingAtFirst[place] {
            follow(place) { .some($0 == "operation" ? operations[place] : mandate(place, lines, known)) }
        }
        return result
    }

    private func own(_ place: Int, _ line: Line) -> Said? {
        func shares(_ parts: [(String, Share)]) -> Outcome.Verdict {
            .shares(parts.map { Outcome.CategoryShare($0.0, $0.1) })
        }
        let rule = rules[place]
        switch rule.effect {
        case .rate(let category): return Said(name: rule.name, order: [place], verdict: shares([(category, .one)]))
        case .split(let part):
            let verdict = shares([
                ("favorable", Share(Int64(part), 100)), ("neutre", Share(Int64(100 - part), 100)),
            ])
            return Said(name: rule.name, order: [place], verdict: verdict)
        case .ask: return Said(name: rule.name, order: [place], verdict: .ask(question: "Quoi ?", to: ""))
        case .exclude: return Said(name: rule.name, order: [place], verdict: .excluded(reason: "hors"))
        case .lookup:
            guard let row = Meaning.account(line[.nature]), !WrittenPack.accounts[row].1.isEmpty else { return nil }
            return Said(
                name: "\(rule.name)[\(WrittenPack.accounts[row].0)]", order: [place, row],
                verdict: shares([(WrittenPack.accounts[row].1, .one)]))
        case .inherit: return nil
        }
    }

    /// What the other lines of the operation say that a rule of their own cuts into categories, when all say the same.
    private func operation(_ place: Int, _ lines: [Line], _ said: [Said], _ waiting: [Bool]) -> Said? {
        guard !lines[place][.operation].isEmpty else { return nil }
        let others = lines.indices.filter { other in
            guard case .shares = said[other].verdict else { return false }
            return !waiting[other] && lines[other][.operation] == lines[place][.operation]
                && lines[other][.budget] == lines[place][.budget]
        }
        return agreed(others.map { said[$0] })
    }

    /// What was said of the mandate that a line cancels.
    private func mandate(_ place: Int, _ lines: [Line], _ said: [Said]) -> Said? {
        let line = lines[place]
        func isPlace(_ other: Line) -> Bool {
            other[.budget] == line[.budget] && other[.exercice] == line[.exercice] && !other.isCancellation
        }
        let open = lines.indices.filter { said[$0] != .nothing && isPlace(lines[$0]) }
        var found = open.filter { other in
            let tiers = lines[other][.tiers]
            return !line[.piece].isEmpty && lines[other][.piece] == line[.piece]
                && (tiers == line[.tiers] || tiers.isEmpty || line[.tiers].isEmpty)
        }
        if found.isEmpty {
            found = open.filter {
                !line[.tiers].isEmpty && lines[$0][.tiers] == line[.tiers] && lines[$0].cents == -line.cents
            }
        }
        let sameAccount = found.filter { lines[$0][.nature] == line[.nature] }
        if !sameAccount.isEmpty { found = sameAccount }
        let opposite = found.filter { lines[$0].cents == -line.cents }
        if !opposite.isEmpty { found = opposite }
        return agreed(found.map { said[$0] })
    }

    /// The first of what is said, when all say the same.
    private func agreed(_ said: [Said]) -> Said? {
        guard let first = said.min(by: { $0.order.lexicographicallyPrecedes($1.order) }) else { return nil }
        return said.allSatisfy { $0.verdict == first.verdict } ? first : nil
    }
}

/// What conditions mean.
private struct Meaning {
    let constants: [String: [WrittenPack.Code]]
    let conditions: [String: WrittenPack.Asked]

    func inScope(_ pack: WrittenPack, _ line: NaiveLanguage.Line) -> Bool {
        holds(pack.validity, line) && (pack.scope.map { holds($0, line) } ?? true)
    }

    func holds(_ years: WrittenPack.Years, _ line: NaiveLanguage.Line) -> Bool {
        if years.from == nil, years.until == nil { return true }
        guard let year = Int(line[.exercice]) else { return false }
        return (years.from ?? 0) <= year && year <= (years.until ?? 9999)
    }

    func holds(_ asked: WrittenPack.Asked, _ line: NaiveLanguage.Line) -> Bool {
        let label = Naive.words(line[.libelle])
        func has(_ term: String) -> Bool { !Naive.starts(of: Naive.words(term), in: label).isEmpty }
        switch asked {
        case .codes(let field, let codes): return codes.contains { fits($0, line[field]) }
        case .anyWord(let words): return words.contains(where: has)
        case .allWords(let words): return words.allSatisfy(has)
        case .noWord(let words): return !words.contains(where: has)
        case .near(let one, let other, let within):
            let (first, second) = (Naive.words(one), Naive.words(other))
            return Naive.starts(of: first, in: label).contains { start in
                Naive.starts(of: second, in: label).contains { next in
                    let between = start < next ? next - start - first.count : start - next - second.count
                    return (0..<within).contains(between)
                }
            }
        case .amount(let bound, let cents):
            let amount = abs(line.cents)
            return switch bound {
            case "plus-de": amount > cents
            case "au-moins": amount >= cents
            case "moins-de": amount < cents
            default: amount <= cents
            }
        case .cancellation(let wanted): return line.isCancellation == wanted
        case .column(let table, let column, let value): return text(table, column, line) == value
        case .named(let name): return conditions[name].map { holds($0, line) } ?? false
        case .all(let parts): return parts.allSatisfy { holds($0, line) }
        case .any(let parts): return parts.contains { holds($0, line) }
        case .not(let part): return !holds(part, line)
        }
    }

    private func fits(_ code: WrittenPack.Code, _ value: String) -> Bool {
        switch code {
        case .exact(let wanted): return value == wanted
        case .beginning(let start): return value.hasPrefix(start)
        case .span(let first, let last):
            guard value.count >= first.count, let number = Int(value.prefix(first.count)), let low = Int(first),
                let high = Int(last)
            else { return false }
            return (low...high).contains(number)
        case .constant(let name): return (constants[name] ?? []).contains { fits($0, value) }
        }
    }

    private func text(_ table: String, _ column: String, _ line: NaiveLanguage.Line) -> String {
        if table == "operations" {
            return WrittenPack.operations.first { $0.0 == line[.operation] }?.1 ?? ""
        }
        guard let row = Self.account(line[.nature]) else { return "" }
        return column == "theme" ? WrittenPack.accounts[row].2 : WrittenPack.accounts[row].1
    }

    /// The row of the longest account that the nature begins with.
    static func account(_ nature: String) -> Int? {
        let rows = WrittenPack.accounts.indices.filter { nature.hasPrefix(WrittenPack.accounts[$0].0) }
        return rows.max { WrittenPack.accounts[$0].0.count < WrittenPack.accounts[$1].0.count }
    }
}
