/// Something the program noticed: what kind, where, with which values.
///
/// A finding is data. It is thrown when the work cannot go on, collected when it can, and worded only when it is
/// shown, in the reader's language.
public struct Finding: Error, Sendable, Hashable {
    /// What was noticed, with its code and its wording.
    public var kind: FindingKind
    /// Where it was noticed.
    public var place: Place
    /// The values that the wording names, as `{name}`.
    public var values: [String: String]
    /// How many places share this finding when it stands for several; 1 otherwise.
    public var count: Int
    /// How grave it is here; the kind's own severity unless the caller changed it.
    public var severity: Severity

    /// Makes a finding of `kind` at `place`; `values` fill the `{names}` of the kind's wording.
    public init(_ kind: FindingKind, at place: Place = Place(), _ values: [String: String] = [:], count: Int = 1) {
        self.kind = kind
        self.place = place
        self.values = values
        self.count = count
        self.severity = kind.severity
    }

    /// The same finding, placed in `file` where it names none.
    public func inFile(_ file: String) -> Finding {
        var placed = self
        if placed.place.file == nil { placed.place.file = file }
        return placed
    }
}

/// How grave a finding is.
public enum Severity: UInt8, Sendable, Hashable, Comparable, CaseIterable {
    /// Good to know; nothing to do.
    case note
    /// The result stands, someone should look.
    case warning
    /// The result cannot be had, or cannot be trusted.
    case error

    /// Orders by gravity: note, warning, error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The word used on the command line and in JSON: `note`, `warning`, `error`.
    public var name: String {
        switch self {
        case .note: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

/// How the command ends (DESIGN, section 8).
public enum ExitStatus: Int32, Sendable, Hashable {
    /// Done.
    case done = 0
    /// Done, with findings at or above `--fail-on`.
    case findings = 1
    /// Wrong usage: arguments, pipeline file, packs, profiles.
    case usage = 2
    /// The input cannot be read.
    case badInput = 65
    /// A defect of the program.
    case internalError = 70
    /// An output cannot be written.
    case cannotWrite = 73
    /// Another run holds the lock.
    case locked = 75
}
