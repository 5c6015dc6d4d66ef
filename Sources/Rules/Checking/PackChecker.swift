public import Findings
internal import PublicAccounts
internal import YAML

/// Checks packs that were read without error: may they be used?
public enum PackChecker {
    /// What is wrong in `pack`, in the order of the file: measure and axis, categories, rules that are never used,
    /// accounts that no nomenclature has; and the pack's own tests, when nothing else is an error.
    public static func check(_ pack: Pack, _ context: PackContext) -> [Finding] {
        var findings: [Finding] = []
        if pack.measure != context.measure {
            findings.append(
                Finding(
                    .otherMeasure, at: pack.measurePlace, ["measure": pack.measure, "expected": context.measure]))
        } else if !context.axes.contains(pack.axis) {
            findings.append(
                Finding(
                    .unknownAxis, at: pack.axisPlace,
                    ["axis": pack.axis, "known": context.axes.joined(separator: ", ")]))
        }
        let kinds = KindChecker(context: context)
        for rule in pack.rules { findings += kinds.findings(of: rule) }
        for test in pack.tests { findings += kinds.findings(of: test) }
        findings += unreachable(pack.rules)
        if let natures = context.natures { findings += unknownNatures(pack, natures, of: "–") }
        // Tests of wrong rules would only say again that the rules are wrong.
        if !findings.contains(where: { $0.severity == .error }) {
            findings += PackTrial(pack, plans: context.plans, unit: context.unit).findings
        }
        return findings.inOrder
    }

    /// What is wrong between packs used together: two with the same id, whose rules could not be told apart.
    public static func checkTogether(_ packs: [Pack]) -> [Finding] {
        var files: [String: String] = [:]
        return packs.compactMap { pack in
            guard let other = files.updateValue(pack.place.file ?? "", forKey: pack.id) else { return nil }
            return Finding(.duplicatePack, at: pack.place, ["pack": pack.id, "other": other])
        }
    }

    /// Reads the pack at `path` and checks it when it could be read.
    public static func load(path: String, _ context: PackContext) -> PackReading {
        var reading = PackReader.read(path: path)
        guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
            return reading
        }
        reading.findings += check(pack, context)
        return reading
    }

    private static func unreachable(_ rules: [Rule]) -> [Finding] {
        rules.indices.compactMap { place in
            let rule = rules[place]
            guard let earlier = rules[..<place].first(where: { $0.overtakes(rule) }) else { return nil }
            return Finding(
                .unreachableRule, at: rule.place,
                ["rule": rule.id, "earlier": earlier.id, "line": String(earlier.place.line ?? 0)])
        }
    }

    /// The account patterns of a pack that no account of `natures`, those of the plans `names`, fits.
    static func unknownNatures(_ pack: Pack, _ natures: [String], of names: String) -> [Finding] {
        pack.natures.filter { nature in !natures.contains { nature.pattern.mayConcern($0) } }.map { nature in
            Finding(
                .natureNotInNomenclature, at: nature.place, ["nature": nature.pattern.text, "plans": names])
        }
    }
}

extension Rule {
    /// Whether every line that `later` speaks of is surely taken by this rule, which comes before it.
    func overtakes(_ later: Rule) -> Bool {
        // A lookup and an inheritance leave the lines that they find nothing for.
        guard case .verdict = effect else { return false }
        return later.when.implies(when)
    }
}

extension [Finding] {
    /// The findings in the order of their files' lines.
    var inOrder: [Finding] {
        enumerated().sorted { one, two in
            (one.element.place.line ?? 0, one.offset) < (two.element.place.line ?? 0, two.offset)
        }.map(\.element)
    }
}

extension Pattern {
    /// Whether an account, or one of its sub-accounts, can fit.
    func mayConcern(_ account: String) -> Bool {
        if case .exact(let text) = self, account.utf8.starts(with: text.utf8) { return true }
        return matches(account)
    }
}
