/// HTML (and the SVG in it), written from the outside in; all text is escaped.
struct Markup {
    /// What was written so far.
    private(set) var text = ""

    typealias Attributes = KeyValuePairs<String, String>

    /// Elements of HTML that never have an end tag.
    private static let void: Set<String> = ["meta", "br", "hr", "img", "col"]

    /// Writes an element with what `content` writes in it.
    mutating func element(_ name: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void) {
        open(name, attributes)
        content(&self)
        text += "</\(name)>"
    }

    /// Writes an element that holds `content` alone.
    mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
        element(name, attributes) { $0.write(content) }
    }

    /// Writes an element without attributes that holds `content` alone.
    mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

    /// Writes an element without content.
    mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
        open(name, attributes)
        if !Self.void.contains(name) { text += "</\(name)>" }
    }

    /// Writes text.
    mutating func write(_ content: String) { text += Self.escaped(content) }

    /// Writes what is markup already, or is written as it is: a style, data in a script.
    mutating func raw(_ markup: String) { text += markup }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
        text += ">"
    }

    /// `text` without anything that markup would take for itself, and without characters that HTML does not admit.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                let isNone = (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
                escaped.unicodeScalars.append(isControl || isNone ? "\u{FFFD}" : scalar)
            }
        }
        return escaped
    }
}
