internal import Files
public import Findings
public import Rules
internal import YAML

/// The layout of the annex of the debt (`pipelines/annexes/*.yaml`): its title, its sheet, what it rests on and how sure
/// that is.
public struct DebtLayout: Sendable {
    /// Its id: `dette-verte`.
    public var id: String
    /// The version, as written.
    public var version: String
    /// The measure whose ratings it shows.
    public var measure: String
    /// The name of its sheet.
    public var sheet: String
    /// Its title.
    public var title: String
    /// What must be said of it wherever it is shown: that it is optional.
    public var remark: String
    /// How loans are rated, in words.
    public var method: String
    /// Where it comes from.
    public var source: String
    /// How sure that is.
    public var confidence: Confidence

    /// Reads the layout at `path`.
    ///
    /// - Throws: `FIC…` when it cannot be read, `YML…` with line and column when it cannot be understood.
    public init(reading path: String) throws(Finding) {
        let root = try YAMLNode.parse(FileSystem.read(path), file: path)
        try root.expectKeys(
            [
                "annex", "version", "measure", "sheet", "title", "remark", "method", "source", "licence", "confidence",
            ], in: "annex")
        func word(_ key: String) throws(Finding) -> String { try root.required(key).text(key) }
        id = try word("annex")
        version = try word("version")
        measure = try word("measure")
        sheet = try word("sheet")
        title = try word("title")
        remark = try word("remark")
        method = try word("method")
        source = try word("source")
        let certainty = try root.required("confidence").choice(
            "confidence", among: Confidence.allCases.map(\.rawValue))
        confidence = Confidence(rawValue: certainty) ?? .unverified
    }
}
