/// The columns of the sheet that the lines of a budget document make, in order; after them come one column per code of
/// `MtSup` and of `CaracSup` that the document has.
public enum LineColumn: Int, Sendable, Hashable, CaseIterable {
    case exercice, budget, nomenclature, section, sens, mouvement, chapitre, nature, fonction, operation, libelle
    case programme, montant
    case mtReal, mtPrev, credOuv, mtRAR3112, mtRARPrec, mtBudgPrec, mtPropNouv
    /// The function as the document has it, chapter prefix included.
    case fonctionTotem
    case contFon, contOp, artSpe, typOpBudg, opeCpteTiers

    /// Its header. Those of the first columns are known to imports; those of the other amounts are not, so that one
    /// amount alone is taken for that of the line.
    public var header: String {
        switch self {
        case .exercice: "Exercice"
        case .budget: "Budget"
        case .nomenclature: "Nomenclature"
        case .section: "Section"
        case .sens: "Sens"
        case .mouvement: "Mouvement"
        case .chapitre: "Chapitre"
        case .nature: "Nature"
        case .fonction: "Fonction"
        case .operation: "Opération"
        case .libelle: "Libellé"
        case .programme: "Programme"
        case .montant: "Montant"
        case .mtReal: "MtReal (réalisé)"
        case .mtPrev: "MtPrev (voté)"
        case .credOuv: "CredOuv (crédits ouverts)"
        case .mtRAR3112: "MtRAR3112 (restes à réaliser au 31/12)"
        case .mtRARPrec: "MtRARPrec (restes à réaliser repris)"
        case .mtBudgPrec: "MtBudgPrec (budget précédent)"
        case .mtPropNouv: "MtPropNouv (propositions nouvelles)"
        case .fonctionTotem: "Fonction (TOTEM)"
        case .contFon: "ContFon"
        case .contOp: "ContOp"
        case .artSpe: "ArtSpe"
        case .typOpBudg: "TypOpBudg"
        case .opeCpteTiers: "OpeCpteTiers"
        }
    }

    /// The element that gives it as it is; nil when it is worked out.
    var element: String? {
        switch self {
        case .chapitre: "ContNat"
        case .nature: "Nature"
        case .operation: "Operation"
        case .libelle: "LibCpte"
        case .mtReal: "MtReal"
        case .mtPrev: "MtPrev"
        case .credOuv: "CredOuv"
        case .mtRAR3112: "MtRAR3112"
        case .mtRARPrec: "MtRARPrec"
        case .mtBudgPrec: "MtBudgPrec"
        case .mtPropNouv: "MtPropNouv"
        case .fonctionTotem: "Fonction"
        case .contFon: "ContFon"
        case .contOp: "ContOp"
        case .artSpe: "ArtSpe"
        case .typOpBudg: "TypOpBudg"
        case .opeCpteTiers: "OpeCpteTiers"
        default: nil
        }
    }

    /// Whether it is an amount.
    var isAmount: Bool { (LineColumn.montant.rawValue...LineColumn.mtPropNouv.rawValue).contains(rawValue) }
}
