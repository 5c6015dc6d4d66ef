internal import Tabular

/// What a `CellLook` is made of.
struct LookDesign {
    /// How a font differs from the workbook's first one.
    struct Font {
        var isBold = false
        var isItalic = false
        var isUnderlined = false
        /// The size, as a multiple of the base size.
        var scale = 1.0
        /// `RRGGBB`; nil for the automatic colour.
        var colour: String?
    }

    /// The lines around a cell.
    enum Border {
        case none, thin, above

        /// CT_Border with strict and transitional names that both accept.
        func markup(prefix: String) -> String {
            func side(_ name: String, _ style: String?) -> String {
                guard let style else { return "<\(prefix)\(name)/>" }
                return "<\(prefix)\(name) style=\"\(style)\"><\(prefix)color rgb=\"FFBFBFBF\"/></\(prefix)\(name)>"
            }
            let thin: String? = self == .thin ? "thin" : nil
            return "<\(prefix)border>" + side("left", thin) + side("right", thin)
                + side("top", self == .above ? "medium" : thin) + side("bottom", thin)
                + "<\(prefix)diagonal/></\(prefix)border>"
        }
    }

    /// The font; nil for the workbook's first one.
    var font: Font?
    /// The fill, `RRGGBB`.
    var fill: String?
    /// The border.
    var border = Border.none
    /// Whether text wraps.
    var wraps = false
    /// Attributes of `alignment`, each with a space before it.
    var alignment = ""

    /// The design of `look`; links are blue and underlined.
    init(_ look: CellLook, isLink: Bool) {
        switch look {
        case .body: break
        case .title: font = Font(isBold: true, scale: 1.6)
        case .subtitle: font = Font(scale: 0.9, colour: "595959")
        case .header:
            font = Font(isBold: true, colour: "FFFFFF")
            fill = "1F3864"
            border = .thin
            wraps = true
            alignment = " horizontal=\"center\" vertical=\"center\""
        case .colouredHeader(let fill, let ink):
            font = Font(isBold: true, colour: ink)
            self.fill = fill
            border = .thin
            wraps = true
            alignment = " horizontal=\"center\" vertical=\"center\""
        case .tableBody:
            border = .thin
            alignment = " vertical=\"top\""
        case .total:
            font = Font(isBold: true)
            border = .above
        case .remark:
            font = Font(isItalic: true, colour: "595959")
            wraps = true
            alignment = " vertical=\"top\""
        case .coloured(let fill, let ink):
            font = Font(colour: ink)
            self.fill = fill
            border = .thin
            alignment = " vertical=\"top\""
        }
        if isLink {
            var underlined = font ?? Font()
            underlined.isUnderlined = true
            if underlined.colour == nil { underlined.colour = "0563C1" }
            font = underlined
        }
    }
}
