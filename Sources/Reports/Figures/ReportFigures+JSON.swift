internal import Measures
internal import Tabular
public import Texts

extension ReportFigures {
    /// Writes the figures as members of the object that is open. Amounts are whole cents; those by mark are keyed by the
    /// id of the category.
    public func write(to json: inout JSONWriter) {
        json.member("lines", all.lines)
        json.member("cents", Int(all.amount.value))
        json.member("retainedLines", retained.lines)
        json.member("retainedCents", Int(retained.amount.value))
        list("excluded", excluded, &json) { exclusion, json in
            json.member("id", exclusion.id)
            json.member("lines", exclusion.count)
            json.member("cents", Int(exclusion.total.value))
        }
        list("views", views, &json) { view, json in
            json.member("id", view.id)
            json.member("favourableAtLeastCents", Int(view.favourable.low.value))
            json.member("favourableAtMostCents", Int(view.favourable.high.value))
            marks(view.amounts, &json, of: view.marks)
            json.key("lines")
            json.object { json in for mark in view.marks { json.member(id(mark), view.counts[mark]) } }
        }
        derived.write(to: &json, definition, axes: axes)
        groups("functions", functions, &json)
        groups("chapters", chapters, &json)
        groups("favourableOperations", favourable, &json)
        groups("unfavourableOperations", unfavourable, &json)
        list("accounts", blocks, &json) { block, json in
            json.member("category", id(block.mark))
            json.member("negativeCents", Int(block.negative.value))
            list("largest", block.accounts, &json) { account, json in
                json.member("code", account.code)
                json.member("label", account.label)
                json.member("cents", Int(account.amount.value))
            }
        }
        list("questions", questions, &json) { question, json in
            json.member("axis", question.axis)
            json.member("service", question.service)
            json.member("question", question.text)
            json.member("lines", question.lines)
            json.member("cents", Int(question.amount.value))
        }
        list("disputed", disputed, &json) { item, json in
            json.member("axis", item.axis)
            json.member("rule", item.rule.rule)
            json.member("lines", item.rule.lines)
            json.member("cents", Int(item.rule.amount.value))
        }
    }

    private func id(_ mark: Int) -> String { definition.marks[mark].id }

    private func marks(_ amounts: [Cents], _ json: inout JSONWriter, of marks: [Int]) {
        json.key("cents")
        json.object { json in for mark in marks { json.member(id(mark), Int(amounts[mark].value)) } }
    }

    private func groups(_ name: String, _ groups: [Group], _ json: inout JSONWriter) {
        list(name, groups, &json) { group, json in
            json.member("code", group.code)
            json.member("label", group.label)
            json.member("lines", group.lines)
            json.member("totalCents", Int(group.total.value))
            marks(group.amounts, &json, of: main?.marks ?? [])
        }
    }

    private func list<Item>(
        _ name: String, _ items: [Item], _ json: inout JSONWriter, _ body: (Item, inout JSONWriter) -> Void
    ) {
        json.key(name)
        json.array { json in for item in items { json.object { body(item, &$0) } } }
    }
}
