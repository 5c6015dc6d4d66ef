internal import Tabular

/// Writes data styles (OpenDocument 1.3, part 3, section 16.29), French.
enum DataStyle {
    /// The data style called `name` for `format`, with the prefixes of the `style` and `number` namespaces.
    static func markup(_ format: ValueFormat, name: String, style: String, number n: String) -> String {
        let named = "\(style):name=\"\(name)\""
        let french = "\(n):language=\"fr\" \(n):country=\"FR\""
        switch format {
        case .general, .wrapped:
            return "<\(n):number-style \(named)><\(n):number \(n):min-integer-digits=\"1\"/></\(n):number-style>"
        case .text: return "<\(n):text-style \(named)><\(n):text-content/></\(n):text-style>"
        case .amount:
            return "<\(n):currency-style \(named) \(french)><\(n):number \(n):decimal-places=\"2\" "
                + "\(n):min-integer-digits=\"1\" \(n):grouping=\"true\"/><\(n):text>\u{A0}</\(n):text>"
                + "<\(n):currency-symbol \(french)>€</\(n):currency-symbol></\(n):currency-style>"
        case .percent: return percentage(places: 1, named: "\(named) \(french)", n)
        case .integer:
            return "<\(n):number-style \(named) \(french)><\(n):number \(n):decimal-places=\"0\" "
                + "\(n):min-integer-digits=\"1\" \(n):grouping=\"true\"/></\(n):number-style>"
        case .date:
            return "<\(n):date-style \(named)><\(n):day \(n):style=\"long\"/><\(n):text>/</\(n):text><\(n):month "
                + "\(n):style=\"long\"/><\(n):text>/</\(n):text><\(n):year \(n):style=\"long\"/></\(n):date-style>"
        }
    }

    /// The data style called `name` of whole percentages: `40 %`.
    static func wholePercent(name: String, style: String, number n: String) -> String {
        percentage(
            places: 0, named: "\(style):name=\"\(name)\" \(n):language=\"fr\" \(n):country=\"FR\"", n)
    }

    private static func percentage(places: Int, named: String, _ n: String) -> String {
        "<\(n):percentage-style \(named)><\(n):number \(n):decimal-places=\"\(places)\" "
            + "\(n):min-integer-digits=\"1\"/><\(n):text>\u{A0}%</\(n):text></\(n):percentage-style>"
    }
}
