internal import Tabular

/// Reads typed values: numbers and dates.
enum TypedText {
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// `text` without white space at its ends.
    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var trimmed = text.drop(while: isSpace)
        while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
        return trimmed
    }

    /// The double nearest to decimal text; nil when it is none, or not finite.
    static func number(_ text: ArraySlice<UInt8>) -> Double? {
        // Swift's own reader also knows hexadecimal and words, which are no decimal text.
        let isDecimal = text.allSatisfy { byte in
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        guard isDecimal, text.count <= 400, let number = Double(String(decoding: text, as: UTF8.self)),
            number.isFinite
        else { return nil }
        return number
    }

    /// Seconds since 1970 of `YYYY-MM-DD`, with `Thh:mm:ss(.fff)` or without; nil for anything else.
    static func date(_ text: ArraySlice<UInt8>) -> Double? {
        var rest = text
        if rest.last == UInt8(ascii: "Z") { rest.removeLast() }
        guard let year = digits(&rest, 4), take(&rest, "-"), let month = digits(&rest, 2), take(&rest, "-"),
            let day = digits(&rest, 2)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        let midnight = Double(date.daysSince1970) * 86_400
        if rest.isEmpty { return midnight }
        guard take(&rest, "T"), let hour = digits(&rest, 2), hour <= 24, take(&rest, ":"),
            let minute = digits(&rest, 2), minute < 60
        else { return nil }
        var milliseconds = (hour * 60 + minute) * 60_000
        if take(&rest, ":") {
            guard let second = digits(&rest, 2), second <= 60 else { return nil }
            milliseconds += second * 1_000
            if take(&rest, ".") {
                guard !rest.isEmpty else { return nil }
                var unit = 100
                while let digit = digits(&rest, 1) {
                    milliseconds += digit * unit
                    unit /= 10
                }
            }
        }
        return rest.isEmpty ? midnight + Double(milliseconds) / 1_000 : nil
    }

    /// The seconds of a time of day, or of a duration; nil when `seconds`, since 1970, is a date.
    ///
    /// Day 0 is 31 December 1899 to Excel, the day before to LibreOffice; neither shows it as a date. Excel counts a
    /// 29 February 1900 that never was.
    static func time(ofDate seconds: Double, isDuration: Bool) -> Double? {
        let zero = Double(CivilDate(year: 1899, month: 12, day: 31).daysSince1970) * 86_400
        let march = Double(CivilDate(year: 1900, month: 3, day: 1).daysSince1970) * 86_400
        let since = seconds - zero
        if since < 0 { return since >= -86_400 ? since + 86_400 : nil }
        if since < 86_400 { return since }
        guard isDuration else { return nil }
        return seconds < march ? since : since + 86_400
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var value = 0
        for byte in rest.prefix(count) {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        rest.removeFirst(count)
        return value
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, _ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }
}
