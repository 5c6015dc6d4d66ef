internal import Decisions
internal import Findings
internal import Tabular
internal import YAML

/// What a pipeline's `export:` says of the workbook of questions.
struct QuestionsExport: Sendable {
    /// The day by which services answer; nil when none is said.
    var before: CivilDate?

    /// No day is said.
    init() {}

    /// What `export` says: `questions: oui`, or `questions: { write: oui, before: 2025-12-15 }`; nil when it asks for none.
    init?(of export: YAMLNode, _ variables: Variables) throws(Finding) {
        guard let node = export.optional("questions") else { return nil }
        guard case .mapping = node.kind else {
            guard try variables.filled(node).boolean("questions") else { return nil }
            return
        }
        try node.expectKeys(["write", "before"], in: "questions")
        if let wanted = node.optional("write"), try !variables.filled(wanted).boolean("write") { return nil }
        // A variable may be empty: then no day is said.
        guard let day = node.optional("before"), case let text = try variables.fill(day), !text.isEmpty else { return }
        guard let date = CivilDate(iso: text) else { throw Finding(.deadlineRefused, at: day.place, ["text": text]) }
        before = date
    }
}
