import Glibc
import Testing

@testable import Files

@Suite struct SHA256Tests {
    /// FIPS 180-4 examples and NIST's long message.
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ), ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func givesTheNISTVectors(text: String, times: Int, digest: String) {
        #expect(SHA256.hex(of: Bytes(Array(String(repeating: text, count: times).utf8))) == digest)
    }

    @Test func piecesDoNotMatter() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let whole = SHA256.hex(of: Bytes(bytes))
        for step in [1, 3, 55, 56, 63, 64, 65, 119, 128] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: step) {
                hash.update(bytes[start..<min(start + step, bytes.count)])
            }
            #expect(hash.hex() == whole)
        }
    }

    @Test(.enabled(if: FileSystem.exists("/usr/bin/sha256sum"), "sha256sum is not installed"))
    func agreesWithSha256sum() throws {
        let scratch = try Scratch()
        for length in [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 4_096, 100_001] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let file = try AtomicFile(scratch.path("data"))
            try file.write(bytes[...])
            try file.commit()
            let command = "/usr/bin/sha256sum '\(scratch.path("data"))' > '\(scratch.path("sum"))'"
            #expect(unsafe system(command) == 0)
            #expect(try scratch.text("sum").prefix(64) == SHA256.hex(of: Bytes(mapping: scratch.path("data"))))
        }
    }
}
