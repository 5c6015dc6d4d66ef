// How fast rules look at lines (docs/performance.md): CPU time of this thread, so that neighbours do not count.
internal import PublicAccounts
internal import Rules
internal import Tabular

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Numbers that look random and are the same every time (SplitMix64).
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(limit))
    }
}

/// The seconds of processor that this thread has had.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let syllables = ["ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "po", "ra", "se", "ti", "vo", "zi"]

/// A thousand words; rules look for the first six hundred.
let words: [String] = (0..<1000).map { number in
    let first: String = syllables[number % 14]
    let second: String = syllables[number / 14 % 14]
    let third: String = syllables[(number * 7 + number / 196) % 14]
    return first + second + third
}

/// A pack of `count` rules: accounts, functions, and for every one words of the label, often two or three choices.
func pack(rules count: Int) -> Pack {
    var numbers = Numbers(seed: 1)
    var pack = Pack()
    pack.id = "mesure"
    for rule in 0..<count {
        let terms = (0..<(1 + numbers.below(3))).compactMap { _ in
            Term(words[numbers.below(600)] + (numbers.below(3) == 0 ? " " + words[numbers.below(600)] : ""))
        }
        var parts: [Condition] = [
            .value(.field(.nature), [.prefix("2" + String(numbers.below(10)))]), .words(.field(.libelle), terms),
        ]
        if rule % 4 == 0 { parts.append(.value(.field(.fonction), [.prefix(String(numbers.below(10)))])) }
        if rule % 10 == 0 { parts.append(.amount(AmountRange(atLeast: UInt64(numbers.below(1_000_000))))) }
        pack.rules.append(
            Rule(
                id: "r\(rule)", when: .all(parts),
                verdict: .shares([Outcome.CategoryShare(rule % 2 == 0 ? "favorable" : "neutre", .one)]), because: "b",
                source: "s", confidence: .observed))
    }
    return pack
}

/// `count` lines over `labels` distinct labels of six words.
func lines(_ count: Int, labels: Int) -> Lines {
    var numbers = Numbers(seed: 2)
    var lines = Lines()
    for field in LineField.allCases where ![.libelle, .nature, .fonction].contains(field) {
        lines[field].codes = [UInt32](repeating: 0, count: count)
    }
    for nature in 2000..<2400 { lines[.nature].values.append(String(nature)) }
    for fonction in 0..<100 { lines[.fonction].values.append(String(fonction)) }
    for number in 0..<labels {
        let label = (0..<5).map { _ in words[numbers.below(1000)].uppercased() }.joined(separator: " ")
        lines[.libelle].values.append("\(label) \(number)")
    }
    for line in 0..<count {
        lines[.nature].codes.append(UInt32(1 + numbers.below(400)))
        lines[.fonction].codes.append(UInt32(1 + numbers.below(100)))
        lines[.libelle].codes.append(UInt32(1 + (labels == count ? line : numbers.below(labels))))
        lines.amounts.append(Cents(Int64(numbers.below(2_000_000))))
        lines.rows.append(line)
        lines.isCancellation.append(false)
    }
    return lines
}

/// Millions of lines a second: the best of three looks.
func measure(_ name: String, _ evaluator: Evaluator, _ lines: Lines, bar: Double) -> Bool {
    var best = 0.0
    var keys = 0
    for _ in 0..<3 {
        let start = processorTime()
        keys = evaluator.evaluate(lines).keys
        best = max(best, Double(lines.count) / 1e6 / (processorTime() - start))
    }
    let shown = (best * 100).rounded() / 100
    print(
        "\(name): \(shown) M lines/s (bar \(bar)), \(lines.count) lines, \(keys) keys, \(evaluator.rules.count) rules")
    return best >= bar
}

let evaluator = Evaluator([pack(rules: 300)])
let holds = [
    measure("distinct lines", evaluator, lines(1_000_000, labels: 1_000_000), bar: 1),
    measure("cached keys", evaluator, lines(10_000_000, labels: 2000), bar: 10),
]
if CommandLine.arguments.contains("--strict"), holds.contains(false) { exit(1) }
