extension Confidence {
    /// How sure that is, in French, as outputs show it.
    public var words: String {
        switch self {
        case .verified: "lu dans la source citée"
        case .observed: "observé sur des données réelles"
        case .inferred: "déduit des sources, à confirmer"
        case .unverified: "de mémoire, à vérifier"
        }
    }
}
