internal import Findings

/// Finds, in a text that libyaml refuses, which of the usual mistakes it has.
///
/// libyaml says where it cannot go on, which is often the line after the mistake, and where what it was reading began.
struct SyntaxMistake {
    private let file: String
    /// The lines, in scalars, so that columns are libyaml's.
    private let lines: [[Unicode.Scalar]]

    private static let noBreakSpaces: Set<Unicode.Scalar> = ["\u{A0}", "\u{202F}", "\u{2007}"]
    private static let longDashes: Set<Unicode.Scalar> = ["\u{2013}", "\u{2014}", "\u{2212}"]

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        lines = Self.lines(of: String(decoding: bytes, as: UTF8.self))
    }

    /// The lines of `text`, parted as YAML does (YAML 1.1, section 4.1.4).
    private static func lines(of text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = [[]]
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
            default: lines[lines.count - 1].append(scalar)
            }
            last = scalar
        }
        return lines
    }

    /// What libyaml complains about, and where, lines and columns from 0.
    struct Complaint {
        var detail: String
        var line: Int
        var column: Int
        /// Where what was being read began; nil when that is not known.
        var start: (line: Int, column: Int)?
        /// What was being read.
        var context: String
    }

    /// The finding that tells of the mistake.
    func finding(_ complaint: Complaint) -> Finding {
        let last = min(complaint.line, lines.count - 1)
        // Its own line, the one before, and the one where it began: further up all was well.
        var near = [last, last - 1]
        if let start = complaint.start?.line { near.append(start) }
        for line in near where lines.indices.contains(line) {
            if let found = lookalike(line) { return found }
        }
        if let found = bracket(complaint) ?? quote(complaint) { return found }
        for line in near where lines.indices.contains(line) {
            if let found = colon(line, complaint) { return found }
        }
        return misalignment(last, complaint)
            ?? Finding(.malformedYAML, at: place(complaint.line, complaint.column), ["detail": complaint.detail])
    }

    private func place(_ line: Int, _ column: Int) -> Place { Place(file: file, line: line + 1, column: column + 1) }

    // MARK: Characters

    /// A character that looks like the one that is wanted, before a line's first word or after its colon.
    private func lookalike(_ line: Int) -> Finding? {
        let scalars = lines[line]
        for (column, scalar) in scalars.enumerated() {
            if scalar == "\t" { return Finding(.tabIndent, at: place(line, column)) }
            if Self.noBreakSpaces.contains(scalar) { return Finding(.noBreakSpace, at: place(line, column)) }
            if Self.longDashes.contains(scalar) { return Finding(.longDash, at: place(line, column)) }
            if scalar != " " && scalar != "-" { break }
        }
        for column in scalars.indices.dropFirst() where scalars[column - 1] == ":" {
            if Self.noBreakSpaces.contains(scalars[column]) { return Finding(.noBreakSpace, at: place(line, column)) }
        }
        return nil
    }

    // MARK: Signs

    private func bracket(_ complaint: Complaint) -> Finding? {
        guard complaint.context.contains("flow"), complaint.detail.hasPrefix("did not find expected ','"),
            let start = complaint.start
        else { return nil }
        let isMapping = complaint.context.contains("mapping")
        return Finding(
            .unclosedBracket, at: place(start.line, start.column),
            ["open": isMapping ? "{" : "[", "close": isMapping ? "}" : "]", "line": String(complaint.line + 1)])
    }

    /// A text in quotes that is never closed, or after which the line goes on.
    private func quote(_ complaint: Complaint) -> Finding? {
        func unbalanced(_ line: Int, _ column: Int) -> Finding {
            Finding(.unbalancedQuote, at: place(line, column), ["quote": String(lines[line][column])])
        }
        func isQuote(_ line: Int, _ column: Int) -> Bool {
            lines.indices.contains(line) && lines[line].indices.contains(column)
                && (lines[line][column] == "'" || lines[line][column] == "\"")
        }
        if complaint.context.contains("quoted scalar"), let start = complaint.start, isQuote(start.line, start.column) {
            return unbalanced(start.line, start.column)
        }
        for line in [complaint.line, complaint.line - 1] where lines.indices.contains(line) {
            guard let (_, value) = entry(line), isQuote(line, value),
                let end = lines[line][(value + 1)...].firstIndex(of: lines[line][value])
            else { continue }
            let rest = lines[line][(end + 1)...].drop { $0 == " " }
            if let next = rest.first, next != "#", next != lines[line][value] { return unbalanced(line, value) }
        }
        return nil
    }

    /// A colon without its space, or with one within a text.
    private func colon(_ line: Int, _ complaint: Complaint) -> Finding? {
        let scalars = lines[line]
        let start = first(line)
        guard start < scalars.count else { return nil }
        if let (key, value) = entry(line) {
            // A text that is not quoted, with a key's mark in it.
            guard complaint.detail.hasPrefix("mapping values are not allowed"), value < scalars.count,
                !["\"", "'", "{", "[", "#", "|", ">"].contains(scalars[value]),
                zip(scalars[value...], scalars[value...].dropFirst()).contains(where: { $0 == ":" && $1 == " " })
            else { return nil }
            return Finding(
                .colonInText, at: place(line, value), ["key": key, "value": text(scalars[value...])])
        }
        guard let colon = scalars[start...].firstIndex(of: ":"), colon > start, colon + 1 < scalars.count,
            scalars[colon + 1] != "/", scalars[start..<colon].allSatisfy({ $0.properties.isAlphabetic || $0 == "-" })
        else { return nil }
        return Finding(
            .spaceWanted, at: place(line, colon),
            ["key": text(scalars[start..<colon]), "value": text(scalars[(colon + 1)...])])
    }

    // MARK: Alignment

    private func misalignment(_ line: Int, _ complaint: Complaint) -> Finding? {
        guard complaint.detail.hasPrefix("did not find expected"), complaint.context.contains("block"),
            let before = lines[..<line].lastIndex(where: { !isBlank($0) })
        else { return nil }
        let (found, wanted) = (first(line), first(before))
        guard found < lines[line].count, found != wanted else { return nil }
        return Finding(
            .misaligned, at: place(line, found), ["found": String(found + 1), "before": String(wanted + 1)])
    }

    private func isBlank(_ line: [Unicode.Scalar]) -> Bool { line.first { $0 != " " }.map { $0 == "#" } ?? true }

    /// The column of a line's first word, after the hyphen of a list.
    private func first(_ line: Int) -> Int {
        var column = 0
        let scalars = lines[line]
        while column < scalars.count {
            let isHyphen = scalars[column] == "-" && column + 1 < scalars.count && scalars[column + 1] == " "
            guard scalars[column] == " " || isHyphen else { break }
            column += 1
        }
        return column
    }

    /// The key of a line, and the column of its value; nil for a line without both.
    private func entry(_ line: Int) -> (key: String, value: Int)? {
        let scalars = lines[line]
        let start = first(line)
        guard start < scalars.count,
            let colon = scalars.indices[start...].first(where: {
                scalars[$0] == ":" && ($0 + 1 == scalars.count || scalars[$0 + 1] == " ")
            })
        else { return nil }
        let value = scalars.indices[(colon + 1)...].first { scalars[$0] != " " } ?? scalars.count
        return (text(scalars[start..<colon]), value)
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

extension SyntaxMistake {
    /// The finding about a byte that libyaml cannot read, at `offset`.
    static func finding(byteAt offset: Int, in bytes: [UInt8], detail: String, file: String) -> Finding {
        var offset = offset
        // What is wrong in the rest of a letter begins with its first byte.
        if detail.contains("trailing") { offset = bytes.prefix(offset).lastIndex { $0 >= 0xC0 } ?? offset }
        let before = lines(of: String(decoding: bytes.prefix(offset), as: UTF8.self))
        var place = Place(file: file, line: before.count, column: (before.last?.count ?? 0) + 1)
        place.offset = offset
        guard offset < bytes.count else { return Finding(.malformedYAML, at: place, ["detail": detail]) }
        let hex = String(bytes[offset], radix: 16, uppercase: true)
        if detail.contains("control") {
            let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
            return Finding(.controlCharacter, at: place, ["code": code])
        }
        return Finding(.notUTF8, at: place, ["byte": hex])
    }
}
