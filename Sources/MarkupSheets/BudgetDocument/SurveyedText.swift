internal import Files
internal import Findings
internal import Markup

/// XML text that a survey has found fit for libxml2, to be walked from end to end as often as need be.
struct SurveyedText: Sendable {
    /// The encoding, for people.
    let encoding: String
    private let bytes: Bytes
    private let cuts: [Int]

    /// Surveys `bytes`.
    ///
    /// - Throws: `XML001`, `XML002`, `XML003`.
    init(_ bytes: Bytes) throws(Finding) {
        let declared = try DeclaredEncoding(of: bytes)
        var survey = TagSurvey(.xml)
        try survey.run(bytes, declared.width) { _ in }
        encoding = declared.name
        self.bytes = bytes
        cuts = survey.cuts
    }

    /// Walks all of it with `listener`.
    ///
    /// - Throws: as `MarkupWalk` does.
    func walk(_ listener: any MarkupListener) throws(Finding) {
        let walk = MarkupWalk(.xml, listener: listener)
        for piece in Pieces(range: 0..<bytes.count, cuts: cuts) { try walk.feed(bytes[piece].array) }
        try walk.finish()
    }

    /// Walks all of it with `listener`, or as far as `step`, asked after each piece, wants.
    ///
    /// - Throws: as `MarkupWalk` does, and what `step` throws.
    func walk(_ listener: any MarkupListener, _ step: () throws -> Bool) throws {
        let walk = MarkupWalk(.xml, listener: listener)
        for piece in Pieces(range: 0..<bytes.count, cuts: cuts) {
            try walk.feed(bytes[piece].array)
            guard try step() else { return }
        }
        try walk.finish()
    }
}
