/// Texts and colours of a chart (DrawingML, ECMA-376 part 1, section 20.1).
enum ChartText {
    /// The colour of texts, `RRGGBB`.
    static let ink = "404040"

    /// The text properties of an axis, a legend, the labels; `size` in hundredths of a point.
    static func properties(size: Int, ink: String = ink) -> String {
        "<c:txPr><a:bodyPr/><a:p><a:pPr>\(defaults(size: size, ink: ink))</a:pPr>"
            + "<a:endParaRPr lang=\"fr-FR\"/></a:p></c:txPr>"
    }

    /// The properties that the runs of a paragraph have.
    static func defaults(size: Int, isBold: Bool = false, ink: String = ink) -> String {
        "<a:defRPr sz=\"\(size)\" b=\"\(isBold ? 1 : 0)\">\(fill(ink))</a:defRPr>"
    }

    /// A plain colour, `RRGGBB`; black for anything else, which no program would read.
    static func fill(_ colour: String) -> String {
        "<a:solidFill><a:srgbClr val=\"\(isColour(colour) ? colour.uppercased() : "000000")\"/></a:solidFill>"
    }

    /// The ink, dark or white, that is easier to read on `fill`: where the contrasts with both are equal is the limit.
    static func ink(on fill: String) -> String { luminance(fill) > 0.25 ? "262626" : "FFFFFF" }

    /// Whether `fill` can hardly be told from white paper.
    static func isPale(_ fill: String) -> Bool { luminance(fill) > 0.8 }

    /// The relative luminance of a colour (WCAG 2.2), a square being near enough to the standard's curve; 0 is black.
    private static func luminance(_ fill: String) -> Double {
        guard isColour(fill), let value = UInt32(fill, radix: 16) else { return 0 }
        func light(_ shift: UInt32) -> Double {
            let part = Double((value >> shift) & 0xFF) / 255
            return part * part
        }
        return 0.2126 * light(16) + 0.7152 * light(8) + 0.0722 * light(0)
    }

    private static func isColour(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { EscapedText.hexDigit($0) != nil }
    }

    /// `text` without what XML cannot hold; DrawingML has no escape for it.
    static func legal(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value != 0xFFFE && $0.value != 0xFFFF }))
    }
}
