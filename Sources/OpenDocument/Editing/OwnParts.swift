internal import Findings
internal import Markup
internal import Tabular

/// What earlier runs of the program left in `content.xml`, to be found again or replaced instead of doubled.
///
/// Our styles, validations and conditional formats are known by the names that we give them; a program that renames them
/// when it saves makes them the user's.
struct OwnParts {
    /// A drop-down of ours, with the first cell it is for.
    struct Validation {
        var name: String
        var extent: Range<Int>
        var base: SheetCells?
    }

    /// A conditional format all of whose colours are ours.
    struct Format {
        var extent: Range<Int>
        /// Where its cells are said, and which they are; addresses that are none are left out.
        var target: Range<Int>
        var ranges: [SheetCells]
        /// Whether every address was understood.
        var isWhole: Bool
    }

    /// A name that marks a column or a sheet.
    struct Name {
        var mark: Mark
        var extent: Range<Int>
        /// Nil when the cells are gone.
        var cells: SheetCells?
    }

    /// The names of our automatic styles, by their markup with the name left out.
    var styles: [[UInt8]: String] = [:]
    /// Our validations, in their order.
    var validations: [Validation] = []
    /// Our conditional formats of each sheet that gets columns, in their order.
    var formats: [String: [Format]] = [:]
    /// The names that are marks, in their order.
    var names: [Name] = []
    /// Where names go; nil when there is no list of them.
    var namesEnd: Anchor?
    /// Where each table lies.
    var tables: [Range<Int>] = []
    /// What the tables to be replaced embed, as the document refers to them.
    var objects: [String] = []
    /// How the tables to be replaced are protected, by their numbers: attributes as they are written, each after a space.
    var protections: [Int: String] = [:]
    /// The names of the protected sheets that get columns.
    var protectedSheets: Set<String> = []

    /// What the names of our styles of `content.xml` start with.
    static func isOwnStyle(_ name: String) -> Bool { name.hasPrefix("mes") }

    /// Takes note of our style `name`, the first of those that are alike.
    static func note(style name: String, _ markup: String, in styles: inout [[UInt8]: String]) {
        guard let place = markup.firstRange(of: ":name=\"\(name)\"") else { return }
        let unnamed = markup[..<place.lowerBound] + ":name=\"\"" + markup[place.upperBound...]
        let key = Array(unnamed.utf8)
        if styles[key] == nil { styles[key] = name }
    }

    /// Reads the validation at hand to its end; nil when it is not ours.
    static func readValidation(_ stream: inout ContentStream) throws(Finding) -> Validation? {
        let start = stream.start
        let name = try stream.attribute(.name) ?? ""
        let base = try stream.attribute(.baseCellAddress)
        try stream.skipElement()
        guard name.hasPrefix(ValidationText.stem) else { return nil }
        return Validation(name: name, extent: start..<stream.end, base: base.flatMap(cells))
    }

    /// Reads the conditional format at hand to its end; nil when a colour of it is not ours.
    static func readFormat(_ stream: inout ContentStream) throws(Finding) -> Format? {
        let start = stream.start
        let target = try stream.attribute(.targetRange) ?? ""
        guard stream.name == .conditionalFormat, stream.kind == .start,
            let place = try stream.place(ofAttribute: .targetRange)
        else {
            try stream.skipElement()
            return nil
        }
        let inside = stream.depth
        var isOwn = false
        var isOthers = false
        while true {
            try stream.next()
            if stream.depth < inside { break }
            guard stream.kind == .start || stream.kind == .empty else { continue }
            // A condition of another kind, such as a scale of colours, names no style.
            let style = try stream.attribute(.applyStyleName) ?? ""
            if style.hasPrefix(StylesPart.colourStem) { isOwn = true } else { isOthers = true }
        }
        guard isOwn, !isOthers else { return nil }
        let addresses = RangeAddress.split(target)
        let ranges = addresses.compactMap(cells)
        return Format(
            extent: start..<stream.end, target: place, ranges: ranges, isWhole: ranges.count == addresses.count)
    }

    /// Reads the name at hand to its end; nil when it is no mark.
    static func readName(_ stream: inout ContentStream) throws(Finding) -> Name? {
        let start = stream.start
        let mark = try stream.attribute(.name).flatMap { Mark(name: $0) }
        let address = stream.name == .namedRange ? try stream.attribute(.rangeAddress) : nil
        try stream.skipElement()
        guard let mark else { return nil }
        return Name(mark: mark, extent: start..<stream.end, cells: address.flatMap(cells))
    }

    /// The attributes of the table at hand that protect it, as they are written, each after a space: people's, whoever made
    /// the table.
    static func protection(_ stream: ContentStream) throws(Finding) -> String {
        let tag = Array(stream.bytes(stream.start..<stream.end))
        var scanner = MarkupScanner(tag, part: Package.content)
        guard let token = try scanner.next() else { return "" }
        var kept: [UInt8] = []
        for (name, value) in try scanner.attributes(of: token) {
            let local = tag[name].split(separator: UInt8(ascii: ":")).last ?? []
            guard local.starts(with: "protect".utf8) else { continue }
            kept.append(0x20)
            kept += tag[name.lowerBound...value.upperBound]
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Reads the table at hand to its end; the embedded objects it shows, such as `./Object 1`.
    static func readObjects(_ stream: inout ContentStream) throws(Finding) -> [String] {
        var objects: [String] = []
        guard stream.kind == .start else { return objects }
        let inside = stream.depth
        while true {
            try stream.next()
            if stream.depth < inside { return objects }
            guard stream.name == .object, stream.kind == .start || stream.kind == .empty else { continue }
            if let object = try stream.attribute(.href) { objects.append(object) }
        }
    }

    private static func cells(_ address: String) -> SheetCells? {
        RangeAddress.parse(address).map { SheetCells(sheet: $0.sheet, range: $0.range) }
    }
}

extension RangeAddress {
    /// The addresses of a list parted by spaces (OpenDocument 1.3, part 3, section 18.3.5); spaces between quotes part none.
    static func split(_ list: String) -> [String] {
        var addresses: [String] = []
        var address = ""
        var isQuoted = false
        for character in list {
            if character == "'" { isQuoted.toggle() }
            if character == " ", !isQuoted {
                if !address.isEmpty { addresses.append(address) }
                address = ""
            } else {
                address.append(character)
            }
        }
        if !address.isEmpty { addresses.append(address) }
        return addresses
    }

    /// A single cell, every part of it absolute: `$Feuille.$A$1`.
    static func absolute(sheet: String, _ cell: CellReference) -> String {
        "$\(quoted(sheet)).$\(CellReference.letters(ofColumn: cell.column))$\(cell.row + 1)"
    }
}
