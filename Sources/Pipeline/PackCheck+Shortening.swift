public import Findings

extension PackCheck.Report {
    /// How many notes of one kind people are shown for a pack.
    private static let shownNotes = 3

    /// What people are shown of the findings: errors and warnings all, of the notes of one kind the first ones; and how many
    /// more of each kind there are, in the order in which they were met.
    public var shortened: (shown: [Finding], more: [(kind: FindingKind, count: Int)]) {
        var counts: [FindingKind: Int] = [:]
        var more: [(kind: FindingKind, count: Int)] = []
        let shown = findings.filter { finding in
            guard finding.severity == .note else { return true }
            counts[finding.kind, default: 0] += 1
            guard counts[finding.kind, default: 0] > Self.shownNotes else { return true }
            if let place = more.firstIndex(where: { $0.kind == finding.kind }) {
                more[place].count += 1
            } else {
                more.append((finding.kind, 1))
            }
            return false
        }
        return (shown, more)
    }
}
