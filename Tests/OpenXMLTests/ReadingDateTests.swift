import Tabular
import Testing

@testable import OpenXML

@Suite("Dates, times and number formats")
struct ReadingDateTests {
    @Test(
        "a format code says whether a number is a date, a duration or a number",
        arguments: [
            ("General", .number), ("0.00", .number), ("#,##0.00\\ \"€\"", .number), ("0.00E+00", .number),
            ("dd/mm/yyyy", .date), ("[$-40C]d\\ mmmm\\ yyyy;@", .date), ("hh:mm", .date), ("mm:ss.0", .date),
            ("[h]:mm", .elapsed), ("[mm]:ss", .elapsed), ("[ss].00", .elapsed), ("[HH]:MM:SS", .elapsed),
            ("[Red]-0.00", .number), ("[<100]0;0.0", .number), ("\"days\" 0", .number), ("0\\d", .number),
            ("_d0", .number), ("*m0", .number), ("0;dd/mm/yyyy", .number), ("\"unbalanced d", .number),
            ("[unbalanced d", .number), ("\\", .number), ("", .number), ("@", .number), ("GENERAL", .number),
            ("yyyy\"-\"mm", .date), ("jj/mm/aaaa", .date), ("[$€-40C]0.00", .number), ("[]d", .date),
        ] as [(String, NumberFormatKind)])
    func codes(code: String, kind: NumberFormatKind) {
        #expect(NumberFormatKind(code: code) == kind)
    }

    @Test("built-in formats have their meaning")
    func builtIn() {
        for id in [14, 22, 27, 36, 45, 47, 50, 58] { #expect(NumberFormatKind(builtIn: id) == .date) }
        for id in [0, 2, 13, 37, 44, 48, 49] { #expect(NumberFormatKind(builtIn: id) == .number) }
        #expect(NumberFormatKind(builtIn: 46) == .elapsed)
        #expect(NumberFormatKind(builtIn: 164) == nil)
    }

    @Test("serial numbers of 1900 count a 29 February that never was")
    func leapYear1900() {
        func iso(_ serial: Double) -> String? {
            guard case .date(let seconds) = SerialDate.value(serial, .date, uses1904: false) else { return nil }
            return CivilDate(daysSince1970: Int(seconds / 86_400)).iso
        }
        #expect(iso(1) == "1900-01-01")
        #expect(iso(59) == "1900-02-28")
        #expect(iso(60) == "1900-02-28")
        #expect(iso(61) == "1900-03-01")
        #expect(iso(25_569) == "1970-01-01")
        #expect(iso(2_958_465) == "9999-12-31")
        #expect(iso(2_958_466) == nil)
        #expect(iso(-1) == nil)
        #expect(iso(.infinity) == nil)
        #expect(iso(.nan) == nil)
        #expect(iso(1e300) == nil)
    }

    @Test("serial numbers of 1904 begin on 1 January 1904")
    func since1904() {
        #expect(SerialDate.value(24_107, .date, uses1904: true) == .date(0))
        #expect(SerialDate.value(2_957_003, .date, uses1904: true) == .date(253_402_214_400))
        #expect(SerialDate.value(2_957_004, .date, uses1904: true) == .number)
    }

    @Test("below one day it is a time; elapsed formats give durations, to the millisecond")
    func times() {
        #expect(SerialDate.value(0, .date, uses1904: false) == .time(0))
        #expect(SerialDate.value(0.5, .date, uses1904: false) == .time(43_200))
        #expect(SerialDate.value(1.5, .elapsed, uses1904: false) == .time(129_600))
        #expect(SerialDate.value(-0.25, .elapsed, uses1904: false) == .time(-21_600))
        #expect(SerialDate.value(0.1 / 86.4, .date, uses1904: false) == .time(100))
        #expect(SerialDate.value(1e300, .elapsed, uses1904: false) == .number)
    }

    @Test("cells follow the format of their style and keep what is written")
    func styled() throws {
        let sheet = try HandMade(
            rows: """
                <row><c s="1"><v>45688.5</v></c><c s="2"><v>1.25</v></c><c s="1"><v>0.75</v></c><c s="1"><v>-3</v></c>\
                <c s="3"><v>45688</v></c><c t="d"><v>2025-01-31T08:30:00.5Z</v></c><c t="d"><v>2025-01-31</v></c>\
                <c t="d"><v>08:30:00</v></c></row>
                """,
            formats: ["dd/mm/yyyy hh:mm", "[h]:mm", "0 &quot;d&quot;"]
        ).list()
        #expect(sheet.cells.map(\.kind) == [.date, .time, .time, .number, .number, .date, .date, .time])
        #expect(
            sheet.cells.map(\.number) == [
                1_738_324_800 + 43_200 - 43_200, 108_000, 64_800, -3, 45_688, 1_738_312_200.5, 1_738_281_600, 30_600,
            ])
        #expect(sheet["A1"] == "45688.5")
    }

    @Test("a workbook of 1904 is read as one")
    func workbook1904() throws {
        let made = HandMade(
            rows: "<row><c s='1'><v>24107</v></c></row>", formats: ["dd/mm/yyyy"],
            workbook: "<workbookPr date1904='true'/>")
        #expect(try made.list().number("A1") == 0)
    }

    @Test(
        "ISO dates that are none are refused",
        arguments: [
            "2025", "2025-13-01", "2025-02-29", "2025-1-1", "2025-01-01T25:00", "2025-01-01T10:61", "2025-01-01x", "10",
            ":", "",
        ])
    func iso(text: String) {
        let bytes = Array(text.utf8)
        #expect(ISODate.value(bytes.span, 0, bytes.count) == nil)
    }
}
