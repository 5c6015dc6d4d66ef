/// The function of a budget line, told from the chapter that the vote by function puts before it.
public enum FunctionCode {
    /// `317` of `93317`; `01` for the chapters 92, 94 and 95, whose lines have a chapter (`926`) and no function.
    ///
    /// Chapters 90 (investment) and 93 (running costs) are broken down by function; 92, 94 and 95 are not (M57, tome 2),
    /// and function 01 is that of operations that cannot be broken down: `926` less its prefix would be function 6,
    /// economic action, which it is not.
    /// - Parameter coded: the function as a document voted by function has it.
    public static func plain(_ coded: String) -> String {
        let rest = coded.dropFirst(2)
        switch coded.prefix(2) {
        case "90", "93": return rest.isEmpty ? "" : String(rest)
        case "92", "94", "95": return "01"
        default: return coded
        }
    }

    /// The section of a chapter by function: `fonctionnement`, `investissement`, or empty when the code says nothing.
    public static func section(_ coded: String) -> String {
        switch coded.prefix(2) {
        case "90", "92": return "investissement"
        case "93", "94": return "fonctionnement"
        case "95":
            switch coded.prefix(3) {
            case "950", "951", "954": return "investissement"
            case "952", "953": return "fonctionnement"
            default: return ""
            }
        default: return ""
        }
    }
}
