import Files
import Findings
import ZipArchive

/// A number, then a raw deflate stream: it is read, and refused, alike whether its sequences are kept or not; and what is
/// made of it with changes that the number gives, deflated with what it repeats, is inflated to the same.
func rewriteDeflated(_ input: [UInt8]) {
    guard let seed = input.first else { return }
    let stream = Array(input[1...])
    // What is found instead tells the size and the checksum that belong to the stream.
    var size = Packages.limits.entrySize
    var crc: UInt32 = 0
    for _ in 0..<3 {
        guard let archive = allowingFindings({ try Packages.deflated(stream, size: size, crc: crc) }) else { return }
        var contents: [UInt8] = []
        let usual = finding { contents = try archive.contents(of: archive.entries[0]) }
        var other: [UInt8] = []
        let kept = finding {
            let feed = EntryFeed(archive.entries[0], of: archive, forWritingAt: 6)
            while try feed.next(&other) {}
        }
        demand(usual?.kind == kept?.kind && usual?.values == kept?.values, "\(usual as Any) is \(kept as Any)")
        guard let usual else {
            demand(contents == other, "other bytes")
            return rewrite(archive, contents, seed: UInt64(seed) &+ 1)
        }
        if usual.kind == .sizeMismatch {
            size = usual.values["found"].flatMap { Int($0) } ?? 0
        } else if usual.kind == .alteredContents {
            crc = usual.values["found"].flatMap { UInt32($0, radix: 16) } ?? 0
        } else {
            return
        }
    }
}

private func finding(_ body: () throws -> Void) -> Finding? {
    do {
        try body()
    } catch {
        guard let finding = error as? Finding else {
            demand(false, "an error that is no finding: \(error)")
            return nil
        }
        return finding
    }
    return nil
}

/// Writes the entry of `archive`, which holds `contents`, with changes.
private func rewrite(_ archive: ZipArchive, _ contents: [UInt8], seed: UInt64) {
    var state = seed
    func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(limit, 1)
    }
    for level in [1, 6] {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        var expected: [UInt8] = []
        let feed = EntryFeed(archive.entries[0], of: archive, forWritingAt: level)
        let isWritten: Void? = allowingFindings {
            try writer.add("b", level: level, from: feed) { write in
                var piece: [UInt8] = []
                while try feed.next(&piece) {
                    var new: [UInt8] = []
                    var splices: [Splice] = []
                    var position = 0
                    while position < piece.count {
                        let left = piece.count - position
                        let splice = Splice(
                            skipped: number(below: 3) == 0 ? number(below: min(left, 9)) : 0,
                            inserted: number(below: 2) * number(below: 40), copied: 0)
                        let start = position + splice.skipped
                        let count = min(1 + number(below: 200), piece.count - start)
                        // What is put in is like what is there.
                        for index in 0..<splice.inserted { new.append(piece[(start + index) % piece.count]) }
                        new += piece[start..<start + count]
                        splices.append(
                            Splice(skipped: splice.skipped, inserted: splice.inserted, copied: count))
                        position = start + count
                    }
                    try write(new[...], splices)
                    expected += new
                    piece = []
                }
            }
            try writer.finish()
        }
        demand(isWritten != nil, "it cannot be written")
        let read = allowingFindings {
            let archive = try ZipArchive(Bytes(sink.bytes))
            return try archive.contents(of: archive.entries[0])
        }
        demand(read == expected, "what is written at level \(level) is another")
    }
}

extension Packages {
    /// An archive with an entry whose compressed bytes are `stream` (APPNOTE 4.3).
    static func deflated(_ stream: [UInt8], size: Int, crc: UInt32) throws(Finding) -> ZipArchive {
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let fields =
            little(20, 2) + little(0, 2) + little(8, 2) + little(0x0021_0000, 4) + little(Int(crc), 4)
            + little(stream.count, 4) + little(size, 4) + little(1, 2) + little(0, 2)
        let local = little(0x0403_4B50, 4) + fields + [UInt8(ascii: "a")] + stream
        let central = little(0x0201_4B50, 4) + little(20, 2) + fields + little(0, 14) + [UInt8(ascii: "a")]
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(1, 2) + little(1, 2) + little(central.count, 4)
            + little(local.count, 4) + little(0, 2)
        return try ZipArchive(Bytes(local + central + end), limits: limits)
    }
}
