internal import Findings

/// What the argument parser says in English, said in the language of the run.
enum UsageWords {
    private static let phrases: [(english: String, french: String)] = [
        ("Missing expected argument ", "il manque l'argument "),
        ("Missing value for ", "il manque une valeur après "),
        ("Missing required options: ", "il manque les options "),
        ("Unknown option ", "option inconnue "),
        ("Unexpected argument ", "argument en trop "),
        ("The value ", "la valeur "),
    ]

    /// `message`, its known opening translated when the run speaks French.
    static func translated(_ message: String) -> String {
        let line = message.split(separator: "\n").first.map(String.init) ?? message
        guard Speech.language == .french else { return line }
        for phrase in phrases where line.hasPrefix(phrase.english) {
            return phrase.french
                + line.dropFirst(phrase.english.count).replacing(" is invalid for ", with: " ne convient pas à ")
                .replacing("Please provide one of ", with: "Choisir entre ").replacing(" and ", with: " et ")
        }
        return line
    }
}
