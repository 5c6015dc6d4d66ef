import Findings
import Testing

@testable import Pipeline

/// How a person names a line.
@Suite struct LineAddressTests {
    @Test(arguments: [
        ("Mandats!A42", LineAddress.row(sheet: "Mandats", row: 41)),
        ("'Mandats 2025'!$C$42", .row(sheet: "Mandats 2025", row: 41)),
        ("'L''été'.A42", .row(sheet: "L'été", row: 41)),
        ("$'Mandats'.A42", .row(sheet: "Mandats", row: 41)),
        ("$Mandats.$A$42", .row(sheet: "Mandats", row: 41)),
        ("v1.2!B3", .row(sheet: "v1.2", row: 2)),
        ("v1.2.B3", .row(sheet: "v1.2", row: 2)),
        ("A42", .row(sheet: nil, row: 41)), ("xfd1", .row(sheet: nil, row: 0)), ("42", .row(sheet: nil, row: 41)),
        ("ligne:37", .line(37)), ("line:1", .line(1)),
    ])
    func anAddressIsRead(text: String, address: LineAddress) throws {
        #expect(try LineAddress(text) == address)
    }

    @Test(arguments: [
        "", "0", "-1", "1048577", "ligne:0", "ligne:x", "Mandats", "!A1", "Mandats!", "Mandats!42", "'x!A1",
    ])
    func whatIsNoneIsRefused(text: String) {
        #expect(throws: Finding(.badLineAddress, ["address": text])) { try LineAddress(text) }
    }
}
