internal import Findings

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The language people are spoken to in: `--lang`, then the locale, else French (DESIGN, section 8).
enum Speech {
    /// The language of this run.
    static let language: Language = {
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            if argument == "--lang", let value = arguments.first { return Language(rawValue: value) ?? .french }
            if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) ?? .french }
            if argument == "--" { break }
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment(name), !value.isEmpty else { continue }
            return value.hasPrefix("en") ? .english : .french
        }
        return .french
    }()

    /// The words in the language of this run.
    static func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    /// An environment variable; nil when it is not set.
    static func environment(_ name: String) -> String? {
        // Sound: the C string is copied at once, and nothing here changes the environment.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
