internal import Tabular

/// Gives sheets names that a workbook can have: legal, and each only once whatever its case.
struct UniqueNames {
    private var taken: Set<String> = []
    /// The number to try next for each name that was taken already.
    private var next: [String: Int] = [:]

    /// `wanted` as far as can be, or `fallback` when nothing is wanted.
    mutating func take(_ wanted: String, else fallback: String) -> String {
        let name = SheetNames.legal(wanted.isEmpty ? fallback : wanted)
        if taken.insert(name.lowercased()).inserted { return name }
        var number = next[name.lowercased()] ?? 2
        while true {
            let suffix = " (\(number))"
            let numbered = SheetNames.legal(String(name.prefix(20)) + suffix)
            number += 1
            if taken.insert(numbered.lowercased()).inserted {
                next[name.lowercased()] = number
                return numbered
            }
        }
    }
}
