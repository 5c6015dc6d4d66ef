internal import Findings
internal import Markup
internal import Tabular

/// Frozen header rows of new sheets, in the view settings of `settings.xml`; nothing else of the part changes. What is known
/// of a sheet of the same name, or of the one whose place it takes, is brought up to date.
///
/// The item names are LibreOffice's, which all programs that keep panes in OpenDocument share.
struct SettingsPart {
    /// A sheet whose first rows stay in view.
    struct Pane {
        var sheet: String
        /// The name of the sheet whose place it takes.
        var formerName: String?
        var rows: Int
    }

    /// What is known of the view of a sheet: where it is, its name, its items by name.
    private struct View {
        var extent: Range<Int>
        var name: Range<Int>
        var items: [String: Range<Int>] = [:]
        var end = 0
    }

    private let part: [UInt8]
    private var prefix = "config"
    /// The views of sheets, by the sheets' names.
    private var views: [String: View] = [:]
    /// Where views of sheets go; nil when no sheet has any.
    private var tables: Anchor?
    /// Where view settings go, and whether there are any.
    private var viewSettings: Anchor?
    private var hasViews = false

    /// Reads the part.
    init(_ part: [UInt8]) throws(Finding) {
        self.part = part
        try read()
    }

    private mutating func read() throws(Finding) {
        var scanner = MarkupScanner(part, part: Package.settings)
        /// What each open element is: its `config:name` for sets, maps and items, else its local name.
        var open: [String] = []
        var view: (name: String, view: View)?
        var item: (name: String, start: Int)?
        /// How many elements were open around the views of sheets; nil outside of them.
        var outside: Int?
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                let qualified = String(decoding: part[token.name], as: UTF8.self)
                let local = String(decoding: scanner.localName(of: token), as: UTF8.self)
                if local.hasPrefix("config-item"), let colon = qualified.firstIndex(of: ":") {
                    prefix = String(qualified[..<colon])
                }
                let place = try scanner.value(of: "\(prefix):name", in: token)
                let name = try scanner.text(of: "\(prefix):name", in: token) ?? ""
                if local == "config-item-map-indexed", name == "Views" { hasViews = true }
                // The views of the first window count; most documents have one.
                if local == "config-item-map-named", name == "Tables", tables == nil {
                    if token.kind == .empty {
                        tables = .inEmptyTag(endingAt: token.range.upperBound, name: qualified)
                    } else {
                        outside = open.count
                    }
                }
                let level = outside.map { open.count - $0 }
                if level == 1, token.kind == .start, let place {
                    view = (name, View(extent: token.range, name: place))
                }
                if level == 2, local == "config-item", token.kind == .start {
                    item = (name, token.range.upperBound)
                }
                if token.kind == .start { open.append(local == "config-item-set" ? name : local) }
            case .end:
                let end = token.range.lowerBound
                let closed = open.popLast()
                let level = outside.map { open.count - $0 }
                if level == 2, let done = item {
                    view?.view.items[done.name] = done.start..<end
                    item = nil
                }
                if level == 1, var done = view {
                    done.view.extent = done.view.extent.lowerBound..<token.range.upperBound
                    done.view.end = end
                    if views[done.name] == nil { views[done.name] = done.view }
                    view = nil
                }
                if level == 0 {
                    tables = .beforeEnd(at: end)
                    outside = nil
                }
                if closed == "ooo:view-settings" { viewSettings = .beforeEnd(at: end) }
            default: break
            }
        }
    }

    /// Whether panes can be set.
    var canFreeze: Bool { tables != nil || (viewSettings != nil && !hasViews) }

    /// The part with `panes`; nil when it has them already, or cannot have any.
    func freezing(_ panes: [Pane]) -> [UInt8]? {
        var splices: [Splice] = []
        var added: [UInt8] = []
        let names = Set(panes.map(\.sheet))
        for pane in panes {
            let former = pane.formerName.flatMap { names.contains($0) ? nil : views[$0] }
            if let view = views[pane.sheet] {
                splices += update(view, pane)
                if let former {
                    splices.append(
                        Splice(
                            offset: former.extent.lowerBound, removing: former.extent.count, insertion: .bytes([])))
                }
            } else if let former {
                let name = Array(XMLText.escaped(pane.sheet).utf8)
                splices.append(
                    Splice(offset: former.name.lowerBound, removing: former.name.count, insertion: .bytes(name)))
                splices += update(former, pane)
            } else if pane.rows > 0 {
                added += entry(pane)
            }
        }
        if !added.isEmpty {
            if let tables {
                splices.append(tables.adding(added))
            } else if let viewSettings, !hasViews {
                splices.append(viewSettings.adding(views(holding: added)))
            }
        }
        return splices.isEmpty ? nil : Splice.apply(splices, to: part)
    }

    /// The changes of the items of `view`; none when its rows are frozen as `pane` asks, wherever people have scrolled.
    private func update(_ view: View, _ pane: Pane) -> [Splice] {
        guard pane.rows > 0,
            text(view, "VerticalSplitMode") != "2" || text(view, "VerticalSplitPosition") != "\(pane.rows)"
        else { return [] }
        var splices: [Splice] = []
        var missing = ""
        for item in Self.items(pane) {
            if let place = view.items[item.name] {
                splices.append(
                    Splice(
                        offset: place.lowerBound, removing: place.count, insertion: .bytes(Array("\(item.value)".utf8)))
                )
            } else {
                missing += markup(item)
            }
        }
        if !missing.isEmpty { splices.append(Splice(offset: view.end, insertion: .bytes(Array(missing.utf8)))) }
        return splices
    }

    private func text(_ view: View, _ item: String) -> String? {
        view.items[item].map { String(decoding: part[$0], as: UTF8.self) }
    }

    // MARK: Markup

    private typealias Item = (name: String, type: String, value: Int)

    private static func items(_ pane: Pane) -> [Item] {
        [
            ("HorizontalSplitMode", "short", 0), ("VerticalSplitMode", "short", 2),
            ("HorizontalSplitPosition", "int", 0), ("VerticalSplitPosition", "int", pane.rows),
            ("ActiveSplitRange", "short", 2), ("PositionLeft", "int", 0), ("PositionRight", "int", 0),
            ("PositionTop", "int", 0), ("PositionBottom", "int", pane.rows),
        ]
    }

    private func markup(_ item: Item) -> String {
        "<\(prefix):config-item \(prefix):name=\"\(item.name)\" \(prefix):type=\"\(item.type)\">\(item.value)"
            + "</\(prefix):config-item>"
    }

    private func entry(_ pane: Pane) -> [UInt8] {
        let items = Self.items(pane).map(markup).joined()
        let name = XMLText.escaped(pane.sheet)
        return Array(
            "<\(prefix):config-item-map-entry \(prefix):name=\"\(name)\">\(items)</\(prefix):config-item-map-entry>"
                .utf8)
    }

    private func views(holding entries: [UInt8]) -> [UInt8] {
        let opening =
            "<\(prefix):config-item-map-indexed \(prefix):name=\"Views\"><\(prefix):config-item-map-entry>"
            + "<\(prefix):config-item \(prefix):name=\"ViewId\" \(prefix):type=\"string\">view1</\(prefix):config-item>"
            + "<\(prefix):config-item-map-named \(prefix):name=\"Tables\">"
        let closing =
            "</\(prefix):config-item-map-named></\(prefix):config-item-map-entry></\(prefix):config-item-map-indexed>"
        return Array(opening.utf8) + entries + Array(closing.utf8)
    }
}
