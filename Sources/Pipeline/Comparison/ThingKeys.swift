internal import PublicAccounts
internal import Tabular
internal import Texts

/// Which lines of two runs are the same thing.
///
/// Within an exercice a line with a pièce is the same by its budget, exercice, bordereau and pièce, when both runs have
/// pièces. Any other line is one of the lines of a budget, section, sens, mouvement, opération, nature and fonction: of these,
/// the fields that both runs fill in.
struct ThingKeys {
    /// The thing of each line, run by run.
    private(set) var codes: [[UInt32]] = [[], []]
    /// How many things there are.
    private(set) var count = 0
    /// Whether lines with a pièce are matched by it.
    let byPiece: Bool
    /// The fields that count.
    let fields: [LineField]

    private static let pieceFields: [LineField] = [.budget, .exercice, .bordereau, .piece]
    private static let groupFields: [LineField] = [
        .budget, .section, .sens, .mouvement, .operation, .nature, .fonction,
    ]

    /// Matches the lines of two runs.
    init(_ before: ComparedRun, _ after: ComparedRun) {
        let runs = [before, after]
        func isFilled(_ field: LineField) -> Bool { runs.allSatisfy { $0.fills(field) } }
        let hasPieces = before.exercice == after.exercice && isFilled(.piece)
        byPiece = hasPieces
        let groups = Self.groupFields.filter(isFilled)
        let pieces = byPiece ? Self.pieceFields.filter(isFilled) : []
        fields = byPiece ? pieces : groups

        var texts: [String: UInt32] = ["": 0]
        var things: [SIMD8<UInt32>: UInt32] = [:]
        for (place, run) in runs.enumerated() {
            codes[place].reserveCapacity(run.count)
            for input in run.inputs {
                let own = pieces.map { Column($0, of: input, &texts) }
                let other = groups.map { Column($0, of: input, &texts) }
                let pieceCodes = input.lines[.piece].codes
                for line in 0..<input.lines.count {
                    let isPiece = byPiece && pieceCodes[line] > 0
                    var key = SIMD8<UInt32>()
                    key[0] = isPiece ? 1 : 0
                    for (position, column) in (isPiece ? own : other).enumerated() { key[position + 1] = column[line] }
                    let next = UInt32(things.count)
                    let thing = things[key] ?? next
                    if thing == next { things[key] = thing }
                    codes[place].append(thing)
                }
            }
        }
        count = things.count
    }

    /// The texts of a field, by numbers that both runs share. Case, accents, dashes and spaces do not count.
    private struct Column {
        private let numbers: [UInt32]
        private let codes: [UInt32]

        init(_ field: LineField, of input: ComparedRun.Input, _ texts: inout [String: UInt32]) {
            func number(_ text: String) -> UInt32 {
                let folded = Folding.fold(text)
                let next = UInt32(texts.count)
                let number = texts[folded] ?? next
                if number == next { texts[folded] = number }
                return number
            }
            let column = input.lines[field]
            var own = column.values.map(number)
            if field == .budget, !input.budget.isEmpty { own[0] = number(input.budget) }
            guard field == .nature else {
                numbers = own
                codes = column.codes
                return
            }
            // A budget that is voted by chapter has lines without nature.
            let chapters = input.lines[.chapitre]
            let chapterNumbers = chapters.values.map { $0.isEmpty ? 0 : number("chapitre \($0)") }
            numbers = own + chapterNumbers
            codes = column.codes.indices.map { line in
                column.codes[line] > 0 ? column.codes[line] : UInt32(own.count) + chapters.codes[line]
            }
        }

        subscript(_ line: Int) -> UInt32 { numbers[Int(codes[line])] }
    }
}

extension ComparedRun {
    /// Whether a line says something in `field`; a budget may be the pipeline's word for an input.
    func fills(_ field: LineField) -> Bool {
        inputs.contains { input in
            (field == .budget && !input.budget.isEmpty) || input.lines[field].values.count > 1
                || (field == .nature && input.lines[.chapitre].values.count > 1)
        }
    }

    /// The input and the line that stand behind the line `number` of all.
    func line(_ number: Int) -> (input: Input, line: Int) {
        var rest = number
        for input in inputs {
            if rest < input.lines.count { return (input, rest) }
            rest -= input.lines.count
        }
        preconditionFailure("a line of the run")
    }
}
