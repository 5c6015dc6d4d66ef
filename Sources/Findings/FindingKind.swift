/// One kind of finding: a stable code, its gravity, the exit status it leads to when thrown, its wording.
///
/// Each target declares its kinds in one file, `<Target>Findings.swift`, as `static let` in an extension of
/// `FindingKind`, and lists them in a `FindingCatalogue` entry; `mesures findings` prints them all and a test checks
/// that codes are unique and that both wordings name the same values.
public struct FindingKind: Sendable, Hashable {
    /// Stable code: three capital letters for the target, three digits; for example `ZIP003`.
    public let code: String
    /// How grave it is by default.
    public let severity: Severity
    /// The exit status when the finding ends the command.
    public let exit: ExitStatus
    /// The words in French.
    public let french: Wording
    /// The words in English.
    public let english: Wording

    /// Declares a kind.
    public init(
        _ code: String, _ severity: Severity = .error, exit: ExitStatus = .badInput, french: Wording, english: Wording
    ) {
        self.code = code
        self.severity = severity
        self.exit = exit
        self.french = french
        self.english = english
    }

    /// Kinds are the same when their codes are.
    public static func == (left: FindingKind, right: FindingKind) -> Bool { left.code == right.code }

    /// Hashes the code alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The words in `language`.
    public func wording(_ language: Language) -> Wording {
        switch language {
        case .french: french
        case .english: english
        }
    }
}

/// What a finding says: what, why it matters, what to do. `{name}` stands for a value of the finding.
public struct Wording: Sendable, Hashable {
    /// What was noticed, in one line.
    public let what: String
    /// Why it matters; may be empty.
    public let why: String
    /// What to do about it; may be empty.
    public let remedy: String

    /// Words of a finding.
    public init(_ what: String, why: String = "", remedy: String = "") {
        self.what = what
        self.why = why
        self.remedy = remedy
    }
}

/// A language of messages.
public enum Language: String, Sendable, Hashable, CaseIterable {
    /// French, the default.
    case french = "fr"
    /// English.
    case english = "en"
}
