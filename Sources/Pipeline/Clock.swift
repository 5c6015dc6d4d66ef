internal import Tabular

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The wall clock, which only the run record shows.
enum Clock {
    /// Seconds since 1970, UTC.
    static var now: Int { Int(time(nil)) }

    /// `YYYY-MM-DDTHH:MM:SSZ`.
    static func iso(_ seconds: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let rest = seconds % 86_400
        return
            "\(CivilDate(daysSince1970: seconds / 86_400).iso)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
