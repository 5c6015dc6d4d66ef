/// Why the money of a category is not the same in two runs. Every cent of a difference has one cause.
public enum ChangeCause: Int, Sendable, Hashable, CaseIterable {
    /// The measure looks at it in one run and not in the other; or, in the synthesis, looks at other axes.
    case perimeter
    /// The rules say something else: another version, another text, another table or account plan.
    case rules
    /// A person decided, or a suggestion was accepted, in one run and not in the other, or otherwise.
    case ratings
    /// The lines say something else (another label, another account), so that another of the same rules speaks.
    case content
    /// The same thing, rated the same, has other money.
    case amounts
    /// Money of things that the first run has not.
    case new
    /// Money of things that the second run has not.
    case gone

    /// The causes that move money from one category to another: their effects on all categories sum to nothing.
    public static let moves: [ChangeCause] = [.perimeter, .rules, .ratings, .content]
    /// The causes that bring money or take it away.
    public static let money: [ChangeCause] = [.amounts, .new, .gone]

    /// The id that machines read.
    public var id: String {
        switch self {
        case .perimeter: "perimeter"
        case .rules: "rules"
        case .ratings: "ratings"
        case .content: "content"
        case .amounts: "amounts"
        case .new: "new"
        case .gone: "gone"
        }
    }

    /// What people call it.
    public func label(french: Bool) -> String {
        switch self {
        case .perimeter: french ? "Périmètre" : "Perimeter"
        case .rules: french ? "Règles" : "Rules"
        case .ratings: french ? "Cotations" : "Ratings"
        case .content: french ? "Contenu des lignes" : "Content of lines"
        case .amounts: french ? "Montants" : "Amounts"
        case .new: french ? "Nouveau" : "New"
        case .gone: french ? "Disparu" : "Gone"
        }
    }

    /// What it means, in French, as workbooks say it.
    public var meaning: String {
        switch self {
        case .perimeter:
            "Des lignes sont entrées dans le périmètre de la mesure ou en sont sorties ; dans la synthèse, d'autres axes sont regardés."
        case .rules: "Les règles disent autre chose : autre version, autre texte ou autre table du paquet."
        case .ratings: "Une décision ou une suggestion acceptée, dans un passage et non dans l'autre, ou autre."
        case .content: "Les lignes disent autre chose (libellé, compte…) : une autre des mêmes règles parle."
        case .amounts: "La même chose, cotée pareil, pour un autre montant."
        case .new: "Ce qui n'est que dans le passage d'arrivée."
        case .gone: "Ce qui n'est que dans le passage de départ."
        }
    }
}
