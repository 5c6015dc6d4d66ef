/// What a chapter by function says of a line that is voted by function: its plain function, its section, and for ordre
/// the chapter by nature that is the same.
///
/// Source: `planDeCompte.xml` of M57, M52, M71 and M14 (odm-budgetaire.org), chapters by function and their labels.
public enum FunctionCode {
    /// How a family of plans numbers its chapters by function.
    private struct Numbering {
        /// The chapters broken down by function: their first two digits, which the function follows.
        var brokenDown: Set<Substring>
        /// The first two digits of chapters of the investment section; of the others, running costs.
        var investment: Set<Substring>
        /// Chapters whose section their first two digits do not tell.
        var sections: [Substring: String]
        /// Chapters of ordre and of transfers, and the one by nature of the same label.
        var twins: [Substring: String]
    }

    private static let investissement = "investissement"
    private static let fonctionnement = "fonctionnement"

    private static let common = Numbering(
        brokenDown: ["90", "91", "93"], investment: ["90", "91", "92"],
        sections: [
            "950": investissement, "951": investissement, "954": investissement, "952": fonctionnement,
            "953": fonctionnement,
        ],
        twins: [
            "925": "041", "926": "040", "946": "042", "947": "043", "951": "021", "953": "023", "954": "024",
        ])

    private static let m14 = Numbering(
        brokenDown: ["90", "92"], investment: ["90", "91", "95"], sections: [:],
        twins: [
            "910": "041", "914": "040", "919": "021", "934": "042", "935": "043", "939": "023", "95": "024",
        ])

    private static func numbering(_ nomenclature: String) -> Numbering {
        nomenclature.hasPrefix("M14") ? m14 : common
    }

    private static func isChapter(_ coded: String) -> Bool {
        coded.first == "9" && coded.utf8.allSatisfy { (0x30...0x39).contains($0) } && coded.count >= 2
    }

    /// `317` of `93317`; `01` for a chapter that is not broken down by function, such as `926`.
    ///
    /// Function 01 is that of operations that cannot be broken down: `926` less its prefix would be function 6, economic
    /// action, which it is not.
    /// - Parameters:
    ///   - coded: the function as a document voted by function has it.
    ///   - nomenclature: the plan, `M57_D`.
    public static func plain(_ coded: String, nomenclature: String) -> String {
        guard isChapter(coded) else { return coded }
        return numbering(nomenclature).brokenDown.contains(coded.prefix(2)) ? String(coded.dropFirst(2)) : "01"
    }

    /// The section of a chapter by function, or of a function behind one; empty when the code says nothing.
    public static func section(_ coded: String, nomenclature: String) -> String {
        guard isChapter(coded) else { return "" }
        let numbering = numbering(nomenclature)
        if let section = numbering.sections[coded.prefix(3)] { return section }
        if numbering.investment.contains(coded.prefix(2)) { return investissement }
        return ["92", "93", "94"].contains(coded.prefix(2)) ? fonctionnement : ""
    }

    /// The chapter by nature that is the same as the chapter by function `chapter`; empty when there is none: the plan
    /// then tells it from the nature.
    public static func chapterByNature(_ chapter: String, nomenclature: String) -> String {
        numbering(nomenclature).twins[chapter[...]] ?? ""
    }
}
