internal import Findings
public import Tabular

/// What rating the lines above a threshold alone would cover: few lines make most of the euros.
///
/// Lines are those of the perimeter. A line counts by its absolute value, so that a cancellation of 10 000 € is a line of
/// 10 000 €: it weighs on what was rated as much as what it cancels.
public struct Materiality: Sendable, Hashable {
    /// Some lines.
    public struct Part: Sendable, Hashable {
        /// How many lines.
        public internal(set) var lines = 0
        /// The sum of their absolute values.
        public internal(set) var amount = Cents.zero
        /// How many of them have an axis without a rating.
        public internal(set) var openLines = 0
        /// The sum of the absolute values of these.
        public internal(set) var openAmount = Cents.zero
    }

    /// The lines above one threshold.
    public struct Step: Sendable, Hashable {
        /// The threshold: lines of more than it.
        public let threshold: Cents
        /// Whether the pipeline names it.
        public let isOwn: Bool
        /// Its lines.
        public internal(set) var part = Part()
    }

    /// The thresholds that are told whatever the pipeline says, in euros.
    public static let usual: [Int64] = [1_000, 5_000, 8_000, 10_000, 50_000, 100_000]

    /// The thresholds, the smallest first.
    public private(set) var steps: [Step]
    /// All lines.
    public private(set) var whole = Part()

    /// No lines yet; `own` is the pipeline's threshold.
    init(own: Cents?) {
        let thresholds = Set(Self.usual.map { Cents($0 * 100) } + [own].compactMap { $0 })
        steps = thresholds.sorted().map { Step(threshold: $0, isOwn: $0 == own) }
    }

    /// The step that says most: the pipeline's own, else the largest one whose lines make nine tenths of the euros; nil when
    /// the smallest one does not.
    public var telling: Step? {
        if let own = steps.first(where: \.isOwn) { return own }
        return steps.last { step in
            let (part, overflow) = step.part.amount.value.multipliedReportingOverflow(by: 10)
            let (whole, tooLarge) = whole.amount.value.multipliedReportingOverflow(by: 9)
            return !overflow && !tooLarge && whole > 0 && part >= whole
        }
    }

    /// Adds a line of the perimeter.
    ///
    /// - Throws: `MES004` when 64 bits cannot hold a sum.
    mutating func add(_ amount: Cents, isOpen: Bool) throws(Finding) {
        guard amount.value != .min else { throw Finding(.totalTooLarge) }
        let size = Cents(abs(amount.value))
        try whole.add(size, isOpen: isOpen)
        for place in steps.indices {
            guard size > steps[place].threshold else { return }
            try steps[place].part.add(size, isOpen: isOpen)
        }
    }
}

extension Materiality.Part {
    fileprivate mutating func add(_ size: Cents, isOpen: Bool) throws(Finding) {
        lines += 1
        amount = try amount.adding(size)
        guard isOpen else { return }
        openLines += 1
        openAmount = try openAmount.adding(size)
    }
}
