internal import Texts

/// What a nomenclature says of a nature, for one sens and movement.
struct PlanAnswer {
    /// The one section; empty when several or none are possible.
    var section = ""
    /// The one chapter; empty when several or none are possible.
    var chapitre = ""
    /// The one movement; empty when both or none are possible.
    var mouvement = ""
    /// Whether the account admits both movements.
    var admitsBoth = false
}

/// Answers what a plan says of natures, those that it does not list included.
struct PlanLookup {
    /// No account code is longer; what is longer is no account.
    private static let codeLimit = 12

    /// How the plan knows a nature.
    enum Standing: Hashable {
        /// The plan lists it.
        case listed
        /// The plan does not list it, and it subdivides this account of the plan, by which it is known.
        case subdivision(of: String)
        case unknown
    }

    /// A way to use an account, the chapter it goes to, and the section of that chapter where the plan has it.
    struct Possibility: Hashable {
        var usage: Account.Usage
        var chapter: String
        var section: String?
    }

    /// What the plan says of a nature for one sens.
    struct Entry {
        var standing = Standing.unknown
        /// Its label, or that of the account it subdivides.
        var label = ""
        var possibilities: [Possibility] = []
    }

    private let plan: Nomenclature
    /// The ways to use the accounts that begin with a prefix of two digits or more.
    private var below: [String: Set<Possibility>] = [:]
    /// The accounts that the plan says are to be subdivided ("à subdiviser par mandat").
    private var divisible: Set<String> = []

    init(_ plan: Nomenclature) {
        self.plan = plan
        for account in plan.accounts where account.code.utf8.count <= Self.codeLimit {
            if Folding.fold(account.label).contains("a subdiviser") { divisible.insert(account.code) }
            let possible = possible(account, sens: "")
            if possible.isEmpty { continue }
            var prefix = account.code[...]
            while prefix.count >= 2 {
                below[String(prefix), default: []].formUnion(possible)
                prefix = prefix.dropLast()
            }
        }
    }

    /// What the plan says of `nature` for `sens`, empty when unknown.
    ///
    /// An account that is not in the plan, or is only a heading, answers like its closest neighbour: the accounts
    /// above it, then those below, when they agree.
    func entry(nature: String, sens: String) -> Entry {
        var entry = Entry()
        if let account = plan.account(nature) {
            entry.standing = .listed
            entry.label = account.label
            entry.possibilities = possible(account, sens: sens)
        } else if let parent = subdivided(nature) {
            entry.standing = .subdivision(of: parent.code)
            entry.label = parent.label
        }
        if entry.possibilities.isEmpty { entry.possibilities = neighbours(of: nature, sens) }
        return entry
    }

    /// How the plan knows `nature`.
    func standing(of nature: String) -> Standing {
        if plan.account(nature) != nil { return .listed }
        return subdivided(nature).map { .subdivision(of: $0.code) } ?? .unknown
    }

    /// Whether the plan says that the account `code` is to be subdivided.
    func isDivisible(_ code: String) -> Bool { divisible.contains(code) }

    /// What `entry` becomes for `mouvement` and `chapitre`, each empty when unknown.
    func answer(_ entry: Entry, mouvement: String, chapitre: String) -> PlanAnswer {
        var answer = PlanAnswer()
        let isThere = !chapitre.isEmpty && entry.possibilities.contains { $0.chapter == chapitre }
        var hasReel = false
        var hasOrdre = false
        for possibility in entry.possibilities where !isThere || possibility.chapter == chapitre {
            if possibility.usage.isReel { hasReel = true } else { hasOrdre = true }
        }
        answer.admitsBoth = hasReel && hasOrdre
        if hasReel != hasOrdre { answer.mouvement = hasReel ? "reel" : "ordre" }
        let isReel = mouvement == "reel"
        let isSuch = !mouvement.isEmpty && (isReel ? hasReel : hasOrdre)
        var chapter: String?
        var section: String?
        var hasOneChapter = true
        var hasOneSection = true
        for possibility in entry.possibilities where !isThere || possibility.chapter == chapitre {
            if isSuch, possibility.usage.isReel != isReel { continue }
            hasOneChapter = hasOneChapter && (chapter ?? possibility.chapter) == possibility.chapter
            chapter = possibility.chapter
            guard let its = possibility.section else { continue }
            hasOneSection = hasOneSection && (section ?? its) == its
            section = its
        }
        if let chapter, hasOneChapter { answer.chapitre = chapter }
        if let section, hasOneSection { answer.section = section }
        if answer.section.isEmpty, let section = plan.chapter(chapitre)?.section {
            answer.section = section
        }
        return answer
    }

    /// The account that `nature`, which the plan does not list, subdivides: the closest one above it, of three digits or
    /// more, when lines can use it, or when the plan says that it or an account above it is to be subdivided
    /// (`4581`, "à subdiviser par mandat", gives `45811`).
    private func subdivided(_ nature: String) -> Account? {
        let digits = Array(nature.utf8)
        guard digits.count <= Self.codeLimit, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        var closest: Account?
        var length = digits.count - 1
        while length >= 3 {
            if let account = plan.account(String(decoding: digits[..<length], as: UTF8.self)) {
                if closest == nil, !possible(account, sens: "").isEmpty { return account }
                closest = closest ?? account
                if divisible.contains(account.code) { return closest }
            }
            length -= 1
        }
        return nil
    }

    private func possible(_ account: Account, sens: String) -> [Possibility] {
        account.usages(sens: sens).map { usage in
            let chapter = account.chapter(usage) ?? ""
            return Possibility(usage: usage, chapter: chapter, section: plan.chapter(chapter)?.section)
        }
    }

    private func neighbours(of nature: String, _ sens: String) -> [Possibility] {
        let bytes = Array(nature.utf8)
        guard bytes.count <= Self.codeLimit else { return [] }
        var length = bytes.count
        while length >= 2 {
            let prefix = String(decoding: bytes[..<length], as: UTF8.self)
            if let above = plan.account(prefix) {
                let possible = possible(above, sens: sens)
                if !possible.isEmpty { return possible }
                let others = (below[prefix] ?? []).filter { possibility in
                    sens == "depense"
                        ? possibility.usage.isDepense : sens == "recette" ? !possibility.usage.isDepense : true
                }
                if !others.isEmpty { return Array(others) }
            }
            length -= 1
        }
        return []
    }
}
