internal import Decisions
internal import DelimitedText
internal import Files
public import Findings
internal import Markup
internal import MarkupSheets
internal import Measures
internal import OpenDocument
internal import OpenXML
internal import PublicAccounts
internal import Rules
internal import Workbooks
internal import YAML
internal import ZipArchive

/// Every finding that any target can make.
public enum FindingCatalogue {
    /// All kinds, in the order of the house, bottom to top.
    public static let all: [FindingKind] =
        FindingKind.filesKinds + FindingKind.zipArchiveKinds + FindingKind.markupKinds + FindingKind.yamlKinds
        + FindingKind.openXMLKinds + FindingKind.openDocumentKinds + FindingKind.delimitedTextKinds
        + FindingKind.markupSheetsKinds
        + FindingKind.workbooksKinds + FindingKind.publicAccountsKinds + FindingKind.rulesKinds
        + FindingKind.ruleKindKinds + FindingKind.disputeKinds + FindingKind.decisionsKinds
        + FindingKind.measuresKinds + FindingKind.disputedRuleKinds + FindingKind.suggestionKinds
        + FindingKind.pipelineKinds + FindingKind.ratersKinds + FindingKind.comparisonKinds + [.badAcceptance]

    /// The kind with this code.
    public static func kind(_ code: String) -> FindingKind? { byCode[code] }

    private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
