internal import Decisions
internal import Findings
internal import Publishing
internal import Rules
internal import Tabular
internal import YAML

/// Reads what a person wrote on one axis of a line as a decision, or says why it cannot be one.
struct ChangeReading {
    /// What a change is.
    enum Result {
        /// A decision: its rating, and its reason where the person wrote one.
        case rating(DecidedRating, reason: String)
        /// Written otherwise, but the same.
        case same
        /// No decision, and why.
        case refused(Finding)
    }

    let reference: Reference
    let words: RatingWords
    let file: String
    let sheet: String

    init(_ reference: Reference, file: String, sheet: String) {
        self.reference = reference
        words = RatingWords(reference.words)
        self.file = file
        self.sheet = sheet
    }

    /// The id of the word for no rating.
    private var absence: String { reference.words.last?.id ?? "" }

    /// What `change` is.
    func read(_ change: LeftRatings.Change) -> Result {
        func refused(_ kind: FindingKind, _ cell: CellReference, _ values: [String: String] = [:]) -> Result {
            var values = values
            values["axis"] = reference.axes[change.axis].short
            return .refused(
                Finding(kind, at: Place(file: file, sheet: sheet, cell: cell.description), values))
        }
        func unknown(_ text: String, _ cell: CellReference) -> Result {
            let known = words.labels.joined(separator: ", ")
            return refused(
                .unknownRating, cell,
                ["text": text, "known": known, "nearest": words.nearest(to: text) ?? words.labels.first ?? ""])
        }
        let written = change.written
        if written.rating.isEmpty {
            return change.rating.isEmpty && change.other.isEmpty
                ? .same : refused(.ratedOutside, change.cells.rating, ["text": change.rating])
        }
        guard !change.rating.isEmpty else {
            return refused(.ratingErased, change.cells.rating, ["written": written.rating])
        }
        guard let category = words.category(change.rating) else { return unknown(change.rating, change.cells.rating) }
        var other = ""
        if !change.other.isEmpty {
            guard let known = words.category(change.other) else { return unknown(change.other, change.cells.other) }
            other = known
        }
        let share: Share
        switch change.part {
        case .blank:
            guard other.isEmpty else { return refused(.otherWithoutPart, change.cells.part, ["other": change.other]) }
            share = .one
        case .number(let number, let text):
            guard let exact = Share(number, text: text) else {
                return refused(.partOutside, change.cells.part, ["text": text])
            }
            share = exact
        case .text(let text):
            guard let exact = Share(text: text) else {
                return refused(.partOutside, change.cells.part, ["text": text])
            }
            share = exact
        }
        if share != .one, other.isEmpty {
            return refused(.partWithoutOther, change.cells.other, ["part": share.text])
        }
        if share == .one, !other.isEmpty, other != category, isNew(change.other, beside: written.other) {
            return refused(.otherWithoutPart, change.cells.part, ["other": change.other])
        }
        return decided(DecidedRating(category, share, other: other), change, refused)
    }

    /// Whether the other rating was written by a person.
    private func isNew(_ text: String, beside written: String) -> Bool {
        words.category(text) != words.category(written) || written.isEmpty
    }

    private func decided(
        _ rating: DecidedRating, _ change: LeftRatings.Change,
        _ refused: (FindingKind, CellReference, [String: String]) -> Result
    ) -> Result {
        let written = change.written
        let isReasoned = change.justification != written.justification.collapsed && !change.justification.isEmpty
        if rating == self.rating(of: written) {
            guard isReasoned else { return .same }
            // Whoever gives a reason for a rating confirms it; for none, there is nothing to confirm.
            if rating.category == absence { return refused(.reasonAlone, change.cells.rating, [:]) }
        }
        return .rating(rating, reason: isReasoned ? change.justification : "")
    }

    /// What the program had written.
    func rating(of written: Reference.Written) -> DecidedRating? {
        guard let category = words.category(written.rating) else { return nil }
        guard let other = words.category(written.other), let number = Double(written.part),
            let share = Share(number, text: written.part)
        else { return DecidedRating(category) }
        return DecidedRating(category, share, other: other)
    }
}

extension RatingWords {
    /// The label that `text` probably means; nil when none is close.
    fileprivate func nearest(to text: String) -> String? { Nearest.name(to: text, among: labels) }
}

extension String {
    /// The text with single spaces.
    fileprivate var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Share {
    /// The share that a cell's number is: its decimal text where that is exact, or else the fraction of a small denominator
    /// that it is within a billionth (a third is stored as 0.3333333333333333); nil outside 0…1.
    init?(_ number: Double, text: String) {
        if let exact = Share(text: text) {
            self = exact
            return
        }
        guard number >= 0, number <= 1 + 1e-12 else { return nil }
        if number > 1 {
            self = .one
            return
        }
        // Continued fractions: the best fractions for their denominators.
        var (before, last) = ((0.0, 1.0), (1.0, 0.0))
        var rest = number
        for _ in 0..<32 {
            let whole = rest.rounded(.down)
            let next = (whole * last.0 + before.0, whole * last.1 + before.1)
            guard next.1 <= 1_000_000 else { break }
            (before, last) = (last, next)
            if abs(number - next.0 / next.1) <= 1e-9 {
                self.init(Int64(next.0), Int64(next.1))
                return
            }
            guard rest > whole else { break }
            rest = 1 / (rest - whole)
        }
        self.init(Int64((number * 1e9).rounded()), 1_000_000_000)
    }
}
