internal import ArgumentParser
internal import ZipArchive

/// What is accepted of a workbook before it is refused, for every command that opens one.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Refuser un classeur de plus de parties (sinon 65536).", "Refuse a workbook of more parts (else 65536)."
            ),
            valueName: "n"))
    var maxEntries: Amount?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Refuser une partie plus grande, décompressée (sinon 2G).",
                "Refuse a part that is larger, inflated (else 2G)."), valueName: "taille"))
    var maxEntrySize: Amount?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Refuser de lire plus en tout, décompressé (sinon 8G).",
                "Refuse to read more in all, inflated (else 8G)."
            ), valueName: "taille"))
    var maxTotalSize: Amount?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Refuser une partie de plus de 100 Mio qui grossit davantage (sinon 1000 fois).",
                "Refuse a part over 100 MiB that grows more (else 1000 times)."), valueName: "n"))
    var maxRatio: Amount?

    /// The limits: the defaults, but for those given.
    var archive: ArchiveLimits {
        var limits = ArchiveLimits()
        if let maxEntries { limits.entries = maxEntries.count }
        if let maxEntrySize { limits.entrySize = maxEntrySize.count }
        if let maxTotalSize { limits.totalSize = maxTotalSize.count }
        if let maxRatio { limits.ratio = maxRatio.count }
        return limits
    }
}

/// A positive whole number, with K, M or G for 1,024 times as much, once, twice or thrice.
struct Amount: ExpressibleByArgument {
    /// The number.
    let count: Int

    init?(argument: String) {
        let powers: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = argument.uppercased().last.flatMap { powers[$0] }
        let digits = unit == nil ? argument[...] : argument.dropLast()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), number > 0 else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow else { return nil }
        count = product
    }
}
