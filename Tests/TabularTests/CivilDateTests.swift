import Testing

@testable import Tabular

@Suite struct CivilDateTests {
    @Test func knownDays() {
        #expect(CivilDate(daysSince1970: 0).iso == "1970-01-01")
        #expect(CivilDate(daysSince1970: 20_089).iso == "2025-01-01")
        #expect(CivilDate(daysSince1970: -25_569).iso == "1899-12-30")
        #expect(CivilDate(year: 2000, month: 2, day: 29).daysSince1970 == 11_016)
    }

    @Test func everyDayOfAFourCenturyEraReadsBack() {
        for days in stride(from: -80_000, through: 80_000, by: 1) {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
    }

    @Test func impossibleDaysAreTold() {
        #expect(!CivilDate(year: 2023, month: 2, day: 29).isValid)
        #expect(!CivilDate(year: 2024, month: 13, day: 1).isValid)
        #expect(CivilDate(year: 2024, month: 2, day: 29).isValid)
    }
}
