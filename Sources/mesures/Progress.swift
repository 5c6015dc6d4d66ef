internal import Findings
internal import Pipeline
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What is being done, on one line of a terminal, once the work has lasted a second; nothing elsewhere.
///
/// The work itself never looks at the clock: a thread that sleeps for a second says when the line is due.
final class Progress: Sendable {
    private struct State {
        var step: PipelineStep?
        /// Whether the work has lasted a second.
        var isDue = false
        /// Whether the line is there.
        var hasLine = false
        var isOver = false
    }

    private let state = Mutex(State())
    private let isShown: Bool

    init(isShown: Bool) {
        self.isShown = isShown && isatty(2) == 1
        if self.isShown { startClock() }
    }

    /// Says that `step` begins.
    func show(_ step: PipelineStep) {
        guard isShown else { return }
        state.withLock { state in
            state.step = step
            Self.draw(&state)
        }
    }

    /// Takes the line away for good.
    func end() {
        guard isShown else { return }
        state.withLock { state in
            if state.hasLine { Self.write("\r\u{1B}[2K") }
            state.hasLine = false
            state.isOver = true
        }
    }

    private static func draw(_ state: inout State) {
        guard state.isDue, !state.isOver, let step = state.step else { return }
        write((state.hasLine ? "\r\u{1B}[2K" : "") + "… " + step.words(Speech.language))
        state.hasLine = true
    }

    private func startClock() {
        // Sound: the thread gets a reference of its own, and gives it back when it has run.
        let reference = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                sleep(1)
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Progress>.fromOpaque(argument).takeRetainedValue().ring()
                return nil
            }, reference.toOpaque())
        guard status == 0 else {
            unsafe reference.release()
            return
        }
        pthread_detach(thread)
    }

    private func ring() {
        state.withLock { state in
            state.isDue = true
            Self.draw(&state)
        }
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        // Sound: the buffer is valid during the call and its count goes with it.
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
