internal import Findings
internal import Markup
internal import Tabular

/// Frozen header rows of new sheets, added to the view settings of `settings.xml`; nothing else of the part changes.
///
/// The item names are LibreOffice's, which all programs that keep panes in OpenDocument share.
enum SettingsPart {
    /// The part with panes for `sheets`; nil when it holds no view settings.
    static func freezing(_ sheets: [NewSheet], in part: [UInt8]) throws(Finding) -> [UInt8]? {
        var scanner = MarkupScanner(part, part: Package.settings)
        var names: [String] = []
        var isTables: [Bool] = []
        var viewSettings: Anchor?
        var hasViews = false
        var prefix = "config"
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                let qualified = String(decoding: part[token.name], as: UTF8.self)
                let local = String(decoding: scanner.localName(of: token), as: UTF8.self)
                var name = ""
                for (attribute, value) in try scanner.attributes(of: token)
                where part[attribute].suffix(5).elementsEqual(":name".utf8) {
                    name = String(decoding: part[value], as: UTF8.self)
                }
                let isTable = local == "config-item-map-named" && name == "Tables"
                if local == "config-item-map-indexed", name == "Views" { hasViews = true }
                if local.hasPrefix("config-item"), let colon = qualified.firstIndex(of: ":") {
                    prefix = String(qualified[..<colon])
                }
                if isTable, token.kind == .empty {
                    let anchor = Anchor.inEmptyTag(endingAt: token.range.upperBound, name: qualified)
                    return Splice.apply([anchor.adding(entries(sheets, prefix))], to: part)
                }
                if token.kind == .start {
                    names.append(local == "config-item-set" ? name : local)
                    isTables.append(isTable)
                }
            case .end:
                let end = token.range.lowerBound
                if isTables.popLast() == true {
                    return Splice.apply([Anchor.beforeEnd(at: end).adding(entries(sheets, prefix))], to: part)
                }
                if names.popLast() == "ooo:view-settings" { viewSettings = .beforeEnd(at: end) }
            default: break
            }
        }
        guard let viewSettings, !hasViews else { return nil }
        let opening =
            "<\(prefix):config-item-map-indexed \(prefix):name=\"Views\"><\(prefix):config-item-map-entry>"
            + "<\(prefix):config-item \(prefix):name=\"ViewId\" \(prefix):type=\"string\">view1</\(prefix):config-item>"
            + "<\(prefix):config-item-map-named \(prefix):name=\"Tables\">"
        let closing =
            "</\(prefix):config-item-map-named></\(prefix):config-item-map-entry></\(prefix):config-item-map-indexed>"
        let views = Array(opening.utf8) + entries(sheets, prefix) + Array(closing.utf8)
        return Splice.apply([viewSettings.adding(views)], to: part)
    }

    private static func entries(_ sheets: [NewSheet], _ prefix: String) -> [UInt8] {
        var entries = ""
        for sheet in sheets where sheet.frozenRows > 0 {
            entries += "<\(prefix):config-item-map-entry \(prefix):name=\"\(XMLText.escaped(sheet.name))\">"
            for (name, type, value) in [
                ("HorizontalSplitMode", "short", 0), ("VerticalSplitMode", "short", 2),
                ("HorizontalSplitPosition", "int", 0), ("VerticalSplitPosition", "int", sheet.frozenRows),
                ("ActiveSplitRange", "short", 2), ("PositionLeft", "int", 0), ("PositionRight", "int", 0),
                ("PositionTop", "int", 0), ("PositionBottom", "int", sheet.frozenRows),
            ] {
                entries +=
                    "<\(prefix):config-item \(prefix):name=\"\(name)\" \(prefix):type=\"\(type)\">\(value)"
                    + "</\(prefix):config-item>"
            }
            entries += "</\(prefix):config-item-map-entry>"
        }
        return Array(entries.utf8)
    }
}
