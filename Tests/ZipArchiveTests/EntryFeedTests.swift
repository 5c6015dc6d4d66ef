import Files
import Findings
import Testing

@testable import ZipArchive

@Suite("Inflating ahead, on another thread")
struct EntryFeedTests {
    private static let text = Archives.text(3_000_000)

    private func read(_ bytes: [UInt8], _ codec: Codec) throws -> (bytes: [UInt8], codes: [String?]) {
        let archive = try ZipArchive(Bytes(bytes), codec: codec)
        let feed = EntryFeed(try #require(archive.entry("a.xml")), of: archive)
        var all: [UInt8] = []
        func next() -> (isMore: Bool, code: String?) {
            do throws(Finding) { return (try feed.next(&all), nil) } catch { return (false, error.kind.code) }
        }
        while true {
            let step = next()
            // The end stays the end, and a fault stays a fault.
            if !step.isMore { return (all, [step.code, next().code]) }
        }
    }

    @Test(
        "the pieces are the contents; contents that another sum was written for are noticed at the end",
        arguments: Codec.allCases, [0, 6])
    func sums(codec: Codec, level: Int) throws {
        let good = try Archives.made { try $0.add("a.xml", Self.text, level: level) }
        let read = try read(good, codec)
        #expect(read.bytes == Self.text)
        #expect(read.codes == [nil, nil])

        var bad = good
        let archive = try ZipArchive(Bytes(good))
        let sum = try #require(archive.entry("a.xml")).crc
        let written = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) }
        for start in 0..<(bad.count - 4) where bad[start..<(start + 4)].elementsEqual(written) {
            bad[start] ^= 1
        }
        #expect(try self.read(bad, codec).codes == ["ZIP003", "ZIP003"])
    }
}
