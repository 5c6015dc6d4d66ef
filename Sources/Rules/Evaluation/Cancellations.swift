package import PublicAccounts

/// The cancellations of lines, and the mandates that they cancel: found as a rule that inherits finds them
/// (`Rule.Inheritance.mandat`).
package struct Cancellations {
    /// The lines that cancel others, ascending.
    package let lines: [Int]
    private let mandates: CancelledMandates

    /// The cancellations among `lines`.
    package init(_ lines: Lines) {
        let heirs = lines.isCancellation.indices.filter { lines.isCancellation[$0] }
        self.lines = heirs
        // Every line may be cancelled, whatever was said of it.
        let codes = [UInt32](repeating: 1, count: heirs.isEmpty ? 0 : lines.count)
        mandates = CancelledMandates(lines, heirs: heirs, codes: codes, distinct: [])
    }

    /// The lines of the mandate that `cancellation` cancels; none when it is not found.
    package func mandates(for cancellation: Int) -> [Int] { mandates.mandates(for: cancellation) }
}
