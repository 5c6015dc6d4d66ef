internal import Decisions
internal import Findings
internal import Tabular
internal import YAML

/// What a pipeline's `export:` says of the workbook of questions.
struct QuestionsExport: Sendable {
    /// Whether it is written.
    var isWritten = false
    /// The day by which services answer; nil when none is said.
    var before: CivilDate?

    /// What `export` says: `questions: oui`, or `questions: { write: oui, before: 2025-12-15 }`; it is not written without.
    ///
    /// - Throws: `QUE002` when the day is none.
    init(of export: YAMLNode, _ variables: Variables) throws(Finding) {
        guard let node = export.optional("questions") else { return }
        guard case .mapping = node.kind else {
            isWritten = try variables.filled(node).boolean("questions")
            return
        }
        try node.expectKeys(["write", "before"], in: "questions")
        isWritten =
            try node.optional("write").map { (node) throws(Finding) in try variables.filled(node).boolean("write") }
            ?? true
        // A variable may be empty: then no day is said.
        guard let day = node.optional("before"), case let text = try variables.fill(day), !text.isEmpty else { return }
        guard let date = CivilDate(iso: text) else { throw Finding(.deadlineRefused, at: day.place, ["text": text]) }
        before = date
    }
}
