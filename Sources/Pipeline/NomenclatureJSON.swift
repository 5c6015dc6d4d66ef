internal import PublicAccounts
internal import Texts

/// Writes what a plan tells of a code as JSON members.
enum NomenclatureJSON {
    /// Writes `explanation` as members of the object that is open.
    static func write(_ explanation: PlanExplanation, to json: inout JSONWriter) {
        json.member("nomenclature", explanation.plan.id)
        json.member("exercice", explanation.plan.exercice)
        json.member("code", explanation.code)
        if let facts = explanation.account {
            json.key("account")
            json.object { json in account(facts, to: &json) }
        }
        if let chapter = explanation.chapter {
            json.key("chapter")
            json.object { json in
                json.member("code", chapter.code)
                json.member("label", chapter.label)
                json.member("section", chapter.section)
                json.member("byFonction", chapter.isByFonction)
            }
        }
        if let facts = explanation.fonction {
            json.key("fonction")
            json.object { json in
                json.member("code", facts.entry.code)
                json.member("label", facts.entry.label)
                entries("path", facts.path.map { ($0.code, $0.label) }, to: &json)
                entries("children", facts.children.map { ($0.code, $0.label) }, to: &json)
                span(facts.span, to: &json)
                equivalents(facts.equivalents, to: &json)
            }
        }
    }

    /// Writes codes and labels as an array under `name`.
    static func entries(_ name: String, _ entries: [(String, String)], to json: inout JSONWriter) {
        json.key(name)
        json.array { json in
            for (code, label) in entries {
                json.object { json in
                    json.member("code", code)
                    json.member("label", label)
                }
            }
        }
    }

    private static func account(_ facts: PlanExplanation.AccountFacts, to json: inout JSONWriter) {
        json.member("code", facts.account.code)
        json.member("label", facts.account.label)
        json.member("isSubdivision", facts.isSubdivision)
        entries("path", facts.path.map { ($0.code, $0.label) }, to: &json)
        json.key("usages")
        json.array { json in
            for usage in facts.usages {
                json.object { json in
                    json.member("sens", usage.usage.isDepense ? "depense" : "recette")
                    json.member("mouvement", usage.usage.isReel ? "reel" : "ordre")
                    json.member("betweenSections", usage.usage.isBetweenSections)
                    json.member("chapitre", usage.chapter.code)
                    json.member("libelleChapitre", usage.chapter.label)
                    json.member("section", usage.section)
                }
            }
        }
        json.member("isEquipmentExpense", facts.account.isEquipmentExpense)
        json.member("isEquipmentReceipt", facts.account.isEquipmentReceipt)
        if let removed = facts.account.removed { json.member("removed", removed) }
        if let aggregate = facts.aggregate {
            json.key("greenAnnex")
            json.object { json in
                json.member("code", aggregate.code)
                json.member("label", aggregate.label)
                json.member("inAnnex", aggregate.isLine)
                json.member("account", aggregate.account)
                if !aggregate.reason.isEmpty {
                    json.member("source", aggregate.sourceCode)
                    json.member("reason", aggregate.reason)
                }
            }
        }
        span(facts.span, to: &json)
        entries("children", facts.children.map { ($0.code, $0.label) }, to: &json)
        entries("neighbours", facts.neighbours.map { ($0.code, $0.label) }, to: &json)
        equivalents(facts.equivalents, to: &json)
    }

    private static func span(_ span: PlanExplanation.Span, to json: inout JSONWriter) {
        json.key("exercices")
        json.array { json in for year in span.present { json.integer(year) } }
        json.key("absentIn")
        json.array { json in for year in span.known where !span.present.contains(year) { json.integer(year) } }
        json.key("labels")
        json.array { json in
            for since in span.labels {
                json.object { json in
                    json.member("since", since.year)
                    json.member("label", since.label)
                }
            }
        }
    }

    private static func equivalents(_ equivalents: [PlanEquivalents.Equivalent], to json: inout JSONWriter) {
        json.key("equivalents")
        json.array { json in
            for other in equivalents {
                json.object { json in
                    json.member("nomenclature", other.id)
                    json.member("exercice", other.exercice)
                    json.member("code", other.code)
                    json.member("label", other.label)
                    json.member("likeness", other.likeness.rawValue)
                }
            }
        }
    }
}
