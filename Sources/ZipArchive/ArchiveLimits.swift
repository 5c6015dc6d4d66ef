internal import Findings
internal import Synchronization

/// What a reader accepts before it refuses.
public struct ArchiveLimits: Sendable, Hashable {
    /// Entries in an archive.
    public var entries = 65_536
    /// Inflated bytes of one entry.
    public var entrySize = 2 << 30
    /// Inflated bytes read in all.
    public var totalSize = 8 << 30
    /// Inflated bytes per compressed byte, above 100 MiB.
    public var ratio = 1_000

    /// The defaults.
    public init() {}
}

/// Counts what an archive's readers inflate, all together.
final class InflationBudget: Sendable {
    /// Below this many inflated bytes an entry's ratio is not looked at.
    static let ratioFloor = 100 << 20

    private let limits: ArchiveLimits
    private let total = Atomic<Int>(0)

    init(_ limits: ArchiveLimits) { self.limits = limits }

    /// Counts `count` more bytes of the entry called `name`, which has given `soFar` bytes, these included, from
    /// `consumed` compressed bytes.
    func spend(_ count: Int, of name: String, soFar: Int, consumed: Int) throws(Finding) {
        let place = Place(part: name)
        if soFar > limits.entrySize {
            throw Finding(.entryTooLarge, at: place, ["maximum": String(limits.entrySize)])
        }
        if soFar > Self.ratioFloor, soFar / max(consumed, 1) >= limits.ratio {
            throw Finding(.suspiciousRatio, at: place, ["maximum": String(limits.ratio)])
        }
        let sum = total.add(count, ordering: .relaxed).newValue
        if sum > limits.totalSize {
            throw Finding(.archiveTooLarge, at: place, ["maximum": String(limits.totalSize)])
        }
    }
}
