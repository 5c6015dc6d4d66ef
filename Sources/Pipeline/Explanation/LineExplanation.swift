public import Findings
public import PublicAccounts
public import Rules
public import Tabular

/// Why a line is what it is: where it comes from, whether it counts, and on each axis which rule decided, which came next
/// and why others did not match.
public struct LineExplanation: Sendable {
    /// Where the line was read.
    public var source: Source
    /// What the line says, without what is empty; who is paid is not shown.
    public var fields: [(field: LineField, value: String)]
    /// Its amount.
    public var amount: Cents
    /// Whether it cancels another.
    public var isCancellation: Bool
    /// Whether it counts.
    public var perimeter: Perimeter
    /// The axes; none for a line that does not count.
    public var axes: [Axis]
    /// How the axes come together; nil when they do not.
    public var synthesis: Synthesis?
    /// What was noticed.
    public var findings: [Finding]

    /// Where a line was read.
    public struct Source: Sendable {
        /// The workbook that was looked in.
        public var workbook: String
        /// The sheet.
        public var sheet: String
        /// The row, from 1.
        public var row: Int
        /// The number of the line in the data package, from 1.
        public var line: Int
        /// The file that the lines were first read in.
        public var file: String
        /// Its SHA-256.
        public var sha256: String
        /// The pipeline.
        public var pipeline: String
        /// The exercice that it computes.
        public var exercice: Int
    }

    /// A rule.
    public struct RuleFacts: Sendable {
        /// Its name, `pack/rule-id`, with what it looked up or followed.
        public var name: String
        /// The version of its pack; empty for what no pack says.
        public var version: String
        /// Where it is written.
        public var place: Place
        /// What it gives, in words.
        public var gives: String
        /// What is said for it and against it, where people disagree; empty where nobody is known to.
        public var dispute = ""
        /// What it asks, in words.
        public var conditions: String
        /// Why.
        public var because: String
        /// By which source.
        public var source: String
        /// How sure that source is.
        public var confidence: Confidence
    }

    /// A rule that did not decide.
    public struct OtherRule: Sendable {
        /// The rule.
        public var rule: RuleFacts
        /// Whether its conditions hold.
        public var matches: Bool
        /// Why it did not decide: the first condition that does not hold, with the value seen; that another came first.
        public var why: String
    }

    /// The rules that did not decide.
    public struct OtherRules: Sendable {
        /// Those that are shown, those that match first, in the order in which they are tried.
        public var shown: [OtherRule]
        /// How many are not.
        public var hidden: Int
    }

    /// Whether a line counts.
    public struct Perimeter: Sendable {
        /// Whether it does.
        public var isInside: Bool
        /// The reason for which it does not; empty inside.
        public var reason: String
        /// The rule that leaves it out; nil inside, and for a line of another year.
        public var rule: RuleFacts?
        /// Why; for a line inside, why the perimeter is what it is.
        public var because: String
        /// By which source.
        public var source: String
        /// How many rules could have left it out.
        public var rules: Int
        /// Those that do not, when all are asked for.
        public var others: OtherRules
    }

    /// A part of a line.
    public struct Part: Sendable {
        /// The category, in the words of the measure.
        public var category: String
        /// The part.
        public var share: Share
        /// What it comes to; the parts of a line sum to it.
        public var amount: Cents
    }

    /// One axis.
    public struct Axis: Sendable {
        /// Its id.
        public var id: String
        /// Its label.
        public var label: String
        /// How the line came to its rating: `rated`, `asked`, `unmatched`, `excluded`.
        public var state: String
        /// The parts.
        public var parts: [Part]
        /// What somebody should check; may be empty.
        public var toCheck: String
        /// The rule that decided; nil when none did.
        public var rule: RuleFacts?
        /// What decided in the place of rules, a person's decision or an accepted suggestion, and why; empty when rules did.
        public var decision = ""
        /// The decisions about the line that are asked about and not applied.
        public var asked: [AskedDecision] = []
        /// What of the line made it match.
        public var matched: String
        /// The line that it follows; nil when the rule does not inherit.
        public var followed: Followed?
        /// The other rules.
        public var others: OtherRules
    }

    /// A decision about the line that is not applied, since somebody must look at it first.
    public struct AskedDecision: Sendable {
        /// Why it is not applied: `changed`, `several` or `contradicted`.
        public var why: String
        /// What was decided, in the words of the measure.
        public var rating: String
        /// Who decided.
        public var author: String
        /// When: `2025-11-20`.
        public var date: String
        /// Why, in the person's words; may be empty.
        public var reason: String
        /// What the line said then and says otherwise now, by column of a decisions file; amounts in euros, `1234.50`.
        public var differences: [Difference]

        /// What the line says otherwise.
        public struct Difference: Sendable, Hashable {
            /// The column of a decisions file, which names a field of the line, or `montant`.
            public var field: String
            /// What it said when it was decided.
            public var then: String
            /// What it says now.
            public var now: String
        }
    }

    /// What a line follows, when its rule inherits.
    public struct Followed: Sendable {
        /// The lines, the first of them shown.
        public var lines: [(line: Int, row: Int, label: String)]
        /// How many there are.
        public var count: Int
        /// The rule that decided there.
        public var rule: RuleFacts
        /// What of the first line made it match.
        public var matched: String
    }

    /// How the axes come together.
    public struct Synthesis: Sendable {
        /// Its label.
        public var label: String
        /// The parts.
        public var parts: [Part]
        /// How each part follows from the axes.
        public var steps: [String]
        /// The text that says so.
        public var source: String
    }
}
