import Decisions
import Learning
import Tabular

/// A sequence that is the same in every run, from a seed (Steele, Lea and Flood 2014, SplitMix64).
struct Draws {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }
}

enum Samples {
    static let categories = ["defavorable", "favorable", "neutre"]

    static func example(
        _ nature: String, _ fonction: String = "", operation: String = "", label: String = "", _ category: String,
        euros: Int64 = 100, exercice: String = "2025", piece: Int = 1
    ) -> Example {
        Example(
            LineIdentity(
                budget: "VG", exercice: exercice, piece: String(piece), operation: operation, nature: nature,
                fonction: fonction, libelle: label, amount: Cents(euros * 100)), DecidedRating(category))
    }

    /// Lines of 60 operations, five each, whose rating `rate` gives from their nature, operation and a draw.
    static func lines(seed: UInt64, _ rate: (_ nature: Int, _ operation: Int, inout Draws) -> Int) -> [Example] {
        var draws = Draws(seed)
        return (0..<300).map { index in
            let operation = index / 5
            let nature = draws.next(6)
            let category = categories[rate(nature, operation, &draws)]
            return example(
                "21\(nature)", "5\(draws.next(3))", operation: "OP\(operation)", label: "LOT \(index)", category,
                euros: Int64(draws.next(900) + 100), piece: index)
        }
    }
}
