/// Serial date numbers, days since the workbook's epoch, as seconds (ECMA-376 part 1, section 18.17.4.1).
enum SerialDate {
    /// What a serial number with a date format is.
    enum Value: Equatable {
        /// A date: seconds since 1970-01-01T00:00:00.
        case date(Double)
        /// A time of day or a duration: seconds.
        case time(Double)
        /// No date that spreadsheet programs can show: negative, or after 9999-12-31.
        case number
    }

    /// The value of `serial` shown with a format of `kind`, to the millisecond.
    ///
    /// In the 1900 system, serial 1 is 1 January 1900 and serial 61 is 1 March 1900: programs count a 29 February 1900,
    /// serial 60, that never was. It is shown as 29/02/1900 in Excel; here it is 28 February, the last real day before.
    static func value(_ serial: Double, _ kind: NumberFormatKind, uses1904: Bool) -> Value {
        guard serial.isFinite, serial.magnitude < 3_000_000 else { return .number }
        if kind == .elapsed { return .time(milliseconds(serial) / 1000) }
        guard serial >= 0 else { return .number }
        if serial < 1 { return .time(milliseconds(serial) / 1000) }
        // Days from the epoch to 1970-01-01; 2,958,466 is 10000-01-01 in the 1900 system, 1,462 days later than 1904's.
        guard serial < (uses1904 ? 2_957_004 : 2_958_466) else { return .number }
        var offset = 25_569.0
        if uses1904 {
            offset = 24_107
        } else if serial < 60 {
            offset = 25_568
        }
        let days = serial.rounded(.down)
        return .date(((days - offset) * 86_400_000 + milliseconds(serial - days)) / 1000)
    }

    /// `days` in whole milliseconds.
    private static func milliseconds(_ days: Double) -> Double { (days * 86_400_000).rounded() }
}
