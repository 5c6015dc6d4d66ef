internal import Tabular

/// A sheet that gets another name, in the formulas that speak of it.
struct SheetRenaming {
    /// Its name so far.
    var old: String
    /// Its name from now on.
    var new: String

    /// `formula` with the new name where it had the old one (ECMA-376 part 1, section 18.17.2.3).
    func applied(to formula: String) -> String {
        guard formula.contains("!") else { return formula }
        let text = Array(formula)
        var result = ""
        var index = 0
        while index < text.count {
            let start = index
            switch text[index] {
            case "\"", "'":
                let quote = text[index]
                var name = ""
                index += 1
                while index < text.count {
                    if text[index] == quote {
                        index += 1
                        guard index < text.count, text[index] == quote else { break }
                    }
                    name.append(text[index])
                    index += 1
                }
                if quote == "'", index < text.count, text[index] == "!", isOld(name) {
                    result += FormulaText.quoted(sheet: new)
                } else {
                    result += String(text[start..<index])
                }
            case let character where Self.isNamePart(character):
                while index < text.count, Self.isNamePart(text[index]) { index += 1 }
                let name = String(text[start..<index])
                let isSheet = index < text.count && text[index] == "!" && isOld(name)
                result += isSheet ? FormulaText.quoted(sheet: new) : name
            default:
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    private func isOld(_ name: String) -> Bool { name.lowercased() == old.lowercased() }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }
}
