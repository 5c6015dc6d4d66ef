internal import Findings

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The end of a command that did not simply succeed: what to show, and the exit status.
struct CommandEnd: Error {
    var findings: [Finding]
    var status: ExitStatus
    var json = false

    init(_ findings: [Finding], status: ExitStatus, json: Bool = false) {
        self.findings = findings
        self.status = status
        self.json = json
    }

    /// Shows the findings on standard error and ends the process.
    func leave() -> Never {
        Terminal.show(findings, json: json)
        exit(status.rawValue)
    }
}
