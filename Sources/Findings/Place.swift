/// Where something is: a file, then what locates it inside, as precisely as is known.
public struct Place: Sendable, Hashable {
    /// The file's path as the user gave it.
    public var file: String?
    /// The part inside a package, for example `xl/worksheets/sheet1.xml`.
    public var part: String?
    /// The sheet's name.
    public var sheet: String?
    /// The cell or range, in A1 notation.
    public var cell: String?
    /// The line in a text file, from 1.
    public var line: Int?
    /// The column in that line, from 1, in characters.
    public var column: Int?
    /// The byte offset, from 0.
    public var offset: Int?

    /// A place; leave out what is not known.
    public init(
        file: String? = nil, part: String? = nil, sheet: String? = nil, cell: String? = nil, line: Int? = nil,
        column: Int? = nil, offset: Int? = nil
    ) {
        self.file = file
        self.part = part
        self.sheet = sheet
        self.cell = cell
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// `file:line:column › sheet › cell`, with control characters neutralised; empty when nothing is known.
    public func text(_ language: Language) -> String {
        var head = file ?? ""
        if let line {
            head += ":\(line)"
            if let column { head += ":\(column)" }
        }
        // A cell of a sheet says enough to people; the part is for programs.
        let inner = sheet != nil && cell != nil ? "" : part ?? ""
        var parts = [head, inner, sheet ?? "", cell ?? ""].filter { !$0.isEmpty }
        if let offset { parts.append(language == .french ? "octet \(offset)" : "byte \(offset)") }
        return parts.joined(separator: " › ").neutralised
    }
}

extension String {
    /// The string with control characters (terminal escapes included) shown as `\u{…}`.
    public var neutralised: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
            return self
        }
        var shown = ""
        for scalar in unicodeScalars {
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
