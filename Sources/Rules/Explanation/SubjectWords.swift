public import PublicAccounts

extension LineField {
    /// Its name for people. Field terms stay French in English too (`docs/glossary.md`), labels do not.
    public func words(isFrench: Bool) -> String {
        switch self {
        case .operation: isFrench ? "opération" : "operation"
        case .libelle: isFrench ? "libellé" : "label"
        case .libelleNature: isFrench ? "libellé de la nature" : "label of the nature"
        case .libelleFonction: isFrench ? "libellé de la fonction" : "label of the fonction"
        case .piece: isFrench ? "pièce" : "piece"
        default: rawValue
        }
    }
}

extension Subject {
    /// Its name for people.
    func words(isFrench: Bool) -> String {
        switch self {
        case .field(let field): return field.words(isFrench: isFrench)
        case .cancellation: return isFrench ? "annulation" : "cancellation"
        case .account(let fact):
            let name =
                switch fact {
                case .connu: isFrench ? "présence" : "presence"
                case .equipement: isFrench ? "équipement" : "equipment"
                case .chapitre, .section: fact.rawValue
                case .libelle: isFrench ? "libellé" : "label"
                }
            return isFrench ? "\(name) du compte dans le plan" : "\(name) of the account in the plan"
        case .column(let table, let column):
            return isFrench
                ? "« \(table.columns[column]) » de la table \(table.name)"
                : "“\(table.columns[column])” of the table \(table.name)"
        case .row(let table): return isFrench ? "rangée de la table \(table.name)" : "row of the table \(table.name)"
        case .amount: return isFrench ? "montant" : "amount"
        }
    }

    /// Whether it may name a person: what it is, and what rules ask of it, is then not shown.
    var isPersonal: Bool { self == .field(.tiers) }

    /// Whether its values are texts, shown between quotes, rather than codes.
    var isText: Bool { isCompareFolded }
}
