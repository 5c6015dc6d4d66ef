internal import Tabular

/// The styles of a chart's document (OpenDocument 1.3, part 3, section 16.35 and chapter 20): each made once, called `ch1`,
/// `ch2`… in the order in which they are first asked for.
struct ChartStyles {
    /// The markup of the data styles and styles made so far.
    private(set) var markup = ""

    private var names: [String: String] = [:]
    private var dataNames: [String: String] = [:]

    /// The colour of what is written.
    private static let ink = "404040"

    /// The style with these contents, showing values by the data style `data`.
    mutating func style(_ contents: String, data: String? = nil) -> String {
        let key = "\(data ?? "") \(contents)"
        if let known = names[key] { return known }
        let name = "ch\(names.count + 1)"
        names[key] = name
        let shown = data.map { " style:data-style-name=\"\($0)\"" } ?? ""
        markup += "<style:style style:name=\"\(name)\" style:family=\"chart\"\(shown)>\(contents)</style:style>"
        return name
    }

    /// The data style of `format`.
    mutating func dataStyle(_ format: ValueFormat) -> String {
        dataStyle("\(format)") { DataStyle.markup(format, name: $0, style: "style", number: "number") }
    }

    /// The data style of whole percentages.
    mutating func wholePercent() -> String {
        dataStyle("whole percent") { DataStyle.wholePercent(name: $0, style: "style", number: "number") }
    }

    private mutating func dataStyle(_ key: String, _ make: (String) -> String) -> String {
        if let known = dataNames[key] { return known }
        let name = "N\(dataNames.count + 1)"
        dataNames[key] = name
        markup += make(name)
        return name
    }

    /// The properties of text of `size` points.
    static func text(size: Int, isBold: Bool = false, ink: String = Self.ink) -> String {
        let weight =
            isBold ? " fo:font-weight=\"bold\" style:font-weight-asian=\"bold\" style:font-weight-complex=\"bold\"" : ""
        return "<style:text-properties fo:color=\"#\(ink)\" fo:font-size=\"\(size)pt\" "
            + "style:font-size-asian=\"\(size)pt\" style:font-size-complex=\"\(size)pt\"\(weight)/>"
    }

    /// Black or white, whichever is read better on `fill`: the one with the higher contrast (WCAG 2.2, section 1.4.3).
    static func ink(on fill: String) -> String {
        let value = Int(fill, radix: 16) ?? 0xFF_FFFF
        // Relative luminance; the cubic stays within 0.002 of the sRGB curve and needs no power function.
        func linear(_ shift: Int) -> Double {
            let level = Double((value >> shift) & 0xFF) / 255
            return level * (level * (level * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
        }
        let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
        return (luminance + 0.05) * (luminance + 0.05) > 0.05 * 1.05 ? "000000" : "ffffff"
    }
}
