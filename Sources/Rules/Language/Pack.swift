public import Findings
public import PublicAccounts
public import Tabular

/// A versioned file of rules for one axis of a measure.
public struct Pack: Sendable {
    /// The pack's id, for example `budget-vert/attenuation-m57`.
    public var id = ""
    /// The version, as written.
    public var version = ""
    /// The title, for people.
    public var title = ""
    /// The id of the measure the rules belong to.
    public var measure = ""
    /// The id of the measure's axis.
    public var axis = ""
    /// Where the rules as a whole come from.
    public var source = ""
    /// The licence of the file.
    public var licence = ""
    /// The lines the pack speaks of; it says nothing of the others.
    public var scope = Condition.all([])
    /// The rules, first match wins.
    public var rules: [Rule] = []
    /// The pack's own tests.
    public var tests: [PackTest] = []
    /// Where the pack was read.
    public var place = Place()
    /// Every account pattern of the pack.
    public var natures: [Nature] = []
    /// Where its measure is named.
    public var measurePlace = Place()
    /// Where its axis is named.
    public var axisPlace = Place()
    /// The constants and conditions that it defines, and its tables.
    public var definitions = Definitions()
    /// The other files it was read from: packs that it extends, tables.
    public var files: [String] = []

    /// An empty pack.
    public init() {}

    /// An account pattern and where it is written.
    public struct Nature: Sendable {
        /// The pattern.
        public var pattern: Pattern
        /// Where it is.
        public var place: Place
    }
}

/// A line and what the pack must say of it.
public struct PackTest: Sendable {
    /// The line's fields.
    public var fields: [LineField: String]
    /// The line's amount.
    public var amount: Cents
    /// What is expected.
    public var expected: Expectation
    /// The id of the rule that must decide, when the test names one.
    public var rule: String?
    /// Other lines beside it, which it may inherit from.
    public var others: [Sketch] = []
    /// Where the test was read.
    public var place: Place

    /// A line: its fields and its amount.
    public struct Sketch: Sendable, Hashable {
        /// The fields.
        public var fields: [LineField: String]
        /// The amount; a negative one is a cancellation.
        public var amount: Cents

        /// A line.
        public init(fields: [LineField: String], amount: Cents) {
            self.fields = fields
            self.amount = amount
        }
    }

    /// What a test expects.
    public enum Expectation: Sendable, Hashable {
        /// These shares, in any order.
        case shares([Outcome.CategoryShare])
        /// These weights, in any order.
        case contributions([Outcome.Contribution])
        /// These quantities, in any order.
        case quantities([Quantity])
        /// This posting.
        case posting(Posting)
        /// This link.
        case link(IndicatorLink)
        /// A question.
        case ask
        /// An exclusion.
        case exclude
        /// No rule speaks.
        case none
    }

    /// A quantity that a test expects.
    public struct Quantity: Sendable, Hashable {
        /// The post.
        public var post: String
        /// The quantity, in the unit of the measure.
        public var value: Double
        /// How far from it the quantity may be: half a unit of the last decimal written.
        public var tolerance: Double

        /// A quantity.
        public init(post: String, value: Double, tolerance: Double) {
            self.post = post
            self.value = value
            self.tolerance = tolerance
        }
    }

    /// A test.
    public init(
        fields: [LineField: String], amount: Cents, expected: Expectation, rule: String?, place: Place = Place()
    ) {
        self.fields = fields
        self.amount = amount
        self.expected = expected
        self.rule = rule
        self.place = place
    }
}
