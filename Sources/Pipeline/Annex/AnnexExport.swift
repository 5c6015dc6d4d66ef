internal import Findings
internal import YAML

/// What a pipeline's `export:` says of the official annex.
struct AnnexExport: Sendable {
    /// The annex's layout (`pipelines/annexes/*.yaml`).
    var layout: String
    /// Where the annex goes.
    var output: Output
    /// The budget document that gets the annex; nil for the one that the lines are held against, or that they come from.
    var document: String?

    /// Where an annex goes.
    enum Output: String, Sendable, Hashable, CaseIterable {
        /// Nowhere.
        case none
        /// To a workbook of its own, with the matrix, and to budget documents.
        case workbook
        /// To sheets of the annotated workbook.
        case sheets
        /// To both.
        case both

        /// Whether it has a workbook of its own.
        var hasWorkbook: Bool { self == .workbook || self == .both }
        /// Whether it has sheets in the annotated workbook.
        var hasSheets: Bool { self == .sheets || self == .both }
    }

    /// What `export` says: `annexe: { layout: FILE, output: both }` and `totem: DOCUMENT`; nil when it asks for no annex.
    init?(of export: YAMLNode, _ variables: Variables, base: String) throws(Finding) {
        guard let node = export.optional("annexe") else { return nil }
        try node.expectKeys(["layout", "output"], in: "annexe")
        layout = try variables.path(node.required("layout"), from: base)
        output = .both
        if let asked = node.optional("output") {
            let names = Output.allCases.map(\.rawValue)
            output = Output(rawValue: try variables.filled(asked).choice("output", among: names)) ?? .both
        }
        // A variable may be empty: then no document is named.
        if let document = export.optional("totem"), try !variables.fill(document).isEmpty {
            self.document = try variables.path(document, from: base)
        }
        if output == .none { return nil }
    }
}
