internal import Tabular

/// Dates as `t="d"` cells have them: ISO 8601, `2025-01-31`, `2025-01-31T08:30:00.5`, `08:30:00`.
enum ISODate {
    /// The value of the bytes `start..<end`; nil when they are no date or time. A zone is checked and left out: the
    /// date and time are civil, as they are written.
    static func value(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> SerialDate.Value? {
        var position = start
        if let year = digits(s, &position, end, 4), take(s, &position, end, "-") {
            guard let month = digits(s, &position, end, 2), take(s, &position, end, "-"),
                let day = digits(s, &position, end, 2)
            else { return nil }
            let date = CivilDate(year: year, month: month, day: day)
            guard date.isValid else { return nil }
            var seconds = Double(date.daysSince1970 * 86_400)
            if position < end {
                guard take(s, &position, end, "T") || take(s, &position, end, " "),
                    let time = time(s, &position, end)
                else { return nil }
                seconds += time
            }
            return .date(seconds)
        }
        position = start
        _ = take(s, &position, end, "T")
        return time(s, &position, end).map { .time($0) }
    }

    /// The seconds of `HH:MM[:SS[.fff]][zone]`, which must end at `end`.
    private static func time(_ s: Span<UInt8>, _ position: inout Int, _ end: Int) -> Double? {
        guard let hour = digits(s, &position, end, 2), hour <= 24, take(s, &position, end, ":"),
            let minute = digits(s, &position, end, 2), minute < 60
        else { return nil }
        var milliseconds = (hour * 60 + minute) * 60_000
        if take(s, &position, end, ":") {
            guard let second = digits(s, &position, end, 2), second <= 60 else { return nil }
            milliseconds += second * 1000
            if take(s, &position, end, ".") {
                var unit = 100
                let first = position
                while position < end, (0x30...0x39).contains(s[position]) {
                    milliseconds += Int(s[position] - 0x30) * unit
                    unit /= 10
                    position += 1
                }
                guard position > first else { return nil }
            }
        }
        if take(s, &position, end, "+") || take(s, &position, end, "-") {
            guard digits(s, &position, end, 2) != nil, take(s, &position, end, ":"),
                digits(s, &position, end, 2) != nil
            else { return nil }
        } else {
            _ = take(s, &position, end, "Z")
        }
        return position == end ? Double(milliseconds) / 1000 : nil
    }

    private static func digits(_ s: Span<UInt8>, _ position: inout Int, _ end: Int, _ count: Int) -> Int? {
        guard position + count <= end else { return nil }
        var value = 0
        for offset in 0..<count {
            guard (0x30...0x39).contains(s[position + offset]) else { return nil }
            value = value * 10 + Int(s[position + offset] - 0x30)
        }
        position += count
        return value
    }

    private static func take(_ s: Span<UInt8>, _ position: inout Int, _ end: Int, _ byte: Unicode.Scalar) -> Bool {
        guard position < end, UInt32(s[position]) == byte.value else { return false }
        position += 1
        return true
    }
}
