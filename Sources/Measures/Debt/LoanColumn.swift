internal import Texts

/// The columns of a table of loans, known by their headers.
enum LoanColumn: CaseIterable {
    case loan
    case label
    case budget
    case initial
    case outstanding
    case operation
    case share
    /// What kind of loan a record of the annex EMPRUNT is.
    case kind

    /// The headers of each column, folded, the strongest first. The names of elements are those of the annex EMPRUNT of
    /// budget documents (DGCL, `Class_Emprunt.xsd`), whose outstanding capital at the end of the year comes before that at
    /// its beginning.
    private var headers: [String] {
        switch self {
        case .loan:
            [
                "numcontrat", "emprunt", "n emprunt", "numero emprunt", "numero d emprunt", "numero de l emprunt",
                "n de contrat", "numero de contrat", "contrat", "pret", "n de pret", "reference",
            ]
        case .label: ["liborgapreteur", "objempr", "preteur", "organisme preteur", "libelle", "objet"]
        case .budget: ["budget", "code budget"]
        case .initial: ["mtemprorig", "capital initial", "montant initial", "capital emprunte", "montant emprunte"]
        case .outstanding:
            [
                "mtcapitalrestdu 31 12", "mtcapitalrestdu 01 01", "capital restant du", "capital restant du au 31 12",
                "crd", "encours", "dette",
            ]
        case .operation: ["operation", "operations", "code operation", "code de l operation"]
        case .share: ["part", "parts", "quote part"]
        case .kind: ["codtypempr"]
        }
    }

    /// How strongly `header` names this column, 0 the most; nil when it does not. A date may follow: `Capital restant dû
    /// au 31/12/2025`.
    func rank(of header: String) -> Int? {
        let folded = Folding.fold(header)
        if let place = headers.firstIndex(of: folded) { return place }
        let isDated = self == .outstanding && folded.hasPrefix("capital restant du au ")
        return isDated ? headers.count : nil
    }

    /// The name of the column for people.
    var name: String {
        switch self {
        case .loan: "emprunt"
        case .label: "libellé"
        case .budget: "budget"
        case .initial: "capital initial"
        case .outstanding: "capital restant dû"
        case .operation: "opération"
        case .share: "part"
        case .kind: "CodTypEmpr"
        }
    }
}
