internal import Measures

/// The marks of each line in one view: two small tables, so that no line costs a copy of its rating's texts.
struct AnnexMarks {
    private let codes: [UInt32]
    private let mains: [UInt8?]
    private let others: [UInt8?]

    /// The marks of an axis.
    init(_ axis: AxisResult) {
        codes = axis.codes
        mains = axis.ratings.map(\.main)
        others = axis.ratings.map(\.other)
    }

    /// The marks of the synthesis.
    init(_ synthesis: SynthesisResult) {
        codes = synthesis.codes
        mains = synthesis.ratings.map(\.main)
        others = synthesis.ratings.map(\.other)
    }

    /// The main mark of `line`; nil when it is outside the measure.
    func main(_ line: Int) -> UInt8? { mains[Int(codes[line])] }

    /// The mark of the rest of `line`; nil when it is whole.
    func other(_ line: Int) -> UInt8? { others[Int(codes[line])] }
}
