internal import Findings
internal import SystemPackage

extension Finding {
    /// What the system said when `path` could not be written.
    init(writing path: String, _ error: Errno) {
        let kind: FindingKind =
            switch error {
            case .noSpace, .diskQuotaExceeded, .fileTooLarge: .diskFull
            default: .cannotWrite
            }
        self.init(kind, at: Place(file: path), ["reason": error.description])
    }

    /// What the system said, by number, when `path` could not be written.
    init(writing path: String, code: Int32) { self.init(writing: path, Errno(rawValue: code)) }

    /// What the system said when `path` could not be read.
    init(reading path: String, _ error: Errno) {
        let isMissing = error == .noSuchFileOrDirectory || error == .notDirectory
        self.init(isMissing ? .fileMissing : .fileUnreadable, at: Place(file: path), ["reason": error.description])
    }
}
