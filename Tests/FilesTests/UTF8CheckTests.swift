import Files
import Testing

@Suite("UTF-8 a chunk at a time")
struct UTF8CheckTests {
    private func check(_ bytes: [UInt8], _ size: Int) -> UTF8Check {
        var check = UTF8Check()
        for start in stride(from: 0, to: bytes.count, by: size) {
            check.feed(Array(bytes[start..<min(start + size, bytes.count)]), at: start)
        }
        check.finish()
        return check
    }

    @Test("chunks may end anywhere", arguments: 1...12)
    func chunks(size: Int) {
        let text = "Régie de l’été : 12 345,67 € et 😀, sans accents pendant un bon moment puis œuvre"
        let found = check(Array(text.utf8), size)
        #expect((found.invalid, found.firstInvalid) == (0, nil))
        #expect(found.multibyte == text.unicodeScalars.count { $0.value >= 0x80 })
    }

    @Test(
        "what is not UTF-8 is found where it starts",
        arguments: [
            ([0xE9], 8), ([0xC0, 0x80], 8), ([0xED, 0xA0, 0x80], 8), ([0xF5, 0x80, 0x80, 0x80], 8), ([0xE2, 0x82], 8),
            ([0x80], 8),
        ] as [([UInt8], Int)], [1, 3, 8, 64])
    func invalid(_ input: ([UInt8], Int), size: Int) {
        let found = check(Array("8 octets".utf8) + input.0 + Array(" et la suite".utf8), size)
        #expect(found.invalid > 0)
        #expect(found.firstInvalid == input.1)
    }
}
