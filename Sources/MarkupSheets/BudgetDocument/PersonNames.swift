/// Which values of the annexes may name a natural person, and are masked unless somebody asks for them.
///
/// Names are personal data (code des relations entre le public et l'administration, L311-6 and L312-1-2).
enum PersonNames {
    /// What stands in the place of a name.
    static let mask = "(nom masqué)"

    /// The legal nature of natural persons (`ATCodNatJurBenef`, `CommunAnnexe.xsd`).
    private static let naturalPerson = "P3"
    /// The fields that name somebody whatever else the record says, by record.
    private static let always: [String: Set<String>] = [
        "PRET": ["NomBenefPret"], "MEMBREASA": ["Proprietaire"], "MEMBRESASA": ["Proprietaire"],
        "FORMATION": ["NomElu"], "SIGNATAIRE": ["Signataire"],
        "SIGNATURE": ["Signataire", "LibPresentPar", "LibDelibPar"], "FOND_AIDES_ECO": ["LibBenef"],
    ]

    /// Whether `field` of a record may name a natural person: the beneficiary of a grant does when its legal nature is
    /// that of natural persons or is not given; the editor's own field may hold anything.
    static func isNamed(record: String, field: String, _ fields: [BudgetField]) -> Bool {
        if field == "Champ_Editeur" { return true }
        if record == "CONCOURS", field == "LibOrgaBenef" {
            guard let nature = fields.first(where: { $0.name == "CodNatJurBenefCA" }) else { return true }
            return nature.value == naturalPerson
        }
        return always[record]?.contains(field) ?? false
    }
}
