internal import Tabular

extension StyleBook {
    /// The cell style of a new sheet's cell.
    mutating func style(_ look: CellLook, _ format: ValueFormat) -> String {
        let data = dataStyle(format)
        let p = prefixes.style
        let fo = prefixes.fo
        let made = Look(look)
        let isWrapped = made.isWrapped || format == .wrapped
        let isCentred = made.isCentred
        return style("cell \(look) \(format)", "mesCe") { name in
            var cell = ""
            if let fill = made.fill { cell += " \(fo):background-color=\"\(fill)\"" }
            if isWrapped { cell += " \(fo):wrap-option=\"wrap\"" }
            if made.hasBorders { cell += " \(fo):border=\"0.5pt solid #bfbfbf\"" }
            if made.hasLineAbove { cell += " \(fo):border-top=\"1pt solid #404040\"" }
            cell += " \(p):vertical-align=\"\(isCentred ? "middle" : "top")\""
            var text = ""
            if let ink = made.ink { text += " \(fo):color=\"\(ink)\"" }
            if let size = made.size {
                text +=
                    " \(fo):font-size=\"\(size)pt\" \(p):font-size-asian=\"\(size)pt\" \(p):font-size-complex=\"\(size)pt\""
            }
            if made.isBold {
                text += " \(fo):font-weight=\"bold\" \(p):font-weight-asian=\"bold\" \(p):font-weight-complex=\"bold\""
            }
            if made.isItalic {
                text +=
                    " \(fo):font-style=\"italic\" \(p):font-style-asian=\"italic\" \(p):font-style-complex=\"italic\""
            }
            return "<\(p):style \(p):name=\"\(name)\" \(p):family=\"table-cell\" \(p):parent-style-name=\"Default\" "
                + "\(p):data-style-name=\"\(data)\"><\(p):table-cell-properties\(cell)/>"
                + (isCentred
                    ? "<\(p):paragraph-properties \(fo):text-align=\"center\"/>" : "")
                + (text.isEmpty ? "" : "<\(p):text-properties\(text)/>") + "</\(p):style>"
        }
    }

    /// The row style of `height` points, as a program shows it that does not find the height by itself.
    mutating func rowStyle(height: Double? = nil) -> String {
        let p = prefixes.style
        let points = height.map { " \(p):row-height=\"\(Int($0.rounded(.up)))pt\"" } ?? ""
        return style("row\(points)", "mesRo") {
            "<\(p):style \(p):name=\"\($0)\" \(p):family=\"table-row\"><\(p):table-row-properties\(points) "
                + "\(p):use-optimal-row-height=\"true\"/></\(p):style>"
        }
    }

    /// The style of the frames in which charts stand: nothing of its own is seen.
    mutating func frameStyle() -> String {
        let p = prefixes.style
        let draw = prefixes[.drawing]
        return style("frame", "mesGr") {
            "<\(p):style \(p):name=\"\($0)\" \(p):family=\"graphic\"><\(p):graphic-properties "
                + "\(draw):stroke=\"none\" \(draw):fill=\"none\"/></\(p):style>"
        }
    }

    /// The table style of a sheet on pages of the master page `page`.
    mutating func tableStyle(isHidden: Bool, page: String?) -> String {
        let p = prefixes.style
        let table = prefixes.table
        let master = page.map { " \(p):master-page-name=\"\($0)\"" } ?? ""
        return style("table \(isHidden)\(master)", "mesTa") {
            "<\(p):style \(p):name=\"\($0)\" \(p):family=\"table\"\(master)><\(p):table-properties "
                + "\(table):display=\"\(!isHidden)\" \(p):writing-mode=\"lr-tb\"/></\(p):style>"
        }
    }
}

/// What a look means.
private struct Look {
    var fill: String?
    var ink: String?
    var size: Int?
    var isBold = false
    var isItalic = false
    var isWrapped = false
    var isCentred = false
    var hasBorders = false
    var hasLineAbove = false

    init(_ look: CellLook) {
        switch look {
        case .body: break
        case .title:
            size = 16
            isBold = true
        case .subtitle:
            size = 9
            ink = "#595959"
        case .header:
            fill = "#1f3864"
            ink = "#ffffff"
            isBold = true
            isWrapped = true
            isCentred = true
            hasBorders = true
        case .colouredHeader(let fill, let ink):
            self.fill = "#\(fill.lowercased())"
            self.ink = "#\(ink.lowercased())"
            isBold = true
            isWrapped = true
            isCentred = true
            hasBorders = true
        case .tableBody: hasBorders = true
        case .total:
            isBold = true
            hasLineAbove = true
        case .remark:
            ink = "#595959"
            isItalic = true
            isWrapped = true
        case .coloured(let fill, let ink):
            self.fill = "#\(fill.lowercased())"
            self.ink = "#\(ink.lowercased())"
            hasBorders = true
        }
    }
}
