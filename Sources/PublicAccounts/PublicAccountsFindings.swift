public import Findings

extension FindingKind {
    /// Every kind that this target declares.
    public static let publicAccountsKinds: [FindingKind] =
        nomenclatureKinds + profileKinds + importKinds + importLineKinds + controlKinds + totemKinds + scdlKinds
}
