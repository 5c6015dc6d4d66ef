/// What a budget document says of one of its budgets: who, which year, which decision, under which rules.
///
/// Layout: DGCL, *SchemaDocBudg* (`Class_DocumentBudgetaire.xsd`, `Class_Budget.xsd`); each field is the value of the
/// element of that name, empty when there is none.
public struct BudgetHeader: Sendable, Hashable {
    /// The values, by element name.
    var values: [String: String] = [:]

    private subscript(_ name: String) -> String { values[name] ?? "" }

    /// The version of the schema: `95`, `118`.
    public var version: String { self["VersionSchema"] }
    /// The software that wrote the document.
    public var editor: String { self["CodeEditeur"] }
    /// The authority's SIRET (`IdColl`).
    public var authoritySIRET: String { self["IdColl"] }
    /// The authority's name (`LibelleColl`).
    public var authorityName: String { self["LibelleColl"] }
    /// The budget's SIRET (`IdEtab`).
    public var siret: String { self["IdEtab"] }
    /// The budget's name (`LibelleEtab`): `BUDGET PRINCIPAL`.
    public var name: String { self["LibelleEtab"] }
    /// The budget's code (`CodBud`): `00`.
    public var code: String { self["CodBud"] }
    /// The year (`Exer`).
    public var exercice: String { self["Exer"] }
    /// The plan of accounts: `M57_D` of `M57-M57_D`; CFU write `M57_A` alone.
    public var nomenclature: String {
        let written = self["Nomenclature"]
        return written.split(separator: "-", maxSplits: 1).last.map(String.init) ?? written
    }
    /// Which decision it is; nil for a code that is not known.
    public var decision: BudgetDecision? { BudgetDecision(rawValue: self["NatDec"]) }
    /// The decision's code as it is written (`NatDec`).
    public var decisionCode: String { self["NatDec"] }
    /// The number of the decision, for those that have one (`NumDec`).
    public var decisionNumber: String { self["NumDec"] }
    /// How the budget is voted; nil for a code that is not known.
    public var vote: BudgetVote? { BudgetVote(rawValue: self["NatFonc"]) }
    /// Whether it is an annexed budget (`CodTypBud` is `A`), not the principal one.
    public var isAnnexed: Bool { self["CodTypBud"] == "A" }
    /// The kind of authority, as the document words it (`NatCEPL`).
    public var authorityKind: String { self["NatCEPL"] }
}

/// The decision that a budget document carries (`NatDec`; `CommunBudget.xsd`, and code 10 of later versions).
public enum BudgetDecision: String, Sendable, Hashable, CaseIterable {
    /// Budget primitif.
    case primitif = "01"
    /// Décision modificative.
    case modificative = "02"
    /// Budget supplémentaire.
    case supplementaire = "03"
    /// Compte administratif.
    case compteAdministratif = "09"
    /// Compte financier unique.
    case compteFinancierUnique = "10"

    /// Whether it tells what was done (`MtReal` counts), not what was voted (`MtPrev` counts).
    public var isExecuted: Bool { self == .compteAdministratif || self == .compteFinancierUnique }
}

/// How a budget is voted (`NatFonc`).
public enum BudgetVote: String, Sendable, Hashable, CaseIterable {
    /// By nature: `ContNat` is the chapter, `Fonction` a plain function.
    case nature = "1"
    /// By function: `ContFon` is the chapter, and begins `Fonction`.
    case fonction = "2"
    /// Mixed: each line as the one or the other.
    case mixed = "3"
}
