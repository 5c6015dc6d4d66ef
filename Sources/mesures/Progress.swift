internal import Findings
internal import Pipeline

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What is being done, on one line of a terminal, once the work has lasted a second; nothing elsewhere.
final class Progress {
    private let isShown: Bool
    private let start: ContinuousClock.Instant
    private var hasLine = false

    init(isShown: Bool) {
        self.isShown = isShown && isatty(2) == 1
        start = ContinuousClock.now
    }

    /// Says that `step` begins.
    func show(_ step: PipelineStep) {
        guard isShown, ContinuousClock.now - start > .seconds(1) else { return }
        clear()
        fputsError("… " + step.words(Speech.language))
        hasLine = true
    }

    /// Takes the line away.
    func clear() {
        if hasLine { fputsError("\r\u{1B}[2K") }
        hasLine = false
    }

    private func fputsError(_ text: String) {
        let bytes = Array(text.utf8)
        // Sound: the buffer is valid during the call and its count goes with it.
        _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    }
}
