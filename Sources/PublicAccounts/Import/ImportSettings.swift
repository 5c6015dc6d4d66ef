/// What the caller wants of an import.
public struct ImportSettings: Sendable {
    /// The profile's name or path; nil to choose by what the sheet shows.
    public var profile: String?
    /// The sheet's name; nil to choose by what the sheets show.
    public var sheet: String?
    /// Keep the lines of this year only; the year of all lines when the sheet gives none. Nil keeps all.
    public var exercice: Int?
    /// The nomenclature, over the profile's.
    public var nomenclature = Choice<String>(common: nil)
    /// The amount that counts, over the profile's.
    public var amount = Choice<AmountBasis>(common: nil)
    /// Values of fields for all lines, over the profile's.
    public var constants: [LineField: String] = [:]
    /// The profiles.
    public var profiles: ProfileStore
    /// The nomenclatures.
    public var nomenclatures: NomenclatureStore

    /// Settings that leave everything to the profiles.
    public init(profiles: ProfileStore, nomenclatures: NomenclatureStore) {
        self.profiles = profiles
        self.nomenclatures = nomenclatures
    }
}
